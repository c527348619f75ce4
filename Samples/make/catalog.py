# SPDX-License-Identifier: Apache-2.0
"""The sample catalogue: kinds of information, their thirteen elements and their fields."""

PUBLIC, SHARED, AUTHORISED = "社会公开", "政务共享", "授权查询"


def field(code, name, type="text", length=None, required=False, role=None, security="公开", aliases=(), choices=()):
    result = {"code": code, "name": name}
    if aliases:
        result["aliases"] = list(aliases)
    result["type"] = type
    if length:
        result["length"] = length
    if required:
        result["required"] = True
    if role:
        result["role"] = role
    result["security"] = security
    if choices:
        result["choices"] = [{"code": code, "meaning": meaning} for code, meaning in choices]
    return result


KINDS = (("1", "法人及非法人组织"), ("2", "自然人"), ("3", "个体工商户"))
PENALTIES = (
    ("0", "警告"), ("1", "罚款"), ("2", "没收违法所得、没收非法财物"), ("3", "责令停产停业"),
    ("4", "暂扣或者吊销许可证、暂扣或者吊销执照"), ("5", "行政拘留"), ("6", "其他"),
    ("7", "通报批评"), ("8", "降低资质等级"), ("9", "限制开展生产经营活动"), ("10", "责令关闭"), ("11", "限制从业"),
)
PERMISSIONS = (("1", PUBLIC), ("2", SHARED), ("3", AUTHORISED))


def party(prefix, old_person=()):
    """行政相对人: the fields that 行政处罚 and 行政许可 share."""
    x = prefix + "_XDR_"
    return [
        field(x + "MC", "行政相对人名称", length=200, required=True, role="subjectName",
              aliases=["相对人名称", "当事人名称"] + ([prefix + "_XDR"] if prefix == "XK" else [])),
        field(x + "LB", "行政相对人类别", "choice", 16, role="subjectKind", choices=KINDS),
        field(x + "SHXYM", "行政相对人代码_1(统一社会信用代码)", "creditCode", 18, required=True, role="subjectCode",
              aliases=["统一社会信用代码", "行政相对人统一社会信用代码", "行政相对人代码_1"]),
        field(x + "GSZC", "行政相对人代码_2(工商注册号)", length=50, role="registrationNumber",
              aliases=["工商注册号", "工商登记码", "行政相对人代码_2", x + "GSDJ"]),
        field(x + "ZZJG", "行政相对人代码_3(组织机构代码)", length=9, aliases=["组织机构代码", "行政相对人代码_3", x + "ZDM"]),
        field(x + "SWDJ", "行政相对人代码_4(税务登记号)", length=15, aliases=["税务登记号", "行政相对人代码_4"]),
        field(x + "SYDW", "行政相对人代码_5(事业单位证书号)", length=12, aliases=["事业单位证书号", "行政相对人代码_5"]),
        field(x + "SHZZ", "行政相对人代码_6(社会组织登记证号)", length=50, aliases=["社会组织登记证号", "行政相对人代码_6"]),
        field(prefix + "_FRDB", "法定代表人", length=50, aliases=[prefix + "_FR", "法定代表人姓名"]),
        field(prefix + "_FR_ZJLX", "法定代表人证件类型", length=64, security="内部"),
        field(prefix + "_FR_ZJHM", "法定代表人证件号码", length=64, security="个人信息",
              aliases=[prefix + "_FR_SFZH", "法定代表人身份证号"]),
        field(x + "ZJLX", "证件类型", length=64, security="内部"),
        field(x + "ZJHM", "证件号码", length=64, security="个人信息", aliases=[x + "SFZ", "居民身份证号"]),
    ]


def tail(domain=True):
    """What every kind of record may carry beside the national standard."""
    fields = []
    if domain:
        fields.append(field("LY", "领域", length=32, role="domain", aliases=["所属领域", "领域代码"]))
    return fields + [
        field("SYQX", "使用权限", "choice", 8, role="permission", security="内部", choices=PERMISSIONS),
        field("SYMM", "涉及商业秘密", "choice", 4, role="tradeSecret", security="内部", choices=(("1", "是"), ("0", "否"))),
        field("SJC", "数据更新时间", "instant", 32, role="updatedAt", security="内部",
              aliases=["数据更新时间戳", "更新时间"]),
        field("DFBM", "地方编码", length=6, security="内部"),
        field("BZ", "备注", length=512),
    ]


