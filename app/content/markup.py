"""Authors' Markdown to safe HTML: markdown2 makes it, nh3 cleans what it made, always.

markdown2's own safe mode has known ways round it, so it stays off and the output is what is cleaned.
"""

import html
import re

import markdown2
import nh3

from app.content.citations import CITATION, FIELD, references
from app.core.errors import DomainError

MAX_CHARACTERS = 20_000
# How often a sign may stand in one text: far more than prose needs, and few enough that no text takes long to render.
MOST = {"[": 150, "`": 200, "<": 200, ">": 100, "|": 600, "\\": 400, "!": 400, "~": 200, "\t": 400, "=": 1_000}
TAGS = {"p", "em", "strong", "ul", "ol", "li", "h2", "h3", "blockquote", "br", "a"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td", "code"}
INLINE = {"em", "strong", "a", "code", "br"}
_SIGNS = "⟨⟩⟦⟧"
_MARK = re.compile(r"⟨cite:([0-9,]+)⟩")


class TooDeep(DomainError):
    """The text is too large or too deeply nested to be turned into a page."""


class Numbering:
    """Numbers the sources of one page in the order they are first cited."""

    def __init__(self) -> None:
        self.refs: list[str] = []

    def number(self, ref: str) -> int:
        if ref not in self.refs:
            self.refs.append(ref)
        return self.refs.index(ref) + 1


def render(text: str, numbering: Numbering) -> str:
    """Safe HTML of a Markdown text; its citations become numbered links to the page's list of sources.

    Raises:
        TooDeep: the text is beyond what can be rendered.
    """
    return _safe(text, numbering, TAGS)


def _safe(text: str, numbering: Numbering, tags: set[str]) -> str:
    wrong = excess(text)
    if wrong:
        raise TooDeep(wrong)

    def mark(found: re.Match[str]) -> str:
        return f"⟨cite:{','.join(str(numbering.number(ref)) for ref in references(found))}⟩"

    try:
        dirty = markdown2.markdown(CITATION.sub(mark, _kept_whole(text)), extras=["tables", "cuddled-lists"])
    except RecursionError as error:
        raise TooDeep("This text is nested too deeply.") from error
    clean = nh3.clean(
        dirty,
        tags=tags,
        attributes={"a": {"href"}, "*": set()},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return _MARK.sub(_links, clean).strip()


def _attribute(_tag: str, _name: str, value: str) -> str | None:
    """An attribute, unless a mark of ours stands in it: what the mark becomes later would break out of it."""
    return None if any(sign in value for sign in _SIGNS) else value


def _kept_whole(text: str) -> str:
    """A text whose merge fields Markdown leaves alone: two of them in a line would otherwise become emphasis."""
    return FIELD.sub(lambda found: found[0].replace("_", r"\_"), text)


def excess(text: str) -> str | None:
    """What a text has too much of to be rendered, in words; None where it can be."""
    if len(text) > MAX_CHARACTERS:
        return f"One text may have {MAX_CHARACTERS} characters; this one has {len(text)}."
    sign = next((sign for sign, most in MOST.items() if text.count(sign) > most), None)
    return sign and f"The sign {sign!r} stands here more than {MOST[sign]} times."


def inline(text: str, numbering: Numbering) -> str:
    """The same for one line: without paragraphs, headings and lists, so that it can stand inside any of them."""
    return _safe(text, numbering, INLINE).strip()


def plain(rendered: str) -> str:
    """The words of rendered HTML, for search, print lists and reading-age checks."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<sup.*?</sup>|<[^>]+>", " ", rendered))).strip()


def _links(found: re.Match[str]) -> str:
    links = (f'<a href="#source-{number}" aria-label="Source {number}">{number}</a>' for number in found[1].split(","))
    return f'<sup class="cite">[{", ".join(links)}]</sup>'
