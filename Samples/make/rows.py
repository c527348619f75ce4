# SPDX-License-Identifier: Apache-2.0
"""Rows of each kind, with sensible values where a case does not ask for special ones."""

from .departments import BY_DOMAIN
from .subjects import BY_KEY, SOLE

BASIS = "《内蒙古自治区示例管理条例》第%d条（示例）"


def party(prefix, subject):
    sole = subject.type == SOLE
    return {
        prefix + "_XDR_MC": subject.name, prefix + "_XDR_LB": "个体工商户" if sole else "法人及非法人组织",
        prefix + "_XDR_SHXYM": subject.code, prefix + "_XDR_GSZC": subject.registration if subject.placeholder else "",
        prefix + "_FRDB": subject.person, prefix + "_FR_ZJLX": "身份证", prefix + "_FR_ZJHM": subject.resident,
    }


def penalty(domain, key, number, day, offence="未按规定履行示例义务", amount="2", severity="一般", procedure="普通程序",
            authority=None, **more):
    subject, source = BY_KEY[key], BY_DOMAIN[domain]
    authority = authority or source
    return {
        **party("CF", subject), "CF_WSH": number, "CF_WFXW": offence,
        "CF_SY": "经查，当事人%s（示例案情）。" % offence, "CF_YJ": BASIS % (10 + len(offence)),
        "CF_CFLB": "罚款" if amount else "警告", "CF_NR": "罚款%s万元" % amount if amount else "警告",
        "CF_NR_FK": amount, "CF_JDRQ": day, "CF_YXQ": "2099-12-31", "CF_CXLB": procedure, "CF_YZCD": severity,
        "CF_CFJG": authority.name, "CF_CFJGDM": authority.code, "CF_SJLY": source.name, "CF_SJLYDM": source.code, **more,
    }


def person_penalty(domain, number, day, name, resident):
    """A row about a natural person: out of scope of an enterprise's report."""
    row = penalty(domain, "clean", number, day, offence="个人违反示例规定", amount="0.02", severity="轻微", procedure="简易程序")
    row.update({"CF_XDR_MC": name, "CF_XDR_LB": "自然人", "CF_XDR_SHXYM": "", "CF_FRDB": "", "CF_FR_ZJLX": "",
                "CF_FR_ZJHM": "", "CF_XDR_ZJLX": "身份证", "CF_XDR_ZJHM": resident})
    return row


def permit(domain, key, number, day, content, until, name="准予行政许可决定书", kind="普通", **more):
    subject, source = BY_KEY[key], BY_DOMAIN[domain]
    return {
        **party("XK", subject), "XK_XKWS": name, "XK_WSH": number, "XK_XKLB": kind, "XK_XKZS": "示例许可证",
        "XK_XKBH": "SL" + day.replace("-", "").replace("/", ""), "XK_NR": content, "XK_JDRQ": day, "XK_YXQZ": day,
        "XK_YXQZI": until, "XK_XKJG": source.name, "XK_XKJGDM": source.code, "XK_ZT": "1", "XK_LYDW": source.name,
        "XK_LYDWDM": source.code, **more,
    }


def coercion(domain, key, number, day, kind, content, **more):
    subject, source = BY_KEY[key], BY_DOMAIN[domain]
    return {
        "QZ_XDR_MC": subject.name, "QZ_XDR_LB": "法人及非法人组织", "QZ_XDR_SHXYM": subject.code, "QZ_WSH": number,
        "QZ_ZL": kind, "QZ_SY": "存在示例隐患", "QZ_YJ": BASIS % 31, "QZ_NR": content, "QZ_JDRQ": day, "QZ_JG": source.name,
        "QZ_JGDM": source.code, "QZ_SJLY": source.name, "QZ_SJLYDM": source.code, **more,
    }


def listing(domain, key, number, day, name, reason, **more):
    subject, source = BY_KEY[key], BY_DOMAIN[domain]
    return {
        "SX_MC": subject.name, "SX_LB": "法人及非法人组织", "SX_DM": subject.code, "SX_MDMC": name, "SX_WSH": number,
        "SX_SY": reason, "SX_YJ": BASIS % 44, "SX_LRRQ": day, "SX_JG": source.name, "SX_JGDM": source.code,
        "SX_SJLY": source.name, "SX_SJLYDM": source.code, **more,
    }


def judgment(key, number, day, crime, result, **more):
    subject, source = BY_KEY[key], BY_DOMAIN["FY"]
    return {
        "CP_MC": subject.name, "CP_LB": "法人及非法人组织", "CP_DM": subject.code, "CP_AH": number, "CP_ZM": crime,
        "CP_JG": result, "CP_CPRQ": day, "CP_SXRQ": day, "CP_FY": source.name, "CP_FYDM": source.code,
        "CP_ZJZRR": subject.resident, "CP_SJLY": source.name, "CP_SJLYDM": source.code, **more,
    }


def abnormal(key, number, day, reason, **more):
    subject, source = BY_KEY[key], BY_DOMAIN["SCJG"]
    return {
        "YC_MC": subject.name, "YC_DM": subject.code, "YC_BH": number, "YC_YY": reason, "YC_LRRQ": day,
        "YC_JG": source.name, "YC_JGDM": source.code, "YC_SJLY": source.name, "YC_SJLYDM": source.code, **more,
    }


def event(number, kind, domain, key, item, record, day, document="", deliverer="FZGG", **more):
    """An event about the record of that item and number, decided by the department of that domain."""
    subject, authority, source = BY_KEY[key], BY_DOMAIN[domain], BY_DOMAIN[deliverer]
    return {
        "SJ_BH": number, "SJ_LX": kind, "SJ_MC": subject.name, "SJ_DM": subject.code,
        "SJ_ZCH": subject.registration if subject.placeholder else "", "SJ_ML": item, "SJ_JG": authority.name,
        "SJ_JGDM": authority.code, "SJ_WSH": record, "SJ_SXRQ": day, "SJ_WS": document, "SJ_JDJG": authority.name,
        "SJ_SJLY": source.name, "SJ_SJLYDM": source.code, **more,
    }
