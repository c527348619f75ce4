// SPDX-License-Identifier: Apache-2.0

import Records

extension World {
    static func field(
        _ code: String, _ name: String, _ role: FieldRole? = nil, type: CatalogField.ValueType = .text,
        security: CatalogField.Security = .open, choices: [(String, String)] = []
    ) -> CatalogField {
        CatalogField(
            code: code, name: name, aliases: [], type: type, length: nil, isRequired: false, role: role,
            security: security, choices: choices.map { CatalogField.Choice(code: $0.0, meaning: $0.1) })
    }

    static func fields(of item: String) -> [CatalogField] {
        [
            field("MC", "主体名称", .subjectName), field("DM", "统一社会信用代码", .subjectCode, type: .creditCode),
            field("WSH", "决定书文号", .documentNumber), field("SY", "事实"),
            field("ZJHM", "证件号码", security: .personal), field("NBH", "内部编号", security: .internal),
            field("MM", "商业秘密", security: .secret), field("FK", "罚款金额（万元）", type: .money),
            field("JDRQ", "决定日期", .decisionDay, type: .day), field("GSJZQ", "公示截止期", .publicityEnd, type: .day),
            field("CX", "程序", .procedure, type: .choice, choices: [("01", "简易程序"), ("02", "普通程序")]),
            field("CD", "严重程度", .severity, type: .choice, choices: [("1", "轻微"), ("2", "一般"), ("3", "严重")]),
            field("JG", "决定机关", .authorityName), field("JGDM", "决定机关代码", .authorityCode),
            field("LY", "领域", .domain), field("QX", "使用权限", .permission),
            field("SM", "涉及商业秘密", .tradeSecret), field("SJC", "更新时间", .updatedAt, type: .instant),
            field("SJLY", "数据来源单位", .sourceName),
            field("ZT", "当前状态", .status, type: .choice, choices: [("0", "正常"), ("1", "撤销")]),
        ]
    }

    static let registrationFields = [
        field("ZT_MC", "主体名称", .subjectName), field("ZT_DM", "统一社会信用代码", .subjectCode, type: .creditCode),
        field("ZT_ZCH", "注册号", .registrationNumber), field("ZT_CYM", "曾用名", .formerNames),
        field("ZT_FR_ZJHM", "法定代表人证件号码", security: .personal),
        field("ZT_CLRQ", "成立日期", .establishedDay, type: .day),
        field("ZT_LSMC", "隶属企业名称", .parentName), field("ZT_LSDM", "隶属企业代码", .parentCode, type: .creditCode),
        field("ZT_ZTM", "登记状态", .status, type: .choice, choices: [("1", "存续"), ("2", "注销")]),
    ]

    static let eventFields = [
        field("SJ_BH", "事件编号", .eventNumber),
        field(
            "SJ_LX", "事件类型", .eventKind, type: .choice,
            choices: [
                ("repair", "信用修复"), ("revoke", "撤销"), ("delist", "移出名单"), ("objection-open", "异议受理"),
                ("objection-close", "异议办结"), ("replace", "替换"), ("undo", "取消事件"),
            ]),
        field("SJ_DM", "统一社会信用代码", .subjectCode, type: .creditCode), field("SJ_ML", "所涉目录代码", .eventItem),
        field("SJ_JGDM", "原决定机关代码", .authorityCode), field("SJ_WSH", "原决定书文号", .documentNumber),
        field("SJ_SXRQ", "生效日期", .effectiveDay, type: .day), field("SJ_WS", "事件文书", .eventDocument),
        field("SJ_SZ", "所指事件编号", .namedEvent), field("SJ_XWSH", "新决定书文号", .newDocumentNumber),
        field("SJ_XDM", "新统一社会信用代码", .newSubjectCode),
    ]
}
