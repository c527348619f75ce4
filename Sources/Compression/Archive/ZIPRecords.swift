// SPDX-License-Identifier: Apache-2.0

/// The signatures that the records of an archive begin with (APPNOTE, 4.3).
enum ZIPSignature {
    static let local: UInt32 = 0x0403_4B50
    static let descriptor: UInt32 = 0x0807_4B50
    static let central: UInt32 = 0x0201_4B50
    static let end: UInt32 = 0x0605_4B50
    static let end64: UInt32 = 0x0606_4B50
    static let locator64: UInt32 = 0x0706_4B50
}

/// The flags of an entry (APPNOTE, 4.4.4).
enum ZIPFlags {
    static let encrypted: UInt16 = 1 << 0
    static let descriptor: UInt16 = 1 << 3
    static let patched: UInt16 = 1 << 5
    static let stronglyEncrypted: UInt16 = 1 << 6
    static let utf8: UInt16 = 1 << 11
    static let masked: UInt16 = 1 << 13
}

/// Integers of a record, least significant byte first.
struct ZIPFields {
    let bytes: [UInt8]

    func word(_ offset: Int) -> UInt16 {
        UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
    }

    func double(_ offset: Int) -> UInt32 {
        UInt32(word(offset)) | UInt32(word(offset + 2)) << 16
    }

    func quad(_ offset: Int) -> UInt64 {
        UInt64(double(offset)) | UInt64(double(offset + 4)) << 32
    }

    /// A 16-bit number as an integer.
    func small(_ offset: Int) -> Int { Int(word(offset)) }

    /// A 64-bit number as an integer; no file is larger than an integer.
    func large(_ offset: Int) -> Int { Int(clamping: quad(offset)) }

    /// The values of the ZIP64 extra field (APPNOTE, 4.5.3) in a run of extra fields; nil if there is none.
    func extra64(_ range: Range<Int>) -> ZIPExtra64? {
        var place = range.lowerBound
        while place + 4 <= range.upperBound {
            let length = small(place + 2)
            guard place + 4 + length <= range.upperBound else { return nil }
            if word(place) == 1 { return ZIPExtra64(fields: self, next: place + 4, end: place + 4 + length) }
            place += 4 + length
        }
        return nil
    }
}

/// The values of a ZIP64 extra field, taken one after the other.
struct ZIPExtra64 {
    let fields: ZIPFields
    var next: Int
    let end: Int

    mutating func take() -> Int? {
        guard next + 8 <= end else { return nil }
        defer { next += 8 }
        return fields.large(next)
    }
}

extension CompressionError {
    /// An archive whose records contradict each other.
    static func zip(_ message: String) -> CompressionError {
        CompressionError(code: .zipCorrupt, message: message)
    }
}
