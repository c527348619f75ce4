# SPDX-License-Identifier: Apache-2.0
"""Codes that pass their checks and that no registrar has given out: the organisation part begins with YY."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]


def organisation(number):
    """The 组织机构代码 YY and six digits, with its check character (GB 11714-1997)."""
    text = "YY%06d" % number
    total = sum((int(c) if c.isdigit() else ord(c) - 55) * w for c, w in zip(text, [3, 7, 9, 10, 5, 8, 4, 2]))
    check = 11 - total % 11
    return text + ("X" if check == 10 else "0" if check == 11 else str(check))


def credit_code(kind, district, number):
    """A 统一社会信用代码 (GB 32100-2015): kind is registrar and category, district six digits, number ours."""
    text = kind + district + organisation(number)
    total = sum(ALPHABET.index(c) * w for c, w in zip(text, WEIGHTS))
    return text + ALPHABET[(31 - total % 31) % 31]


def registration_number(district, number):
    """A 15-digit 工商注册号 with the check digit of GS 15-2006; the digits before it name nobody."""
    text = district + "9%07d" % number
    remainder = 10
    for digit in text:
        remainder = (remainder + int(digit)) % 10 or 10
        remainder = remainder * 2 % 11
    return text + str((11 - remainder) % 10)


def resident_number(district, birth, order):
    """A resident identity number with a right check character (GB 11643-1999), in a district that does not exist."""
    text = district + birth + "%03d" % order
    total = sum(int(c) * w for c, w in zip(text, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]))
    return text + "10X98765432"[total % 11]
