# SPDX-License-Identifier: Apache-2.0
"""Takes a report's PDF apart and puts it together again, with other streams and a signature of its own.

It knows the shape that docs/report-format.md describes and nothing of the program that writes it, so that what it forges
is forged as another would do it.
"""
import base64
import hashlib
import re
import subprocess
import zlib

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def objects(data):
    """The objects in the order of the file: number, what stands before the stream, the stream or None."""
    position = len(HEADER)
    assert data[:position] == HEADER
    found = []
    while match := re.compile(rb"(\d+) 0 obj\n").match(data, position):
        end = data.index(b"\nendobj\n", match.end())
        stream = data.find(b"\nstream\n", match.end(), end)
        if stream < 0:
            found.append((int(match[1]), data[match.end():end], None))
        else:
            head = data[match.end():stream]
            length = int(re.search(rb"/Length (\d+)>>$", head)[1])
            start = stream + len(b"\nstream\n")
            end = start + length + len(b"\nendstream")
            assert data[start + length:end + 8] == b"\nendstream\nendobj\n"
            found.append((int(match[1]), head, data[start:start + length]))
        position = end + len(b"\nendobj\n")
    return found


def rebuild(data, change, compress=zlib.compress):
    """The file with other compressed streams: `change(number, head, content)` gives the stored bytes of each, or None."""
    out = bytearray(HEADER)
    offsets = {}
    gap = None
    for number, head, stream in objects(data):
        offsets[number] = len(out)
        if stream is not None and b"/Type/XRef" in head:
            rows, above, table = zlib.decompress(stream), bytes(7), []
            for index in range(0, len(rows), 8):
                above = bytes((a + b) & 255 for a, b in zip(rows[index + 1:index + 8], above))
                table.append(above)
            rows, above = bytearray(), bytes(7)
            for entry, row in enumerate(table):
                if row[0] == 1:
                    row = b"\1" + offsets[entry].to_bytes(4, "big") + b"\0\0"
                rows += b"\2" + bytes((a - b) & 255 for a, b in zip(row, above))
                above = row
            stream = compress(bytes(rows))
        elif stream is not None and b"/Filter/FlateDecode" in head:
            stream = change(number, head, zlib.decompress(stream)) or stream
        out += b"%d 0 obj\n" % number
        if stream is None:
            if head.startswith(b"<</Type/Sig/ByteRange"):
                start = len(out) + head.index(b"/Contents <") + len(b"/Contents ")
                gap = (start, start + head.index(b">", head.index(b"/Contents <")) - head.index(b"/Contents <") - 9)
            out += head
        else:
            out += re.sub(rb"/Length \d+>>$", b"/Length %d>>" % len(stream), head)
            out += b"\nstream\n" + stream + b"\nendstream"
        out += b"\nendobj\n"
    out += b"startxref\n%d\n%%%%EOF\n" % max(offsets.values())
    start = gap[0]
    end = out.index(b">", start) + 1
    spelled = (b"[0 %d %d %d]" % (start, end, len(out) - end)).ljust(36)
    place = out.index(b"/ByteRange ") + len(b"/ByteRange ")
    out[place:place + 36] = spelled
    return out, start, end


def sign(out, start, end, key, certificate):
    """Fills in the signature over all but its own value."""
    digest = hashlib.sha256(bytes(out[:start]) + bytes(out[end:])).digest()
    cms = signature(digest, key, certificate)
    room = (end - start - 2) // 2
    out[start:end] = b"<" + cms.ljust(room, b"\0").hex().encode() + b">"
    return bytes(out)


def tlv(tag, *parts):
    body = b"".join(parts)
    length = len(body)
    if length < 128:
        return bytes([tag, length]) + body
    digits = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(digits)]) + digits + body


def children(der):
    """The elements in a DER element."""
    def header(at):
        length, start = der[at + 1], at + 2
        if length & 0x80:
            start += length & 0x7F
            length = int.from_bytes(der[at + 2:start], "big")
        return start, start + length
    position, end = header(0)
    while position < end:
        after = header(position)[1]
        yield der[position:after]
        position = after


def oid(text):
    numbers = [int(part) for part in text.split(".")]
    out = bytes([numbers[0] * 40 + numbers[1]])
    for number in numbers[2:]:
        digits = [number & 127]
        while number := number >> 7:
            digits.insert(0, 128 | number & 127)
        out += bytes(digits)
    return tlv(6, out)


# The order of P-256 (SEC 2, 2.4.2).
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def lower(value):
    """An ECDSA-Sig-Value with the smaller of the two s that fit."""
    r, s = (int.from_bytes(part[2:], "big") for part in children(value))
    return tlv(0x30, *(tlv(2, number.to_bytes(number.bit_length() // 8 + 1, "big")) for number in (r, min(s, ORDER - s))))


def signature(digest, key, certificate):
    """The CMS of docs/report-format.md over a digest, by the key in a PEM file with its one certificate."""
    text = open(certificate).read()
    der = base64.b64decode(text.split("-----BEGIN CERTIFICATE-----")[1].split("-----END")[0])
    fields = list(children(next(children(der))))
    serial, issuer = fields[1], fields[3]

    def attribute(kind, value):
        return tlv(0x30, oid(kind), tlv(0x31, value))

    identifier = tlv(0x30, tlv(0x30, tlv(0x30, tlv(4, hashlib.sha256(der).digest()))))
    attributes = b"".join(sorted([
        attribute("1.2.840.113549.1.9.3", oid("1.2.840.113549.1.7.1")),
        attribute("1.2.840.113549.1.9.4", tlv(4, digest)),
        attribute("1.2.840.113549.1.9.16.2.47", identifier),
    ]))
    value = lower(subprocess.run(
        ["openssl", "dgst", "-sha256", "-sign", key], input=tlv(0x31, attributes), capture_output=True, check=True
    ).stdout)
    algorithm = tlv(0x30, oid("2.16.840.1.101.3.4.2.1"))
    signer = tlv(
        0x30, tlv(2, b"\1"), tlv(0x30, issuer, serial), algorithm, tlv(0xA0, attributes),
        tlv(0x30, oid("1.2.840.10045.4.3.2")), tlv(4, value))
    signed = tlv(
        0x30, tlv(2, b"\1"), tlv(0x31, algorithm), tlv(0x30, oid("1.2.840.113549.1.7.1")), tlv(0xA0, der),
        tlv(0x31, signer))
    return tlv(0x30, oid("1.2.840.113549.1.7.2"), tlv(0xA0, signed))
