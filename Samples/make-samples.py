#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the sample catalogue, domain tables, register, deliveries and bidding round beside this file.

Needs Python's standard library alone; running it again writes the same bytes. `--check` writes nothing and fails if a
file on disk differs.
"""

import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, HERE)

from make.catalog import CATALOG  # noqa: E402
from make.delivery import NAMES  # noqa: E402
from make.departments import TABLE  # noqa: E402
from make.layout import json_bytes  # noqa: E402
from make.measures import MEASURES  # noqa: E402
from make.plan import plan  # noqa: E402
from make.regions import GUANGDONG, LASA  # noqa: E402
from make.round import round_of_bidding  # noqa: E402
from make.subjects import CAST  # noqa: E402

BEGIN, END = "<!-- %s: written by make-samples.py -->\n", "<!-- end of %s -->"


def between(text, name, table):
    """README's text with the table of that name replaced."""
    begin, end = BEGIN % name, END % name
    return re.sub(re.escape(begin) + ".*?" + re.escape(end), lambda _: begin + table + end, text, flags=re.S)


def files():
    deliveries = plan()
    yield "catalog.json", json_bytes(CATALOG)
    yield "domains.json", json_bytes(TABLE)
    yield "measures.json", json_bytes(MEASURES)
    yield "regions/lasa-domains.json", json_bytes(LASA)
    yield "regions/guangdong-domains.json", json_bytes(GUANGDONG)
    yield "round/round.json", json_bytes(round_of_bidding())
    columns = ["file", "item", "source", "through", "received"]
    lines = ["\t".join(columns)]
    counts = ["| file | encoding and shape | rows | accepted | unchanged | updated | pending | out of scope |\n",
              "|---|---|---:|---:|---:|---:|---:|---:|\n"]
    for delivery in deliveries:
        lines.append("\t".join([delivery.file or "-", delivery.item, delivery.source if delivery.pass_source else "-",
                                delivery.through, delivery.received]))
        if delivery.file:
            yield delivery.file, delivery.bytes()
            row = [delivery.file, delivery.note, len(delivery.rows)] + delivery.counts()
            counts.append("| " + " | ".join(str(cell) for cell in row) + " |\n")
    yield "deliveries.tsv", ("\n".join(lines) + "\n").encode()
    subjects = ["| key | subject | code |\n", "|---|---|---|\n"]
    subjects += ["| %s | %s | %s |\n" % (s.key, s.name, s.code if not s.placeholder else "reg:" + s.registration)
                 for s in CAST]
    with open(os.path.join(HERE, "README.md"), encoding="utf-8") as file:
        readme = between(between(file.read(), "counts", "".join(counts)), "subjects", "".join(subjects))
    yield "README.md", readme.encode()


def main():
    check, differing = "--check" in sys.argv[1:], []
    for name, data in files():
        path = os.path.join(HERE, name)
        if check:
            if not os.path.exists(path) or open(path, "rb").read() != data:
                differing.append(name)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)
    if differing:
        sys.exit("differ from what this script writes: " + ", ".join(differing))


main()
