"""Letters cut out of a font of ours, to be drawn in a PDF: which there are, how wide, and the font itself."""

import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

FONTS = Path(__file__).parent / "fonts"
IDENTITY = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
{lines}
endcmap CMapName currentdict /CMap defineresource pop end end"""
QUICKLY = 1  # as a level of zlib: a tenth larger than at its best, in a third of the time
LINES_AT_ONCE = 100  # more is not allowed in one list of a character map


@dataclass(frozen=True)
class Letters:
    """Some letters of one font, in the order of their glyphs from 1 on; widths in thousandths of an em."""

    font: str
    glyphs: dict[str, int]
    widths: dict[str, float]
    program: bytes
    descriptor: tuple[tuple[str, float], ...]

    def has(self, words: str) -> bool:
        """Whether every sign of `words` can be drawn as one glyph, and read back."""
        return all(sign in self.glyphs for sign in words)

    def width(self, words: str, size: float) -> float:
        """How wide `words` are, in points, at a size in points."""
        return sum(self.widths[sign] for sign in words) * size / 1000

    def coded(self, words: str) -> str:
        """`words` as a hexadecimal string of glyphs."""
        return "".join(f"{self.glyphs[sign]:04x}" for sign in words)


@cache
def _font(name: str) -> TTFontFile:
    return TTFontFile(str(FONTS / f"{name}.ttf"))


def cut_out(name: str, signs: Iterable[str]) -> Letters:
    """Cut signs out of a font.

    Left out is what it lacks, what shares its glyph with another (it would be read back as that), and what is not drawn
    one after the other from the left: marks that go on a letter, and letters that join or run from the right.

    Args:
        name: such as "DejaVuSans-Bold".
        signs: each of one character.
    """
    font, chosen = _font(name), dict[int, str]()
    for sign in sorted(set(signs)):
        glyph = font.charToGlyph.get(ord(sign), 0)
        if glyph and _stands_alone(sign):
            chosen.setdefault(glyph, sign)
    kept = list(chosen.values())
    facts = {
        "Ascent": font.ascent,
        "Descent": font.descent,
        "CapHeight": font.capHeight,
        "ItalicAngle": font.italicAngle,
        "StemV": font.stemV,
        "Flags": 4,  # symbolic: its glyphs are named by number alone
    }
    return Letters(
        name,
        {sign: number for number, sign in enumerate(kept, 1)},
        {sign: font.charWidths[ord(sign)] for sign in kept},
        font.makeSubset([ord(sign) for sign in kept]),
        tuple(facts.items()),
    )


def _stands_alone(sign: str) -> bool:
    return not unicodedata.category(sign).startswith("M") and unicodedata.bidirectional(sign) not in ("R", "AL", "AN")


def objects(letters: Letters, first: int) -> list[bytes]:
    """Letters as a font addressed by glyph (ISO 32000-1, 9.7), and what each means: objects of a document.

    Args:
        letters: what to put in.
        first: the number of the first object, which is the font that a page names; the others follow.
    """
    facts = " ".join(f"/{key} {value:g}" for key, value in letters.descriptor)
    box = " ".join(f"{one:g}" for one in _font(letters.font).bbox)
    widths = " ".join(f"{one:g}" for one in letters.widths.values())
    name = f"/CUTOUT+{letters.font}"
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H/DescendantFonts[{first + 1} 0 R]"
        f"/ToUnicode {first + 4} 0 R>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont{name}/CIDToGIDMap/Identity/FontDescriptor {first + 2} 0 R"
        f"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[1[{widths}]]>>".encode(),
        f"<</Type/FontDescriptor/FontName{name}/FontFile2 {first + 3} 0 R/FontBBox[{box}] {facts}>>".encode(),
        stream(letters.program, f"/Length1 {len(letters.program)}"),
        stream(_meanings(letters).encode()),
    ]


def stream(content: bytes, more: str = "") -> bytes:
    """Content as a packed stream object, with more of its dictionary's entries."""
    packed = zlib.compress(content, QUICKLY)
    return b"<</Filter/FlateDecode/Length %d%s>>\nstream\n%s\nendstream" % (len(packed), more.encode(), packed)


def _meanings(letters: Letters) -> str:
    pairs = [f"<{glyph:04x}> <{ord(sign):04x}>" for sign, glyph in letters.glyphs.items()]
    lists = [pairs[first : first + LINES_AT_ONCE] for first in range(0, len(pairs), LINES_AT_ONCE)]
    return IDENTITY.format(lines="\n".join("\n".join([f"{len(one)} beginbfchar", *one, "endbfchar"]) for one in lists))
