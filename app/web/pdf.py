"""A page as a PDF, by xhtml2pdf, with fonts of our own so that every letter of a name is there."""

import io
from pathlib import Path
from typing import cast

import segno
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject
from xhtml2pdf import pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy

FONTS = Path(__file__).parent / "fonts"


class PdfFailed(RuntimeError):
    """The PDF could not be made; the page it was made from still holds everything."""


def qr_picture(address: str) -> str:
    """An address as a QR code, as a data URI for a picture of the page."""
    return str(segno.make(address, error="m", micro=False).png_data_uri(scale=8, border=2))


def to_pdf(html: str, title: str, author: str, subject: str) -> bytes:
    """The bytes of a page's PDF: fonts embedded; title, language and author set; nothing fetched from anywhere.

    Raises:
        PdfFailed: the page could not be converted.
    """
    made = io.BytesIO()
    policy = ResourceAccessPolicy.server(str(FONTS), allow_remote=False, extra_roots=(str(FONTS),))
    status = pisa.CreatePDF(html, dest=made, encoding="utf-8", resource_policy=policy)
    if status.err:
        raise PdfFailed("This could not be printed as a PDF.")
    writer = PdfWriter(clone_from=PdfReader(made))
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    for page in writer.pages:
        _only_own_fonts(cast(DictionaryObject, cast(DictionaryObject, page["/Resources"])["/Font"]))
    facts = {"/Title": title, "/Author": author, "/Subject": subject, "/Producer": "CSPR Learning"}
    writer.add_metadata(facts)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _only_own_fonts(fonts: DictionaryObject) -> None:
    """Let the name of reportlab's standing font, which draws nothing, mean one of ours: a reader finds only those."""
    own = next(fonts.raw_get(name) for name in fonts if "+" in name)
    for name in [name for name in fonts if "+" not in name]:
        fonts[NameObject(name)] = own
