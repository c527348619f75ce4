// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Where the judges are that no PATH leads to.
enum Judges {
    private static let tests = "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")

    /// The script that asks veraPDF.
    static let verapdf = tests + "/Judges/verapdf"

    /// A program of the Python environment with the judges: `CREDITREPORT_JUDGES`, or `.build/judges` of the package.
    static func path(_ name: String) -> String {
        var directory = tests + "/../.build/judges"
        if let given = unsafe getenv("CREDITREPORT_JUDGES") { directory = unsafe String(cString: given) }
        return directory + "/bin/" + name
    }
}
