// SPDX-License-Identifier: Apache-2.0

import Documents

extension SampleReport {
    /// A whole report: a cover with a QR symbol and a seal, notes, an overview and a table of records.
    static func full(records: Int) -> Document {
        var sample = SampleReport()
        var blocks = sample.cover()
        blocks += sample.notes()
        blocks.append(sample.section(sample.details(records)))
        return sample.document(
            footer: "编号 NM-2026-7Q4K-M2XR-T9VB-3 报告指纹 "
                + "9f2c4e7a1b8d3056c4e19a7f2b6d80e35a1c9f4b7e2d6083a5c8f1e4b7d20963", blocks)
    }

    mutating func section(_ blocks: [Block]) -> Block {
        Block(style: style { _ in }, content: .section(blocks))
    }

    private mutating func cover() -> [Block] {
        let red = Color(red: 0xB0, green: 0x1C, blue: 0x1C)
        let title = style { style in
            style.families = [Self.hei]
            style.isBold = true
            style.fontSize = .points(30)
            style.lineHeight = .points(44)
            style.letterSpacing = .points(6)
            style.alignment = .center
            style.margin.top = .points(70)
            style.margin.bottom = .points(10)
        }
        let rule = style { style in
            style.borders.bottom = Border(width: Length(milliPoints: 1500), color: red)
            style.margin.bottom = .points(36)
            style.lineHeight = .points(20)
            style.alignment = .center
            style.padding.bottom = .points(10)
        }
        var blocks = [
            Block(style: title, content: .heading(level: 1, text("专项信用报告", title))),
            Block(style: rule, content: .paragraph(text("（替代企业无违法违规记录证明 · 测试样例）", rule))),
        ]
        blocks.append(
            table(
                [.permille(230), .auto], head: [],
                rows: [
                    ["企业名称", "内蒙古示例科技有限责任公司（测试）"],
                    ["统一社会信用代码", "91150100MA0EXAMPLE"],
                    ["报告编号", "NM-2026-7Q4K-M2XR-T9VB-3"],
                    ["查询区间", "2023年11月24日至2026年11月23日"],
                    ["出具日期", "2026年11月23日"],
                    ["有效期至", "2026年12月23日"],
                ]))
        let qr = style { style in
            style.alignment = .center
            style.width = .length(.micrometres(30_000))
            style.height = .length(.micrometres(30_000))
            style.margin.top = .points(30)
        }
        blocks.append(
            Block(
                style: qr,
                content: .figure(
                    Figure(
                        subject: .qrCode(
                            "https://example.invalid/v?n=NM-2026-7Q4K-M2XR-T9VB-3&c=7Q4K-M2XR-T9VB3"),
                        alternative: "验证二维码：打开验证页面，已含报告编号和验证码"))))
        blocks.append(
            paragraph("验证码 7Q4K-M2XR-T9VB3") { style in
                style.alignment = .center
                style.fontSize = .points(9)
                style.margin.bottom = .points(60)
            })
        blocks.append(
            paragraph("内蒙古自治区示例信用中心（测试）") { style in
                style.alignment = .end
                style.margin.right = .points(28)
            })
        blocks.append(
            paragraph("2026年11月23日") { style in
                style.alignment = .end
                style.margin.right = .points(62)
            })
        let seal = style { style in
            style.alignment = .end
            style.margin.top = .points(-68)
            style.margin.right = .points(36)
            style.breakAfter = .page
        }
        blocks.append(
            Block(
                style: seal,
                content: .figure(
                    Figure(
                        subject: .seal(issuer: "内蒙古自治区示例信用中心", legend: "测试专用"),
                        alternative: "印章图样：内蒙古自治区示例信用中心，测试专用"))))
        return blocks
    }

    private mutating func notes() -> [Block] {
        let indented: (inout Style) -> Void = { style in
            style.firstLineIndent = .points(21)
            style.alignment = .justify
            style.margin.bottom = .points(4)
        }
        var blocks = [heading(1, "一、报告说明")]
        for words in [
            "本报告依据《中华人民共和国社会信用体系建设法（征求意见稿）》《国务院办公厅关于进一步完善失信约束制度构建诚信建设长效机制的指导意见》（国办发〔2020〕49号）及“信用代证”有关要求出具，汇集各部门归集至公共信用信息平台的信息。",
            "“未查见”是指：截至2026年11月22日24时，在本平台已归集的该领域信息中，未发现被查询主体在查询区间内的违法违规记录；不等于该主体没有任何违法违规行为，也不代表对其信用状况的评价（见附注1、附注2）。",
            "被查询主体对报告内容有异议的，可以自收到报告之日起向出具机构提出异议申请；符合条件的，可以通过“信用中国”网站（www.creditchina.gov.cn）申请信用修复。Objections may be filed online or at the counter of the issuing authority; the deadline is 5 working days.",
        ] {
            blocks.append(paragraph(words, indented))
        }
        let item = style { style in style.margin.left = .points(30) }
        let list = style { style in style.margin.bottom = .points(8) }
        let line = style { style in style.alignment = .justify }
        blocks.append(
            Block(
                style: list,
                content: .list(
                    isOrdered: true,
                    [
                        "信息来源：42个部门，最近一次归集时间为2026年11月22日。",
                        "验证方式：扫描二维码，或者登录验证页面，输入报告编号和验证码；也可以使用命令 creditreport verify 离线验证。",
                    ]
                    .enumerated().map { number, words in
                        ListItem(
                            style: item, label: "\(number + 1).",
                            blocks: [Block(style: line, content: .paragraph(text(words, line)))])
                    })))
        blocks.append(heading(1, "二、各领域查询结果"))
        blocks.append(
            table(
                [.permille(90), .permille(260), .permille(110), .auto], caption: "表1　分领域结论",
                head: ["序号", "领域", "记录数", "结论"],
                rows: (1...14).map { number in
                    [
                        "\(number)", "\(["市场监管", "生态环境", "税务", "人力资源和社会保障", "应急管理", "住房和城乡建设", "交通运输"][number % 7])领域",
                        number % 5 == 0 ? "2" : "0",
                        number % 5 == 0 ? "查见2条记录，详见第三部分。" : "未查见违法违规记录（数据更新至2026年11月22日）。",
                    ]
                }))
        return blocks
    }

    private mutating func details(_ count: Int) -> [Block] {
        var blocks = [heading(1, "三、违法违规记录明细"), heading(2, "（一）行政处罚")]
        blocks.append(
            table(
                [.permille(70), .permille(250), .permille(130), .auto, .permille(180)],
                head: ["序号", "行政处罚决定书文号", "决定日期", "违法事实与处罚内容", "处罚机关"],
                rows: (1...max(1, count)).map { number in
                    [
                        "\(number)", "呼市监罚〔2024〕\(100 + number)号", "2024-0\(number % 9 + 1)-1\(number % 9)",
                        number % 4 == 0
                            ? "当事人未按照规定公示年度报告，经责令改正后逾期仍未改正；处以罚款人民币20000.00元。"
                            : "违反《中华人民共和国市场主体登记管理条例》第四十六条，罚款5000元。",
                        "呼和浩特市示例市场监督管理局（测试）",
                    ]
                }))
        blocks.append(heading(2, "（二）含生僻字与长串的记录"))
        blocks.append(
            paragraph(
                "法定代表人：䶮㛃堃（测试）；附件校验值9f2c4e7a1b8d3056c4e19a7f2b6d80e35a1c9f4b7e2d6083a5c8f1e4b7d20963ABCDEF0123456789ABCDEF0123456789"
            ))
        return blocks
    }
}
