"""What came of it weeks later, for a lead: who said what, a sample to confirm, and paper."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.core.errors import DomainError
from app.core.identifying import hints
from app.library import queries as library
from app.practice import actions
from app.practice.forms import WeeksForm
from app.practice.queries import impact
from app.practice.records import Answer, Barrier, Said
from app.practice.routes.blueprint import blueprint
from app.web.forms import Form
from app.web.paging import asked_page

TO_CONFIRM_AT_ONCE = 4
SHOWN_ON_PAPER = 20  # one screen; the next come when these are kept


@blueprint.route("/actions/six-weeks", methods=["GET", "POST"])
@requires(LEAD)
def six_weeks() -> str | tuple[str, int] | Response:
    """Who was asked and said what; a sample to confirm; after how many weeks we ask."""
    here = my_post()
    form = WeeksForm(data={"weeks": impact.weeks_of(here.setting_id)})
    if form.validate_on_submit():
        actions.choose_weeks(here, form.weeks.data)
        return redirect(url_for("practice.six_weeks"))
    number = asked_page()
    asked, more = impact.asked(here.setting_id, number)
    page = render_template(
        "practice/six_weeks.html",
        form=form,
        weeks=impact.weeks_of(here.setting_id),
        asked=asked,
        more=more,
        number=number,
        counts=impact.counts(here.setting_id),
        to_confirm=impact.to_confirm(here.setting_id)[:TO_CONFIRM_AT_ONCE],
        paper=len(impact.on_paper(here.setting_id)),
        titles=_titles(),
        hints=hints,
    )
    return (page, 400) if form.is_submitted() else page


def _titles() -> dict[str, str]:
    return {one.module: one.title for one in library.modules()}


@blueprint.post("/actions/six-weeks/<int:question_id>/confirm")
@requires(LEAD)
def confirm(question_id: int) -> Response:
    """Say whether I have seen it too."""
    actions.confirm(my_post(), question_id, request.form.get("seen") == "yes")
    return redirect(url_for("practice.six_weeks"))


@blueprint.post("/actions/six-weeks/<int:question_id>/take-out")
@requires(LEAD)
def take_line_out(question_id: int) -> Response:
    """Take a line out for good."""
    actions.take_line_out(my_post(), question_id)
    return redirect(url_for("practice.six_weeks"))


@blueprint.get("/actions/six-weeks/paper")
@requires(LEAD)
def paper() -> str:
    """Slips to print, one for each person without an address."""
    found = impact.on_paper(my_post().setting_id)
    return render_template(
        "practice/paper.html",
        asked=found[:SHOWN_ON_PAPER],
        more=max(0, len(found) - SHOWN_ON_PAPER),
        titles=_titles(),
        answers=Answer,
        barriers=Barrier,
    )


@blueprint.route("/actions/six-weeks/key-in", methods=["GET", "POST"])
@requires(LEAD)
def key_in() -> str | tuple[str, int] | Response:
    """What came back on paper, many people on one screen."""
    here, form, wrong = my_post(), Form(), ""
    found = impact.on_paper(here.setting_id)
    asked = found[:SHOWN_ON_PAPER]
    if form.validate_on_submit():
        try:
            actions.key_in(here, {one.id: _said(one.id) for one in asked if _field("answer", one.id) in list(Answer)})
            return redirect(url_for("practice.six_weeks"))
        except DomainError as refusal:
            wrong = str(refusal)
    page = render_template(
        "practice/key_in.html",
        form=form,
        asked=asked,
        more=len(found) - len(asked),
        titles=_titles(),
        answers=Answer,
        barriers=Barrier,
        wrong=wrong,
        typed=request.form,
    )
    return (page, 400) if wrong else page


def _field(name: str, question_id: int) -> str:
    return request.form.get(f"{name}-{question_id}", "")


def _said(question_id: int) -> Said:
    barrier = _field("barrier", question_id)
    return Said(
        Answer(_field("answer", question_id)),
        Barrier(barrier) if barrier in list(Barrier) else None,
        _field("line", question_id),
    )
