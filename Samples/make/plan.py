# SPDX-License-Identifier: Apache-2.0
"""All deliveries of the sample year, in the order in which they are imported."""

from .delivery import Delivery, Row, Sequence
from .departments import BY_DOMAIN, DOMAINS, local
from .rows import abnormal, coercion, event, judgment, listing, penalty, permit, person_penalty
from .subjects import BY_KEY, CAST, OTHERS, PARENTS, SUBJECTS
from .codes import resident_number

CODE = {domain: department.code for domain, department in BY_DOMAIN.items()}


def at(day, time="09:00:00"):
    return "%sT%s+08:00" % (day, time)


def filler(domain, prefix, count, seed, first_year=2022, last_year=2025, **more):
    """Ordinary penalties of ordinary subjects."""
    pick, rows = Sequence(seed), []
    offences = ["未按规定公示信息", "未按规定建立台账", "逾期未改正示例事项", "未取得示例许可从事经营活动", "超过示例标准", "提供不实示例材料"]
    for index in range(count):
        subject = pick.pick(OTHERS[6:])
        year = first_year + pick.below(last_year - first_year + 1)
        day = "%d-%02d-%02d" % (year, 1 + pick.below(12), 1 + pick.below(28))
        severity = pick.pick(["轻微", "一般", "一般", "严重"])
        amount = "" if severity == "轻微" else pick.pick(["0.2", "0.5", "1", "2.35", "5", "12.6"])
        rows.append(Row(penalty(domain, subject.key, "%s〔%d〕%d号" % (prefix, year, 101 + index), day, pick.pick(offences),
                                amount, severity, "简易程序" if severity == "轻微" else "普通程序", **more)))
    return rows


def register():
    early = []
    for subject in SUBJECTS:
        if subject.key in ("yesterday", "organisation") or subject.key in PARENTS and subject.key != "branch":
            continue
        row = dict(subject.row())
        if subject.key == "former":
            row["ZT_MC"], row["ZT_CYM"] = "内蒙古示例启程网络有限公司", "呼和浩特市示例启程软件有限公司"
        if subject.key == "cancelled":
            row["ZT_ZTM"] = "存续"
        early.append(Row({**row, "ZT_SJLY": BY_DOMAIN["SCJG"].name, "ZT_SJLYDM": CODE["SCJG"],
                          "SJC": "2026-01-04 18:00:00"}))
    family = []
    for key, parent in PARENTS.items():
        code = "" if key == "named-parent" else BY_KEY[parent].code
        family.append(Row({**BY_KEY[key].row(), "ZT_LSMC": BY_KEY[parent].name, "ZT_LSDM": code,
                           "ZT_SJLY": BY_DOMAIN["SCJG"].name, "ZT_SJLYDM": CODE["SCJG"], "SJC": "2026-06-30 18:00:00"},
                          "updated" if key == "branch" else "accepted"))
    unsound = BY_KEY["closed-branch"].code
    family.append(Row({**family[0].values, "ZT_MC": "内蒙古示例顺达物流集团有限公司锡林浩特分公司",
                       "ZT_DM": unsound[:17] + ("0" if unsound[17] != "0" else "1")}, "pending"))
    social = [Row({**BY_KEY["organisation"].row(), "ZT_SJLY": BY_DOMAIN["SHZZ"].name, "ZT_SJLYDM": CODE["SHZZ"]})]
    late = [
        Row({**BY_KEY[key].row(), "ZT_SJLY": BY_DOMAIN["SCJG"].name, "ZT_SJLYDM": CODE["SCJG"],
             "SJC": "2026-11-18 18:00:00", **more}, outcome)
        for key, outcome, more in (("yesterday", "accepted", {}), ("former", "updated", {}),
                                   ("cancelled", "updated", {}), ("clean", "unchanged", {}),
                                   ("sold", "updated", {"ZT_LSMC": BY_KEY["plain"].name, "ZT_LSDM": BY_KEY["plain"].code}))
    ]
    return (
        Delivery("register/2026-01-05-qiye.csv", "DJXX", CODE["SCJG"], "2026-01-04", at("2026-01-05"), early,
                 encoding="utf-8-sig", newline="\r\n", note="登记信息：UTF-8 带 BOM、CRLF"),
        Delivery("register/2026-01-06-shehuizuzhi.csv", "DJXX", CODE["SHZZ"], "2026-01-05", at("2026-01-06"), social,
                 note="登记信息：社会组织"),
        Delivery("register/2026-07-01-lishu.csv", "DJXX", CODE["SCJG"], "2026-06-30", at("2026-07-01"), family,
                 encoding="gb18030", note="登记信息：分支机构和子公司，载明隶属企业；一行待核"),
        Delivery("register/2026-11-19-biangeng.csv", "DJXX", CODE["SCJG"], "2026-11-18", at("2026-11-19", "08:00:00"), late,
                 encoding="utf-8-sig", newline="\r\n", note="登记信息：新设、更名、注销、改换隶属企业，一行重复报送"),
    )


