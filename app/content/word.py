"""A Word document as chapters of our Markdown, and in plain words what could not be kept of it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import mammoth
import nh3
from bs4 import BeautifulSoup
from bs4.element import Tag
from markdownify import ATX, MarkdownConverter

from app.content.markup import TAGS, excess
from app.content.word_package import DAMAGED, HARM, TOO_MUCH, Unreadable, opened

FIRST, NOTES = "Beginning", "Notes"
OWN_LEVEL = 7  # of the notes: below every heading of the document, and a chapter all the same
LONGEST_PAGE, LONGEST_TITLE, MOST_STYLES = 600_000, 200, 8
# Word’s Title stands above its first heading. A table of contents is left out: every module has its own.
STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        *(f"p.Heading{n} => h{n + 1}:fresh" for n in range(1, 6)),
        *(f"p[style-name='heading {n}'] => h{n + 1}:fresh" for n in range(1, 6)),
        *(f"p[style-name='toc {n}'] => !" for n in range(1, 10)),
        "p[style-name='TOC Heading'] => !",
        "p[style-name='Quote'] => blockquote > p:fresh",
    ]
)
LOST = (
    ("Pictures", {"blip", "imagedata"}, "They were left out. Say in words what they show."),
    ("Charts and diagrams", {"chart", "relIds"}, "They were left out. Say in words what they show."),
    ("Embedded objects", {"OLEObject"}, "They were left out, such as a spreadsheet inside the document."),
    ("Formulas", {"oMath"}, "They were left out. Write them as words."),
    ("Comments", {"commentReference"}, "They were left out: what colleagues say to one another is not taught."),
    (
        "Tracked changes",
        {"ins", "del", "moveFrom", "moveTo"},
        "They were read as if all were accepted: what was added is there, what was deleted is not.",
    ),
    (
        "Footnotes and endnotes",
        {"footnoteReference", "endnoteReference"},
        f"What they say stands at the end under “{NOTES}”; their numbers are plain text.",
    ),
    (
        "Text boxes",
        {"txbx", "textbox"},
        "What they say stands in the running text, perhaps not where you expect it. Look whether it is all there.",
    ),
    ("Tables inside tables", {"nested"}, "Each became the words of the cell it stood in."),
    ("Merged cells", {"gridSpan", "vMerge"}, "No cell is merged here. Look whether each table still says what it did."),
    ("Struck-out words", {"strike", "dstrike"}, "They stand as ordinary words. Take out what should not be said."),
    ("Hidden words", {"vanish"}, "They are not hidden any more. Take out what should not be said."),
    ("Form fields and tick boxes", {"ffData", "checkbox"}, "They were left out."),
    ("Lines of a table of contents", {"toc"}, "They were left out: a module lists its own sections."),
    ("Headers and footers", {"heads"}, "They were left out."),
    ("Macros", {"macros"}, "They were left out, and nothing in them was run."),
)
LOOKS = {"highlight", "color", "u", "jc", "sz", "rFonts", "shd"}
_STYLE = re.compile(r"Unrecognised \w+ style: '?(.+?)'? \(Style ID")


@dataclass(frozen=True)
class Chapter:
    """A section to be: its title in plain words, its text as Markdown."""

    title: str
    text: str


@dataclass(frozen=True)
class FromWord:
    """What a Word document says, and a sentence for each sort of thing that could not be kept."""

    chapters: list[Chapter]
    lost: list[str]


def from_word(content: bytes) -> FromWord:
    """Turn a Word document (.docx) into chapters of Markdown with headings, lists and tables.

    Its highest headings become chapters, those below them headings of the second and third level. Nothing that it
    refers to is fetched, and its pictures are never opened.

    Raises:
        Unreadable: it is no Word document, too large, empty, or made to do harm.
    """
    package = opened(content)
    try:
        made = mammoth.convert_to_html(
            BytesIO(package.content),
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=lambda _: [],
        )
        if len(made.value) > LONGEST_PAGE:
            raise Unreadable(TOO_MUCH)
        pieces = list(_pieces(_clean(made.value), _noted(package.holds)))
    except Unreadable:
        raise
    except RecursionError as fault:
        raise Unreadable(HARM) from fault
    except Exception as fault:
        raise Unreadable(DAMAGED) from fault
    if not any(words for _, words in pieces):
        raise Unreadable("There are no words in this document. Pictures of text cannot be read: send the text itself.")
    chapters, said = _chapters(pieces)
    return FromWord(chapters, said + _lost(package.holds, [one.message for one in made.messages]) + _too_long(chapters))


def _noted(holds: Counter[str]) -> bool:
    return bool(holds["footnoteReference"] + holds["endnoteReference"])


def _clean(dirty: str) -> str:
    return nh3.clean(
        re.sub(r"\s+", " ", dirty),  # long rows of blanks cost the converter the square of their length
        tags=TAGS | {"h1", "h4", "h5", "h6"},
        attributes={"a": {"href"}, "td": {"colspan"}, "th": {"colspan"}},
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _kept(_tag: str, name: str, value: str) -> str | None:
    """An attribute that means something here: a narrow colspan, an address outside the document."""
    if name == "colspan":
        return value if value in map(str, range(2, 21)) else None
    if not re.match(r"(https?://|mailto:)", value, re.IGNORECASE):
        return None
    return re.sub(r"[\s()<>\[\]`*_\\|]", lambda found: f"%{ord(found[0]):02X}", value)


_Base: Any = MarkdownConverter  # its type stubs leave out the methods that are there to be overridden


class _Converter(_Base):  # type: ignore[misc]
    """Markdown of the small kind that modules are written in."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Text that stays text: no sign in it makes markup, but a citation such as [@town-2026.1] stays one."""
        text = re.sub(r"&(?=#?\w+;)", "&amp;", text)
        text = re.sub(r"[\\`*_]|\[(?!@)", r"\\\g<0>", text).replace("<", "&lt;").replace(":::", "&#58;::")
        text = re.sub(r"^(\s*)([#>])", r"\1\\\2", text, flags=re.MULTILINE)
        return text.replace("|", "&#124;") if parent_tags & {"td", "th"} else text

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A link that leads out of the document; one within it is its words, and a note's way back is nothing."""
        if el.get("href"):
            return str(super().convert_a(el, text, parent_tags))
        return "" if text.strip() == "↑" else text

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A cell; one of a table inside a table is words of the outer cell."""
        return f"{text.strip()} " if "td" in parent_tags else str(super().convert_td(el, text, parent_tags))

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A row, likewise."""
        return text if "td" in parent_tags else str(super().convert_tr(el, text, parent_tags))


