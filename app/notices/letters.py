"""A message as a letter: text and HTML, readable in both, nothing fetched and nothing tracked."""

import html
import re
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

from app.notices.records import Letter

_LINK = re.compile(r"https?://\S+")


def compose(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it is sent. Its Message-ID is the row's own, so that a second sending can be known as one."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.address
    message["Subject"] = _one_line(letter.subject)
    message["Date"] = format_datetime(letter.queued_at)
    message["Message-ID"] = f"<{letter.message_id}@{_domain(sender)}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    message.add_alternative(_page(letter), subtype="html")
    return message


def _one_line(text: str) -> str:
    """No line break reaches a header."""
    return " ".join(text.split())


def _domain(sender: str) -> str:
    address = parseaddr(sender)[1]
    return address.rpartition("@")[2] or make_msgid().rpartition("@")[2].rstrip(">")


def _page(letter: Letter) -> str:
    said = "".join(f'<p style="margin:0 0 16px">{part}</p>' for part in paragraphs(letter.body))
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{html.escape(_one_line(letter.subject))}</title></head>'
        '<body style="font:16px/1.5 sans-serif;max-width:36em;margin:24px auto;padding:0 12px;color:#14272d">'
        f"{said}</body></html>"
    )


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a message as HTML: escaped, with addresses that can be followed."""
    return [_linked(part) for part in body.strip().split("\n\n")]


def _linked(text: str) -> str:
    out, at = [], 0
    for found in _LINK.finditer(text):
        address = html.escape(found[0])
        out += [html.escape(text[at : found.start()]), f'<a href="{address}">{address}</a>']
        at = found.end()
    return "".join([*out, html.escape(text[at:])]).replace("\n", "<br>")