def ecology():
    number = "蒙环罚示〔%d〕%d号"
    city = local("呼和浩特市生态环境局", "150100", 1)
    rows = [
        Row(penalty("STHJ", "plain", number % (2025, 1), "2025-03-01", "未经批准排放示例污染物", "20", "严重")),
        Row(penalty("STHJ", "plain", number % (2025, 2), "2025-12-10", CF_GSJZQ="2026-12-10")),
        Row(penalty("STHJ", "plain", number % (2025, 3), "2025-04-18", "未按证排污", "10", "严重")),
        Row(penalty("STHJ", "expired", number % (2024, 4), "2024-02-01", CF_GSJZQ="2025-02-01")),
        Row(penalty("STHJ", "expired", number % (2025, 5), "2025-09-20", "未如实记录台账", "", "轻微", "简易程序")),
        Row(penalty("STHJ", "expired", number % (2025, 6), "2025-11-24", CF_GSJZQ="2026-11-23")),
        Row(penalty("STHJ", "expired", number % (2025, 7), "2025-06-06", CF_GSJZQ="2099/12/31")),
        Row(penalty("STHJ", "repaired", number % (2025, 8), "2025-02-14", severity="严重")),
        Row(penalty("STHJ", "repaired", number % (2025, 9), "2025-08-08", severity="严重")),
        Row(penalty("STHJ", "everything-repaired", number % (2025, 10), "2025-05-20", severity="严重")),
        Row(penalty("STHJ", "sole", number % (2025, 11), "2025-10-01", "露天焚烧示例废物", "0.05", "一般", authority=city,
                    CF_SY="经查，当事人：\n1. 露天焚烧示例废物；\n2. 拒不改正。\n（示例案情，含换行和\"引号\"）")),
        Row(penalty("STHJ", "corrected", number % (2025, 12), "2025-07-15", amount="5", severity="严重")),
        Row(penalty("STHJ", "withheld", number % (2025, 13), "2025-09-01", severity="严重", SYQX="内部参考")),
        Row(penalty("STHJ", "late", number % (2019, 14), "2019-06-30", severity="严重", CF_GSJZQ="2099-12-31")),
        Row(penalty("STHJ", "replaced", number % (2025, 15), "2025-03-20", severity="严重")),
        Row(penalty("STHJ", "replaced", number % (2025, 16), "2025-03-20", severity="严重")),
    ] + filler("STHJ", "蒙环罚示", 8, 1)
    first = Delivery("deliveries/2026-01-12-sthj-xzcf.csv", "XZCF", CODE["STHJ"], "2026-01-11", at("2026-01-12"), rows,
                     columns=None, note="行政处罚：双公示中文标题，UTF-8，字段内换行")
    again = [Row(row.values, "unchanged") for row in rows]
    again[11] = Row({**rows[11].values, "CF_NR_FK": "3", "CF_NR": "罚款3万元（更正）"}, "updated")
    again.append(Row(penalty("STHJ", "waiting", number % (2026, 17), "2026-02-03", severity="严重")))
    second = Delivery("deliveries/2026-10-12-sthj-xzcf.csv", "XZCF", CODE["STHJ"], "2026-10-11", at("2026-10-12"), again,
                      encoding="gb18030", note="行政处罚：同一批全量重报（GB 18030），一条更正，一条新增")
    return first, second