def source(name, code):
    return [
        field(name, "数据来源单位", length=200, role="sourceName", aliases=["数据提供单位"]),
        field(code, "数据来源单位统一社会信用代码", "creditCode", 18, role="sourceCode",
              aliases=["数据来源单位代码", "数据提供单位统一社会信用代码"]),
    ]


PENALTY = party("CF") + [
    field("CF_WSH", "行政处罚决定书文号", length=128, required=True, role="documentNumber",
          aliases=["处罚决定书文号", "决定书文号", "处罚文书号"]),
    field("CF_CFMC", "处罚名称", length=200, aliases=["案件名称", "CF_AJMC"]),
    field("CF_WFXW", "违法行为类型", length=2000, aliases=["违法行为"]),
    field("CF_SY", "违法事实", length=5000, aliases=["处罚事由"]),
    field("CF_YJ", "处罚依据", length=2048),
    field("CF_CFLB", "处罚类别", "choice", 255, choices=PENALTIES, aliases=["CF_CFLB1", "处罚类别1", "处罚种类"]),
    field("CF_CFLB2", "处罚类别2", "choice", 255, choices=PENALTIES),
    field("CF_NR", "处罚内容", length=4000, aliases=["CF_JG", "处罚结果"]),
    field("CF_NR_FK", "罚款金额（万元）", "money", 25, aliases=["罚款金额"]),
    field("CF_NR_WFFF", "没收违法所得、没收非法财物的金额（万元）", "money", 25, aliases=["没收金额（万元）"]),
    field("CF_NR_ZKDX", "暂扣或吊销证照名称及编号", length=200),
    field("CF_JDRQ", "处罚决定日期", "day", 10, required=True, role="decisionDay", aliases=["决定日期", "作出处罚决定日期"]),
    field("CF_YXQ", "处罚有效期", "day", 10, aliases=["CF_JZRQ", "处罚截止日期"]),
    field("CF_GSJZQ", "公示截止期", "day", 10, role="publicityEnd", aliases=["GSQX", "公示期限", "公示截止日期"]),
    field("CF_CXLB", "程序类别", "choice", 8, role="procedure", aliases=["处罚程序", "案件程序类别"],
          choices=(("01", "简易程序"), ("02", "普通程序"))),
    field("CF_YZCD", "严重程度", "choice", 8, role="severity", aliases=["失信严重程度"],
          choices=(("1", "轻微"), ("2", "一般"), ("3", "严重"))),
    field("CF_CFJG", "处罚机关", length=200, required=True, role="authorityName", aliases=["CF_XZJG", "处罚机关名称"]),
    field("CF_CFJGDM", "处罚机关统一社会信用代码", "creditCode", 18, role="authorityCode", aliases=["处罚机关代码"]),
    field("CF_ZT", "当前状态", "choice", 8, role="status", security="内部",
          choices=(("0", "正常"), ("1", "撤销"), ("2", "异议"), ("3", "其他"))),
] + source("CF_SJLY", "CF_SJLYDM") + tail()

PERMIT = party("XK") + [
    field("XK_XKWS", "行政许可决定文书名称", length=64),
    field("XK_WSH", "行政许可决定文书号", length=64, required=True, role="documentNumber",
          aliases=["许可决定文书号", "行政许可决定书文号"]),
    field("XK_XMMC", "项目名称", length=200),
    field("XK_XKLB", "许可类别", "choice", 256, aliases=["XK_SPLB", "审批类别"],
          choices=(("01", "普通"), ("02", "特许"), ("03", "认可"), ("04", "核准"), ("05", "登记"), ("06", "其他"))),
    field("XK_XKZS", "许可证书名称", length=64),
    field("XK_XKBH", "许可编号", length=64),
    field("XK_NR", "许可内容", length=4000, required=True),
    field("XK_JDRQ", "许可决定日期", "day", 10, required=True, role="decisionDay"),
    field("XK_YXQZ", "有效期自", "day", 10),
    field("XK_YXQZI", "有效期至", "day", 10, aliases=["XK_JZQ", "许可截止期"]),
    field("XK_XKJG", "许可机关", length=200, required=True, role="authorityName", aliases=["XK_XZJG"]),
    field("XK_XKJGDM", "许可机关统一社会信用代码", "creditCode", 18, role="authorityCode", aliases=["许可机关代码"]),
    field("XK_ZT", "当前状态", "choice", 64, choices=(("1", "有效"), ("2", "无效"))),
] + source("XK_LYDW", "XK_LYDWDM") + tail()

