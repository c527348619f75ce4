// SPDX-License-Identifier: Apache-2.0

import Compression
import Cryptography
import Markup
import Rendering

/// What the program and the libraries below it are.
enum Version {
    /// The version of the program.
    static let program = "0.1.0"

    /// The program's version and those of the libraries in use.
    static var text: String {
        """
        creditreport \(program)
        libxml2 \(XMLReader.libraryVersion)
        \(Digest.libraryVersion)
        zlib \(Flate.libraryVersion)
        libqrencode \(QRSymbol.libraryVersion)
        """
    }
}