def market():
    number = "蒙市监罚示〔%d〕%d号"
    rows = [
        Row(penalty("SCJG", "rare-yan", number % (2025, 1), "2025/3/12", "标签标识不符合规定", "0.3")),
        Row(penalty("SCJG", "rare-jie", number % (2025, 2), "2025/4/2", "未明码标价", "0.1")),
        Row(penalty("SCJG", "rare-kun", number % (2025, 3), "2025/11/30", "虚假宣传（示例）", "6", "严重")),
        Row(penalty("SCJG", "no-glyph", number % (2025, 4), "2025/12/1", "未按规定年报", "0.2", "严重")),
        Row(penalty("SCJG", "long-name", number % (2025, 5), "2025/9/9", "产品质量不合格（示例）", "35", "严重")),
        Row(penalty("SCJG", "plain", number % (2025, 6), "2025/10/10", "特种设备未检验", "3", "一般", CF_GSJZQ="2026/12/31")),
        Row(penalty("SCJG", "licence-revoked", number % (2025, 7), "2025/1/15", "长期停业未经营", "", "严重",
                    CF_CFLB="暂扣或者吊销许可证、暂扣或者吊销执照", CF_NR="吊销营业执照", CF_NR_ZKDX="营业执照（示例）")),
        Row(penalty("SCJG", "clean", number % (2025, 8), "2025/5/5", CF_XDR_MC=BY_KEY["pending"].name,
                    CF_XDR_SHXYM=BY_KEY["pending"].code[:17] + ("0" if BY_KEY["pending"].code[17] != "0" else "1")), "pending"),
        Row(penalty("SCJG", "clean", number % (2025, 9), "2025/5/6", CF_XDR_MC=BY_KEY["pending"].name,
                    CF_XDR_SHXYM="000000000000000000"), "pending"),
        Row(person_penalty("SCJG", number % (2025, 10), "2025/6/1", "张测试", resident_number("159999", "19850607", 77)),
            "out-of-scope"),
    ] + filler("SCJG", "蒙市监罚示", 10, 2)
    return Delivery("deliveries/2026-01-15-scjg-xzcf.csv", "XZCF", CODE["SCJG"], "2026-01-14", at("2026-01-15"), rows,
                    encoding="gb18030", newline="\r\n", note="行政处罚：GB 18030、CRLF；生僻字，待核，自然人")


def emergency():
    number = "蒙应急罚示〔%d〕%d号"
    rows = [
        Row(penalty("YJGL", "undated", number % (2024, 1), "2024-02-30", severity="严重", CF_GSJZQ="无处罚期限")),
        Row(penalty("YJGL", "undated", number % (2024, 2), "1900-1-1", severity="严重", CF_GSJZQ="2027-01-31")),
        Row(penalty("YJGL", "undated", number % (2024, 3), "20240131", severity="严重", CF_GSJZQ="2099/12/31")),
        Row(penalty("YJGL", "undated", number % (2024, 4), "2024年1月31日", severity="严重", CF_YXQ="无处罚期限")),
        Row(penalty("YJGL", "undated", number % (2024, 5), "2204-03-01", severity="严重")),
        Row(penalty("YJGL", "undated", number % (2024, 6), "2024/1/31", severity="一般", CF_GSJZQ="2023-12-31")),
        Row(penalty("YJGL", "undated", number % (2024, 7), "", severity="")),
        Row(penalty("YJGL", "long-name", number % (2025, 8), "2025.8.15", procedure="快速程序", severity="特别严重")),
        Row(penalty("YJGL", "private", number % (2025, 9), "2025-08-16", severity="严重",
                    CF_SY="经查，当事人雇用无证人员（身份证号" + resident_number("159999", "19790213", 123) + "）上岗作业（示例案情）。")),
    ] + filler("YJGL", "蒙应急罚示", 6, 3)
    return Delivery("deliveries/2026-02-03-yjgl-xzcf.csv", "XZCF", CODE["YJGL"], "2026-02-02", at("2026-02-03"), rows,
                    style="codes", note="行政处罚：CF_ 代码标题；各种日期写法")


def taxes():
    number = "蒙税罚示〔%d〕%d号"
    rows = [
        Row(penalty("SW", "disputed", number % (2025, 1), "2025-03-03", "未按期申报示例税种", 1.5, "严重")),
        Row(penalty("SW", "disputed", number % (2025, 2), "2025-04-04", "未按规定保管账簿", 0.4, "严重")),
        Row(penalty("SW", "disputed", number % (2025, 3), "2025-05-05", "未按规定开具发票", 0.35, "严重")),
        Row(penalty("SW", "replaced", number % (2025, 4), "2025-06-06", "未按期缴纳示例税款", 8, "严重")),
        Row(penalty("SW", "branch", number % (2025, 5), "2025-07-07", "未按期办理税务登记变更", 0.2)),
    ] + filler("SW", "蒙税罚示", 5, 4)
    return Delivery("deliveries/2026-03-02-sw-xzcf.jsonl", "XZCF", CODE["SW"], "2026-03-01", at("2026-03-02"), rows,
                    note="行政处罚：JSON Lines，金额为数字")