COERCION = [
    field("QZ_XDR_MC", "行政相对人名称", length=200, required=True, role="subjectName"),
    field("QZ_XDR_LB", "行政相对人类别", "choice", 16, role="subjectKind", choices=KINDS),
    field("QZ_XDR_SHXYM", "统一社会信用代码", "creditCode", 18, required=True, role="subjectCode",
          aliases=["行政相对人代码_1(统一社会信用代码)"]),
    field("QZ_XDR_GSZC", "工商注册号", length=50, role="registrationNumber"),
    field("QZ_WSH", "行政强制决定书文号", length=128, required=True, role="documentNumber"),
    field("QZ_ZL", "行政强制种类", "choice", 64, required=True,
          choices=(("1", "限制公民人身自由"), ("2", "查封场所、设施或者财物"), ("3", "扣押财物"), ("4", "冻结存款、汇款"),
                   ("5", "强制执行"), ("9", "其他行政强制措施"))),
    field("QZ_SY", "行政强制事由", length=2000),
    field("QZ_YJ", "行政强制依据", length=2048),
    field("QZ_NR", "行政强制内容", length=4000),
    field("QZ_JDRQ", "行政强制决定日期", "day", 10, required=True, role="decisionDay"),
    field("QZ_QXZ", "强制期限至", "day", 10),
    field("QZ_GSJZQ", "公示截止期", "day", 10, role="publicityEnd"),
    field("QZ_JG", "强制机关", length=200, required=True, role="authorityName"),
    field("QZ_JGDM", "强制机关统一社会信用代码", "creditCode", 18, role="authorityCode"),
] + source("QZ_SJLY", "QZ_SJLYDM") + tail()

DISHONEST = [
    field("SX_MC", "失信主体名称", length=200, required=True, role="subjectName", aliases=["企业名称"]),
    field("SX_LB", "失信主体类别", "choice", 16, role="subjectKind", choices=KINDS),
    field("SX_DM", "统一社会信用代码", "creditCode", 18, required=True, role="subjectCode"),
    field("SX_ZCH", "营业执照注册号", length=50, role="registrationNumber"),
    field("SX_MDMC", "名单名称", length=200, required=True, role="listName"),
    field("SX_WSH", "列入决定书文号", length=128, role="documentNumber"),
    field("SX_SY", "列入事由", length=2000, aliases=["列入严重违法失信企业名单原因"]),
    field("SX_YJ", "列入依据", length=2048),
    field("SX_LRRQ", "列入日期", "day", 10, required=True, role="decisionDay"),
    field("SX_JG", "列入机关", length=200, required=True, role="authorityName", aliases=["作出决定机关(列入)"]),
    field("SX_JGDM", "列入机关统一社会信用代码", "creditCode", 18, role="authorityCode"),
] + source("SX_SJLY", "SX_SJLYDM") + tail()

JUDGMENT = [
    field("CP_MC", "被告单位名称", length=200, required=True, role="subjectName"),
    field("CP_LB", "被告类别", "choice", 16, role="subjectKind", choices=KINDS),
    field("CP_DM", "统一社会信用代码", "creditCode", 18, required=True, role="subjectCode"),
    field("CP_AH", "案号", length=128, required=True, role="documentNumber"),
    field("CP_ZM", "罪名", length=200, required=True),
    field("CP_JG", "裁判结果", length=4000),
    field("CP_CPRQ", "裁判日期", "day", 10, required=True, role="decisionDay"),
    field("CP_SXRQ", "生效日期", "day", 10),
    field("CP_FY", "裁判法院", length=200, required=True, role="authorityName"),
    field("CP_FYDM", "裁判法院统一社会信用代码", "creditCode", 18, role="authorityCode"),
    field("CP_ZJZRR", "直接责任人员证件号码", length=64, security="个人信息"),
] + source("CP_SJLY", "CP_SJLYDM") + tail()

