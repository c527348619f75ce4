# SPDX-License-Identifier: Apache-2.0
"""JSON that a person can read: what fits into a line stands in a line."""

import json

WIDTH = 160


def layout(value, indent=0):
    flat = json.dumps(value, ensure_ascii=False)
    if indent + len(flat) <= WIDTH or not isinstance(value, (dict, list)) or not value:
        return flat
    space = " " * (indent + 1)
    if isinstance(value, dict):
        parts = [space + json.dumps(k, ensure_ascii=False) + ": " + layout(v, indent + 1) for k, v in value.items()]
        return "{\n" + ",\n".join(parts) + "\n" + " " * indent + "}"
    return "[\n" + ",\n".join(space + layout(v, indent + 1) for v in value) + "\n" + " " * indent + "]"


def json_bytes(value):
    return (layout(value) + "\n").encode()
