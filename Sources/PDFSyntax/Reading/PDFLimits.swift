// SPDX-License-Identifier: Apache-2.0

/// How much a reader takes in before it refuses a file.
public struct PDFLimits: Sendable {
    /// The size of the file, in bytes.
    public var fileSize: Int
    /// The number of indirect objects; a page of a report has some ninety.
    public var objects: Int
    /// The size of all values outside streams and object streams together, in bytes; reading them takes the most time.
    public var plainValues: Int
    /// The size of one object stream when decompressed, in bytes.
    public var objectStreamSize: Int
    /// The size of all object streams together when decompressed, in bytes.
    public var allObjectStreams: Int

    /// Limits; the defaults are far above any report.
    public init(
        fileSize: Int = 256 << 20, objects: Int = 2_000_000, plainValues: Int = 32 << 20,
        objectStreamSize: Int = 16 << 20, allObjectStreams: Int = 256 << 20
    ) {
        self.fileSize = fileSize
        self.objects = objects
        self.plainValues = plainValues
        self.objectStreamSize = objectStreamSize
        self.allObjectStreams = allObjectStreams
    }
}
