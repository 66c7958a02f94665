"""Ways of carrying a letter: a mail server, or a folder where there is none."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from app.notices.records import Outcome

TIMEOUT = 20.0
# What a server says of us rather than of the letter: the letter is well, so it waits until we have mended it.
OURS_TO_MEND = (530, 534, 535, 538)


class Transport(Protocol):
    """Carries one letter and says what came of it; it never raises."""

    def carry(self, letter: EmailMessage) -> Outcome: ...


@dataclass(frozen=True)
class Folder:
    """Writes each letter to a file: for trying things out, and for tests."""

    path: Path

    def carry(self, letter: EmailMessage) -> Outcome:
        self.path.mkdir(parents=True, exist_ok=True)
        name = str(letter["Message-ID"]).strip("<>").partition("@")[0]
        (self.path / f"{name}.eml").write_bytes(letter.as_bytes())
        return Outcome.sent("written to a file")


@dataclass(frozen=True)
class MailServer:
    """An SMTP server. `tls` is starttls, implicit or none."""

    host: str
    port: int
    tls: str = "starttls"
    user: str = ""
    password: str = ""
    timeout: float = TIMEOUT

    def carry(self, letter: EmailMessage) -> Outcome:
        try:
            with self._connected() as server:
                server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as refused:
            code, said = next(iter(refused.recipients.values()))
            return _answer(code, said)
        except smtplib.SMTPResponseException as refused:
            return _answer(refused.smtp_code, refused.smtp_error)
        except (smtplib.SMTPException, OSError) as fault:
            return Outcome.later(f"No answer from the mail server ({type(fault).__name__})")
        except ValueError:
            return Outcome.refused("This address cannot be written to")
        return Outcome.sent("accepted")

    def fault(self) -> str | None:
        """Greet the server and sign in as for a letter, and say what is wrong; None when nothing is."""
        try:
            with self._connected() as server:
                server.noop()
        except (smtplib.SMTPException, OSError) as fault:
            return f"{self.host}:{self.port} does not let us in ({type(fault).__name__})"
        return None

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls == "implicit":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        if self.tls == "starttls":
            server.starttls(context=context)
        if self.user:
            server.login(self.user, self.password)
        return server


def _answer(code: int, said: bytes | str) -> Outcome:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    answer = f"{code} {' '.join(words.split())}"[:300]
    permanent = 500 <= code < 600 and code not in OURS_TO_MEND
    return Outcome.refused(answer) if permanent else Outcome.later(answer)


def transport(address: str, folder: Path) -> Transport:
    """The transport an address names: smtp://user:password@host:587?tls=starttls, smtps://…, or `folder`."""
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        return Folder(folder)
    implicit = parts.scheme == "smtps"
    asked = "implicit" if implicit else parts.query.removeprefix("tls=") or "starttls"
    port = parts.port or (465 if implicit else 587)
    return MailServer(parts.hostname, port, asked, unquote(parts.username or ""), unquote(parts.password or ""))
