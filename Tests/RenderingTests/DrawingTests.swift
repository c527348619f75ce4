// SPDX-License-Identifier: Apache-2.0

import Documents
import OpenType
import Rendering
import TestSupport
import Testing
import Typesetting

@Suite struct DrawingTests {
    @Test func theSymbolIsReadFromThePage() throws {
        let directory = try TemporaryDirectory()
        let path = try SignedSample.write(
            SignedSample().file(SampleReport.full(records: 1)), "symbol.pdf", in: directory)
        let picture = directory.path("page")
        #expect(
            try Tool.run("pdftoppm", ["-r", "150", "-f", "1", "-l", "1", "-png", "-singlefile", path, picture]).status
                == 0)
        let read = try Tool.run("zbarimg", ["--quiet", "--raw", picture + ".png"])
        #expect(read.text == "https://example.invalid/v?n=NM-2026-7Q4K-M2XR-T9VB-3&c=7Q4K-M2XR-T9VB3\n")
    }

    @Test(arguments: ["1", "NM-2026", String(repeating: "内", count: 200)])
    func theRectanglesOfASymbolAreItsModules(text: String) throws {
        let symbol = try QRSymbol(text)
        let side = symbol.size + 2 * QRSymbol.quietZone
        let drawing = symbol.drawing
        #expect(drawing.width == side && drawing.height == side)
        var dark = [Int](repeating: 0, count: side * side)
        let steps = try #require(drawing.paths.first).steps
        for start in stride(from: 0, to: steps.count, by: 5) {
            guard case .move(let left, let top) = steps[start], case .line(let right, let bottom) = steps[start + 2]
            else {
                Issue.record("not a rectangle at \(start)")
                return
            }
            for row in top..<bottom {
                for column in left..<right { dark[row * side + column] += 1 }
            }
        }
        for row in 0..<side {
            for column in 0..<side {
                let inner = (row: row - QRSymbol.quietZone, column: column - QRSymbol.quietZone)
                let isInside = (0..<symbol.size).contains(inner.row) && (0..<symbol.size).contains(inner.column)
                let expected = isInside && symbol.isDark(row: inner.row, column: inner.column) ? 1 : 0
                #expect(dark[row * side + column] == expected)
            }
        }
    }

    @Test func aTextThatFitsNoSymbolIsAnError() throws {
        for text in ["", String(repeating: "x", count: 3000)] {
            let error = #expect(throws: RenderingError.self) { try QRSymbol(text) }
            #expect(error?.code == .qrCode)
        }
    }

    @Test(arguments: [SealDesign.Centre.none, .star])
    func aSealStaysWithinItsRing(centre: SealDesign.Centre) throws {
        let font = try #require(SampleReport.fonts).faces[1].font
        let seal = Seal(
            issuer: "内蒙古自治区公共信用信息示例中心", legend: "测试专用", design: SealDesign(centre: centre, serial: "1500000123456"))
        let drawing = try seal.drawing(letters: font)
        #expect(drawing.paths.count == (centre == .star ? 4 : 3))
        let middle = drawing.width / 2
        for path in drawing.paths {
            guard case .fill = path.paint else { continue }
            for step in path.steps {
                switch step {
                case .move(let x, let y), .line(let x, let y), .quadratic(_, _, let x, let y):
                    let distance = (x - middle) * (x - middle) + (y - middle) * (y - middle)
                    #expect(distance < 18_500 * 18_500)
                default: break
                }
            }
        }
    }

    /// The name on the arc is the issuer's, whole or shortened.
    @Test(arguments: [("内蒙古信用中心", true), ("内蒙古自治区公共信用信息示例中心", true), ("信用内蒙古", false), ("北京信用中心", false)])
    func onlyTheIssuersNameStandsOnASeal(name: String, isDrawn: Bool) throws {
        let font = try #require(SampleReport.fonts).faces[1].font
        let seal = Seal(
            issuer: "内蒙古自治区公共信用信息示例中心", legend: "测试", design: SealDesign(outline: .single, name: name))
        if isDrawn {
            #expect(try seal.drawing(letters: font).paths.count == 2)
        } else {
            #expect(throws: RenderingError.self) { try seal.drawing(letters: font) }
        }
    }

    @Test func aSealThatCannotBeWrittenIsAnError() throws {
        let font = try #require(SampleReport.fonts).faces[1].font
        for issuer in ["", String(repeating: "信", count: 33), "测试\u{10FFFD}"] {
            let error = #expect(throws: RenderingError.self) {
                try Seal(issuer: issuer, legend: "测试").drawing(letters: font)
            }
            #expect(error?.code == .seal)
        }
    }
}
