// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Lines of a pipe or a file that is open already, handed over as they come in: whoever sends one and waits is answered.
public struct LineStream: ~Copyable {
    private let descriptor: Int32
    private let longest: Int
    private var rest: [UInt8] = []
    private var isAtEnd = false

    /// The lines of a descriptor (0 is standard input), which stays the caller's.
    ///
    /// - Parameter longest: how many bytes a line may have; more are an error (`tooLong`).
    public init(_ descriptor: Int32 = 0, longest: Int = 1 << 20) {
        self.descriptor = descriptor
        self.longest = longest
    }

    /// The next lines without their line feeds: all that are there already, at least one; nil at the end.
    ///
    /// Waits only if there is none.
    public mutating func next() throws(FileError) -> [[UInt8]]? {
        while !isAtEnd {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                guard errno == EINTR else { throw .system("read", "standard input") }
                continue
            }
            isAtEnd = count == 0
            rest += buffer.prefix(count)
            var lines: [[UInt8]] = []
            var start = 0
            while let end = rest[start...].firstIndex(of: 0x0A) {
                lines.append(Array(rest[start..<end]))
                start = end + 1
            }
            rest.removeFirst(start)
            if isAtEnd, !rest.isEmpty {
                lines.append(rest)
                rest = []
            }
            guard rest.count <= longest, lines.allSatisfy({ $0.count <= longest }) else {
                throw FileError(
                    .tooLong, "read", "standard input", "a line has more than \(longest) bytes")
            }
            if !lines.isEmpty { return lines }
        }
        return nil
    }
}
