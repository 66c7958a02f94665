"""A Word file looked at before anything reads it: what it is by its content, how large it unpacks, what it holds."""

import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from app.core.errors import DomainError

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
LARGEST_WORDS = 12 * 1024 * 1024  # bytes of all its XML, unpacked: some five hundred pages
MOST_PARTS, MOST_ELEMENTS, DEEPEST, DEEPEST_TABLE = 1_000, 40_000, 100, 4
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word before 2007, and whatever Office has encrypted ([MS-CFB] 2.2)
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
IS_ENCRYPTED = 0x1  # a ZIP entry's flag for it
HARM = "This file is built in a way that Word does not write. Copy its text into a new document and send that."
TOO_MUCH = "This holds far more than a module. Copy the part that is to be taught into a new document, and send that."
DAMAGED = "This file cannot be read: it is damaged. Open it in Word, save it again as .docx, and send that."
NOT_WORD = "This is not a Word document. Save yours in Word as “Word Document (.docx)” and send that."
LOCKED = "This document is protected by a password. Take the password off in Word, save it, and send it again."

OLD = "This was saved by an old Word (.doc). Open it in Word, save it as “Word Document (.docx)”, and send that."


class Unreadable(DomainError):
    """The file cannot be read as a Word document; the message says why and what to do."""


@dataclass(frozen=True)
class Package:
    """A Word file of which only examined XML is left, and how often each kind of element stands in its text."""

    content: bytes
    holds: Counter[str]


def opened(content: bytes) -> Package:
    """Look through a Word file. Nothing is unpacked before its size is known; XML that declares anything is refused.

    Args:
        content: the file, whatever it is called.

    Returns:
        A package without pictures, macros and embedded files, and its elements counted by local name; besides
        `nested` tables, `toc` lines, `heads` (headers and footers) and `macros`.

    Raises:
        Unreadable: it is not a Word document, is too large, or is made to do harm.
    """
    _is_word(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = _listed(archive)
            texts = {name: archive.read(name) for name in parts if name.endswith((".xml", ".rels"))}
        return _examined(texts, any(name.endswith("vbaProject.bin") for name in parts))
    except DefusedXmlException as fault:
        raise Unreadable(HARM) from fault
    except Unreadable:
        raise
    except Exception as fault:  # archives and XML fail in more ways than can be named
        raise Unreadable(DAMAGED) from fault


def _is_word(content: bytes) -> None:
    if not content:
        raise Unreadable("This file is empty. Choose the Word document once more.")
    if len(content) > LARGEST_FILE:
        raise Unreadable("This file is larger than 5 MB. Take its pictures out, which are not kept, and send it again.")
    if content.startswith(COMPOUND):
        raise Unreadable(LOCKED if ENCRYPTED in content else OLD)
    if content.startswith(b"%PDF-"):
        raise Unreadable("This is a PDF. Send the Word document that it was made from.")
    if not content.startswith(b"PK"):
        raise Unreadable(NOT_WORD)


def _listed(archive: zipfile.ZipFile) -> list[str]:
    """The names in an archive, once its own list says that it is not too large."""
    parts = archive.infolist()
    if any(part.flag_bits & IS_ENCRYPTED for part in parts):
        raise Unreadable(LOCKED)
    words = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or words > LARGEST_WORDS or unpacked > LARGEST_UNPACKED:
        raise Unreadable(TOO_MUCH)
    return list(dict.fromkeys(part.filename for part in parts))


def _examined(texts: dict[str, bytes], has_macros: bool) -> Package:
    holds, roots, made = Counter[str](macros=int(has_macros)), set(), BytesIO()
    left = MOST_ELEMENTS
    with zipfile.ZipFile(made, "w") as clean:
        for name, text in texts.items():
            walk = _Walk(left)
            walk.through(text)
            left = walk.left
            roots.add(walk.root)
            if walk.root == "document":
                holds += walk.counts
            holds["heads"] += int(walk.root in ("hdr", "ftr") and walk.counts["t"] > 0)
            clean.writestr(name, text)
    if "document" not in roots:
        raise Unreadable(NOT_WORD)
    return Package(made.getvalue(), holds)


class _Walk:
    """Goes through one XML text element by element, keeping nothing but counts."""

    def __init__(self, left: int) -> None:
        self.left, self.depth, self.tables, self.fallbacks = left, 0, 0, 0
        self.root, self.counts = "", Counter[str]()

    def through(self, text: bytes) -> None:
        for event, element in iterparse(BytesIO(text), ("start", "end"), forbid_dtd=True):
            space, _, name = element.tag.rpartition("}")
            if event == "start":
                self._begin(space, name, element)
            else:
                self._end(name)
                element.clear()

    def _begin(self, space: str, name: str, element: Element) -> None:
        self.left, self.depth = self.left - 1, self.depth + 1
        self.root = self.root or (name if "wordprocessingml" in space else "-")
        self.tables += name == "tbl"
        self.fallbacks += name == "Fallback"
        if self.left < 0:
            raise Unreadable(TOO_MUCH)
        if self.depth > DEEPEST or self.tables > DEEPEST_TABLE:
            raise Unreadable(HARM)
        if not self.fallbacks:  # what stands in one is said twice: in the new way, and for older programs
            self.counts[name] += 1
            self.counts["nested"] += int(name == "tbl" and self.tables > 1)
            self.counts["toc"] += int(name == "pStyle" and _is_contents(element))

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.tables -= name == "tbl"
        self.fallbacks -= name == "Fallback"


def _is_contents(style: Element) -> bool:
    return any(re.match(r"TOC", value, re.IGNORECASE) for value in style.attrib.values())
