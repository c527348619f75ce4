# SPDX-License-Identifier: Apache-2.0
"""A bidding round of 25 bidders."""

from .codes import credit_code
from .subjects import BY_KEY

KEYS = ["clean", "many", "plain", "parts", "sources", "listed", "disputed", "replaced", "abnormal", "repaired",
        "everything-repaired", "long-name", "rare-yan", "rare-jie", "rare-kun", "former", "expired", "corrected"]


def round_of_bidding():
    bidders = [{"code": BY_KEY[key].code, "name": BY_KEY[key].name} for key in KEYS]
    bidders[15]["name"] = BY_KEY["former"].former[0]
    bidders += [{"code": BY_KEY["other-%d" % index].code, "name": BY_KEY["other-%d" % index].name}
                for index in (0, 1, 2, 3)]
    bidders += [
        # Three that cannot get a report: another firm's name, a code that nobody has, a wrong check character.
        {"code": BY_KEY["other-4"].code, "name": BY_KEY["other-5"].name},
        {"code": credit_code("91", "150105", 999999), "name": "内蒙古测试查无此企业有限公司"},
        {"code": BY_KEY["other-6"].code[:17] + ("0" if BY_KEY["other-6"].code[17] != "0" else "1"),
         "name": BY_KEY["other-6"].name},
    ]
    return {
        "id": "NMZB-2026-示例-0118", "project": "内蒙古示例河道综合治理工程", "lot": "施工一标段",
        "tenderingUnit": "内蒙古自治区示例水利工程建设中心", "purpose": "招标投标", "period": {"from": "2021-11-20", "to": "2026-11-19"},
        "domains": "all", "policy": "bidding", "deadline": "2026-11-20T12:00:00+08:00",
        "instant": "2026-11-20T10:00:00+08:00", "bidders": bidders,
    }
