#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills in English singulars and plurals where there are none yet. Source texts with %n are written with "(s)" or in the plural; people read
"1 song" and "2 songs". Run from the top of the tree after source texts changed:

    lupdate -I . -pluralonly -locations none -recursive core ui app -ts resources/i18n/storycanvas_en.ts
    resources/i18n/make_english.py resources/i18n/storycanvas_en.ts
"""
import re
import sys
import xml.etree.ElementTree as ElementTree

WHOLE = {  # where more than the noun changes
    "All %n cuts sit on a beat": ("The one cut sits on a beat", "All %n cuts sit on a beat"),
    "%n gap(s) stay black": ("%n gap stays black", "%n gaps stay black"),
    "Sound; %n cuts are off the beat.": ("Sound; %n cut is off the beat.", "Sound; %n cuts are off the beat."),
    "Transitions of %n clips were written as plain cuts.": ("The transition of %n clip was written as a plain cut.",
                                                           "Transitions of %n clips were written as plain cuts."),
    "%n lines would begin before the song and were moved to its start.": (
        "%n line would begin before the song and was moved to its start.",
        "%n lines would begin before the song and were moved to its start."),
    "%n lines were longer than 500 characters and were cut.": ("%n line was longer than 500 characters and was cut.",
                                                              "%n lines were longer than 500 characters and were cut."),
    "%n more lines were left out.": ("%n more line was left out.", "%n more lines were left out."),
    "%n cues without text or with an end before their start were left out.": (
        "%n cue without text or with an end before its start was left out.",
        "%n cues without text or with an end before their start were left out."),
    "%n song(s) whose file is gone. They keep everything that is known of them.": (
        "%n song whose file is gone. It keeps everything that is known of it.",
        "%n songs whose file is gone. They keep everything that is known of them."),
    "%n copies": ("%n copy", "%n copies"),
    "%n are given.": ("%n is given.", "%n are given."),
    "Sound; %n gaps stay black.": ("Sound; %n gap stays black.", "Sound; %n gaps stay black."),
    "%n take(s) are not there any more: %1. Locate them, or export with something in their place.": (
        "%n take is not there any more: %1. Locate it, or export with something in its place.",
        "%n takes are not there any more: %1. Locate them, or export with something in their place."),
}
PLURAL_NOUNS = r"\b(shots|cuts|bars|beats|clips|characters|servers|scenes|markers|files|songs|frames|regions|lines|labels|differences|takes|places|versions|problems|pages|actions)\b"


def forms(source):
    if source in WHOLE:
        return WHOLE[source]
    if "(s)" in source:
        return source.replace("(s)", ""), source.replace("(s)", "s")
    return re.sub(PLURAL_NOUNS, lambda noun: noun.group(1)[:-1], source, count=1), source


def main():
    path = sys.argv[1]
    tree = ElementTree.parse(path)
    tree.getroot().set("language", "en")
    for message in tree.iter("message"):
        translation = message.find("translation")
        translation.attrib.pop("type", None)
        if all(form.text for form in translation) and len(translation) == 2:
            continue  # written already, maybe by hand
        for form in list(translation):
            translation.remove(form)
        translation.text = None
        for text in forms(message.findtext("source")):
            ElementTree.SubElement(translation, "numerusform").text = text
    ElementTree.indent(tree, "    ")
    with open(path, "wb") as out:
        out.write(b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n')
        tree.write(out, encoding="utf-8", xml_declaration=False)
        out.write(b"\n")


if __name__ == "__main__":
    main()
