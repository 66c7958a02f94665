"""Slides as a PowerPoint file: a title on each for whoever hears them, large type, and the notes below."""

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as Page
from pptx.util import Inches, Pt

from app.handouts.records import Slide, Stamp
from app.web.qr import qr_png

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.7  # inches: a screen of 16 to 9
PETROL, INK, GREY = map(RGBColor.from_string, ("1D4F5C", "0B0C0C", "3C4F55"))
SIZES = {"title": 32, "statement": 40, "scene": 28, "question": 30, "words": 28, "quiet": 28}  # points
LONG, SMALLER = 330, 4  # a slide with more characters is set smaller, so that nothing runs over its edge
WITH_TITLE_AND_TEXT = 1


def to_pptx(slides: Sequence[Slide], stamp: Stamp) -> bytes:
    """The bytes of a PowerPoint file; the last slide carries the code as a picture too."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    facts = deck.core_properties
    facts.title, facts.subject, facts.language = stamp.title, f"{stamp.kind.label}, edition {stamp.edition}", "en-GB"
    facts.author = facts.last_modified_by = "CSPR Learning"
    for slide in slides:
        _add(deck, slide, stamp)
    _code_picture(deck.slides[-1], stamp)
    made = io.BytesIO()
    deck.save(made)
    return made.getvalue()


def _add(deck: Deck, slide: Slide, stamp: Stamp) -> None:
    page = deck.slides.add_slide(deck.slide_layouts[WITH_TITLE_AND_TEXT])
    _place(page.shapes.title, 0.5, 1.3)
    _write(page.shapes.title, (slide.title,), 44 if slide.look == "title" else 34, PETROL)
    body = page.placeholders[1]
    _place(body, 2.0, 4.6)
    size = SIZES[slide.look] - (SMALLER if sum(map(len, slide.lines)) > LONG else 0)
    _write(body, slide.lines, size, INK)
    foot = page.shapes.add_textbox(Inches(MARGIN), Inches(6.85), Inches(9), Inches(0.4))
    _write(foot, (f"{stamp.title}, edition {stamp.edition} · version code {stamp.code} · {stamp.ask_at}",), 12, GREY)
    page.notes_slide.notes_text_frame.text = "\n".join(slide.notes)


def _place(shape: Any, top: float, height: float) -> None:
    shape.left, shape.top = Inches(MARGIN), Inches(top)
    shape.width, shape.height = Inches(WIDTH - 2 * MARGIN), Inches(height)


def _write(shape: Any, lines: Sequence[str], size: int, colour: RGBColor) -> None:
    frame = shape.text_frame
    frame.word_wrap = True
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(size / 3)
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.color.rgb, run.font.language_id = Pt(size), colour, MSO_LANGUAGE_ID.ENGLISH_UK


def _code_picture(page: Page, stamp: Stamp) -> None:
    picture = io.BytesIO(qr_png(stamp.address))
    shown = page.shapes.add_picture(picture, Inches(11.6), Inches(5.6), Inches(1.3))
    shown._element.xpath(".//p:cNvPr")[0].set(
        "descr", f"QR code that says whether these slides are current: {stamp.code}"
    )
