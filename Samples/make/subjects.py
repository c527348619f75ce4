# SPDX-License-Identifier: Apache-2.0
"""The sample register: fictitious subjects in all twelve leagues and cities."""

from .codes import credit_code, registration_number, resident_number

# The twelve leagues and cities and one district, city or banner of each, with their real 区划 codes.
REGIONS = [
    ("呼和浩特", "150100", "呼和浩特市赛罕区", "150105"), ("包头", "150200", "包头市昆都仑区", "150203"),
    ("乌海", "150300", "乌海市海勃湾区", "150302"), ("赤峰", "150400", "赤峰市红山区", "150402"),
    ("通辽", "150500", "通辽市科尔沁区", "150502"), ("鄂尔多斯", "150600", "鄂尔多斯市东胜区", "150602"),
    ("呼伦贝尔", "150700", "呼伦贝尔市海拉尔区", "150702"), ("巴彦淖尔", "150800", "巴彦淖尔市临河区", "150802"),
    ("乌兰察布", "150900", "乌兰察布市集宁区", "150902"), ("兴安盟", "152200", "兴安盟乌兰浩特市", "152201"),
    ("锡林郭勒", "152500", "锡林郭勒盟锡林浩特市", "152502"), ("阿拉善", "152900", "阿拉善盟阿拉善左旗", "152921"),
]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
COMPANY, BRANCH, SOLE, COOPERATIVE, ORGANISATION = (
    "有限责任公司", "有限责任公司分公司", "个体工商户", "农民专业合作社", "民办非企业单位")
KIND = {COMPANY: "91", BRANCH: "91", SOLE: "92", COOPERATIVE: "93", ORGANISATION: "52"}


class Subject:
    def __init__(self, key, number, region, name, type=COMPANY, established="2015-03-12", status="存续", former=(),
                 person=None, placeholder=False, capital=None):
        self.key, self.name, self.type, self.established = key, name, type, established
        self.status, self.former, self.region = status, list(former), region
        self.place, self.league, self.district = REGIONS[region][2], REGIONS[region][0], REGIONS[region][3]
        self.registration = registration_number(self.district, number)
        self.placeholder = placeholder
        self.code = "00000000000000000X" if placeholder else credit_code(KIND[type], self.district, number)
        self.person = person or SURNAMES[number % len(SURNAMES)] + ("示例" if number % 2 else "测试")
        self.resident = resident_number("159999", "19%02d%02d%02d" % (60 + number % 35, 1 + number % 12, 1 + number % 28),
                                        1 + number)
        self.capital = capital or "%d" % (100 + 50 * (number % 40))
        self.address = "内蒙古自治区%s示例路%d号" % (self.place, 1 + number)

    def row(self):
        return {
            "ZT_MC": self.name, "ZT_DM": self.code, "ZT_ZCH": self.registration,
            "ZT_CYM": "；".join(self.former), "ZT_LX": self.type, "ZT_FDDBR": self.person,
            "ZT_FR_ZJHM": self.resident, "ZT_ZCZB": self.capital, "ZT_CLRQ": self.established,
            "ZT_ZTM": self.status, "ZT_ZS": self.address, "ZT_JYFW": "示例经营项目，仅供演示",
            "ZT_DJJG": self.place + "市场监督管理局（示例）",
        }


LONG = "内蒙古自治区鄂尔多斯市东胜区示例新型绿色低碳环保节能建筑材料及装配式构件研究开发设计生产销售安装运输回收再利用一体化综合服务股份有限公司"

