# SPDX-License-Identifier: Apache-2.0
"""Deliveries: rows by field code, written in the headings, format and encoding of their department."""

import csv
import io
import json

from .catalog import ITEMS
from .forms import message, workbook

FIELDS = {item["code"]: {field["code"]: field for field in item["fields"]} for item in ITEMS}
NAMES = {item["code"]: item["name"] for item in ITEMS}
OUTCOMES = ("accepted", "unchanged", "updated", "pending", "out-of-scope")


class Row:
    """One row, and what becomes of it when the plan is carried out in order."""

    def __init__(self, values, outcome="accepted"):
        assert outcome in OUTCOMES
        self.values, self.outcome = values, outcome


class Delivery:
    """One file (or a 零报送 without one) and how it is imported."""

    def __init__(self, file, item, source, through, received, rows=(), style="names", delimiter=",", encoding="utf-8",
                 newline="\n", headings=None, columns=None, extra=(), note="", pass_source=True, title=""):
        self.file, self.item, self.source, self.through, self.received = file, item, source, through, received
        self.rows, self.style, self.delimiter, self.encoding = list(rows), style, delimiter, encoding
        self.newline, self.headings, self.extra, self.note = newline, headings or {}, list(extra), note
        self.columns, self.pass_source, self.title = columns, pass_source, title

    def used(self):
        if self.columns:
            return list(self.columns)
        given = {code for row in self.rows for code in row.values}
        return [code for code in FIELDS[self.item] if code in given or FIELDS[self.item][code].get("required")]

    def heading(self, code):
        if code in self.headings:
            return self.headings[code]
        return code if self.style == "codes" else FIELDS[self.item][code]["name"]

    def bytes(self):
        if self.file.endswith(".jsonl"):
            text = "".join(
                json.dumps({self.heading(code): row.values[code] for code in self.used() if row.values.get(code, "") != ""},
                           ensure_ascii=False) + "\n" for row in self.rows)
            return text.encode(self.encoding)
        if self.file.endswith(".xlsx"):
            fields = FIELDS[self.item]
            kinds = [fields[code]["type"] for code in self.used()]
            return workbook(self.title, [self.heading(code) for code in self.used()], kinds,
                            [[row.values.get(code, "") for code in self.used()] for row in self.rows])
        if self.file.endswith(".xml"):
            return message([[(code, row.values[code]) for code in self.used() if row.values.get(code, "") != ""]
                            for row in self.rows], self.heading)
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=self.newline)
        writer.writerow([self.heading(code) for code in self.used()] + [name for name, _ in self.extra])
        for row in self.rows:
            writer.writerow([row.values.get(code, "") for code in self.used()] + [value for _, value in self.extra])
        return out.getvalue().encode(self.encoding)

    def counts(self):
        return [sum(row.outcome == outcome for row in self.rows) for outcome in OUTCOMES]


class Sequence:
    """Repeatable choices (a linear congruential generator; Python's own may change between versions)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % limit

    def pick(self, values):
        return values[self.below(len(values))]
