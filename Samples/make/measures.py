# SPDX-License-Identifier: Apache-2.0
"""The sample list of measures: only what a provision that we have read allows."""

WAGES = "拖欠农民工工资失信联合惩戒对象名单"
ARTICLE_48 = "《保障农民工工资支付条例》（国务院令第724号）第四十八条"
EXECUTOR = "有关部门，在各自职责范围内依法依规实施"


def measure(code, name):
    return {"code": code, "name": name, "basis": [ARTICLE_48], "targets": [{"item": "YZSX", "list": WAGES}],
            "executor": EXECUTOR}


MEASURES = {
    "format": "creditreport-measures-1",
    "id": "NM-MEASURES",
    "version": "2026.1",
    "title": "失信惩戒措施清单（示例，节录）",
    "effective": "2026-01-01",
    "note": "节录：只收录已查到法规原文的措施；其余各项待查到依据后列入。",
    "measures": [
        measure("XZ-ZBTB", "限制参加招标投标"),
        measure("XZ-ZFCG", "限制参加政府采购"),
        measure("XZ-ZFZJ", "限制获得政府资金支持"),
        measure("XZ-SSYH", "限制享受税收优惠"),
        measure("XZ-PYPX", "限制参加评优评先"),
    ],
}
