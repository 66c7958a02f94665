"""A certificate as a PDF."""

from flask import render_template

from app.certificates.records import CertificateRecord
from app.web.pdf import FONTS, qr_picture, to_pdf


def render_pdf(certificate: CertificateRecord, address: str) -> bytes:
    """The bytes of a certificate's PDF: one A4 page.

    Args:
        certificate: what to print.
        address: the check page's full address, printed and drawn as a QR code.

    Raises:
        PdfFailed: the page could not be converted.
    """
    facts = certificate.facts
    html = render_template(
        "certificates/pdf.html", certificate=certificate, address=address, qr=qr_picture(address), fonts=FONTS
    )
    return to_pdf(
        html,
        title=f"Certificate: {certificate.title} – {facts['name']}",
        author=facts["issuer"],
        subject=f"{facts['course_title']}, edition {facts['edition']}",
    )
