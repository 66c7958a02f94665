"""A certificate as a PDF: its page is laid out once for all who hold the same, and filled in for each."""

from collections.abc import Mapping
from functools import lru_cache

from flask import render_template

from app.certificates.records import CertificateRecord
from app.core.dates import say_date
from app.web.filled import EMPTY, Blank, blank, mark, squares
from app.web.pdf import FONTS, PdfFailed, qr_picture, to_pdf

PAGES_KEPT = 32  # some 100 kB each
MILLIMETRE = 72 / 25.4
RIGHT, QR_SIDE = (210 - 16) * MILLIMETRE, 27 * MILLIMETRE  # as the page's own style says


def render_pdf(certificate: CertificateRecord, address: str) -> bytes:
    """The bytes of a certificate's PDF: one A4 page.

    A name of other letters than usual, or too long for its line, is laid out by itself: slower, and as readable.

    Args:
        certificate: what to print.
        address: the check page's full address, printed and drawn as a QR code.

    Raises:
        PdfFailed: the page could not be converted.
    """
    own, facts = _own(certificate, address), _facts(certificate)
    marks = [mark(number) for number in range(len(own) + 1)]
    page = _page(
        _drawn(certificate, dict(zip(own, marks, strict=False)), marks[-1]),
        _drawn(certificate, dict.fromkeys(own, EMPTY)),
    )
    if page:
        corner = page.places[-1]
        told = {key.title(): value for key, value in facts.items()} | {"Producer": "CSPR Learning"}
        code = squares(address, corner.x, corner.y + corner.size, QR_SIDE)
        if made := page.filled(list(own.values()), told, code):
            return made
    return laid_out(certificate, address)


def laid_out(certificate: CertificateRecord, address: str) -> bytes:
    """The same, laid out for this one alone. Raises PdfFailed as `render_pdf` does."""
    html = _drawn(certificate, _own(certificate, address), qr=qr_picture(address))
    return to_pdf(html, **_facts(certificate))


def _own(certificate: CertificateRecord, address: str) -> dict[str, str]:
    facts = certificate.facts
    return {
        "name": facts["name"],
        "who": f"{facts['job_title']}, {facts['setting']} ({certificate.kind_label})",
        "completed_on": say_date(certificate.completed_on),
        "renew_by": say_date(certificate.renew_by) if certificate.renew_by else "No date is set",
        "number": certificate.number,
        "address": address,
    }


def _facts(certificate: CertificateRecord) -> dict[str, str]:
    facts = certificate.facts
    return {
        "title": f"Certificate: {certificate.title} – {facts['name']}",
        "author": facts["issuer"],
        "subject": f"{facts['course_title']}, edition {facts['edition']}",
    }


def _drawn(certificate: CertificateRecord, own: Mapping[str, str], corner: str = "", qr: str = "") -> str:
    return render_template(
        "certificates/pdf.html",
        facts=certificate.facts,
        title=certificate.title,
        own=own,
        corner=corner,
        qr=qr,
        fonts=FONTS,
    )


@lru_cache(PAGES_KEPT)
def _page(marked: str, empty: str) -> Blank | None:
    """The page to be filled in; None when it is longer than one, and each copy has to be laid out by itself."""
    try:
        return blank(to_pdf(marked, "", "", ""), to_pdf(empty, "", "", ""), RIGHT)
    except PdfFailed:
        return None
