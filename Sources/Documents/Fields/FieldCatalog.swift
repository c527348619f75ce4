// SPDX-License-Identifier: Apache-2.0

/// The fields that templates may show, as the report's schema has them, with the view's own.
public enum FieldCatalog {
    /// A field with its place.
    public struct Entry: Sendable {
        /// The names from the root, as in "/subjects/subject/name".
        public let path: String
        /// What it is called in Chinese.
        public let label: String
        /// What its value is; nil for a group.
        public let type: Field.ValueType?
        /// Whether there may be several: a template repeats over it.
        public let isList: Bool
        /// Whether a template must show it in every report that has it.
        public let isObligatory: Bool

        /// Where a template may name it: `c:each`, `c:if`, `c:text`, and `field()` in the margins of pages.
        public var uses: [String] {
            var uses = isList ? ["c:each", "c:if"] : ["c:if"]
            if let type, type != .flag {
                uses.append("c:text")
                if !isInList { uses.append("field()") }
            }
            return uses
        }

        /// The formats in which its value may be shown (`c:as`).
        public var formats: [String] {
            guard let type else { return [] }
            return FieldFormat.allCases.filter { $0.fits(type) }.map(\.rawValue)
        }

        /// Whether it is a list, or lies in one.
        fileprivate let isInList: Bool
    }

    /// Every field in the order of the report, groups before what is in them.
    public static let entries: [Entry] = {
        var entries: [Entry] = []
        func visit(_ field: Field, _ parent: String, isInList: Bool) {
            let isInList = isInList || field.isList
            let path = parent + "/" + field.name
            var type: Field.ValueType?
            if case .value(let known) = field.kind { type = known }
            entries.append(
                Entry(
                    path: path, label: field.label, type: type, isList: field.isList, isObligatory: field.isObligatory,
                    isInList: isInList))
            for child in field.children { visit(child, path, isInList: isInList) }
        }
        for field in root.children { visit(field, "", isInList: false) }
        return entries
    }()

    /// The names of the fields, each with a number.
    static let numbers: [String: Int] = {
        var numbers: [String: Int] = [:]
        for entry in entries {
            let name = entry.path.split(separator: "/").last.map(String.init) ?? ""
            if numbers[name] == nil { numbers[name] = numbers.count }
        }
        return numbers
    }()

    /// The number of the group with what the view adds to the report.
    static let viewNumber = numbers["view"] ?? -1

    static let root = Field.group(
        "report", "报告",
        [
            .value("title", "报告名称").obligatory,
            .value("issuer", "出具单位").obligatory,
            .value("number", "报告编号").obligatory,
            .value("issuedAt", "出具时间", .instant).obligatory,
            .value("validUntil", "有效期至", .day).obligatory,
            .value("verificationAddress", "核验地址"),
            .group("suites", "签名算法", [.values("suite", "算法")]),
            request,
            data,
            policy,
            .group("subjects", "信用主体", [subject]),
            .group("notices", "报告说明", [.values("notice", "说明").obligatory]),
            view,
        ])

    private static let request = Field.group(
        "request", "申请",
        [
            .group(
                "requester", "申请人",
                [
                    .value("kind", "类别代码"), .value("kindName", "类别").obligatory,
                    .value("name", "名称").obligatory,
                ]),
            .group(
                "authorisation", "授权",
                [
                    .value("reference", "授权文号").obligatory, .value("scope", "授权范围"), .value("from", "授权起", .day),
                    .value("until", "授权止", .day), .value("valid", "是否有效", .flag),
                ]),
            .group(
                "subjects", "报告主体",
                [
                    .value("name", "主要主体"), .value("code", "统一社会信用代码"), .value("count", "主体数", .count),
                    .value("branches", "是否含分支机构和子公司", .flag), .value("extent", "主体数说明"),
                    .value("text", "主体范围").obligatory,
                    .value("note", "主体范围提示").obligatory,
                ]),
            .value("purpose", "用途").obligatory,
            .value("matter", "办理事项").obligatory,
            .value("basis", "依据").obligatory,
            .group("round", "招标批次", [.value("id", "批次编号").obligatory, .value("project", "项目"), .value("lot", "标段")]),
            .group("period", "报告期", [.value("from", "起", .day).obligatory, .value("to", "止", .day).obligatory]),
            .group(
                "domains", "查询领域",
                [
                    .value("all", "是否全部", .flag),
                    .list("domain", "领域", [.value("code", "代码"), .value("name", "名称").obligatory]),
                ]),
        ])

    private static let data = Field.group(
        "data", "数据",
        [
            .value("snapshot", "数据快照").obligatory,
            .value("cutoff", "数据截止时间", .instant).obligatory,
            .group(
                "catalog", "信息目录",
                [.value("id", "名称"), .value("version", "版本"), .value("sha256", "摘要"), .value("sm3", "摘要（SM3）")]),
            .group(
                "domainTable", "领域表",
                [
                    .value("id", "名称"), .value("version", "版本"), .value("region", "地区"), .value("sha256", "摘要"),
                    .value("sm3", "摘要（SM3）"),
                ]),
            .group(
                "policy", "规则",
                [.value("id", "名称"), .value("version", "版本"), .value("sha256", "摘要"), .value("sm3", "摘要（SM3）")]),
            .group(
                "measures", "惩戒措施清单",
                [
                    .value("id", "名称").obligatory, .value("version", "版本").obligatory, .value("sha256", "摘要"),
                    .value("sm3", "摘要（SM3）"),
                ]),
        ])

