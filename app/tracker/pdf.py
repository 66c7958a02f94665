"""An evidence pack, and somebody’s whole record, as a PDF."""

from collections.abc import Callable
from datetime import datetime

from flask import render_template

from app.certificates.records import PackRecord
from app.tracker.records import Pack, Part, PostPart, SettingPart, WholeRecord
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


def render_record(
    whole: WholeRecord,
    made_at: datetime,
    parts_of_post: Callable[[PostPart], list[Part]],
    parts_of_setting: Callable[[SettingPart], list[Part]],
) -> bytes:
    """The bytes of a whole record's PDF, A4, with page numbers.

    Args:
        whole: what it says.
        made_at: when it was made, printed on every page.
        parts_of_post: the tables of a post.
        parts_of_setting: the tables of a setting.

    Raises:
        PdfFailed: the page could not be converted.
    """
    html = render_template(
        "tracker/record_pdf.html",
        whole=whole,
        made_at=made_at,
        parts_of_post=parts_of_post,
        parts_of_setting=parts_of_setting,
        fonts=FONTS,
    )
    return to_pdf(
        html,
        title=f"Record of learning: {whole.name}, as at {whole.as_at:%d/%m/%Y}",
        author="CSPR Learning",
        subject=f"Safeguarding learning at {whole.only_setting}" if whole.only_setting else "Safeguarding learning",
    )
