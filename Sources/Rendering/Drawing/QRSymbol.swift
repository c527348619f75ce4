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
        var finished: [Run] = []
        var open: [Run] = []
        for row in 0...size {
            var present: [Run] = []
            for run in row < size ? runs(in: row) : [] {
                if let above = open.first(where: { $0.columns == run }) {
                    present.append(Run(columns: run, rows: above.rows.lowerBound..<row + 1))
                } else {
                    present.append(Run(columns: run, rows: row..<row + 1))
                }
            }
            finished += open.filter { old in !present.contains { $0.columns == old.columns } }
            open = present
        }
        let zone = Self.quietZone
        var steps: [Drawing.Step] = []
        for run in finished {
            let (left, right) = (run.columns.lowerBound + zone, run.columns.upperBound + zone)
            let (top, bottom) = (run.rows.lowerBound + zone, run.rows.upperBound + zone)
            steps += [
                .move(x: left, y: top), .line(x: right, y: top), .line(x: right, y: bottom), .line(x: left, y: bottom),
                .close,
            ]
        }
        let side = size + 2 * zone
        return Drawing(width: side, height: side, paths: [Drawing.Path(.fill(.black), steps)])
    }

    private struct Run {
        let columns: Range<Int>
        let rows: Range<Int>
    }

    private func runs(in row: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for column in 0...size {
            let dark = column < size && isDark(row: row, column: column)
            if dark, start == nil { start = column }
            if !dark, let begin = start {
                runs.append(begin..<column)
                start = nil
            }
        }
        return runs
    }
}
