"""Making what leaves the desk: an evidence pack, by a worker or at once; somebody’s whole record."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

from flask import current_app

from app.audit.actions import record
from app.certificates import actions as certificates
from app.certificates.records import PackRecord
from app.core.clock import now, today
from app.core.errors import DomainError
from app.jobs import actions as jobs
from app.jobs.records import FileMade, JobRecord
from app.tracker import queries
from app.tracker.pdf import render_pack, render_record
from app.tracker.records import Pack, RecordForm, WholeRecord
from app.tracker.rules import parts_of_post, parts_of_setting, tables
from app.web.sheets import SheetForm, write_sheet

EVIDENCE = "evidence pack"
EARLIEST = date(2000, 1, 1)
Say = Callable[[str, int, int], None]


def _untold(stage: str, done: int, total: int) -> None:
    """Nobody asked how far it is."""


def ask_for_pack(setting_id: int, by: int, day: date, plan: str, with_tables: bool) -> int:
    """Ask a worker for a pack as at a day; returns the number of the work.

    Raises:
        DomainError: the day is still to come, or before anything was recorded.
    """
    if not EARLIEST <= day <= today():
        raise DomainError("Choose today or an earlier day")
    return jobs.ask(EVIDENCE, setting_id, by, day=day.isoformat(), plan=plan.strip(), with_tables=with_tables)


def carry_out(job: JobRecord, say: Say) -> jobs.Outcome:
    """Make the pack that a piece of work asks for."""
    assert job.setting_id is not None, "a pack is always of a setting"
    facts = job.facts
    pack, seal, file = make_pack(
        job.setting_id, date.fromisoformat(facts["day"]), job.person_id, facts["plan"], facts["with_tables"], say
    )
    told = {"people": pack.people, "number": seal.number, "fingerprint": seal.digest}
    return jobs.Outcome(told, file)


def make_pack(
    setting_id: int, day: date, by: int | None, plan: str = "", with_tables: bool = True, say: Say = _untold
) -> tuple[Pack, PackRecord, FileMade]:
    """Gather, seal and print a pack: a PDF, or a ZIP of the PDF and its tables as CSV."""
    say("Gathering what was recorded", 0, 3)
    pack = queries.pack(setting_id, day, plan)
    say("Printing it", 1, 3)
    facts = {
        "setting": pack.setting,
        "people": pack.people,
        "modules": [f"{one.title}{_editions(one.editions)}" for one in pack.modules],
    }
    seal = certificates.seal_pack(setting_id, day, by, pack.digest, facts)
    printed = render_pack(pack, seal, f"{current_app.config['CSPR'].address}/check/{seal.code}")
    record("exported", by, setting=setting_id, what=EVIDENCE, as_at=day.isoformat(), rows=pack.people)
    name = f"evidence-{day.isoformat()}"
    if with_tables:
        return pack, seal, FileMade(f"{name}.zip", "application/zip", _zipped(pack, name, printed))
    return pack, seal, FileMade(f"{name}.pdf", "application/pdf", printed)


def _editions(editions: tuple[str, ...]) -> str:
    return f", edition {', '.join(editions)}" if editions else ""


def _zipped(pack: Pack, name: str, printed: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.pdf", printed)
        for table in tables(pack):
            out = io.BytesIO()
            write_sheet(SheetForm.CSV, out, table.headers, table.rows)
            archive.writestr(f"{table.name}.csv", out.getvalue())
        archive.writestr("content.json", json.dumps(asdict(pack), default=str, indent=1, ensure_ascii=False))
    return made.getvalue()


def take_record(whole: WholeRecord, form: RecordForm, by: int, setting_id: int | None) -> FileMade:
    """A whole record as a file; that it was taken away is kept.

    Args:
        whole: what it says.
        form: PDF, or JSON with the fields of docs/record.md.
        by: who takes it.
        setting_id: the setting whose share it is; None for her own, whole.
    """
    content = _as_json(whole) if form is RecordForm.JSON else _as_pdf(whole)
    if setting_id:
        record("exported", by, setting=setting_id, what="whole record", as_at=whole.as_at.isoformat(), rows=1)
    else:
        record("own record taken away", by, as_at=whole.as_at.isoformat())
    return FileMade(f"record-{whole.as_at.isoformat()}.{form}", form.mimetype, content)


def _as_json(whole: WholeRecord) -> bytes:
    return json.dumps(asdict(whole), default=date.isoformat, indent=1, ensure_ascii=False).encode()


def _as_pdf(whole: WholeRecord) -> bytes:
    return render_record(whole, now(), parts_of_post, parts_of_setting)
