// SPDX-License-Identifier: Apache-2.0

internal import CQREncode
internal import Documents

/// A QR symbol (ISO/IEC 18004) with error correction of level M, in which some 15 % of the symbol may be lost.
public struct QRSymbol: Sendable, Equatable {
    /// The version of libqrencode, as it says itself.
    public static var libraryVersion: String { unsafe String(cString: QRcode_APIVersionString()) }

    /// How many modules a side has, without the quiet zone.
    public let size: Int
    private let modules: [Bool]

    /// How many light modules must surround the symbol.
    public static let quietZone = 4

    /// The symbol of a text, of the smallest version that holds it.
    ///
    /// - Throws: `RenderingError` with the code `qrCode` if the text is empty or too long for any version.
    public init(_ text: String) throws(RenderingError) {
        var bytes = Array(text.utf8)
        guard !bytes.isEmpty, !bytes.contains(0) else {
            throw RenderingError(.qrCode, "a QR symbol needs a text without zero bytes")
        }
        bytes.append(0)
        // Case-sensitive, with the shortest mix of the symbol's modes.
        let made = unsafe bytes.withUnsafeBytes { buffer in
            unsafe QRcode_encodeString(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), 0, QR_ECLEVEL_M, QR_MODE_8, 1)
        }
        guard let symbol = unsafe made else {
            throw RenderingError(
                .qrCode, "a text of \(bytes.count - 1) bytes does not fit into a QR symbol",
                hint: "shorten the address that the symbol leads to")
        }
        defer { unsafe QRcode_free(symbol) }
        let width = unsafe Int(symbol.pointee.width)
        size = width
        modules = (0..<width * width).map { unsafe symbol.pointee.data[$0] & 1 == 1 }
    }

    /// Whether a module is dark; rows and columns count from the left upper corner.
    public func isDark(row: Int, column: Int) -> Bool {
        modules[row * size + column]
    }

    /// The symbol with its quiet zone, one unit for each module; each row's neighbouring dark modules are one rectangle,
    /// and rectangles of the same columns in neighbouring rows are one.
    public var drawing: Drawing {
        let zone = Self.quietZone
        var steps: [Drawing.Step] = []
        steps.reserveCapacity(5 * size * size / 4)
        // The runs of the row above that go on, and those of the row in hand; both from left to right.
        var open: [Run] = []
        var present: [Run] = []
        for row in 0...size {
            present.removeAll(keepingCapacity: true)
            if row < size { appendRuns(in: row, to: &present) }
            var next = 0
            for run in open {
                while next < present.count && present[next].left < run.left { next += 1 }
                if next < present.count, present[next].left == run.left, present[next].right == run.right {
                    present[next].top = run.top
                    continue
                }
                let (left, right, top, bottom) = (run.left + zone, run.right + zone, run.top + zone, row + zone)
                steps.append(.move(x: left, y: top))
                steps.append(.line(x: right, y: top))
                steps.append(.line(x: right, y: bottom))
                steps.append(.line(x: left, y: bottom))
                steps.append(.close)
            }
            swap(&open, &present)
        }
        let side = size + 2 * zone
        return Drawing(width: side, height: side, paths: [Drawing.Path(.fill(.black), steps)])
    }

    /// Neighbouring dark modules, in all rows from `top` on.
    private struct Run {
        let left: Int
        let right: Int
        var top: Int
    }

    private func appendRuns(in row: Int, to runs: inout [Run]) {
        let modules = modules.span
        let first = row * size
        var column = 0
        while column < size {
            guard modules[first + column] else {
                column += 1
                continue
            }
            let left = column
            while column < size && modules[first + column] { column += 1 }
            runs.append(Run(left: left, right: column, top: row))
        }
    }
}