ABNORMAL = [
    field("YC_MC", "企业名称", length=200, required=True, role="subjectName"),
    field("YC_DM", "统一社会信用代码", "creditCode", 18, required=True, role="subjectCode"),
    field("YC_ZCH", "营业执照注册号", length=50, role="registrationNumber"),
    field("YC_BH", "经营异常名录编号", length=128, role="documentNumber", aliases=["经营异常名录id"]),
    field("YC_YY", "列入经营异常名录原因", length=2000, required=True),
    field("YC_LRRQ", "列入日期", "day", 10, required=True, role="decisionDay"),
    field("YC_JG", "作出决定机关(列入)", length=200, required=True, role="authorityName"),
    field("YC_JGDM", "作出决定机关统一社会信用代码", "creditCode", 18, role="authorityCode"),
] + source("YC_SJLY", "YC_SJLYDM") + tail()

REGISTER = [
    field("ZT_MC", "主体名称", length=200, required=True, role="subjectName", aliases=["市场主体名称", "机构名称"]),
    field("ZT_DM", "统一社会信用代码", "creditCode", 18, required=True, role="subjectCode"),
    field("ZT_ZCH", "注册号", length=50, role="registrationNumber", aliases=["工商注册号"]),
    field("ZT_CYM", "曾用名", length=1000, role="formerNames", aliases=["曾用名称"]),
    field("ZT_LX", "主体类型", length=64, required=True, role="subjectType"),
    field("ZT_FDDBR", "法定代表人（负责人）", length=50, role="legalRepresentative", aliases=["法定代表人", "经营者"]),
    field("ZT_FR_ZJHM", "法定代表人证件号码", length=64, security="个人信息"),
    field("ZT_ZCZB", "注册资本（万元）", "money", 25),
    field("ZT_CLRQ", "成立日期", "day", 10, required=True, role="establishedDay"),
    field("ZT_ZTM", "登记状态", "choice", 16, required=True, role="status",
          choices=(("1", "存续"), ("2", "注销"), ("3", "吊销"), ("4", "迁出"))),
    field("ZT_ZS", "住所", length=300, role="address", aliases=["经营场所"]),
    field("ZT_JYFW", "经营范围", length=4000),
    field("ZT_LSMC", "隶属企业名称", length=200, role="parentName", aliases=["总公司名称", "母公司名称"]),
    field("ZT_LSDM", "隶属企业统一社会信用代码", "creditCode", 18, role="parentCode",
          aliases=["总公司统一社会信用代码", "母公司统一社会信用代码"]),
    field("ZT_DJJG", "登记机关", length=200, role="registrar"),
    field("ZT_DJJGDM", "登记机关统一社会信用代码", "creditCode", 18, security="内部"),
] + source("ZT_SJLY", "ZT_SJLYDM") + [
    field("SJC", "数据更新时间", "instant", 32, role="updatedAt", security="内部"),
    field("BZ", "备注", length=512),
]

EVENT_KINDS = (
    ("repair", "信用修复"), ("revoke", "撤销"), ("delist", "移出名单"), ("objection-open", "异议受理"),
    ("objection-close", "异议办结"), ("replace", "替换"), ("undo", "取消事件"),
)
EVENT = [
    field("SJ_BH", "事件编号", length=64, required=True, role="eventNumber"),
    field("SJ_LX", "事件类型", "choice", 32, required=True, role="eventKind", choices=EVENT_KINDS),
    field("SJ_MC", "主体名称", length=200, role="subjectName"),
    field("SJ_DM", "统一社会信用代码", "creditCode", 18, required=True, role="subjectCode"),
    field("SJ_ZCH", "工商注册号", length=50, role="registrationNumber"),
    field("SJ_ML", "所涉目录代码", length=32, required=True, role="eventItem"),
    field("SJ_JG", "原决定机关", length=200, role="authorityName"),
    field("SJ_JGDM", "原决定机关统一社会信用代码", "creditCode", 18, required=True, role="authorityCode"),
    field("SJ_WSH", "原决定书文号", length=128, required=True, role="documentNumber"),
    field("SJ_SXRQ", "生效日期", "day", 10, required=True, role="effectiveDay"),
    field("SJ_WS", "事件文书", length=128, role="eventDocument"),
    field("SJ_JDJG", "事件决定机关", length=200, role="eventAuthority"),
    field("SJ_SZ", "所指事件编号", length=64, role="namedEvent"),
    field("SJ_XML", "新目录代码", length=32, role="newItem"),
    field("SJ_XJGDM", "新决定机关统一社会信用代码", "creditCode", 18, role="newAuthorityCode"),
    field("SJ_XWSH", "新决定书文号", length=128, role="newDocumentNumber"),
    field("SJ_XDM", "新统一社会信用代码", "creditCode", 18, role="newSubjectCode"),
] + source("SJ_SJLY", "SJ_SJLYDM") + [
    field("SJC", "数据更新时间", "instant", 32, role="updatedAt", security="内部"),
    field("BZ", "备注", length=512),
]


