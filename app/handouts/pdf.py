"""A sheet as a PDF."""

from typing import Any

from flask import current_app, render_template

from app.handouts.records import Sheet, Stamp
from app.web.pdf import FONTS, qr_picture, to_pdf


def render_pdf(name: str, stamp: Stamp, **content: Any) -> bytes:
    """The bytes of a sheet's PDF.

    Args:
        name: a Sheet, or key: it sets the size of its type.
        stamp: what it says of itself.
        content: what its template needs.

    Raises:
        PdfFailed: the page could not be converted.
    """
    html = render_template(
        "handouts/pdf.html", name=name, stamp=stamp, qr=qr_picture(stamp.address), fonts=FONTS, **content
    )
    # xhtml2pdf draws the dot of a list in a font of its own, which is never embedded; so the dot is written.
    html = html.replace("<li>", "<li>• ")
    issuer = current_app.config["CSPR"].issuer
    return to_pdf(html, f"{stamp.label}: {stamp.title}", issuer, f"{stamp.kind.label}, edition {stamp.edition}")


PAPER_SHEETS = tuple(sheet for sheet in Sheet if sheet is not Sheet.SLIDES)