def _pieces(clean: str, has_notes: bool) -> Iterator[tuple[int, str]]:
    """Each piece with its level: a heading's from 1 with its plain words, 0 with Markdown for the rest."""
    converter = _Converter(heading_style=ATX, bullets="-", table_infer_header=True)
    whole = BeautifulSoup(clean, "html.parser")
    tops = [one for one in whole.children if isinstance(one, Tag)]
    for one in tops:
        if has_notes and one is tops[-1]:
            yield OWN_LEVEL, NOTES
        if re.fullmatch("h[1-6]", one.name):
            yield int(one.name[1]), " ".join(one.get_text().split())[:LONGEST_TITLE]
        else:
            yield 0, str(converter.process_element(one, parent_tags=set())).strip()


def _chapters(pieces: list[tuple[int, str]]) -> tuple[list[Chapter], list[str]]:
    """Pieces as chapters, and what is to be said of how their headings were read."""
    pieces, said = _untitled([(level, words) for level, words in pieces if words])
    levels = sorted({level for level, _ in pieces if 0 < level < OWN_LEVEL})
    if not levels:
        said.append("Headings: none was made with Word’s heading styles, so that all of it stands in one section.")
    found: list[tuple[str, list[str]]] = [(FIRST, [])]
    depth = 0
    for level, words in pieces:
        depth = min(levels.index(level) if level in levels else 0, depth + 1, 2) if level else depth
        if not level:
            found[-1][1].append(words)
        elif depth == 0:
            found.append((words, []))
        else:
            found[-1][1].append(f"{'#' * (depth + 1)} {_Converter().escape(words, set())}")
    if len(levels) > 3:
        said.append("Headings: those of the fourth level and below stand at the third.")
    kept = [Chapter(title, "\n\n".join(texts)) for title, texts in found if title != FIRST or texts]
    return kept, said


def _untitled(pieces: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[str]]:
    """Pieces whose one highest heading, at the top, is the document's title: it goes, or heads what stands below it."""
    heads = [(place, level) for place, (level, _) in enumerate(pieces) if 0 < level < OWN_LEVEL]
    levels = sorted(level for _, level in heads)
    if len(levels) < 2 or heads[0][1] != levels[0] or levels[1] == levels[0]:
        return pieces, []
    place = heads[0][0]
    title = pieces[place][1]
    if pieces[place + 1][0] == 0:
        return [*pieces[:place], (levels[1], title), *pieces[place + 1 :]], []
    return pieces[:place] + pieces[place + 1 :], [f"The title “{title}”: the draft is called what you called it."]


def _lost(holds: Counter[str], messages: list[str]) -> list[str]:
    counted = ((name, sum(holds[one] for one in elements), words) for name, elements, words in LOST)
    said = [f"{name} ({count}): {words}" for name, count, words in counted if count]
    styles = dict.fromkeys(found[1][:40] for found in map(_STYLE.match, messages) if found)
    if styles:
        named = ", ".join(f"“{one}”" for one in list(styles)[:MOST_STYLES])
        more = f" and {len(styles) - MOST_STYLES} more" if len(styles) > MOST_STYLES else ""
        said.append(f"Styles {named}{more}: what was written in them is ordinary text.")
    if any(holds[one] for one in LOOKS):
        said.append("Colours, fonts, sizes, alignment and underlining: a module has its own look.")
    return said


def _too_long(chapters: list[Chapter]) -> list[str]:
    wrong: list[tuple[str, Any]] = [(one.title, excess(one.text)) for one in chapters]
    return [f"The section “{title}” must be divided before it can be shown: {why}" for title, why in wrong if why]
