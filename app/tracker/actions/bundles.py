"""Certificates of many people in one file: each as a PDF, an index, and PDFs of many pages for a printer.

A worker writes the file in parts as it goes, so that five thousand certificates ask for no more memory than fifty.
"""

import io
import re
import zipfile
from typing import Any

from flask import current_app
from pypdf import PdfReader, PdfWriter

from app.audit.actions import record
from app.certificates import queries as certificates
from app.certificates.pdf import render_pdf
from app.certificates.records import CertificateRecord
from app.core.vocabulary import Role
from app.jobs import actions as jobs
from app.jobs.records import FileMade, JobRecord
from app.requirements import queries as requirements
from app.requirements.records import State, View
from app.web.sheets import Cell, SheetForm, write_sheet

CERTIFICATES = "certificates"
ASKED = ("column", "state", "words", "role", "site")
POSTS_AT_ONCE = 50
PAGES_TOGETHER = 200
HEADERS = ("Name", "Job", "Module", "Edition", "Completed on", "Renew by", "Certificate number", "File")


def ask_for_certificates(setting_id: int, by: int, view: View) -> int:
    """Ask a worker for the certificates of everybody a view of the grid shows, on all its pages.

    Returns:
        The number of the work.
    """
    facts: dict[str, Any] = {name: getattr(view, name) for name in ASKED}
    return jobs.ask(CERTIFICATES, setting_id, by, **facts)


def carry_out(job: JobRecord, say: jobs.Say) -> jobs.Outcome:
    """Write the certificates that a piece of work asks for; what an earlier try wrote of them is written anew."""
    assert job.setting_id is not None, "certificates are always those of a setting"
    posts = requirements.posts_in_view(job.setting_id, _view(job.facts))
    file = jobs.PartedFile(job.id)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        rows = _written(archive, posts, say)
        archive.writestr("index.csv", _index(rows))
    file.close()
    record("exported", job.person_id, setting=job.setting_id, what=CERTIFICATES, rows=len(rows))
    made = FileMade("certificates.zip", "application/zip", b"")
    return jobs.Outcome({"people": len(posts), "certificates": len(rows)}, made)


def _view(facts: dict[str, Any]) -> View:
    state, role = facts["state"], facts["role"]
    return View(
        facts["column"], State(state) if state else None, facts["words"], Role(role) if role else None, facts["site"]
    )


def _written(archive: zipfile.ZipFile, posts: list[int], say: jobs.Say) -> list[tuple[Cell, ...]]:
    """Write every certificate and the pages to print; returns the lines of the index."""
    rows, together = list[tuple[Cell, ...]](), Together(archive)
    for done in range(0, len(posts), POSTS_AT_ONCE):
        say("Writing certificates", done, len(posts))
        for one in _held(posts[done : done + POSTS_AT_ONCE]):
            printed = render_pdf(one, f"{current_app.config['CSPR'].address}/check/{one.code}")
            name = f"{len(rows) + 1:05} {_plain(one.facts['name'])}, {_plain(one.title)}, {one.completed_on}.pdf"
            archive.writestr(f"certificates/{name}", printed)
            together.add(printed)
            rows.append(_line(one, name))
    together.write()
    return rows


def _held(posts: list[int]) -> list[CertificateRecord]:
    """The newest certificate of each module that stands, post by post in the order given."""
    order, newest = {post_id: place for place, post_id in enumerate(posts)}, dict[tuple[int, str], CertificateRecord]()
    for one in certificates.of_posts(posts):
        if one.withdrawn_at is None:
            newest.setdefault((one.post_id, one.title), one)
    return sorted(newest.values(), key=lambda one: (order[one.post_id], one.title))


def _line(one: CertificateRecord, name: str) -> tuple[Cell, ...]:
    facts = one.facts
    who, learned = (facts["name"], facts["job_title"]), (one.title, facts["edition"])
    return *who, *learned, one.completed_on, one.renew_by, one.number, name


def _plain(words: str) -> str:
    """Words without the signs that some system does not allow in the name of a file."""
    return " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", words).split())[:60]


def _index(rows: list[tuple[Cell, ...]]) -> bytes:
    out = io.BytesIO()
    write_sheet(SheetForm.CSV, out, HEADERS, rows)
    return out.getvalue()


class Together:
    """Pages gathered for a printer, so many in one PDF."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self._pages, self._files = archive, PdfWriter(), 0

    def add(self, printed: bytes) -> None:
        """Add a document; what is enough for one PDF is written."""
        self._pages.append(PdfReader(io.BytesIO(printed)))
        if len(self._pages.pages) >= PAGES_TOGETHER:
            self.write()

    def write(self) -> None:
        """Write what was gathered, if anything was."""
        if not self._pages.pages:
            return
        self._files += 1
        self._pages.compress_identical_objects()
        out = io.BytesIO()
        self._pages.write(out)
        self._archive.writestr(f"to-print-{self._files:02}.pdf", out.getvalue())
        self._pages = PdfWriter()
