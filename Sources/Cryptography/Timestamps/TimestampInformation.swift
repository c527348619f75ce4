// SPDX-License-Identifier: Apache-2.0

internal import Bytes

/// What a timestamp says (RFC 3161, 2.4.2, TSTInfo).
struct TimestampInformation {
    let policy: ObjectIdentifier
    let imprint: TimestampImprint
    let serial: [UInt8]
    /// The second in which it was given.
    let time: Instant
    /// The last second in which it can have been given, with the stated accuracy and fractions of seconds counted up.
    let latest: Instant
    /// The nonce of the request, without leading zeros; nil if there is none.
    let nonce: [UInt8]?

    init(_ der: ArraySlice<UInt8>) throws(CryptographyError) {
        var outer = DERReader(der)
        var fields = try outer.enter(.sequence)
        try outer.finish()
        guard try fields.readSmallInteger() == 1 else { throw fields.malformed("version other than 1, before") }
        policy = try fields.readObjectIdentifier()
        imprint = try TimestampImprint(&fields)
        serial = Array(try fields.readMagnitude())
        guard serial.count <= 20 else { throw fields.malformed("serial number above 160 bits, before") }
        let (second, hasFraction) = try fields.readGeneralizedTime()
        time = second
        var slack: Int64 = hasFraction ? 1 : 0
        if let accuracy = try fields.readIfPresent(.sequence) { slack += try Self.seconds(accuracy) }
        latest = Instant(seconds: second.seconds + slack)
        if fields.nextTag == .boolean {
            guard try fields.readBoolean() else { throw fields.malformed("default value FALSE written out, before") }
        }
        nonce = fields.nextTag == .integer ? Array(try fields.readMagnitude()) : nil
        // The name of the authority is a hint; its certificate says who it is.
        _ = try fields.readIfPresent(.context(0))
        if let extensions = try fields.readIfPresent(.context(1)) {
            try Self.check(DERReader(extensions.contents))
        }
        try fields.finish()
    }

    /// The accuracy in seconds, rounded up.
    private static func seconds(_ element: DERElement) throws(CryptographyError) -> Int64 {
        var parts = DERReader(element.contents)
        var seconds: Int64 = 0
        if parts.nextTag == .integer {
            let magnitude = try parts.readMagnitude()
            guard magnitude.count <= 3 else { throw parts.malformed("accuracy of half a year or worse, before") }
            seconds = magnitude.reduce(0) { $0 << 8 | Int64($1) }
        }
        var hasFraction = false
        for tag in [DERTag.contextPrimitive(0), .contextPrimitive(1)] {
            if try parts.readIfPresent(tag) != nil { hasFraction = true }
        }
        try parts.finish()
        return seconds + (hasFraction ? 1 : 0)
    }

    /// An extension that one has to know changes what the timestamp says.
    private static func check(_ extensions: DERReader) throws(CryptographyError) {
        var list = extensions
        while !list.isAtEnd {
            var item = try list.enter(.sequence)
            let identifier = try item.readObjectIdentifier()
            let isCritical = item.nextTag == .boolean ? try item.readBoolean() : false
            _ = try item.read(.octetString)
            try item.finish()
            guard !isCritical else {
                throw list.malformed("critical extension \(identifier) is not understood, before")
            }
        }
    }
}