def elements(content, provider, scope, limit, cycle, publication, security="公开"):
    """The elements of 内发改财金字〔2024〕920号 (一) beside 目录代码, 项目名称 and 使用权限, which stand in the item itself."""
    return {
        "信息内容": content, "提供单位": provider, "数据格式": "结构化数据（CSV、JSON Lines）", "归集范围": scope,
        "归集程序": "产生单位审核后报送，平台校验入库", "归集路径": "自治区公共信用信息平台（示例）", "归集时限": limit,
        "公布方式": publication, "更新周期": cycle, "安全级别": security,
    }


def item(code, name, nature, permission, parts, fields, list=False, procedure=False):
    return {"code": code, "name": name, "nature": nature, "list": list, "procedure": procedure,
            "permission": permission, "elements": parts, "fields": fields}


SEVEN = "自作出决定之日起7个工作日内"
ITEMS = [
    item("DJXX", "登记信息", "registration", PUBLIC,
         elements("经营主体和社会组织的登记注册基本信息", "市场监管、民政部门", "自治区内登记的全部主体", "登记之日起1个工作日内", "每日", "信用网站公示"),
         REGISTER),
    item("XZCF", "行政处罚", "record", PUBLIC,
         elements("行政处罚决定，含简易程序和普通程序", "作出处罚决定的行政机关", "法人、非法人组织和个体工商户", SEVEN, "每周", "信用网站按公示期公示"),
         PENALTY, procedure=True),
    item("XZQZ", "行政强制", "record", SHARED,
         elements("行政强制措施和行政强制执行决定", "作出强制决定的行政机关", "法人、非法人组织和个体工商户", SEVEN, "每周", "政务共享", "政务共享"),
         COERCION),
    item("YZSX", "严重失信主体名单", "record", PUBLIC,
         elements("依法依规列入的严重失信主体名单", "列入名单的主管部门", "法人、非法人组织和个体工商户", "列入之日起3个工作日内", "每日", "信用网站公示"),
         DISHONEST, list=True),
    item("XSCP", "刑事裁判", "record", AUTHORISED,
         elements("单位犯罪的生效刑事裁判", "人民法院", "法人和非法人组织", "裁判生效之日起10个工作日内", "每月", "授权查询", "授权查询"),
         JUDGMENT),
    item("JYYC", "经营异常名录", "record", PUBLIC,
         elements("列入经营异常名录的信息", "市场监管部门", "企业、个体工商户和农民专业合作社", "列入之日起3个工作日内", "每日", "信用网站公示"),
         ABNORMAL, list=True),
    item("XZXK", "行政许可", "record", PUBLIC,
         elements("行政许可决定", "作出许可决定的行政机关", "法人、非法人组织和个体工商户", SEVEN, "每周", "信用网站公示"),
         PERMIT),
    item("XYSJ", "信用事件", "event", SHARED,
         elements("信用修复、撤销、移出名单、异议受理与办结、替换及其取消", "作出原决定的机关和信用主管部门", "已归集的各类信用信息", "办结之日起3个工作日内", "每日", "政务共享",
                  "政务共享"),
         EVENT),
]

CATALOG = {
    "format": "creditreport-catalog-1",
    "id": "NM-CATALOG",
    "version": "2026.1",
    "title": "内蒙古自治区公共信用信息目录（示例）",
    "effective": "2026-01-01",
    "items": ITEMS,
}
