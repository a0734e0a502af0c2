#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the bundled text face from Inter: figures of one width, the tailed l (cv05) and round commas (ss03) by
default, under a name of its own. Qt before 6.7 cannot switch OpenType features on, and figures that jump while
they count are unreadable.

    pip install fonttools
    make_tabular.py Inter-Regular.otf Inter-Medium.otf Inter-SemiBold.otf OUT_FOLDER
"""
import pathlib
import sys

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FAMILY = "StoryCanvas Sans"
FEATURES = {"tnum": "0123456789", "cv05": None, "ss03": None}  # None: whatever the feature replaces
WEIGHT_NAMES = {400: "Regular", 500: "Medium", 600: "SemiBold"}
# Latin, Greek and Cyrillic with their accents, punctuation, arrows, mathematics, box shapes.
UNICODES = [*range(0x20, 0x530), *range(0x1E00, 0x2000), *range(0x2000, 0x2300), *range(0x2500, 0x2600), 0xFB01, 0xFB02]


def single_substitutions(font, tag):
    """Glyph to glyph, as the feature of this name replaces them."""
    gsub = font["GSUB"].table
    lookups = {i for record in gsub.FeatureList.FeatureRecord if record.FeatureTag == tag for i in record.Feature.LookupListIndex}
    found = {}
    for index in sorted(lookups):
        for table in gsub.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == 1:
                found.update(table.mapping)
    return found


def make_default(font):
    for tag, only in FEATURES.items():
        replaced = single_substitutions(font, tag)
        for table in font["cmap"].tables:
            if not table.isUnicode():
                continue
            for code, glyph in list(table.cmap.items()):
                if glyph in replaced and (only is None or chr(code) in only):
                    table.cmap[code] = replaced[glyph]


def level_figures(font):
    """Inter's own tabular 4 is a thousandth narrower in some weights."""
    cmap, metrics = font.getBestCmap(), font["hmtx"].metrics
    glyphs = [cmap[ord(figure)] for figure in "0123456789"]
    widest = max(metrics[glyph][0] for glyph in glyphs)
    for glyph in glyphs:
        metrics[glyph] = (widest, metrics[glyph][1])


def rename(font):
    weight = font["OS/2"].usWeightClass
    style = WEIGHT_NAMES[weight]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    legacy = FAMILY if weight == 400 else f"{FAMILY} {style}"
    values = {1: legacy, 2: "Regular", 3: postscript, 4: f"{FAMILY} {style}", 6: postscript, 16: FAMILY, 17: style}
    for name_id, text in values.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["name"].names = [n for n in font["name"].names if n.platformID == 3 and n.nameID not in (21, 22, 25)]


def make_quadratic(font):
    """Cubic outlines to quadratic ones, within a thousandth of an em."""
    order = font.getGlyphOrder()
    glyphs, drawn = font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, max_err=font["head"].unitsPerEm / 1000, reverse_direction=True))
        drawn[name] = pen.glyph()
    del font["CFF "]
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, drawn
    for glyph in drawn.values():
        glyph.recalcBounds(glyf)
    font["hmtx"].metrics = {name: (font["hmtx"].metrics[name][0], getattr(drawn[name], "xMin", 0)) for name in order}
    old, maxp = font["maxp"], newTable("maxp")
    maxp.tableVersion, maxp.numGlyphs = 0x00010000, old.numGlyphs
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions"):
        setattr(maxp, field, 0)
    maxp.maxZones, maxp.maxComponentElements = 1, 0
    font["maxp"] = maxp
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"


def main():
    *sources, out = sys.argv[1:]
    for source in sources:
        font = TTFont(source)
        make_default(font)
        options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "calt", "case", "locl"], name_IDs=["*"], notdef_outline=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=UNICODES)
        subsetter.subset(font)
        level_figures(font)
        rename(font)
        make_quadratic(font)
        style = WEIGHT_NAMES[font["OS/2"].usWeightClass]
        font.save(pathlib.Path(out) / f"StoryCanvasSans-{style}.ttf")


if __name__ == "__main__":
    main()