def transport():
    pick, rows = Sequence(5), []
    offences = ["车辆超限运输", "未随车携带道路运输证", "未按规定维护动态监控数据", "驾驶员疲劳驾驶管理不到位"]
    for index in range(64):
        year, month, day = 2022 + index // 16, 1 + index % 12, 1 + index * 11 % 28
        simple = index % 4 == 0
        rows.append(Row(penalty(
            "JTYS", "many", "蒙交罚示〔%d〕%d号" % (year, 200 + index), "%d-%02d-%02d" % (year, month, day), pick.pick(offences),
            "0.02" if simple else pick.pick(["0.2", "0.5", "1", "3"]), "轻微" if simple else pick.pick(["一般", "严重"]),
            "简易程序" if simple else "普通程序", CF_GSJZQ="2027-06-30" if index % 3 else "")))
    rows.append(Row(penalty("JTYS", "branch", "蒙交罚示〔2025〕300号", "2025-09-18", "车辆超限运输", "0.2", "一般",
                            CF_GSJZQ="2027-01-01")))
    return Delivery("deliveries/2026-02-20-jtys-xzcf.tsv", "XZCF", CODE["JTYS"], "2026-02-19", at("2026-02-20"), rows,
                    delimiter="\t", note="行政处罚：制表符分隔；一个主体 64 条")


def family():
    """Penalties of branches and subsidiaries: what a report on the parent alone does not show."""
    number = "蒙交罚示〔%d〕%d号"
    rows = [
        Row(penalty("JTYS", "closed-branch", number % (2026, 401), "2026-01-20", "车辆超限运输", "3", "严重")),
        Row(penalty("JTYS", "sub-branch", number % (2026, 402), "2026-03-09", "未按规定维护动态监控数据", "1", "严重")),
        Row(penalty("JTYS", "sub-branch", number % (2026, 403), "2026-05-18", "车辆超限运输", "0.5", "一般")),
        Row(penalty("JTYS", "sold", number % (2026, 404), "2026-04-01", "驾驶员疲劳驾驶管理不到位", "2", "严重")),
    ]
    return Delivery("deliveries/2026-07-02-jtys-xzcf.csv", "XZCF", CODE["JTYS"], "2026-07-01", at("2026-07-02"), rows,
                    note="行政处罚：分支机构和子公司的信息")


def resources():
    number = "蒙自然资罚示〔%d〕%d号"
    part = penalty("ZRZY", "parts", number % (2025, 1), "2025-05-30", "未经批准占用示例草地", "4.2", "严重")
    other = {**part, "CF_CFLB": "没收违法所得、没收非法财物", "CF_NR": "没收违法所得1.8万元", "CF_NR_FK": "", "CF_NR_WFFF": "1.8"}
    rows = [
        Row(part), Row(other),
        Row(penalty("ZRZY", "sources", number % (2025, 2), "2025-06-18", "越界开采（示例）", "50", "严重")),
    ] + filler("ZRZY", "蒙自然资罚示", 4, 6)
    first = Delivery("deliveries/2026-02-25-zrzy-xzcf.csv", "XZCF", CODE["ZRZY"], "2026-02-24", at("2026-02-25"), rows,
                     note="行政处罚：分项（同一文号两行）")
    again = [Row(rows[1].values, "unchanged"), Row(rows[0].values, "unchanged")] + \
            [Row(row.values, "unchanged") for row in rows[2:]]
    second = Delivery("deliveries/2026-11-17-zrzy-xzcf.csv", "XZCF", CODE["ZRZY"], "2026-11-16", at("2026-11-17", "10:00:00"),
                      again, note="行政处罚：分项换了次序重报，不产生新版本")
    mine = rows[2].values
    platform = Delivery(
        "deliveries/2026-03-20-fzgg-xzcf.csv", "XZCF", CODE["FZGG"], "2026-03-19", at("2026-03-20"),
        [Row({**mine, "CF_WSH": "蒙自然资罚示[2025]2号", "CF_JDRQ": "2025-06-28", "CF_SJLY": BY_DOMAIN["FZGG"].name,
              "CF_SJLYDM": CODE["FZGG"]}),
         Row(penalty("FZGG", "sources", "蒙发改罚示〔2025〕1号", "2025-10-20", "未按规定报送节能材料", "1", "一般", CF_GSJZQ="2026-12-20"))],
        note="行政处罚：平台转报，与原机关日期不一致（来源不一致）")
    return first, second, platform


