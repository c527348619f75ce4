# SPDX-License-Identifier: Apache-2.0
"""Makes the test vectors that are not honest, or honest in an unusual way, from honest ones: forge.py VECTORS KEYS."""
import base64
import hashlib
import os
import sys
import zlib

import pdf

vectors, keys = sys.argv[1:]
key, certificate = os.path.join(keys, "signer.key"), os.path.join(keys, "signer.pem")


def read(name):
    with open(os.path.join(vectors, name), "rb") as file:
        return file.read()


def write(name, data):
    with open(os.path.join(vectors, name), "wb") as file:
        file.write(data)


def one(data, old, new):
    """The data with the first occurrence of one text, which must be there, replaced."""
    assert old in data, old
    return data.replace(old, new, 1)


def pdf_with(change):
    return pdf.sign(*pdf.rebuild(read("report.pdf"), change), key, certificate)


def page_without_text(number, head, content):
    """A page's first text object taken out of it."""
    return zlib.compress(one(content, b"BT", b"  ")) if b"BT" in content and head.startswith(b"<</Filter") else None


def empty_blocks(number, head, content):
    """The same content behind stored blocks of no bytes, in which a message may hide."""
    if b"BT" not in content:
        return None
    return b"\x78\x9c" + b"\0\0\0\xff\xff" * (len(content) // 4 + 64) + zlib.compress(content)[2:]


def signed_page(page):
    cms = pdf.signature(hashlib.sha256(page).digest(), key, certificate)
    return page + b"<!--creditreport-signature " + base64.b64encode(cms) + b"-->\n"


xml, html, document = read("report.xml"), read("report.html"), read("report.pdf")
page = html[:html.rindex(b"<!--creditreport-signature ")]

# Changed by somebody without the key.
write("changed-data.xml", one(xml, "企业融资".encode(), "企业上市".encode()))
write("appended.pdf", document + b"\n")
# Changed by the issuer, or by whoever has its key: what is shown is not what the data says.
write("changed-page.html", signed_page(one(page, "专项信用报告".encode(), "专项信用证明".encode())))
write("changed-page.pdf", pdf_with(page_without_text))
write("empty-blocks.pdf", pdf_with(empty_blocks))
# Compressed by another zlib; honest.
write("other-zlib.pdf", pdf_with(lambda number, head, content: zlib.compress(content, 9)))
write("notes.txt", "这不是信用报告\n".encode())
