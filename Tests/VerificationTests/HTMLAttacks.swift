// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Reporting
import TestSupport
import Testing
import Verification

/// Forged pages: what is shown, what is hidden, what is carried, who signed.
@Suite struct HTMLAttacks {
    @Test(arguments: shown + carried + signed) func isNotReliedOn(attack: Attack) throws { try attack.check() }

    private static func edit(_ name: String, _ old: String, _ new: String) -> Attack {
        Attack(name) { try $0.html($0.stained, old, new) }
    }

    static let shown = [
        edit("another name on the page", Office.name, "赤峰示例清白有限公司"),
        edit("a style that hides", "</style>", ".grid{display:none}</style>"),
        edit("a second style", "</head>", "<style>.grid{display:none}</style></head>"),
        edit("a script", "</head>", "<script>document.body.innerHTML='无违法违规记录'</script></head>"),
        edit("an event handler", "<body", "<body onload=\"x()\""),
        edit("a frame", "<body>", "<body><iframe src=\"https://example.test/\"></iframe>"),
        edit(
            "a refresh", "<meta charset=\"utf-8\">",
            "<meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url=https://example.test/\">"),
        edit("no content security policy", "Content-Security-Policy", "X-Content-Security-Policy"),
        edit("another encoding", "<meta charset=\"utf-8\">", "<meta charset=\"utf-7\">"),
        edit("a comment that hides", "<body>", "<body><!--"),
        edit("a tick", "<body>", "<body><p>✓ 已核验，可以信赖</p>"),
        Attack("bytes in front") { Array("<p>无记录</p>".utf8) + $0.stained.html },
        Attack("a byte order mark") { [0xEF, 0xBB, 0xBF] + $0.stained.html },
        Attack("bytes behind") { $0.stained.html + Array("<p>无记录</p>".utf8) },
        Attack("a line end behind") { $0.stained.html + [0x0A] },
        Attack("a whole page in front of the whole page") { $0.clean.html + $0.stained.html },
    ]

    /// The page of one report with the XML of another.
    private static func carrying(_ office: Office, _ page: Papers, _ xml: [UInt8]) throws -> [UInt8] {
        try Array(#require(HTMLEnvelope(page.html)).page).replacing(
            Base64.encode(page.xml), with: Base64.encode(xml))
    }

    static let carried = [
        Attack("the page of the clean firm with the report of the other") { office in
            let page = try carrying(office, office.clean, office.stained.xml)
            return HTMLEnvelope.file(page: page, cms: try #require(HTMLEnvelope(office.clean.html)).cms)
        },
        Attack("the report of the clean firm in the other's page") { office in
            let page = try carrying(office, office.stained, office.clean.xml)
            return HTMLEnvelope.file(page: page, cms: try #require(HTMLEnvelope(office.stained.html)).cms)
        },
        Attack("the page of the clean namesake with the signature of the other") { office in
            let (page, cms) = (
                try #require(HTMLEnvelope(office.namesake.html)), try #require(HTMLEnvelope(office.stained.html)).cms
            )
            return HTMLEnvelope.file(page: Array(page.page), cms: cms)
        },
        Attack("a second report behind the first") { office in
            try office.html(
                office.stained, HTMLEnvelope.reportEnd,
                "</template>" + HTMLEnvelope.reportStart + Base64.encode(office.clean.xml) + HTMLEnvelope.reportEnd)
        },
        edit("a line end in the report's base64", HTMLEnvelope.reportStart, HTMLEnvelope.reportStart + "\n"),
        edit("no report", HTMLEnvelope.reportStart, "<template id=\"signed-Report\">"),
        Attack("a signature too large to be one") { office in
            let page = Array(try #require(HTMLEnvelope(office.stained.html)).page)
            return HTMLEnvelope.file(page: page, cms: [UInt8](repeating: 0x30, count: 1 << 20))
        },
        Attack("two signatures") { office in
            let cms = try #require(HTMLEnvelope(office.stained.html)).cms
            return HTMLEnvelope.file(page: office.stained.html, cms: cms)
        },
        Attack("no signature") { Array(try #require(HTMLEnvelope($0.stained.html)).page) },
        Attack("an empty signature") {
            HTMLEnvelope.file(page: Array(try #require(HTMLEnvelope($0.stained.html)).page), cms: [])
        },
    ]

    static let signed = [
        Attack("the forger signs a changed page around the genuine report") { office in
            try office.html(office.stained, Office.name, "赤峰示例清白有限公司", by: office.rogueSigner)
        },
        Attack("the forger signs everything, under the same names", .issuerNotTrusted) { office in
            let signed = try office.resigned(
                office.stained, Office.name, "赤峰示例清白有限公司", by: office.rogueSigner)
            return try Office.papers(office.rogue, signed).html
        },
        Attack("the genuine key signs the page around a report of the forger's") { office in
            let signed = try office.resigned(office.stained, Office.name, "赤峰示例清白有限公司", by: office.rogueSigner)
            return try Office.papers(office.genuine, signed).html
        },
        Attack("the genuine key signs a page that shows something else") { office in
            try office.html(office.stained, "</style>", ".grid{display:none}</style>", by: office.signer)
        },
        Attack("the genuine key signs a page that names another template than the one that drew it") { office in
            try office.html(office.stained, "template standard ", "template unknown ", by: office.signer)
        },
        Attack("the genuine key signs a page by an unknown template", .statusUnknown) { office in
            try office.html(office.stained, "template standard ", "template standard 0", by: office.signer)
        },
        Attack("the genuine key signs a page by nothing that it names", .statusUnknown) { office in
            try office.html(office.stained, "creditreport-view", "creditreport-vieW", by: office.signer)
        },
        Attack("off the books, with the genuine key", .notInForce) { office in
            let signed = try office.resigned(office.stained, Office.name, "赤峰示例清白有限公司", by: office.signer)
            return try Office.papers(office.genuine, signed).html
        },
    ]
}