CAST = [
    Subject("clean", 1, 0, "内蒙古示例云杉科技有限公司", established="2018-05-21"),
    Subject("many", 2, 0, "内蒙古示例顺达物流集团有限公司", established="2009-08-03", capital="12000"),
    Subject("plain", 3, 1, "包头市示例钢构制造有限公司", established="2012-11-30"),
    Subject("parts", 4, 6, "呼伦贝尔示例草原乳业有限公司", established="2010-04-15"),
    Subject("sources", 5, 3, "赤峰示例金石矿业有限公司", established="2008-01-09"),
    Subject("listed", 6, 5, "鄂尔多斯市测试煤炭运销有限公司", established="2006-10-18"),
    Subject("disputed", 7, 4, "通辽市示例粮油加工有限公司", established="2013-07-26"),
    Subject("replaced", 8, 10, "锡林郭勒示例牧歌食品有限公司", established="2016-02-29"),
    Subject("withheld", 9, 2, "乌海市测试精细化工有限公司", established="2011-12-01"),
    Subject("undated", 10, 9, "兴安盟示例绿水青山农业开发有限公司", established="2014-09-09"),
    Subject("numberless", 11, 11, "阿拉善示例沙漠旅行社有限公司", established="2017-06-16"),
    Subject("abnormal", 12, 7, "巴彦淖尔市示例河套面业有限公司", established="2015-10-10"),
    Subject("waiting", 13, 8, "乌兰察布市测试薯业有限公司", established="2019-03-03"),
    Subject("placeholder", 14, 3, "红山区示例老街面馆", SOLE, established="2003-05-06", placeholder=True),
    Subject("cancelled", 15, 1, "包头市示例旧日商贸有限公司", established="2005-05-05", status="注销"),
    Subject("licence-revoked", 16, 4, "通辽测试远方贸易有限公司", established="2007-07-07", status="吊销"),
    Subject("yesterday", 17, 0, "内蒙古示例初升文化传媒有限公司", established="2026-11-18"),
    Subject("branch", 18, 5, "内蒙古示例顺达物流集团有限公司鄂尔多斯分公司", BRANCH, established="2016-08-08"),
    Subject("organisation", 19, 0, "呼和浩特市示例社区养老服务中心", ORGANISATION, established="2020-01-15"),
    Subject("long-name", 20, 5, LONG, established="2021-04-01", capital="56000"),
    Subject("rare-yan", 21, 8, "乌兰察布示例䶮生建材有限公司", established="2018-08-18"),
    Subject("rare-jie", 22, 7, "巴彦淖尔示例㛃成商贸有限公司", established="2019-09-19"),
    Subject("rare-kun", 23, 6, "呼伦贝尔示例堃泰木业有限公司", established="2020-10-20"),
    Subject("no-glyph", 24, 2, "乌海示例𪚥腾商贸有限公司", established="2022-02-22"),
    Subject("former", 25, 0, "内蒙古示例新程信息技术有限公司", established="2011-11-11",
            former=["呼和浩特市示例启程软件有限公司", "内蒙古示例启程网络有限公司"]),
    Subject("repaired", 26, 1, "包头示例稀土材料有限公司", established="2009-09-09"),
    Subject("stranger", 27, 10, "锡林浩特示例跨境物流有限公司", established="2016-06-01"),
    Subject("private", 28, 11, "阿拉善左旗测试盐业有限公司", established="2004-04-04"),
    Subject("pending", 29, 9, "兴安盟示例机电设备有限公司", established="2013-03-13"),
    Subject("corrected", 30, 7, "巴彦淖尔示例水务工程有限公司", established="2012-12-12"),
    Subject("everything-repaired", 31, 4, "通辽示例肉牛养殖有限公司", established="2014-04-14"),
    Subject("expired", 32, 6, "呼伦贝尔示例冰雪旅游有限公司", established="2015-05-15"),
    Subject("sole", 33, 1, "昆都仑区示例五金店", SOLE, established="2017-07-17"),
    Subject("cooperative", 34, 9, "乌兰浩特市示例丰收农民专业合作社", COOPERATIVE, established="2016-03-16"),
    Subject("late", 35, 3, "赤峰市测试运输有限公司", established="2010-10-01"),
    Subject("subsidiary", 36, 3, "赤峰示例顺达冷链有限公司", established="2018-09-10"),
    Subject("sub-branch", 37, 4, "赤峰示例顺达冷链有限公司通辽分公司", BRANCH, established="2020-06-15"),
    Subject("closed-branch", 38, 1, "内蒙古示例顺达物流集团有限公司包头分公司", BRANCH, established="2012-02-20", status="注销"),
    Subject("named-parent", 39, 9, "兴安盟示例顺达仓储有限公司", established="2021-12-12"),
    Subject("sold", 40, 6, "呼伦贝尔示例顺达货运有限公司", established="2014-01-20"),
    Subject("circle-a", 41, 7, "巴彦淖尔示例互持投资有限公司", established="2015-05-05"),
    Subject("circle-b", 42, 7, "巴彦淖尔示例互持实业有限公司", established="2016-06-06"),
    Subject("small-print", 43, 0, "呼和浩特市示例细则咨询有限公司", established="2013-09-01"),
]

# To whom a subject belongs as a branch or a subsidiary, as the register says from its delivery of July on.
PARENTS = {
    "branch": "many", "subsidiary": "many", "sub-branch": "subsidiary", "closed-branch": "many", "named-parent": "many",
    "sold": "many", "circle-a": "circle-b", "circle-b": "circle-a",
}

TRADES = ["商贸", "建筑工程", "食品", "机械", "环保科技", "文化传播", "农牧业", "能源", "电子", "物业服务", "药业", "装饰"]
OTHERS = [
    Subject("other-%d" % index, 101 + index, index % 12,
            "%s示例%s%s" % (REGIONS[index % 12][0], TRADES[(index * 5 + index // 12) % 12],
                          "农民专业合作社" if index % 12 == 7 and index < 24 else "有限公司"),
            COOPERATIVE if index % 12 == 7 and index < 24 else COMPANY,
            established="20%02d-%02d-%02d" % (index % 24, 1 + index % 12, 1 + index * 7 % 28))
    for index in range(48)
]
SUBJECTS = CAST + OTHERS
BY_KEY = {subject.key: subject for subject in SUBJECTS}
