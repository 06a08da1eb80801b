"""Cuts the letter files of PDFs (receipts, printed codes): PDF knows no variable fonts, and the packages come in hundreds of parts.

Latin comes from the variable fonts that the product has anyway. Other scripts come from packages that are only needed here:
  mkdir fonts && cd fonts && for name in sans sans-arabic sans-hebrew sans-devanagari sans-thai sans-sc sans-kr emoji; do
    npm pack @fontsource/noto-$name && mkdir noto-$name && tar xzf fontsource-noto-$name-*.tgz -C noto-$name --strip-components=1; done
Run again when a package changes:  pip install fonttools brotli && python3 scripts/cut-fonts.py fonts
"""

import glob
import gzip
import os
import sys
from io import BytesIO

from fontTools.merge import Merger
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

target = "core/platform/fonts/%s"
layout = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "DSIG", "MVAR", "HVAR", "avar", "vhea", "vmtx")


def named(font, family, name):
    file = f"{family}-{name}".replace(" ", "")
    for record in font["name"].names:
        if record.nameID == 4:
            record.string = f"{family} {name}"
        if record.nameID == 6:
            record.string = file
    return file


def merge(fonts):
    """Of several parts one font, without layout tables: those of two parts cannot be merged."""
    files = []
    for at, font in enumerate(fonts):
        font.flavor = None
        for table in layout:
            if table in font:
                del font[table]
        files.append(f"{target % 'part'}.{at}.ttf")
        font.save(files[-1])
    merged = Merger().merge(files)
    for file in files:
        os.remove(file)
    return merged


def cut_latin(package, family, name, weight, subsets):
    source = f"node_modules/@fontsource-variable/{package}/files/{package}-%s-wght-normal.woff2"
    font = merge([instancer.instantiateVariableFont(TTFont(source % part), {"wght": weight}) for part in subsets])
    font.save(target % f"{named(font, family, name)}.ttf")


def keep(font, codes):
    options = Options(layout_features=["*"], notdef_outline=True, name_IDs=["*"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for code in codes if code in font.getBestCmap()])
    subsetter.subset(font)
    return font


def compose(font):
    """Draws letters that are made of others as outlines of their own: the writer of PDFs loses the parts."""
    glyphs = font.getGlyphSet()
    for name in font.getGlyphOrder():
        if font["glyf"][name].isComposite():
            recording = DecomposingRecordingPen(glyphs)
            glyphs[name].draw(recording)
            pen = TTGlyphPen(None)
            recording.replay(pen)
            font["glyf"][name] = pen.glyph()
    return font


def legacy(codec, rows, cells):
    """The characters of a national standard: what people of that script write every day, their names among them."""
    found = set()
    for row in rows:
        for cell in cells:
            try:
                found.add(ord(bytes([row, cell]).decode(codec)))
            except (UnicodeDecodeError, TypeError):
                pass
    return found


latin = ("latin", "latin-ext")
cut_latin("hanken-grotesk", "Hanken Grotesk", "Regular", 400, latin)
cut_latin("hanken-grotesk", "Hanken Grotesk", "SemiBold", 600, latin)
cut_latin("hanken-grotesk", "Hanken Grotesk", "Bold", 700, latin)
cut_latin("geist-mono", "Geist Mono", "Regular", 400, (*latin, "cyrillic", "cyrillic-ext"))

if len(sys.argv) < 2:
    sys.exit("Other scripts are left as they are: name the folder with their packages.")


def parts(package, *subsets):
    files = f"{sys.argv[1]}/{package}/files/{package}-%s-400-normal.woff2"
    return [TTFont(path) for subset in subsets for path in sorted(glob.glob(files % subset))]


def save(font, family):
    font.flavor = None
    plain = BytesIO()
    compose(font).save(plain)
    # Packed by gzip and not as WOFF: the writer of PDFs unpacks a WOFF again for every letter.
    with open(target % f"{named(font, family, 'Regular')}.ttf.gz", "wb") as file:
        file.write(gzip.compress(plain.getvalue(), 9, mtime=0))


save(merge(parts("noto-sans", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese")), "Noto Sans")
# Their letters change shape by their neighbours, so they keep their layout tables and stay in one part.
for script in ("Arabic", "Hebrew", "Devanagari", "Thai"):
    [font] = parts(f"noto-sans-{script.lower()}", script.lower())
    save(font, f"Noto Sans {script}")
[font] = parts("noto-emoji", "emoji")
save(font, "Noto Emoji")

chinese = legacy("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF)) | legacy("big5", range(0xA4, 0xC7), range(0x40, 0xFF))
kana = set(range(0x3000, 0x3100)) | set(range(0xFF00, 0xFFF0))
hangul = legacy("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF)) | set(range(0x3131, 0x318F))
east = [keep(font, chinese | kana) for font in parts("noto-sans-sc", "*")]
east += [keep(font, hangul) for font in parts("noto-sans-kr", "*")]
save(merge([font for font in east if font.getBestCmap()]), "Noto Sans CJK")
