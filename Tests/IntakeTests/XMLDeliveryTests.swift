// SPDX-License-Identifier: Apache-2.0

import Bytes
import Intake
import Records
import TestSupport
import Testing

@Suite("XML as deliveries")
struct XMLDeliveryTests {
    private func message(_ rows: String...) -> String {
        """
        <?xml version="1.0" encoding="utf-8"?>
        <ExchangeMessage>
          <Header><sender>33</sender><cc/><!-- 示例 --></Header>
          <Body>\(rows.map { "<fields>\($0)</fields>" }.joined(separator: "\n"))</Body>
        </ExchangeMessage>
        """
    }

    private func fields(_ number: Int) -> String {
        "<CF_XDR_MC>示例公司</CF_XDR_MC><CF_XDR_SHXYM>\(Codes.clean)</CF_XDR_SHXYM>"
            + "<CF_WSH>示罚〔2026〕\(number)号</CF_WSH><CF_JDRQ>2026-01-01</CF_JDRQ><CF_XZJG>示例 &amp; 机关</CF_XZJG>"
    }

    private func delivery(_ attributes: String, _ rows: String = "") -> String {
        let row = [
            "CF_XDR_MC": "示例公司", "统一社会信用代码": Codes.clean, "CF_WSH": "示罚〔2026〕1号", "CF_JDRQ": "2026-01-01",
            "CF_CFJG": "示例机关",
        ]
        .sorted { $0.key < $1.key }.map { "<field name=\"\($0.key)\">\($0.value)</field>" }.joined()
        return "<delivery xmlns=\"urn:creditreport:delivery:1\" \(attributes)>\n<row>\(row)</row>\(rows)</delivery>"
    }

    private func error(_ text: String, source: String? = Codes.authority, through: String? = nil) throws -> IntakeError?
    {
        let store = try SampleStore()
        do {
            try store.take(text, source: source, through: through)
            return nil
        } catch let error as IntakeError {
            #expect(try store.lines().isEmpty)
            return error
        }
    }

    @Test("the exchange message of one row or many is read, in the headings of the 2016 version too")
    func messages() throws {
        let store = try SampleStore()
        let outcome = try store.take(message(fields(1), fields(2) + "<BZ>二</BZ><NEU> </NEU>"))
        #expect(outcome.counts.list == [2, 0, 0, 0, 0])
        #expect(outcome.encoding == .utf8)
        #expect(outcome.unknownHeadings == ["NEU"])
        let lines = try store.lines()
        #expect(lines.map { $0.value("CF_WSH") } == ["示罚〔2026〕1号", "示罚〔2026〕2号"])
        #expect(lines[0].value("CF_CFJG") == "示例 & 机关")
        #expect(lines[1].value("BZ") == "二")
        #expect(try store.take(message(fields(1)), on: "2026-07-01").counts.list == [0, 1, 0, 0, 0])
    }

    @Test("GB 18030 is read, if the declaration names it or nothing")
    func encodings() throws {
        let store = try SampleStore()
        let text = message(fields(1))
        for (number, label) in ["GB18030", "gbk", "GB2312"].enumerated() {
            let declared = text.replacing("\"utf-8\"", with: "\"\(label)\"")
            let encoded = try Tool.run(
                "python3", ["-c", "import sys; sys.stdout.buffer.write(sys.argv[1].encode('gb18030'))", declared])
            let outcome = try store.take(encoded.output, on: "2026-07-0\(number + 1)")
            #expect(outcome.encoding == .gb18030)
            #expect(outcome.counts.rows == 1)
        }
        #expect(try error(text.replacing("\"utf-8\"", with: "\"GBK\""))?.code == .encoding)
    }

    @Test("our own form states its item, source and coverage")
    func own() throws {
        let store = try SampleStore()
        let stated = "item=\"XZCF\" source=\"\(Codes.authority)\" through=\"2026-06-29\""
        let outcome = try store.take(delivery(stated), source: nil)
        #expect(outcome.counts.list == [1, 0, 0, 0, 0])
        #expect(outcome.description.source == Codes.authority)
        #expect(outcome.description.through?.description == "2026-06-29")
        #expect(try error(delivery(stated), source: "11150000YY00013971")?.code == .contradiction)
        #expect(try error(delivery(stated), through: "2026-06-28")?.code == .contradiction)
        #expect(try error(delivery(stated), through: "2026-06-29") == nil)
        #expect(try error(delivery("through=\"2026-12-31\""))?.code == .through)
        #expect(try error(delivery("through=\"gestern\""))?.code == .through)
        #expect(try error(delivery("item=\"NICHTS\""))?.code == .unknownItem)
        #expect(try error(delivery("version=\"2\""))?.code == .format)
    }

    @Test("fit our schema, and only then")
    func schema() throws {
        let directory = try TemporaryDirectory()
        let xsd = SampleStore.folder + "../docs/delivery-1.xsd"
        let good = delivery("item=\"XZCF\" source=\"\(Codes.authority)\" through=\"2026-06-29\"", "<row/>")
        for (text, isValid) in [
            (good, true), (delivery("version=\"2\""), false), (good.replacing("name=", with: "id="), false),
            (good.replacing("row>", with: "line>"), false), (delivery("through=\"gestern\""), false),
        ] {
            let path = try directory.write("a.xml", Array(text.utf8))
            let result = try Tool.run("xmllint", ["--noout", "--schema", xsd, path])
            #expect((result.status == 0) == isValid, "\(result.errorText)")
            #expect((try error(text) == nil) == isValid)
        }
    }

    @Test(
        "what is no delivery is refused, with its line",
        arguments: [
            "<a/>", "<ExchangeMessage/>", "<ExchangeMessage><Body><row/></Body></ExchangeMessage>",
            "<ExchangeMessage><Body>text</Body></ExchangeMessage>",
            "<ExchangeMessage><Body><fields><a><b/></a></fields></Body></ExchangeMessage>",
            "<ExchangeMessage><Body><fields><a>1</a><a>2</a></fields></Body></ExchangeMessage>",
            "<ExchangeMessage><Body><fields>text<a>1</a></fields></Body></ExchangeMessage>",
            "<ExchangeMessage><Body><fields><a>1</a></fields></Body><Body/></ExchangeMessage>",
            "<ExchangeMessage><Body><fields><a>1</a>", "<delivery><row/></delivery>", "<", "<!DOCTYPE a><a/>",
            "<?x?><a/>",
            "<ExchangeMessage><Body><fields><a>&e;</a></fields></Body></ExchangeMessage>",
        ])
    func refused(text: String) throws {
        #expect(try error(text)?.code == .format)
    }

    @Test("hostile documents end early")
    func hostile() throws {
        var laughs = "<!DOCTYPE a [<!ENTITY l0 \"ha\">"
        for level in 1...9 {
            laughs += "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
        }
        #expect(try error(laughs + "]>" + message(fields(1)))?.code == .format)
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(try error("<ExchangeMessage><Header>" + deep)?.code == .limit)
        let long = String(repeating: "长", count: 400_000)
        #expect(try error(message("<a>\(long)</a>"))?.code == .limit)
        let many = (0..<1_100).map { "<f\($0)>1</f\($0)>" }.joined()
        #expect(try error(message(many))?.code == .limit)
    }
}
