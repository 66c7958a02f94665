"""The thread's pages: the list of findings, and one page for each place where the thread can be held."""

import json
from io import BytesIO

from flask import Blueprint, Response, render_template, request, send_file

from app.access.guard import asker, proved, requires
from app.access.permissions import LEAD, THREAD
from app.audit.actions import record
from app.core.clock import today
from app.core.errors import NotFound
from app.core.vocabulary import KIND_LABELS
from app.reviews import queries as register
from app.thread import queries, table
from app.thread.records import Line, Wanted
from app.web.limits import limited
from app.web.paging import paged
from app.web.sheets import SheetForm, send_sheet

blueprint = Blueprint("thread", __name__, url_prefix="/thread")
A_PAGE = 20


@blueprint.get("")
@requires(THREAD)
def front() -> str:
    """Every finding of the register, and whether anybody teaches it; narrowed to words, a theme and a year."""
    themes, years = register.themes(), register.years()
    wanted = _wanted([one.ref for one in themes], years)
    found = queries.rows(wanted, asker())
    page, pages, shown = paged(found, A_PAGE)
    return render_template(
        "thread/front.html",
        rows=shown,
        total=len(found),
        untaught=sum(one.is_untaught for one in found),
        wanted=wanted,
        themes=themes,
        titles={one.ref: one.title for one in themes},
        years=years,
        page=page,
        pages=pages,
    )


def _wanted(themes: list[str], years: list[str]) -> Wanted:
    asked = request.values
    theme, year = asked.get("theme", ""), asked.get("year", "")
    return Wanted(
        asked.get("words", "").strip()[:80],
        theme if theme in themes else "",
        year if year in years else "",
        asked.get("only") == "untaught",
    )


@blueprint.get("/reviews/<ref>")
@requires(THREAD)
def review(ref: str) -> str:
    """From a review: its findings, where each is taught, what asks it, and what settings did."""
    found, line = queries.of_review(ref, asker())
    return render_template("thread/review.html", review=found, line=line)


@blueprint.get("/findings/<ref>")
@requires(THREAD)
def finding(ref: str) -> str:
    """Through one finding, back to its review and on to practice; red where nobody teaches it."""
    found, line = queries.of_finding(ref, asker())
    return render_template("thread/finding.html", finding=found, line=line)


@blueprint.get("/statements/<course>/<name>/<code>")
@requires(THREAD)
def statement(course: str, name: str, code: str) -> str:
    """Through one statement of a module."""
    found, line = queries.of_statement((f"{course}/{name}", code), asker())
    return render_template("thread/statement.html", statement=found, line=line)


@blueprint.get("/questions/<course>/<name>/<code>")
@requires(THREAD)
def question(course: str, name: str, code: str) -> str:
    """Through one question, without its options."""
    found, line = queries.of_question((f"{course}/{name}", code), asker())
    return render_template("thread/question.html", question=found, line=line, kinds=KIND_LABELS)


@blueprint.get("/themes/<ref>")
@requires(THREAD)
def theme(ref: str) -> str:
    """Through everything under one theme."""
    found, line = queries.of_theme(ref, asker())
    return render_template("thread/theme.html", theme=found, line=line)


@blueprint.get("/actions/<int:action_id>")
@requires(LEAD)
def action(action_id: int) -> str:
    """From a practice action of our own setting back to the finding and its review."""
    found, line = queries.of_action(action_id, asker())
    return render_template("thread/action.html", own=found, line=line)


@blueprint.post("/export")
@requires(THREAD)
@proved("thread.front")
@limited("60 per hour")
def export() -> Response:
    """The line that a page shows, or that of every finding of the list, as CSV or JSON."""
    place, ref = request.form.get("place", ""), request.form.get("ref", "")
    line, name = _line_at(place, ref), f"thread-{today().isoformat()}"
    if request.form.get("form") == "json":
        words = json.dumps(table.as_values(line), ensure_ascii=False, indent=1)
        answer = send_file(
            BytesIO(words.encode()), "application/json", as_attachment=True, download_name=f"{name}.json"
        )
        count = len(line.findings)
    else:
        answer, count = send_sheet(SheetForm.CSV, name, table.COLUMNS, table.rows(line))
    record("thread exported", asker().person_id, what=place or "findings", ref=ref[:200], rows=count)
    return answer


def _line_at(place: str, ref: str) -> Line:
    if not place:
        return queries.of_wanted(_wanted([one.ref for one in register.themes()], register.years()), asker())
    module, _, code = ref.rpartition("/")
    match place:
        case "review":
            return queries.of_review(ref, asker())[1]
        case "finding":
            return queries.of_finding(ref, asker())[1]
        case "theme":
            return queries.of_theme(ref, asker())[1]
        case "statement":
            return queries.of_statement((module, code), asker())[1]
        case "question":
            return queries.of_question((module, code), asker())[1]
        case "action" if ref.isdecimal():
            return queries.of_action(int(ref), asker())[1]
    raise NotFound("There is no such place.")
