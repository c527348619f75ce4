# SPDX-License-Identifier: Apache-2.0
"""Domain tables of two other regions, in the names and the order that they published: another region is only data."""

from .codes import credit_code


def table(identifier, version, region, district, first, note, domains):
    """A table without levels; the departments, fictitious, have numbers from `first` on in the order of appearance."""
    departments = {}
    for _, _, department in domains:
        departments.setdefault(department, credit_code("11", district, first + len(departments)))
    return {
        "format": "creditreport-domains-1",
        "id": identifier,
        "version": version,
        "region": region,
        "note": note,
        "domains": [
            {"code": code, "name": name, "sources": [{"code": departments[department],
                                                      "name": region + department + "（示例）"}]}
            for code, name, department in domains
        ],
    }


LASA = table(
    "LS-DOMAINS", "示例-1", "拉萨市", "540100", 700,
    "示例。27个领域的名称和次序取自拉萨市公布的专项信用报告（无违法违规证明专用版）说明"
    "（https://fgw.lasa.gov.cn/CreditLsExtranetWeb/noIllegal/activite/proExplain/104）；代码和数据来源单位为虚构。",
    [
        ("JZSC", "建筑市场监管", "住房和城乡建设局"),
        ("WYGL", "物业管理", "住房和城乡建设局"),
        ("GCJS", "工程建设", "住房和城乡建设局"),
        ("KJ", "科技", "科学技术局"),
        ("CSGL", "城市管理", "城市管理和综合执法局"),
        ("SCJG", "市场监管", "市场监督管理局"),
        ("JTYS", "交通运输", "交通运输局"),
        ("AQSC", "安全生产", "应急管理局"),
        ("WHLY", "文化和旅游", "文化和旅游局"),
        ("YLBZ", "医疗保障", "医疗保障局"),
        ("GJJ", "公积金", "住房公积金管理中心"),
        ("SW", "税务", "税务局"),
        ("SHBX", "社会保险", "社会保险服务中心"),
        ("FYZX", "法院执行", "中级人民法院"),
        ("ZYGH", "资源规划", "自然资源局"),
        ("DFJR", "地方金融监管", "地方金融管理局"),
        ("XF", "消防", "消防救援支队"),
        ("RS", "人社", "人力资源和社会保障局"),
        ("STHJ", "生态环境", "生态环境局"),
        ("SL", "水利", "水利局"),
        ("WSJK", "卫生健康", "卫生健康委员会"),
        ("TJ", "统计", "统计局"),
        ("GGZY", "公共资源交易", "公共资源交易中心"),
        ("WX", "网信", "互联网信息办公室"),
        ("DX", "电信", "通信管理办公室"),
        ("CZ", "财政", "财政局"),
        ("GA", "公安", "公安局"),
    ])

GUANGDONG = table(
    "GD-DOMAINS", "示例-1", "广东省", "440000", 800,
    "示例。2024年2月1日起增加的27个领域，名称和次序取自粤办函〔2023〕306号"
    "（http://drc.gd.gov.cn/qtwj/content/post_4289715.html）；2021年的11个领域未取得，不在表中；代码和数据来源单位为虚构。",
    [
        ("XWCB", "新闻出版", "新闻出版局"),
        ("BQ", "版权", "版权局"),
        ("JY", "教育", "教育厅"),
        ("KJ", "科技", "科学技术厅"),
        ("GXH", "工业和信息化", "工业和信息化厅"),
        ("MZZJ", "民族宗教", "民族宗教事务委员会"),
        ("GA", "公安", "公安厅"),
        ("MZ", "民政", "民政厅"),
        ("SHZZ", "社会组织", "民政厅"),
        ("SFXZ", "司法行政", "司法厅"),
        ("CZ", "财政", "财政厅"),
        ("ZRZY", "自然资源", "自然资源厅"),
        ("STHJ", "生态环境", "生态环境厅"),
        ("JTYS", "交通运输", "交通运输厅"),
        ("SL", "水利", "水利厅"),
        ("NYNC", "农业农村", "农业农村厅"),
        ("SHW", "商务", "商务厅"),
        ("WSJK", "卫生健康", "卫生健康委员会"),
        ("TYJR", "退役军人事务", "退役军人事务厅"),
        ("TY", "体育", "体育局"),
        ("TJ", "统计", "统计局"),
        ("DFJR", "地方金融监管", "地方金融管理局"),
        ("LSCB", "粮食和储备", "粮食和物资储备局"),
        ("NY", "能源", "能源局"),
        ("LY", "林业", "林业局"),
        ("ZYY", "中医药", "中医药局"),
        ("FYZX", "法院执行", "高级人民法院"),
    ])
