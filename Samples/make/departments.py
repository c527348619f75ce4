# SPDX-License-Identifier: Apache-2.0
"""The sample domain table: 领域 of Inner Mongolia and the departments that feed them."""

from .codes import credit_code

# code, name, parent, feeding department (fictitious, with the real region's name)
DOMAINS = [
    ("FZGG", "发展改革", None, "发展和改革委员会"),
    ("NY", "能源", "FZGG", "能源局"),
    ("LSCB", "粮食和储备", "FZGG", "粮食和物资储备局"),
    ("JY", "教育", None, "教育厅"),
    ("KJ", "科技", None, "科学技术厅"),
    ("GXH", "工业和信息化", None, "工业和信息化厅"),
    ("WXDGL", "无线电管理", "GXH", "无线电管理委员会办公室"),
    ("MZZJ", "民族宗教", None, "民族事务委员会"),
    ("GA", "公安", None, "公安厅"),
    ("MZ", "民政", None, "民政厅"),
    ("SHZZ", "社会组织", "MZ", "社会组织管理局"),
    ("SFXZ", "司法行政", None, "司法厅"),
    ("CZ", "财政", None, "财政厅"),
    ("RSSB", "人力资源和社会保障", None, "人力资源和社会保障厅"),
    ("SHBX", "社会保险", "RSSB", "社会保险事业服务中心"),
    ("ZRZY", "自然资源", None, "自然资源厅"),
    ("LYCY", "林业和草原", "ZRZY", "林业和草原局"),
    ("STHJ", "生态环境", None, "生态环境厅"),
    ("ZFCX", "住房和城乡建设", None, "住房和城乡建设厅"),
    ("JZSC", "建筑市场监管", "ZFCX", "建筑市场监管总站"),
    ("CSGL", "城市管理", "ZFCX", "城市管理综合执法监督局"),
    ("WYGL", "物业管理", "ZFCX", "物业管理服务中心"),
    ("ZFGJJ", "住房公积金", None, "住房资金中心"),
    ("JTYS", "交通运输", None, "交通运输厅"),
    ("SL", "水利", None, "水利厅"),
    ("NYNC", "农业农村", None, "农牧厅"),
    ("SHW", "商务", None, "商务厅"),
    ("WHLY", "文化和旅游", None, "文化和旅游厅"),
    ("WW", "文物", "WHLY", "文物局"),
    ("GBDS", "广播电视", None, "广播电视局"),
    ("XWCB", "新闻出版", None, "新闻出版局"),
    ("BQ", "版权", "XWCB", "版权局"),
    ("WSJK", "卫生健康", None, "卫生健康委员会"),
    ("ZYY", "中医药", "WSJK", "中医药管理局"),
    ("YLBZ", "医疗保障", None, "医疗保障局"),
    ("TYJR", "退役军人事务", None, "退役军人事务厅"),
    ("YJGL", "应急管理", None, "应急管理厅"),
    ("XFJY", "消防救援", "YJGL", "消防救援总队"),
    ("KSAQ", "矿山安全", "YJGL", "矿山安全监察局"),
    ("SW", "税务", None, "税务局"),
    ("SCJG", "市场监管", None, "市场监督管理局"),
    ("ZSCQ", "知识产权", "SCJG", "知识产权局"),
    ("YPJG", "药品监管", "SCJG", "药品监督管理局"),
    ("TY", "体育", None, "体育局"),
    ("TJ", "统计", None, "统计局"),
    ("DFJR", "地方金融监管", None, "地方金融管理局"),
    ("GGZY", "公共资源交易", None, "公共资源交易中心"),
    ("WX", "网信", None, "互联网信息办公室"),
    ("DX", "电信", None, "通信管理局"),
    ("QX", "气象", None, "气象局"),
    ("HG", "海关", None, "海关"),
    ("FY", "法院", None, "高级人民法院"),
    ("FYZX", "法院执行", "FY", "高级人民法院执行局"),
]


class Department:
    def __init__(self, code, name):
        self.code, self.name = code, name


BY_DOMAIN = {
    code: Department(credit_code("11", "150000", 100 + index), "内蒙古自治区%s（示例）" % department)
    for index, (code, _, _, department) in enumerate(DOMAINS)
}


def local(name, district, number):
    """A department of a league, city or banner: it decides, but is not in the domain table."""
    return Department(credit_code("11", district, 500 + number), name + "（示例）")


TABLE = {
    "format": "creditreport-domains-1",
    "id": "NM-DOMAINS",
    "version": "2026.1",
    "region": "内蒙古自治区",
    "domains": [
        {"code": code, "name": name, **({"parent": parent} if parent else {}), "order": 10 * (index + 1),
         "sources": [{"code": BY_DOMAIN[code].code, "name": BY_DOMAIN[code].name}]}
        for index, (code, name, parent, _) in enumerate(DOMAINS)
    ],
}