    private static let policy = Field.group(
        "policy", "出具规则",
        [
            .values("basis", "依据").obligatory,
            .list("countedItem", "计入的信息", [.value("code", "代码"), .value("name", "名称").obligatory]),
            .list("uncountedItem", "不计入的信息", [.value("code", "代码"), .value("name", "名称").obligatory]),
            .list("procedure", "程序", [.value("name", "名称").obligatory, .value("counts", "是否计入", .flag)]),
            .value("narrowScopeBasis", "缩小范围的依据").obligatory,
            .group("repaired", "已修复信息", [.value("treatment", "处理代码"), .value("text", "处理").obligatory]),
            .group("expired", "公示期满信息", [.value("treatment", "处理代码"), .value("text", "处理").obligatory]),
            .list("publicity", "公示期", [.value("severity", "严重程度"), .value("months", "月数", .count)]),
            .value("freshnessDays", "更新期限（日）", .count),
            .value("longestPeriodYears", "最长报告期（年）", .count),
            .value("longestLagDays", "数据最长滞后（日）", .count),
            .value("validityDays", "有效期（日）", .count),
        ])

    private static let subject = Field.list(
        "subject", "信用主体",
        [
            .value("sequence", "主体序号", .count),
            .value("name", "名称").obligatory,
            .value("code", "统一社会信用代码").obligatory,
            .values("formerName", "曾用名"),
            .value("status", "登记状态"),
            .value("statusText", "登记状态说明").obligatory,
            .group("registration", "登记信息", [recordField]),
            .group(
                "overview", "概要",
                [
                    .value("total", "合计", .count).obligatory, .value("shown", "列示", .count),
                    .value("counted", "仅计数", .count),
                    .value("withheldGovernment", "限政务共享", .count), .value("withheldAuthorised", "限授权查询", .count),
                    .value("pending", "待核", .count), .value("unknownDomain", "领域不明", .count),
                    .value("waiting", "待归集事件", .count),
                    .value("stale", "未更新领域", .count).obligatory, .values("note", "提示").obligatory,
                    .values("conclusion", "分领域结果"),
                ]),
            .list(
                "domain", "领域",
                [
                    .value("code", "代码"), .value("name", "名称").obligatory, .value("level", "层级", .count),
                    .value("count", "条数", .count), .value("shown", "列示", .count), .value("counted", "仅计数", .count),
                    .value("withheld", "未列示", .count), .value("withheldGovernment", "限政务共享", .count),
                    .value("withheldAuthorised", "限授权查询", .count), .value("coveredThrough", "数据更新至", .day),
                    .value("stale", "是否未更新", .flag), .value("conclusion", "查询结果").obligatory,
                ]),
            .list("section", "领域明细", [.value("code", "代码"), .value("name", "领域").obligatory, record]),
            .list("waiting", "待归集事件", unsettledEvent),
            .list("fault", "无法采用的事件", unsettledEvent + [.value("reason", "原因").obligatory]),
        ])

    private static let unsettledEvent: [Field] = [
        .value("number", "事件编号"), .value("kind", "事件代码"), .value("kindName", "事件").obligatory, .value("item", "信息类别"),
        .value("documentNumber", "文号").obligatory, .value("day", "生效日期", .day).obligatory, .value("document", "文书"),
        .value("authority", "机关"), .value("received", "收到时间", .instant),
    ]

    private static let record = Field.list(
        "record", "记录",
        [
            .value("sequence", "序号", .count).obligatory,
            .group("item", "信息类别", [.value("code", "代码"), .value("name", "名称").obligatory]),
            .value("title", "标题"),
            .value("state", "状态代码"),
            .value("stateText", "状态"),
            .values("mark", "标注").obligatory,
            .value("documentNumber", "文号"),
            .value("decisionDay", "决定日期", .day),
            .value("authority", "认定机关"),
            .value("domain", "领域"),
            .list("source", "数据来源单位", [.value("code", "代码"), .value("name", "名称").obligatory]),
            .list(
                "event", "相关事件",
                [
                    .value("kind", "事件代码"), .value("kindName", "事件").obligatory, .value("day", "日期", .day).obligatory,
                    .value("document", "文书"), .value("authority", "机关"),
                ]),
            .list(
                "consequence", "惩戒措施",
                [
                    .value("code", "措施代码").obligatory, .value("name", "措施").obligatory,
                    .value("basis", "依据").obligatory, .value("executor", "实施主体"),
                ]),
            .value("withheldParts", "未列示分项", .count).obligatory,
            .value("partCount", "列示分项", .count).obligatory,
            .list("part", "分项", [recordField]),
        ])

    private static let recordField = Field.list(
        "field", "数据项",
        [.value("code", "代码"), .value("label", "名称").obligatory, .value("value", "内容").obligatory])

    private static let view = Field.group(
        "view", "本视图",
        [
            .value("fingerprint", "报告指纹").obligatory,
            .value("fingerprintAlgorithm", "报告指纹的算法"),
            .value("verificationCode", "核验码").obligatory,
            .value("checkingAddress", "核验链接").obligatory,
            .value("template", "模板"),
            .value("templateHash", "模板摘要"),
            .value("fontsHash", "字体摘要"),
            .value("rendering", "版式版本"),
            .value("suite", "本文件的签名算法"),
        ])
}
