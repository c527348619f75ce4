// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Documents

/// The rules that every page has before those of its looks.
enum HTMLFoundation {
    /// What browsers would do by themselves is set to what the pages do, and a screen shows a sheet of the paper.
    ///
    /// On a narrow screen the sheet fills it; long words break, so that nothing is ever wider than the screen.
    static func rules(for page: PageStyle) -> [UInt8] {
        var writer = ByteWriter(capacity: 2048)
        writer.append(common)
        writer.append("@page{size:")
        writer.append(page.width)
        writer.append(" ")
        writer.append(page.height)
        writer.append(";")
        writer.append("margin:", page.margin)
        writer.append("}\n@media screen{html{background:#ebe9e4}h1{text-wrap:balance}body{max-width:")
        writer.append(page.width)
        writer.append(";margin:24pt auto;")
        writer.append("padding:", page.margin)
        writer.append(";background:#ffffff;box-shadow:0 1pt 9pt #b8b4aa}}\n@media screen and (max-width:")
        writer.append(page.width + .points(48))
        writer.append("){html{background:#ffffff}body{margin:0;padding:8vw 5vw;box-shadow:none}}\n")
        return writer.bytes
    }

    private static let common = """
        *{box-sizing:border-box;margin:0;padding:0;orphans:2;widows:2}
        :root{color-scheme:light;background:#ffffff;color:#000000;-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{white-space:pre-wrap;overflow-wrap:anywhere;line-break:strict;print-color-adjust:exact;-webkit-print-color-adjust:exact}
        table{width:100%;border-collapse:collapse;table-layout:fixed}
        thead{display:table-header-group}
        tr{break-inside:avoid}
        th,td{vertical-align:top;text-align:inherit;font-weight:inherit}
        strong{font-weight:inherit}
        svg{vertical-align:top;max-width:100%;height:auto}

        """
}
