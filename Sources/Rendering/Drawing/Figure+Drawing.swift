// SPDX-License-Identifier: Apache-2.0

public import Documents
public import OpenType
internal import Typesetting

extension Figure.Subject {
    /// The drawing of the subject; a seal is written with the letters of `font`.
    public func drawing(letters font: Font) throws(RenderingError) -> Drawing {
        switch self {
        case .seal(let issuer, let legend, let design):
            try Seal(issuer: issuer, legend: legend, design: design).drawing(letters: font)
        case .qrCode(let text): try QRSymbol(text).drawing
        case .chart(let chart): ChartDrawing(chart).drawing
        }
    }
}

extension FontSet {
    /// The font of the words on seals: the bold face if there is one.
    var letters: Font {
        (faces.first { $0.isBold } ?? faces[0]).font
    }
}
