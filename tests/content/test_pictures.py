"""A picture is drawn anew before it is kept: what is not seen is gone, and what is no picture is not taken."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.content.blocks import Block, Section, parse
from app.content.difference import running_text
from app.content.documents import ModuleDocument
from app.content.marked_yaml import Marked
from app.content.picture_checks import faults
from app.content.pictures import MOST_BYTES, WIDEST, Refused, as_kept, drawn_anew, name_of, shown_in
from tests.factories.pictures import a_bomb, a_picture

NAME = "0123456789abcdef0123456789abcdef.png"
EXIF = Image.Exif()
EXIF[0x010F], EXIF[0x0112] = "A camera of somebody", 6  # its maker; turned by a quarter
HOSTILE = {
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "html": b"<html><script>alert(1)</script></html>",
    "gif": a_picture("GIF"),
    "bmp": a_picture("BMP"),
    "tiff": a_picture("TIFF"),
    "pdf": b"%PDF-1.7",
    "nothing": b"",
    "half": a_picture()[:60],
    "bomb": a_bomb(9_000, 9_000),
    "larger bomb": a_bomb(60_000, 60_000),
    "largest": b"\x89PNG" + b"x" * MOST_BYTES,
}


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_kept_under_the_hash_of_what_was_drawn(form: str) -> None:
    kept = drawn_anew(a_picture(form))

    assert as_kept(kept.name, kept.content) == kept
    assert kept.mimetype == ("image/png" if form == "PNG" else "image/jpeg")
    assert Image.open(io.BytesIO(kept.content)).size == (60, 40)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_nothing_but_its_pixels_is_kept_and_it_stands_upright(form: str) -> None:
    sent = a_picture(form, exif=EXIF, icc_profile=b"profile of somebody") + b"<script>alert(1)</script>"

    kept = drawn_anew(sent)

    assert b"somebody" in sent
    assert b"somebody" not in kept.content
    assert b"script" not in kept.content
    assert Image.open(io.BytesIO(kept.content)).size == (40, 60)


def test_a_large_picture_is_made_as_large_as_a_page_needs() -> None:
    kept = drawn_anew(a_picture("JPEG", (4_000, 1_000)))

    assert Image.open(io.BytesIO(kept.content)).size == (WIDEST, WIDEST // 4)


def test_what_can_be_seen_through_stays_so() -> None:
    kept = drawn_anew(a_picture("WEBP", mode="RGBA", lossless=True))

    assert kept.name.endswith(".png")
    assert Image.open(io.BytesIO(kept.content)).mode == "RGBA"


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_picture_or_too_much_of_one_is_refused_in_words(sent: bytes) -> None:
    with pytest.raises(Refused, match=r"not a PNG|million pixels|MB"):
        drawn_anew(sent)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(form: str) -> None:
    second = Image.new("RGB", (60, 40), "white")

    with pytest.raises(Refused, match="moves"):
        drawn_anew(a_picture(form, save_all=True, append_images=[second]))


@settings(max_examples=60)
@given(st.sampled_from(["PNG", "JPEG", "WEBP"]), st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_a_picture_with_broken_bytes_is_drawn_or_refused_and_never_an_error(form: str, at: int, bytes_: bytes) -> None:
    sent = a_picture(form)
    place = at % len(sent)
    try:
        kept = drawn_anew(sent[:place] + bytes_ + sent[place + len(bytes_) :])
    except Refused:
        return

    assert as_kept(kept.name, kept.content) == kept


def test_a_file_beside_a_module_must_be_what_we_drew() -> None:
    kept, sent = drawn_anew(a_picture("JPEG")), a_picture("JPEG", exif=EXIF)
    for name, content in ((NAME, kept.content), (kept.name, kept.content + b"x")):
        with pytest.raises(Refused, match="hash"):
            as_kept(name, content)

    with pytest.raises(Refused, match="holds more"):
        as_kept(name_of(sent), sent)


def wrong_with(text: str, *there: str) -> list[str]:
    sections, read = parse("m.md", f"# One {{#one}}\n\n{text}\n", 1)
    module = ModuleDocument(Marked("m.md", {}, {}), tuple(sections), {}, {}, frozenset(there))
    return [fault.wrong for fault in (*read, *faults(module))]


def test_a_picture_that_is_there_and_says_what_it_shows_has_no_fault() -> None:
    assert wrong_with(f"::: picture {NAME} for=primary\nA door.\n:::", NAME) == []
    assert wrong_with(f"::: picture {NAME} decorative=yes\n:::", NAME) == []
    assert shown_in([f"a\n::: picture {NAME}\nA door.\n:::"]) == {NAME}


@pytest.mark.parametrize(
    ("text", "there", "wrong"),
    [
        (f"::: picture {NAME}\n:::", NAME, "no alternative text"),
        (f"::: picture {NAME}\nA door.\n:::", "", "There is no picture"),
        (f"::: picture {NAME} decorative=yes\nA door.\n:::", NAME, "called decorative"),
        (f"::: picture {NAME} decorative=no\nA door.\n:::", NAME, "means nothing"),
        (f"::: picture {NAME}\n{'A door. ' * 50}\n:::", NAME, "characters"),
        ("::: picture ../../etc/passwd\nA door.\n:::", NAME, "not the name of a picture"),
        ("::: picture https://evil.example/x.png\nA door.\n:::", NAME, "not the name of a picture"),
    ],
)
def test_each_mistake_with_a_picture_is_named(text: str, there: str, wrong: str) -> None:
    assert any(wrong in one for one in wrong_with(text, there)), wrong_with(text, there)


def test_another_picture_with_the_same_words_is_a_change() -> None:
    one, other = (
        running_text([Section("s", "S", 1, (Block("picture", "A door.", 1, name),))]) for name in ("a.png", "b.png")
    )

    assert one != other
