"""The register: ticked, keyed in from a list of names, printed, and with everything that was changed in it."""

from collections.abc import Iterable, Sequence

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import FACILITATE
from app.meetings import actions, queries
from app.meetings.forms import NamesForm
from app.meetings.records import How, MeetingRecord, Presence
from app.meetings.routes.blueprint import blueprint
from app.meetings.rules.names import people_named
from app.web.forms import Form
from app.web.paging import paged
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

SHOWN_OF_HISTORY = 60
A_PAGE = 40


@blueprint.route("/<int:meeting_id>/register", methods=["GET", "POST"])
@requires(FACILITATE)
def register(meeting_id: int) -> str | tuple[str, int] | Response:
    """Tick who is here; write the minutes somebody came late or left early."""
    found = queries.one(my_post().setting_id, meeting_id)
    there, form = queries.register(found.id), Form()
    page, pages, people = paged(_people(found, there), A_PAGE)
    faults: dict[int, str] = {}
    if form.validate_on_submit():
        lines, faults = _ticked(people, found.minutes)
        actions.note(my_post(), found.id, lines, How.TICKED)
        if not faults:
            return redirect(url_for("meetings.register", meeting_id=found.id, page=page if pages > 1 else None, kept=1))
    shown = render_template(
        "meetings/register.html",
        meeting=found,
        people=people,
        there=queries.register(found.id),
        typed=request.form,
        faults=faults,
        page=page,
        pages=pages,
        form=form,
    )
    return (shown, 400) if faults else shown


def _people(meeting: MeetingRecord, there: Iterable[int]) -> list[PostRecord]:
    """Everybody who works here now, and who stands in the register though she has left."""
    here = workforce.colleagues(meeting.setting_id)
    gone = workforce.posts_in(meeting.setting_id, [one for one in there if one not in {post.id for post in here}])
    return sorted([*here, *gone], key=lambda one: one.person_name.casefold())


def _ticked(people: Sequence[PostRecord], minutes: int) -> tuple[dict[int, Presence], dict[int, str]]:
    """What was ticked and typed, and what is wrong with the minutes of whom."""
    lines: dict[int, Presence] = {}
    faults: dict[int, str] = {}
    for one in people:
        typed = [request.form.get(f"{name}-{one.id}", "").strip() or "0" for name in ("late", "early")]
        was_there = request.form.get(f"there-{one.id}") == "yes"
        if all(text.isdecimal() and int(text) <= minutes for text in typed):
            late, early = map(int, typed)
            lines[one.id] = Presence(was_there, late, early) if was_there else Presence(False)
        else:
            faults[one.id] = f"{one.person_name}: minutes are a number from 0 to {minutes}"
    return lines, faults


@blueprint.route("/<int:meeting_id>/register/names", methods=["GET", "POST"])
@requires(FACILITATE)
def names(meeting_id: int) -> str | tuple[str, int] | Response:
    """Key in a list from paper: known names are added at once, and the others stay to be mended."""
    found, form, added = queries.one(my_post().setting_id, meeting_id), NamesForm(), 0
    if form.validate_on_submit():
        meant, faults = people_named(form.names.data.splitlines(), workforce.colleagues(found.setting_id))
        there = queries.register(found.id)
        fresh = {one: Presence(True) for one in meant if one not in there or not there[one].was_there}
        added = actions.note(my_post(), found.id, fresh, How.NAMES)
        if not faults:
            return redirect(url_for("meetings.register", meeting_id=found.id, kept=1))
        form.names.data = "\n".join(faults)
        form.names.errors = [f"{name}: {why}" for name, why in faults.items()]
    page = render_template("meetings/names.html", form=form, meeting=found, added=added)
    return (page, 400) if form.is_submitted() else page


@blueprint.get("/<int:meeting_id>/register/print")
@requires(FACILITATE)
def on_paper(meeting_id: int) -> str:
    """The register to print: to be signed beforehand, or as it stands."""
    found = queries.one(my_post().setting_id, meeting_id)
    there = queries.register(found.id)
    return render_template(
        "meetings/on_paper.html", meeting=found, people=_people(found, there), there=there, spare=range(6)
    )


@blueprint.get("/<int:meeting_id>/register/history")
@requires(FACILITATE)
def history(meeting_id: int) -> str:
    """Everything that happened to a meeting and was changed in its register, by whom and when."""
    found = queries.one(my_post().setting_id, meeting_id)
    lines = queries.history(found.id)
    return render_template(
        "meetings/history.html", meeting=found, lines=lines[:SHOWN_OF_HISTORY], more=len(lines) - SHOWN_OF_HISTORY
    )
