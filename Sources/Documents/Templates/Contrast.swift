// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// How well a text stands out from what is behind it.
enum Contrast {
    /// Ten times the contrast ratio of two colours (WCAG 2.2, "contrast ratio"): 10 to 210.
    static func ratioTimes10(_ one: Color, _ other: Color) -> Int {
        let luminances = [luminance(one), luminance(other)].sorted()
        return Int((luminances[1] + 0.05) / (luminances[0] + 0.05) * 10)
    }

    private static func luminance(_ color: Color) -> Double {
        func linear(_ part: UInt8) -> Double {
            let value = Double(part) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
    }
}