def fire():
    """Headings of the 2016 version of the standard."""
    old = {"CF_XDR_MC": "CF_XDR_MC", "CF_XDR_SHXYM": "CF_XDR_SHXYM", "CF_WSH": "CF_WSH", "CF_CFMC": "CF_CFMC",
           "CF_CFLB": "CF_CFLB1", "CF_SY": "CF_SY", "CF_YJ": "CF_YJ", "CF_FRDB": "CF_FR", "CF_NR": "CF_JG",
           "CF_JDRQ": "CF_JDRQ", "CF_CFJG": "CF_XZJG", "CF_ZT": "CF_ZT", "DFBM": "DFBM", "SJC": "SJC", "BZ": "BZ"}
    rows = []
    for index, (key, day) in enumerate((("plain", "2023/9/1"), ("rare-kun", "2024/10/12"), ("other-9", "2025/2/28"),
                                        ("other-20", "2025/11/11"), ("abnormal", "2025/12/12"))):
        values = penalty("XFJY", key, "蒙消罚示〔%s〕%d号" % (day[:4], index + 1), day, "消防设施未保持完好有效", "0.5")
        values = {code: value for code, value in values.items() if code in old}
        values.update({"CF_CFMC": "消防设施案（示例）", "CF_CFLB": "1", "CF_ZT": "0", "DFBM": "150000",
                       "SJC": "%s 10:%02d:00" % ("2026-03-08", index)})
        rows.append(Row(values))
    return Delivery("deliveries/2026-03-10-xfjy-xzcf.xml", "XZCF", CODE["XFJY"], "2026-03-09", at("2026-03-10"), rows,
                    headings=old, columns=[code for code in old], note="行政处罚：XML 报文，2016 版代码，类别为代码")


def city_management():
    rows = [
        Row(penalty("CSGL", "cooperative", "蒙城管罚示〔2025〕1号", "45730", "占道堆放（示例）", "０．０２", "轻微", "简易程序")),
        Row(penalty("CSGL", "long-name", "蒙城管罚示〔2025〕2号", "45900", "未按规定清运建筑垃圾", "1,234.5", "严重")),
        Row(penalty("CSGL", "other-8", "蒙城管罚示〔2025〕3号", "45901", "夜间施工噪声超标", "贰万元", "严重",
                    CF_CFLB="警告；罚款；其他罚")),
        Row(penalty("CSGL", "placeholder", "蒙城管罚示〔2025〕4号", "45902", "店外经营", "0.01", "轻微", "简易程序",
                    CF_GSJZQ="2027-01-01")),
        Row(penalty("CSGL", "clean", "蒙城管罚示〔2025〕5号", "45903", "店外经营", "0.03", CF_XDR_MC=BY_KEY["placeholder"].name,
                    CF_XDR_LB="个体工商户", CF_XDR_SHXYM=BY_KEY["placeholder"].registration, CF_GSJZQ="2027-01-01")),
        Row(penalty("CSGL", "clean", "蒙城管罚示〔2025〕6号", "45904", "店外经营", "0.03", CF_XDR_MC="测试无名小店",
                    CF_XDR_LB="个体工商户", CF_XDR_SHXYM="150402999999999"), "pending"),
        Row(penalty("CSGL", "clean", "蒙城管罚示〔2025〕7号", "45905", "违规设置广告牌", "0.1", CF_XDR_MC="", CF_XDR_SHXYM=""),
            "pending"),
    ]
    return Delivery("deliveries/2026-03-15-csgl-xzcf.csv", "XZCF", CODE["CSGL"], "2026-03-14", at("2026-03-15"), rows,
                    note="行政处罚：电子表格序列日期，全角数字，千分位；17 个零加 X，注册号")


def tourism():
    rows = [
        Row(penalty("WHLY", "numberless", "", "2025-07-01", "未经许可经营示例项目", "1", "严重")),
        Row(penalty("WHLY", "numberless", "无", "2025-07-01", "未签订旅游合同", "0.5", "严重")),
        Row(penalty("WHLY", "numberless", "／", "2025-08-02", "未签订旅游合同", "0.5", "严重")),
    ]
    rows.append(Row(rows[0].values, "unchanged"))
    return Delivery("deliveries/2026-03-18-whly-xzcf.xlsx", "XZCF", CODE["WHLY"], "2026-03-17", at("2026-03-18"), rows,
                    title="行政处罚信息公示表（示例）",
                    note="行政处罚：XLSX，标题行，日期与金额为数值；无文号；一行完全重复")


def strangers():
    port = local("锡林郭勒盟示例口岸管理办公室", "152500", 2)
    rows = [
        Row(penalty("STHJ", "stranger", "锡口罚示〔2025〕1号", "2025-09-10", authority=port, severity="严重", CF_SJLY=port.name,
                    CF_SJLYDM=port.code)),
        Row(penalty("STHJ", "stranger", "锡口罚示〔2025〕2号", "2025-09-11", authority=port, severity="严重", LY="口岸（示例）",
                    CF_SJLY=port.name, CF_SJLYDM=port.code)),
        Row(penalty("STHJ", "stranger", "锡口罚示〔2025〕3号", "2025-09-12", authority=port, severity="严重", LY="sthj",
                    CF_SJLY=port.name, CF_SJLYDM=port.code)),
        Row(penalty("STHJ", "small-print", "锡口罚示〔2025〕4号", "2025-09-13", authority=port, severity="严重",
                    CF_SJLY=port.name, CF_SJLYDM=port.code, SYQX="授权查询")),
    ]
    return Delivery("deliveries/2026-03-22-kouan-xzcf.csv", "XZCF", port.code, "2026-03-21", at("2026-03-22"), rows,
                    pass_source=False, note="行政处罚：机关和来源都不在领域表中；来源单位取自数据行")


