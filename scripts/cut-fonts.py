"""Cuts the letter files of PDFs (receipts, printed codes) from the variable fonts: PDF knows no variable fonts, and the packages have no others.

Run again when a package of @fontsource-variable changes:  pip install fonttools brotli && python3 scripts/cut-fonts.py
"""

import os

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

source = "node_modules/@fontsource-variable/%s/files/%s-%s-wght-normal.woff2"
target = "core/platform/fonts/%s-%s.ttf"

latin = ("latin", "latin-ext")
fonts = (
    ("hanken-grotesk", "HankenGrotesk", "Hanken Grotesk", "Regular", 400, latin),
    ("hanken-grotesk", "HankenGrotesk", "Hanken Grotesk", "SemiBold", 600, latin),
    ("hanken-grotesk", "HankenGrotesk", "Hanken Grotesk", "Bold", 700, latin),
    ("geist-mono", "GeistMono", "Geist Mono", "Regular", 400, (*latin, "cyrillic", "cyrillic-ext")),
)

for package, file_name, family, name, weight, subsets in fonts:
    parts = []
    for part in subsets:
        font = instancer.instantiateVariableFont(TTFont(source % (package, package, part)), {"wght": weight})
        font.flavor = None
        # Layout tables of two parts cannot be merged, and a sheet needs none.
        for table in ("GSUB", "GPOS", "GDEF", "STAT", "DSIG", "MVAR", "HVAR", "avar"):
            if table in font:
                del font[table]
        file = target % (file_name, f"{name}.{part}")
        font.save(file)
        parts.append(file)
    merged = Merger().merge(parts)
    for record in merged["name"].names:
        if record.nameID == 4:
            record.string = f"{family} {name}"
        if record.nameID == 6:
            record.string = f"{file_name}-{name}"
    merged.save(target % (file_name, name))
    for file in parts:
        os.remove(file)
