"""Cuts the two letter files of PDF receipts from the variable font: PDF knows no variable fonts, and the package has no others.

Run again when @fontsource-variable/hanken-grotesk changes:  pip install fonttools brotli && python3 scripts/cut-receipt-fonts.py
"""

import os

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

source = "node_modules/@fontsource-variable/hanken-grotesk/files/hanken-grotesk-%s-wght-normal.woff2"
target = "core/consent/receipts/pdf/fonts/HankenGrotesk-%s.ttf"

for name, weight in (("Regular", 400), ("SemiBold", 600)):
    parts = []
    for part in ("latin", "latin-ext"):
        font = instancer.instantiateVariableFont(TTFont(source % part), {"wght": weight})
        font.flavor = None
        # Layout tables of two parts cannot be merged, and a receipt needs none.
        for table in ("GSUB", "GPOS", "GDEF", "STAT", "DSIG", "MVAR", "HVAR", "avar"):
            if table in font:
                del font[table]
        file = target % f"{name}.{part}"
        font.save(file)
        parts.append(file)
    merged = Merger().merge(parts)
    for record in merged["name"].names:
        if record.nameID == 4:
            record.string = f"Hanken Grotesk {name}"
        if record.nameID == 6:
            record.string = f"HankenGrotesk-{name}"
    merged.save(target % name)
    for file in parts:
        os.remove(file)
