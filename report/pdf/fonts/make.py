#!/usr/bin/python3
"""Makes AnweiSerif.ttf, the font that printed sheets carry.

It is a part of Noto Serif SC Regular, with the characters of GB 2312, those of
the Table of General Standard Chinese Characters (通用规范汉字表, 8105), which
has the rare ones of people's names, and the marks that lists and units of
measure use. The OFL lets a changed font be passed on under a name of its own.

  npm pack @expo-google-fonts/noto-serif-sc@0.4.3   # its 400Regular is the source
  apt-get install fonttools unicode-data
  ./make.py NotoSerifSC_400Regular.ttf AnweiSerif.ttf
"""

import bz2
import sys

from fontTools import subset, ttLib

UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
MARKS = (
    "•′″‰※€™℃℉№℡①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
    "㎡㎥㎜㎝㎞㎎㎏㏄㈱≤≥≠≈±×÷√✓✔✗☐☑□■〇﹑"
)


def characters():
    """Returns the code points that the font should have."""
    out = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100))
    out |= set(range(0x2010, 0x2030)) | set(range(0x3000, 0x3020)) | set(map(ord, MARKS))
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                out.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    for line in bz2.open(UNIHAN, "rt", encoding="utf-8"):
        parts = line.split("\t")
        if len(parts) > 1 and parts[1] == "kTGH":
            out.add(int(parts[0][2:], 16))
    return out


def main(source, target):
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.name_languages = [0x409]
    options.drop_tables += ["DSIG", "GSUB", "GPOS", "BASE", "VORG", "STAT", "vhea", "vmtx"]
    font = ttLib.TTFont(source, recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=characters())
    cut.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = "AnweiSerif"
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
