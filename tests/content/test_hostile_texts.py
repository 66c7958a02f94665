"""Trainers are not trusted with the browsers of others: what they write is text, whatever it looks like."""

import re

import pytest
from bs4 import BeautifulSoup

from app.content.marked_yaml import load
from app.content.markup import MAX_CHARACTERS, TAGS, Numbering, TooDeep, inline, render
from app.web.pages import filled
from tests.content.hostile import CLASSES, HOSTILE, SIGNS

# A browser looks past these in an address before it reads the scheme.
IGNORED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
PAIRS = zip("abcdef", "bcdefg", strict=True)
LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "\n".join(f"{n}: &{n} [{','.join(['*' + p] * 9)}]" for p, n in PAIRS)
FORBIDDEN_YAML = [
    "&a [*a]",
    "a: &a {b: *a}",
    LAUGHS,
    "[" * 200_000,
    "{" * 200_000,
    "- " * 100_000,
    "a: b\n" * 40_000,
    "x" * 400_001,
    "!!python/object/apply:os.system ['true']",
    "!!python/name:os.system",
    "a: !!binary aGVsbG8=",
    "a: !!timestamp 2020-01-01",
    "a: !local x",
    'a: "\\0"',
    'a: "\\ud800"',
    "a: [",
    "a: 'x",
    "%TAG ! tag:evil,2020:\n--- !x y",
    "a: *nobody",
]


def test_the_corpus_holds_every_class_of_trick_and_nothing_twice() -> None:
    assert {name: len(texts) for name, texts in CLASSES.items() if len(set(texts)) != len(texts)} == {}
    assert min(map(len, CLASSES.values())) >= 7
    assert len(set(HOSTILE)) >= 220


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_survives_rendering(text: str) -> None:
    for html in (
        render(text, Numbering()),
        inline(text, Numbering()),
        render(f"Words before. {text} after.", Numbering()),
    ):
        holds_nothing_active(html)
        holds_nothing_active(filled(html, {"dsl": '"><script>alert(1)</script>', "dsl_contact": None}))


def holds_nothing_active(html: str) -> None:
    """Neither an element, an attribute nor an address by which a browser would run, load or send anything."""
    soup = BeautifulSoup(html, "html5lib")
    assert soup.body is not None
    for tag in soup.body.find_all(True):
        assert tag.name in TAGS | {"tbody", "sup"}, html
        assert set(tag.attrs) <= {"href", "rel", "class", "aria-label"}, html
        scheme = SCHEME.match(IGNORED.sub("", str(tag.get("href", ""))))
        assert scheme is None or scheme[0].lower() in ("http:", "https:", "mailto:"), html
    assert not soup.head or not soup.head.find_all(True), html


@pytest.mark.parametrize("sign", SIGNS)
def test_two_hundred_thousand_of_a_sign_are_refused_before_they_are_rendered(sign: str) -> None:
    with pytest.raises(TooDeep):
        render(sign * (200_000 // len(sign)), Numbering())


@pytest.mark.parametrize("sign", SIGNS)
def test_as_much_of_a_sign_as_is_let_through_is_rendered_or_refused(sign: str) -> None:
    text = (sign * MAX_CHARACTERS)[:MAX_CHARACTERS]
    try:
        rendered = render(text, Numbering())
    except TooDeep:
        rendered = ""

    assert isinstance(rendered, str)


@pytest.mark.parametrize("text", FORBIDDEN_YAML)
def test_yaml_that_is_too_much_or_means_more_than_text_is_refused_in_words(text: str) -> None:
    read, faults = load("x.yml", text)

    assert read.value is None
    assert "not YAML that can be read" in faults[0].wrong
