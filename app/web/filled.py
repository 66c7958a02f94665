"""A page laid out once by xhtml2pdf and filled in for many people: each copy is the same bytes and her own words after
them, as an incremental update (ISO 32000-1, 7.5.6). Text stays text, and each copy costs a fraction of a layout.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from app.web.letters import Letters, cut_out, objects, stream
from app.web.pdf import PdfFailed
from app.web.qr import qr_paths

EMPTY = "\u00a0"
FONTS = {False: ("/Own", "DejaVuSans"), True: ("/OwnBold", "DejaVuSans-Bold")}
INK = "0.078 0.153 0.176 rg"
TRAILER = b"trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d /ID [<%s> <%s>]>>\nstartxref\n%d\n%%%%EOF\n"
ANY_MASK, QUIET = 2, 2  # every mask of a QR code is read alike; how many modules of paper are left around it


def mark(number: int) -> str:
    """A word that no text has, to learn where a place is."""
    return f"Qz{number}zQ"


@dataclass(frozen=True)
class Place:
    """Where words begin, in points from the lower left corner, how large, and how much room there is to the right."""

    x: float
    y: float
    size: float
    is_bold: bool
    room: float


@dataclass(frozen=True)
class Blank:
    """A document with empty places, whose page waits for the numbers of a stream and of two fonts."""

    content: bytes
    places: tuple[Place, ...]
    page: tuple[int, bytes]
    root: int
    size: int
    begins: int

    def filled(self, words: Sequence[str], facts: Mapping[str, str], picture: str = "") -> bytes | None:
        """A copy with words in its places; None when they do not fit where they go, or a letter is not in our fonts.

        Args:
            words: one for each place, in order.
            facts: the document's own, such as {"Title": "…"}.
            picture: drawing operators, put after the words.
        """
        written = list(zip(self.places, words, strict=False))
        letters = {bold: cut_out(name, _signs(written, bold)) for bold, (_, name) in FONTS.items()}
        if not all(_fits(place, one, letters[place.is_bold]) for place, one in written):
            return None
        lines = [_line(place, one, letters[place.is_bold]) for place, one in written]
        drawn = stream("\n".join(["q", INK, *lines, picture, "Q"]).encode())
        told = "".join(f"/{key} <feff{one.encode('utf-16-be').hex()}>" for key, one in facts.items())
        added, fonts = [drawn, f"<<{told}>>".encode()], list[int]()
        for one in letters.values():
            fonts.append(self.size + len(added))
            added += objects(one, fonts[-1])
        number, page = self.page
        return self._with({number: page % (*fonts, self.size)} | dict(enumerate(added, self.size)))

    def _with(self, added: Mapping[int, bytes]) -> bytes:
        parts, at, places = [self.content], len(self.content), list[bytes]()
        for number, content in added.items():
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
            places.append(b"%d 1\n%010d 00000 n \n" % (number, at))
            at += len(parts[-1])
        digest = hashlib.sha256(b"".join(parts[1:])).hexdigest()[:32].encode()
        facts = (max(added) + 1, self.root, self.size + 1, self.begins, digest, digest, at)
        return b"".join([*parts, b"xref\n", *places, TRAILER % facts])


def _signs(written: Iterable[tuple[Place, str]], bold: bool) -> str:
    return "".join(words for place, words in written if place.is_bold is bold)


def _fits(place: Place, words: str, letters: Letters) -> bool:
    return letters.has(words) and letters.width(words, place.size) <= place.room


def _line(place: Place, words: str, letters: Letters) -> str:
    font, _ = FONTS[place.is_bold]
    return f"BT {font} {place.size:g} Tf 1 0 0 1 {place.x:.3f} {place.y:.3f} Tm <{letters.coded(words)}> Tj ET"


def blank(marked: bytes, empty: bytes, right: float) -> Blank:
    """A document to be filled in, from two layouts of one page.

    Args:
        marked: its PDF with `mark(0)`, `mark(1)`, … in its places.
        empty: its PDF with nothing in them.
        right: where the text's room ends, in points from the left.

    Raises:
        PdfFailed: it is not one page, or a place is not found.
    """
    document = PdfReader(BytesIO(empty))
    page = document.pages[0]
    return Blank(
        empty,
        _places(PdfReader(BytesIO(marked)), right),
        (_number(page.indirect_reference), _page_to_fill(page)),
        _number(document.trailer.raw_get("/Root")),
        int(str(document.trailer["/Size"])),
        int(re.findall(rb"startxref\s+(\d+)", empty)[-1]),
    )


def _number(reference: Any) -> int:
    return int(reference.idnum)


def _places(document: PdfReader, right: float) -> tuple[Place, ...]:
    found = dict[str, Place]()

    def see(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        x, is_bold = cm[4] + tm[4], bool(font) and "Bold" in font["/BaseFont"]
        found[text.strip()] = Place(x, cm[5] + tm[5], size, is_bold, right - x)

    document.pages[0].extract_text(visitor_text=see)
    marks = sorted(
        (one for one in found if re.fullmatch(mark(0).replace("0", r"\d+"), one)), key=lambda one: int(one[2:-2])
    )
    if len(document.pages) != 1 or marks != [mark(number) for number in range(len(marks))] or not marks:
        raise PdfFailed("This page cannot be filled in.")
    return tuple(found[one] for one in marks)


def _page_to_fill(page: DictionaryObject) -> bytes:
    """The page's own dictionary, with the numbers of two more fonts and one more stream to be written into it."""
    resources: Any = page["/Resources"]
    fonts: Any = resources["/Font"]
    own = _open(page, "/Contents", "/Resources"), _open(resources, "/Font"), _open(fonts)
    names = [name.encode() for name, _ in FONTS.values()]
    return (
        own[0]
        + b"/Resources"
        + own[1]
        + b"/Font"
        + own[2]
        + b"%s %%d 0 R %s %%d 0 R>>>>" % tuple(names)
        + b"/Contents [%d 0 R %%d 0 R]>>" % _number(page.raw_get("/Contents"))
    )


def _open(facts: DictionaryObject, *but: str) -> bytes:
    """A dictionary's bytes without some entries and without its end."""
    out = BytesIO()
    DictionaryObject({key: facts.raw_get(key) for key in facts if key not in but}).write_to_stream(out)
    return out.getvalue().replace(b"%", b"%%").rpartition(b">>")[0]


def squares(address: str, x: float, top: float, side: float) -> str:
    """An address as a QR code in drawing operators, with its lines as rectangles.

    Args:
        address: what it says.
        x: its left edge in points; `top` its upper edge, and `side` how long each is, with the quiet border within.
    """
    modules, bars = qr_paths(address, ANY_MASK)
    one = side / (modules + 2 * QUIET)
    left, upper = x + QUIET * one, top - (QUIET + 1) * one
    drawn = [f"{left + a * one:.2f} {upper - b * one:.2f} {length * one:.2f} {one:.2f} re" for a, b, length in bars]
    return " ".join(["0 g", *drawn, "f"])
