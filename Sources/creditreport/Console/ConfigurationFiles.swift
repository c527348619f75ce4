// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Records

extension Catalog {
    /// The catalogue in a file.
    static func read(_ file: [UInt8]) throws(RecordsError) -> Catalog {
        try read(file, sha256: Hex.encode(Digest.of(file)))
    }
}

extension DomainTable {
    /// The table of domains in a file.
    static func read(_ file: [UInt8]) throws(RecordsError) -> DomainTable {
        try read(file, sha256: Hex.encode(Digest.of(file)))
    }
}

extension HolidayTable {
    /// The table of holidays in a file.
    static func read(_ file: [UInt8]) throws(RecordsError) -> HolidayTable {
        try read(file, sha256: Hex.encode(Digest.of(file)))
    }
}

extension MeasureList {
    /// The list of measures in a file.
    static func read(_ file: [UInt8]) throws(RecordsError) -> MeasureList {
        try read(file, sha256: Hex.encode(Digest.of(file)))
    }
}

extension Policy {
    /// The policy in a file.
    static func read(_ file: [UInt8]) throws(RecordsError) -> Policy {
        try read(file, sha256: Hex.encode(Digest.of(file)))
    }
}
