// SPDX-License-Identifier: Apache-2.0

import PDFSyntax
import Testing

/// The operators of content streams, spelled.
struct ContentTests {
    private func content(_ body: (inout ContentWriter) -> Void) -> String {
        var writer = ContentWriter()
        body(&writer)
        // Codes of glyphs are bytes of any value.
        return String(String.UnicodeScalarView(writer.finish().map { Unicode.Scalar($0) }))
    }

    @Test func graphics() {
        let written = content { content in
            content.saved { content in
                content.transform(1000, 0, 0, -1000, 0, 841_890)
                content.lineWidth(250)
                content.lineCap(1)
                content.lineJoin(2)
                content.dash([3000, 1500], phase: 500)
                content.dash([])
                content.strokeColor(red: 1000, green: 333, blue: 0)
                content.strokeGray(0)
                content.move(x: 0, y: -1)
                content.line(x: 10, y: 100_000)
                content.curve(x1: 1000, y1: 2000, x2: 3000, y2: 4000, x: 5000, y: 6000)
                content.closePath()
                content.stroke()
                content.rectangle(x: 0, y: 0, width: 1000, height: 1000)
                content.clip()
                content.fillColor(red: 0, green: 0, blue: 500)
                content.rectangle(x: 0, y: 0, width: 1000, height: 1000)
                content.fill(evenOdd: true)
                content.graphicsState("G0")
                content.draw("Im#1")
            }
        }
        #expect(
            written == """
                q
                1 0 0 -1 0 841.89 cm
                0.25 w
                1 J
                2 j
                [3 1.5]0.5 d
                []0 d
                1 0.333 0 RG
                0 G
                0 -0.001 m
                0.01 100 l
                1 2 3 4 5 6 c
                h
                S
                0 0 1 1 re
                W n
                0 0 0.5 rg
                0 0 1 1 re
                f*
                /G0 gs
                /Im#231 Do
                Q

                """)
    }

    @Test func textAndMarks() {
        let written = content { content in
            content.artifact { $0.text { _ in } }
            content.marked("Span", identifier: 7) { content in
                content.text { content in
                    content.font("F1", size: 10_500)
                    content.textMatrix(1000, 0, 0, 1000, 72_000, 700_000)
                    content.characterSpacing(100)
                    content.show([0x0001, 0xABCD] as [UInt16])
                    content.nextLine(x: 0, y: -15_000)
                    content.show { run in
                        run.moveBack(-500_000)
                        run.glyphs([1, 2])
                        run.moveBack(0)
                        run.glyph(3)
                        run.moveBack(12_345)
                        run.glyph(0xFFFF)
                    }
                    content.show { run in
                        run.glyph(1)
                        run.moveBack(250_000)
                        run.glyph(2)
                    }
                    content.show([0x2829, 0x5C0D] as [UInt16])
                    content.show([] as [UInt16])
                }
            }
            content.beginMarked("Span") { $0.text("ActualText", "ß(") }
            content.endMarked()
        }
        #expect(
            written == """
                /Artifact BMC
                BT
                ET
                EMC
                /Span<</MCID 7>>BDC
                BT
                /F1 10.5 Tf
                1 0 0 1 72 700 Tm
                0.1 Tc
                (\u{0}\u{1}\u{AB}\u{CD})Tj
                0 -15 Td
                [-500(\u{0}\u{1}\u{0}\u{2}\u{0}\u{3})12.345(\u{FF}\u{FF})]TJ
                [(\u{0}\u{1})250(\u{0}\u{2})]TJ
                (\\(\\)\\\\\\r)Tj
                ()Tj
                ET
                EMC
                /Span<</ActualText<feff00df0028>>>BDC
                EMC

                """)
    }
}