def permits():
    rows = [
        Row(permit("ZFCX", "clean", "蒙建许示〔2025〕1号", "2025-04-01", "示例工程施工许可", "2027-04-01", kind="核准")),
        Row(permit("ZFCX", "plain", "蒙建许示〔2025〕2号", "2025/6/1", "示例建筑业企业资质", "2099/12/31", kind="认可")),
        Row(permit("ZFCX", "long-name", "蒙建许示〔2025〕3号", "2025-08-08", "示例预制构件生产许可", "2028-08-08")),
        Row(permit("ZFCX", "private", "蒙建许示〔2025〕4号", "2025-09-09", "示例工艺认定", "2027-09-09", SYMM="是")),
    ]
    housing = Delivery("deliveries/2026-02-10-zfcx-xzxk.csv", "XZXK", CODE["ZFCX"], "2026-02-09", at("2026-02-10"), rows,
                       note="行政许可：双公示中文标题")
    rows = [
        Row(permit("NYNC", "cooperative", "蒙农许示〔2025〕1号", "20250310", "示例种子生产经营", "20300309", kind="01")),
        Row(permit("NYNC", "parts", "蒙农许示〔2025〕2号", "20250411", "示例生鲜乳收购", "20270410", kind="01")),
        Row(permit("NYNC", "everything-repaired", "蒙农许示〔2025〕3号", "20250512", "示例动物防疫条件", "20990101", kind="09")),
    ]
    farming = Delivery("deliveries/2026-02-12-nync-xzxk.csv", "XZXK", CODE["NYNC"], "2026-02-11", at("2026-02-12"), rows,
                       style="codes", encoding="gb18030", newline="\r\n", note="行政许可：XK_ 代码标题，GB 18030")
    return housing, farming


def lists():
    market = [
        Row(listing("SCJG", "listed", "蒙市监列示〔2019〕1号", "2019-04-01", "市场监督管理严重违法失信名单", "示例严重违法行为")),
        Row(listing("SCJG", "listed", "蒙市监列示〔2020〕2号", "2020-03-02", "市场监督管理严重违法失信名单", "示例严重违法行为（二）")),
        Row(listing("SCJG", "listed", "蒙市监列示〔2023〕3号", "2023-07-03", "市场监督管理严重违法失信名单", "示例严重违法行为（三）")),
    ]
    wages = [
        Row(listing("RSSB", "plain", "蒙人社列示〔2025〕1号", "2025-12-15", "拖欠农民工工资失信联合惩戒对象名单", "拖欠工资（示例）")),
        Row(listing("RSSB", "other-10", "蒙人社列示〔2026〕2号", "2026-01-20", "拖欠农民工工资失信联合惩戒对象名单", "拖欠工资（示例）")),
    ]
    unusual = [
        Row(abnormal("abnormal", "YC示例-2025-0001", "2025年7月1日", "未按规定报送年度报告")),
        Row(abnormal("abnormal", "YC示例-2025-0002", "2025年9月1日", "通过登记的住所无法联系")),
        Row(abnormal("cancelled", "YC示例-2024-0003", "2024年7月3日", "未按规定报送年度报告")),
    ]
    return (
        Delivery("deliveries/2026-03-05-scjg-yzsx.csv", "YZSX", CODE["SCJG"], "2026-03-04", at("2026-03-05"), market,
                 note="严重失信主体名单：早于报告期列入"),
        Delivery("deliveries/2026-05-08-rssb-yzsx.csv", "YZSX", CODE["RSSB"], "2026-05-07", at("2026-05-08"), wages,
                 note="严重失信主体名单"),
        Delivery("deliveries/2026-03-06-scjg-jyyc.csv", "JYYC", CODE["SCJG"], "2026-03-05", at("2026-03-06"), unusual,
                 delimiter=";", extra=[("所属地市", "示例"), ("", "")], note="经营异常名录：分号分隔，未知列，末尾空列"),
    )


