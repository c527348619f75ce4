#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the two faces of this directory from Debian's fonts-noto-cjk.

usage: make-fonts.py [--source DIR] [--out DIR]      makes both faces and SHA256SUMS
       make-fonts.py FILE.otf|FILE.ttc[#FACE] OUT.ttf FAMILY STYLE

The first form is the recipe of the shipped faces: it checks the version of fontTools and the SHA-256 of
each source, and gives the same bytes each time. The second turns any other font with cubic (CFF) outlines into
one with TrueType outlines, which is what creditreport reads; mind that font's licence and its reserved names.
"""

import argparse
import hashlib
import pathlib
import sys

import fontTools
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FONTTOOLS = "4.68.0"

# How far a quadratic outline may stray from the cubic one, in thousandths of an em.
MAX_ERROR = 1.0

SOURCES = "/usr/share/fonts/opentype/noto"

# file, SHA-256, face within the collection, then the names of what is made of it
FACES = [
    (
        "NotoSerifCJK-Regular.ttc",
        "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481",
        2,
        "Creditreport Song SC",
        "Regular",
        "CreditreportSong-Regular.ttf",
    ),
    (
        "NotoSansCJK-Bold.ttc",
        "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
        2,
        "Creditreport Hei SC",
        "Bold",
        "CreditreportHei-Bold.ttf",
    ),
]

# Hangul takes a quarter of the source's characters. A registered name is in Han characters; one in the script of an
# autonomous area may only stand beside it (企业名称登记管理规定).
HANGUL = [
    (0x1100, 0x11FF),
    (0x3130, 0x318F),
    (0x3200, 0x321E),
    (0x3260, 0x327F),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xFFA0, 0xFFDC),
]


def convert(source, family, style, version_note, left_out=()):
    """Gives a new font with TrueType outlines: .notdef, and what the characters of `source` reach.

    `left_out` are ranges of characters that are not taken over.

    Glyphs that no character reaches go, and with them everything that only a layout engine reads (GSUB, GPOS,
    GDEF, BASE), vertical metrics, variation sequences and hints.
    """
    characters = {
        character: glyph
        for character, glyph in source.getBestCmap().items()
        if not any(first <= character <= last for first, last in left_out)
    }
    wanted = {".notdef", *characters.values()}
    order = [name for name in source.getGlyphOrder() if name in wanted]
    if order[0] != ".notdef":
        sys.exit("the source's first glyph is not .notdef")

    error = MAX_ERROR * source["head"].unitsPerEm / 1000
    drawn = source.getGlyphSet()
    glyphs, metrics = {}, {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, max_err=error, reverse_direction=True))
        glyph = pen.glyph(dropImpliedOnCurves=True)
        glyphs[name] = glyph
        left = 0
        if glyph.numberOfContours:
            glyph.recalcBounds(None)
            left = glyph.xMin
        metrics[name] = (source["hmtx"][name][0], left)

    builder = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(characters)
    builder.setupGlyf(glyphs, calcGlyphBounds=False)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent, lineGap=0)
    builder.setupPost(keepGlyphNames=False)
    font = builder.font
    font["glyf"].padding = 4  # each glyph starts at a multiple of four: a subset copies them as they are

    # Both dates are the source's, so that the bytes do not depend on the day of the conversion.
    font.recalcTimestamp = False
    for field in ("created", "modified", "fontRevision", "macStyle", "lowestRecPPEM"):
        setattr(font["head"], field, getattr(source["head"], field))
    for field in ("italicAngle", "underlinePosition", "underlineThickness", "isFixedPitch"):
        setattr(font["post"], field, getattr(source["post"], field))

    font["OS/2"] = source["OS/2"]
    font["OS/2"].fsType = 0  # installable embedding
    font["OS/2"].achVendID = "    "
    font["OS/2"].recalcUnicodeRanges(font)
    font["OS/2"].recalcAvgCharWidth(font)

    names = source["name"]
    upstream = {i: names.getDebugName(i) for i in (0, 4, 5, 9, 10, 13, 14)}
    postscript = f"{family.replace(' ', '')}-{style}"
    revision = f"{source['head'].fontRevision:.3f}"
    builder.setupNameTable(
        {
            "copyright": upstream[0],
            "familyName": family,
            "styleName": style,
            "uniqueFontIdentifier": f"{revision};{postscript}",
            "fullName": f"{family} {style}",
            "version": f"Version {revision}; {version_note}",
            "psName": postscript,
            "designer": upstream[9] or "",
            "description": f"Modified version of {upstream[4]} ({upstream[5]}): outlines turned from cubic to "
            f"quadratic, hints, layout features, vertical metrics, variation sequences{' and Hangul' if left_out else ''} removed. "
            f"{upstream[10] or ''}".strip(),
            "licenseDescription": upstream[13] or "",
            "licenseInfoURL": upstream[14] or "",
        },
        mac=False,
    )
    return font


def open_source(text):
    path, _, face = text.partition("#")
    font = TTFont(path, fontNumber=int(face or 0), lazy=True)
    if "CFF " not in font:
        sys.exit(f"{path} has no cubic (CFF) outlines to convert")
    return font


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--source", default=SOURCES, help=f"directory of the sources ({SOURCES})")
    arguments.add_argument("--out", default=str(pathlib.Path(__file__).parent), help="directory of the result")
    arguments.add_argument("other", nargs="*", metavar="FILE[#FACE] OUT FAMILY STYLE")
    options = arguments.parse_args()

    if fontTools.version != FONTTOOLS:
        sys.exit(f"this recipe is for fontTools {FONTTOOLS}, not {fontTools.version}: the bytes might differ")

    if options.other:
        if len(options.other) != 4:
            arguments.error("expected FILE[#FACE] OUT FAMILY STYLE")
        file, out, family, style = options.other
        convert(open_source(file), family, style, "converted").save(out)
        return

    sums = []
    for file, digest, face, family, style, name in FACES:
        path = pathlib.Path(options.source, file)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != digest:
            sys.exit(f"{path}: SHA-256 is {found}, and this recipe is for {digest}")
        target = pathlib.Path(options.out, name)
        convert(open_source(f"{path}#{face}"), family, style, "creditreport 1", HANGUL).save(target)
        sums.append(f"{hashlib.sha256(target.read_bytes()).hexdigest()}  {name}\n")
        print(name, target.stat().st_size, "bytes")
    pathlib.Path(options.out, "SHA256SUMS").write_text("".join(sorted(sums, key=lambda line: line.split()[1])))


if __name__ == "__main__":
    main()
