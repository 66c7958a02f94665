"""The setting's board of practice actions, opening a new one, and taking the list away."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from app.access.guard import asker, my_post, proved, requires
from app.access.permissions import LEAD, LEARN
from app.audit.actions import record
from app.core.clock import today
from app.core.dates import say_date
from app.learning import queries as learning
from app.library.records import StatementRecord
from app.practice import actions, queries
from app.practice.forms import ActionForm
from app.practice.records import ActionRecord, Origin, Source, State
from app.practice.routes.blueprint import blueprint
from app.practice.rules import ORDERS, OVERDUE, Wanted, grouped, narrowed
from app.reviews import queries as register
from app.web.days import asked_day, earlier_day, looks_back
from app.web.forms import Form
from app.web.limits import limited
from app.web.paging import paged
from app.web.sheets import Cell, SheetForm, send_sheet
from app.workforce import queries as workforce

ACTIONS_A_PAGE, MOST_SUGGESTED = 12, 60
USUAL_REVIEW = timedelta(weeks=6)
COLUMNS = (
    "Number",
    "What changes",
    "State",
    "Led by",
    "To be looked at on",
    "Overdue",
    "Comes from",
    "Themes",
    "Statement behind it",
    "Findings",
    "Opened on",
    "Written by",
    "What was noticed",
    "Last noted on",
)


@blueprint.get("/actions")
@requires(LEARN)
@looks_back
def listed() -> str:
    """What our setting decided to do differently, narrowed and ordered as asked for; today, or as on a day."""
    titles = {one.ref: one.title for one in register.themes()}
    wanted, order = _wanted(titles), request.args.get("by", "")
    order = order if order in ORDERS else ORDERS[0]
    every = queries.of_setting(my_post().setting_id, asked_day())
    found = narrowed(every, wanted)
    groups = grouped(found, order, titles)
    page, pages, shown = _page(groups)
    return render_template(
        "practice/listed.html",
        groups=shown,
        matches=len(found),
        total=len(every),
        overdue=sum(one.is_overdue for one in every),
        wanted=wanted,
        order=order,
        themes={ref: title for ref, title in titles.items() if any(ref in one.themes for one in every)},
        states=State,
        taught=queries.taught([one for _, some in shown for one in some]),
        page=page,
        pages=pages,
        form=Form(),
        day=earlier_day(),
    )


def _wanted(themes: dict[str, str]) -> Wanted:
    asked = request.args
    state = asked.get("state", "")
    return Wanted(
        words=asked.get("words", "").strip()[:80],
        theme=asked.get("theme", "") if asked.get("theme") in themes else "",
        state=state if state in [*State, OVERDUE] else "",
        mine=my_post().id if asked.get("whose") == "mine" else None,
    )


def _page(groups: list[tuple[str, list[ActionRecord]]]) -> tuple[int, int, list[tuple[str, list[ActionRecord]]]]:
    """The page asked for, how many there are, and its groups."""
    flat = [(heading, one) for heading, some in groups for one in some]
    page, pages, shown = paged(flat, ACTIONS_A_PAGE)
    here: dict[str, list[ActionRecord]] = {}
    for heading, one in shown:
        here.setdefault(heading, []).append(one)
    return page, pages, list(here.items())


@blueprint.route("/actions/new", methods=["GET", "POST"])
@requires(LEARN)
def new() -> str | tuple[str, int] | Response:
    """A new practice action, in fresh words: nothing is brought along but what it is about."""
    themes = {one.ref: one.title for one in register.themes()}
    # `about` is the theme under which the page was opened, whatever is chosen on it since.
    module, about = request.values.get("module", ""), request.form.get("about") or request.args.get("theme", "")
    offered = queries.statements_for(my_post(), module, about if about in themes else "")
    form = _form(about, themes, offered)
    if form.validate_on_submit():
        try:
            opened = actions.open_action(
                my_post(),
                form.words.data,
                form.owner.data,
                form.review_on.data,
                Origin(form.origin.data),
                _source(form.statement.data, form.theme.data, offered),
            )
        except actions.TwoOfThatName as refusal:
            form.owner.errors = [str(refusal)]
        else:
            return redirect(url_for("practice.action", action_id=opened, kept="new"))
    page = render_template(
        "practice/new.html",
        form=form,
        module=module,
        about=about,
        back=learning.newest_of_post(my_post().id).get(module),
        colleagues=suggested(),
    )
    return (page, 400) if form.is_submitted() else page


def _form(theme: str, themes: dict[str, str], offered: dict[str, StatementRecord]) -> ActionForm:
    origin = request.args.get("origin", "")
    known = {
        "owner": asker().name,
        "review_on": today() + USUAL_REVIEW,
        "origin": origin if origin in list(Origin) else str(Origin.FRESH),
        "theme": theme,
    }
    form = ActionForm(data=known)
    form.statement.choices = _choices("No one point", {key: one.text for key, one in offered.items()})
    form.theme.choices = _choices("No one theme", themes)
    return form


def _choices(none: str, some: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice("", none), *(SelectChoice(value, words) for value, words in some.items())]


def _source(key: str | None, theme: str | None, offered: dict[str, StatementRecord]) -> Source:
    if not key:
        return Source(theme=theme or None)
    one, version = offered[key], int(key.partition(":")[0])
    return Source(one.module, one.code, version, theme or None)


def suggested() -> list[str]:
    """The first colleagues, to choose from while typing who leads."""
    here = workforce.colleagues(my_post().setting_id)
    return [f"{one.person_name}, {one.job_title}" for one in here[:MOST_SUGGESTED]]


@blueprint.post("/actions/export")
@requires(LEAD)
@proved("practice.listed")
@limited("60 per hour")
def export() -> Response:
    """The setting's actions as a spreadsheet, as they are today or as they stood on a day."""
    here, day = my_post(), asked_day()
    wanted = SheetForm.XLSX if request.form.get("form") == SheetForm.XLSX else SheetForm.CSV
    found = queries.of_setting(here.setting_id, day)
    titles = {one.ref: one.title for one in register.themes()}
    taught = queries.taught(found)
    rows = (_row(one, titles, taught.get((one.version_id or 0, one.statement or ""))) for one in found)
    answer, count = send_sheet(wanted, f"practice-actions-{day.isoformat()}", COLUMNS, rows)
    record("practice actions exported", here.person_id, rows=count, form=str(wanted), as_at=day.isoformat())
    return answer


def _row(one: ActionRecord, titles: dict[str, str], behind: StatementRecord | None) -> list[Cell]:
    return [
        one.id,
        one.words,
        one.state.label,
        one.owner,
        one.review_on,
        "Overdue" if one.is_overdue else "",
        one.origin.label,
        "; ".join(titles.get(theme, theme) for theme in one.themes),
        behind.text if behind else "",
        "; ".join(behind.findings) if behind else "",
        say_date(one.created_at),
        one.author,
        "\n".join(step.words for step in one.evidence),
        say_date(one.steps[-1].at),
    ]
