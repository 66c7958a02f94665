"""An evidence pack as a PDF."""

from flask import render_template

from app.certificates.records import PackRecord
from app.tracker.records import Pack
from app.web.pdf import FONTS, qr_picture, to_pdf

ROWS_A_TABLE = 100  # the printing of a table grows faster than its rows


def render_pack(pack: Pack, seal: PackRecord, address: str) -> bytes:
    """The bytes of an evidence pack's PDF, A4, in its fixed order, with page numbers.

    Args:
        pack: what it says.
        seal: its number, when it was made, and the fingerprint.
        address: the check page's full address, printed and drawn as a QR code.

    Raises:
        PdfFailed: the page could not be converted.
    """
    staff = [pack.staff[first : first + ROWS_A_TABLE] for first in range(0, len(pack.staff), ROWS_A_TABLE)]
    html = render_template(
        "tracker/pack_pdf.html", pack=pack, seal=seal, address=address, qr=qr_picture(address), fonts=FONTS, staff=staff
    )
    return to_pdf(
        html,
        title=f"Evidence pack: {pack.setting}, as at {pack.as_at:%d/%m/%Y}",
        author="CSPR Learning",
        subject=f"Safeguarding learning; fingerprint {seal.digest}",
    )