def courts_and_coercion():
    judged = [
        Row(judgment("withheld", "（2025）内刑示1号", "2025-06-20", "单位污染环境罪（示例）", "判处罚金三十万元（示例）")),
        Row(judgment("listed", "（2024）内刑示2号", "2024-11-08", "单位虚开发票罪（示例）", "判处罚金二十万元（示例）", SYQX="社会公开")),
    ]
    water = [
        Row(coercion("SL", "withheld", "蒙水强示〔2025〕1号", "2025-10-10", "扣押财物", "扣押示例取水设备", QZ_GSJZQ="2027-10-10")),
        Row(coercion("SL", "corrected", "蒙水强示〔2025〕2号", "2025-11-02", "2", "查封示例泵房", SYQX="社会公开", QZ_GSJZQ="2027-11-02")),
    ]
    return (
        Delivery("deliveries/2026-04-01-fy-xscp.csv", "XSCP", CODE["FY"], "2026-03-31", at("2026-04-01"), judged,
                 note="刑事裁判：授权查询"),
        Delivery("deliveries/2026-04-10-sl-xzqz.csv", "XZQZ", CODE["SL"], "2026-04-09", at("2026-04-10"), water,
                 note="行政强制：政务共享"),
    )


def customs():
    rows = filler("HG", "满关罚示", 3, 7)
    return Delivery("deliveries/2026-09-01-hg-xzcf.csv", "XZCF", CODE["HG"], "2026-08-31", at("2026-09-01"), rows,
                    note="行政处罚：此后未再报送，领域数据未更新至今")


def events():
    eco, tax, land = "蒙环罚示〔2025〕%d号", "蒙税罚示〔2025〕%d号", "蒙自然资罚示〔2025〕%d号"
    august = [
        Row(event("XF-2026-001", "信用修复", "STHJ", "repaired", "XZCF", eco % 8, "2026-03-10", "信用修复决定示001号")),
        Row(event("XF-2026-002", "信用修复", "STHJ", "repaired", "xzcf", "蒙环罚示(2025)9号", "2026/4/1", "信用修复决定示002号")),
        Row(event("XF-2026-003", "repair", "STHJ", "everything-repaired", "XZCF", eco % 10, "2026-05-20", "信用修复决定示003号")),
        Row(event("CX-2026-004", "撤销", "STHJ", "plain", "XZCF", eco % 3, "2026-06-30", "行政复议决定示004号")),
        Row(event("YC-2026-005", "移出名单", "SCJG", "listed", "YZSX", "蒙市监列示〔2020〕2号", "2021-05-01", "移出决定示005号")),
        Row(event("YC-2026-006", "移出名单", "SCJG", "listed", "YZSX", "蒙市监列示〔2023〕3号", "2025-06-30", "移出决定示006号")),
        Row(event("YC-2026-007", "移出名单", "SCJG", "abnormal", "JYYC", "YC示例-2025-0001", "2026-02-01", "移出决定示007号")),
        Row(event("XF-2026-008", "信用修复", "STHJ", "waiting", "XZCF", "蒙环罚示〔2026〕17号", "2026-08-15", "信用修复决定示008号")),
        Row(event("XF-2026-009", "信用修复", "STHJ", "waiting", "XZCF", "蒙环罚示〔2026〕999号", "2026-08-16", "信用修复决定示009号")),
        Row(event("XF-2026-010", "信用修复", "YJGL", "undated", "XZCF", "蒙应急罚示〔2024〕3号", "二〇二六年八月", "信用修复决定示010号")),
        Row(event("ZX-2026-011", "注销处罚", "STHJ", "plain", "XZCF", eco % 1, "2026-08-01"), "pending"),
    ]
    september = [
        Row(event("YY-2026-012", "异议受理", "SW", "disputed", "XZCF", tax % 1, "2026-08-25", deliverer="SW")),
        Row(event("YY-2026-013", "异议受理", "SW", "disputed", "XZCF", tax % 2, "2026-08-26", deliverer="SW")),
        Row(event("YY-2026-014", "异议办结", "SW", "disputed", "XZCF", tax % 2, "2026-09-10", deliverer="SW", SJ_SZ="YY-2026-013")),
        Row(event("YY-2026-015", "异议受理", "SW", "disputed", "XZCF", tax % 3, "2026-09-11", deliverer="SW")),
        Row(event("YY-2026-016", "异议办结", "SW", "disputed", "XZCF", tax % 3, "2026-09-11", deliverer="SW")),
        Row(event("XF-2026-017", "信用修复", "SW", "replaced", "XZCF", tax % 4, "2026-06-10", deliverer="SW")),
        Row(event("QX-2026-018", "取消事件", "SW", "replaced", "XZCF", tax % 4, "2026-09-12", "撤销修复决定示018号", "SW",
                  SJ_SZ="XF-2026-017")),
    ]
    november = [
        Row(event("TH-2026-019", "替换", "STHJ", "replaced", "XZCF", eco % 15, "2026-11-16", "文号更正函示019号", "STHJ",
                  SJ_XML="XZCF", SJ_XJGDM=CODE["STHJ"], SJ_XWSH=eco % 16, SJ_XDM=BY_KEY["replaced"].code)),
        Row(event("XF-2026-020", "信用修复", "STHJ", "plain", "XZCF", eco % 2, "2026-12-31", "信用修复决定示020号", "STHJ")),
        Row(event("XF-2026-001", "信用修复", "STHJ", "repaired", "XZCF", eco % 8, "2026-03-10", "信用修复决定示001号", "FZGG"),
            "unchanged"),
    ]
    return (
        Delivery("deliveries/2026-08-20-fzgg-xysj.csv", "XYSJ", CODE["FZGG"], "2026-08-19", at("2026-08-20"), august,
                 note="信用事件：修复、撤销、移出；先于记录到达的、等待的、日期不可读的、类型不明的"),
        Delivery("deliveries/2026-09-15-sw-xysj.csv", "XYSJ", CODE["SW"], "2026-09-14", at("2026-09-15"), september,
                 note="信用事件：异议受理与办结，取消修复"),
        Delivery("deliveries/2026-11-17-sthj-xysj.jsonl", "XYSJ", CODE["STHJ"], "2026-11-16", at("2026-11-17", "11:00:00"),
                 november, note="信用事件：替换，未来生效，一行重复报送"),
    )


