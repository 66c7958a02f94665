"""A certificate as a PDF, by xhtml2pdf, with fonts of our own so that every letter of a name is there."""

import io
from pathlib import Path
from typing import cast

import segno
from flask import render_template
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject
from xhtml2pdf import pisa
from xhtml2pdf.config.resources import ResourceAccessPolicy

from app.certificates.records import CertificateRecord

FONTS = Path(__file__).parent / "fonts"


class PdfFailed(RuntimeError):
    """The PDF could not be made; the certificate's page still holds everything."""


def render_pdf(certificate: CertificateRecord, address: str) -> bytes:
    """The bytes of a certificate's PDF: A4, fonts embedded, title, language and author set.

    Args:
        certificate: what to print.
        address: the check page's full address, printed and drawn as a QR code.

    Raises:
        PdfFailed: the page could not be converted.
    """
    qr = segno.make(address, error="m", micro=False).png_data_uri(scale=8, border=2)
    html = render_template("certificates/pdf.html", certificate=certificate, address=address, qr=qr, fonts=FONTS)
    made = io.BytesIO()
    policy = ResourceAccessPolicy.server(str(FONTS), allow_remote=False, extra_roots=(str(FONTS),))
    status = pisa.CreatePDF(html, dest=made, encoding="utf-8", resource_policy=policy)
    if status.err:
        raise PdfFailed("The certificate could not be printed as a PDF.")
    return _described(made, certificate)


def _described(made: io.BytesIO, certificate: CertificateRecord) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(made))
    writer.root_object[NameObject("/Lang")] = TextStringObject("en-GB")
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    for page in writer.pages:
        _only_own_fonts(cast(DictionaryObject, cast(DictionaryObject, page["/Resources"])["/Font"]))
    writer.add_metadata(
        {
            "/Title": f"Certificate: {certificate.title} – {certificate.facts['name']}",
            "/Author": certificate.facts["issuer"],
            "/Subject": f"{certificate.facts['course_title']}, edition {certificate.facts['edition']}",
            "/Producer": "CSPR Learning",
        }
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _only_own_fonts(fonts: DictionaryObject) -> None:
    """Let the name of reportlab's standing font, which draws nothing, mean one of ours: a reader finds only those."""
    own = next(fonts.raw_get(name) for name in fonts if "+" in name)
    for name in [name for name in fonts if "+" not in name]:
        fonts[NameObject(name)] = own