def small_print():
    """What the last section of the rules settles, on one subject."""
    number = "蒙环罚示〔2026〕%d号"

    def row(serial, day="2026-02-01", **more):
        return penalty("STHJ", "small-print", number % serial if serial else "", day, severity="严重", **more)

    def about(name, kind, serial, day, **more):
        return Row(event(name, kind, "STHJ", "small-print", "XZCF", number % serial if serial else "", day,
                         "决定示" + name[-3:] + "号", "STHJ", **more))

    def renamed(name, old, new, day):
        return about(name, "替换", old, day, SJ_XML="XZCF", SJ_XJGDM=CODE["STHJ"], SJ_XWSH=number % new,
                     SJ_XDM=BY_KEY["small-print"].code)

    rows = [Row(row(serial)) for serial in (31, 32, 33, 34, 35, 36, 37)] + [
        Row(row(38, "", CF_GSJZQ="2026-10-01")),
        Row(row(39, CF_NR="警告（示例）")), Row(row(39, CF_NR="罚款2万元", SYQX="授权查询")),
        Row(row(0, "2026-03-01")),
    ]
    happened = [
        renamed("TH-2026-021", 31, 32, "2027-01-01"),
        about("XF-2026-022", "信用修复", 31, "2026-06-01"),
        renamed("TH-2026-023", 33, 34, "2026-06-01"), renamed("TH-2026-024", 34, 33, "2026-06-01"),
        about("XF-2026-025", "信用修复", 35, "2026-06-01"),
        about("QX-2026-026", "取消事件", 36, "2026-07-01", SJ_SZ="XF-2026-025"),
        about("YY-2026-027", "异议受理", 37, "2026-09-20"),
        about("YY-2026-028", "异议办结", 37, "2026-09-10", SJ_SZ="YY-2026-027"),
        about("XF-2026-029", "信用修复", 0, "2026-06-01"),
    ]
    return (
        Delivery("deliveries/2026-10-20-sthj-xzcf.csv", "XZCF", CODE["STHJ"], "2026-10-19", at("2026-10-20"), rows,
                 note="行政处罚：细则所说的各种情形"),
        Delivery("deliveries/2026-11-18-sthj-xysj.csv", "XYSJ", CODE["STHJ"], "2026-11-17", at("2026-11-18"), happened,
                 note="信用事件：细则所说的各种情形"),
    )


# Never delivers anything; delivers last in August; is fed through its parent's file alone.
SILENT, STALE = ("QX",), ("HG",)


def plan():
    deliveries = [*register(), *ecology(), market(), emergency(), taxes(), transport(), family(), *resources(), fire(),
                  city_management(), tourism(), strangers(), *permits(), *lists(), *courts_and_coercion(), customs(),
                  *events(), *small_print()]
    for index, (domain, _, _, _) in enumerate(DOMAINS):
        if domain not in SILENT + STALE:
            deliveries.append(Delivery("", "XZCF", CODE[domain], "2026-11-18",
                                       at("2026-11-19", "%02d:%02d:00" % (10 + index // 30, 2 * (index % 30))),
                                       note="零报送"))
    return sorted(deliveries, key=lambda delivery: delivery.received)
