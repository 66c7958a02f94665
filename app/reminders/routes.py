"""Reminders of the lead's own setting: what is sent when, to whom next, what was sent, and one by hand."""

from collections import Counter
from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.core.clock import today
from app.core.errors import NotFound
from app.jobs.queries import is_somebody_at_work
from app.library import queries as library
from app.reminders import actions, queries
from app.reminders.forms import PauseForm
from app.reminders.records import IN_ORDER, Coming, Rule, Sent
from app.reminders.rules import MOST_BY_HAND, paged
from app.web.forms import Form, chosen
from app.web.limits import limited
from app.web.paging import asked_page

blueprint = Blueprint("reminders", __name__, url_prefix="/desk/reminders")


@blueprint.get("")
@requires(LEAD)
def rules() -> str:
    """Each rule in a sentence: on or off, its letter, when it last sent something and when it will next."""
    setting_id = my_post().setting_id
    choices, rounds = queries.choices(setting_id), queries.rounds_of(setting_id)
    return render_template(
        "reminders/rules.html",
        rules=IN_ORDER,
        choices=choices,
        is_paused=choices.is_paused(today()),
        rounds=rounds,
        next=_next(queries.coming_in(setting_id, choices, rounds.is_over_today)),
        is_at_work=is_somebody_at_work(),
        sent=request.args.get("sent", type=int),
        form=Form(),
    )


def _next(coming: list[Coming]) -> dict[Rule, Sent]:
    """The first day on which each rule sends something, and to how many people."""
    days: dict[Rule, date] = {}
    for one in coming:
        days.setdefault(one.rule, one.day)
    people = Counter(one.rule for one in coming if one.day == days[one.rule])
    return {rule: Sent(day, people[rule]) for rule, day in days.items()}


@blueprint.post("/rules/<rule>")
@requires(LEAD)
def switch(rule: str) -> Response:
    """Switch a rule on or off."""
    if rule not in list(Rule):
        raise NotFound("There is no such rule.")
    actions.switch(my_post().setting_id, Rule(rule), request.form.get("on") == "yes", my_post().person_id)
    return redirect(url_for("reminders.rules", _anchor=rule))


@blueprint.route("/pause", methods=["GET", "POST"])
@requires(LEAD)
def pause() -> str | tuple[str, int] | Response:
    """Let everything rest until a day."""
    form = PauseForm()
    if form.validate_on_submit():
        actions.pause(my_post().setting_id, form.until.data, my_post().person_id)
        return redirect(url_for("reminders.rules"))
    page = render_template("reminders/pause.html", form=form)
    return (page, 400) if form.is_submitted() else page


@blueprint.post("/go-on")
@requires(LEAD)
def go_on() -> Response:
    """Begin again before the day that was chosen."""
    actions.pause(my_post().setting_id, None, my_post().person_id)
    return redirect(url_for("reminders.rules"))


@blueprint.get("/next")
@requires(LEAD)
def coming() -> str:
    """Who is sent what next, as things stand; of one rule, or all."""
    setting_id, rule = my_post().setting_id, _asked_rule()
    found = queries.coming_in(setting_id, queries.choices(setting_id), queries.rounds_of(setting_id).is_over_today)
    return render_template(
        "reminders/coming.html",
        sheet=paged([one for one in found if rule in (None, one.rule)], asked_page()),
        rule=rule,
        rules=IN_ORDER,
        titles=_titles(),
    )


@blueprint.get("/log")
@requires(LEAD)
def log() -> str:
    """What was sent to whom, newest first."""
    words = request.args.get("words", "").strip()[:80]
    return render_template(
        "reminders/log.html",
        sheet=queries.log(my_post().setting_id, words, asked_page()),
        words=words,
        titles=_titles(),
    )


@blueprint.get("/now")
@requires(LEAD)
def choose() -> str:
    """Who owes something, to choose whom to remind now."""
    words, rule = request.args.get("words", "").strip()[:80], _asked_rule()
    rows = _owing(words, rule)
    return render_template(
        "reminders/now.html",
        sheet=paged(rows, asked_page()),
        to_remind=sum(1 for *_, had in rows if not had),
        words=words,
        most=MOST_BY_HAND,
        rule=rule,
        rules=[Rule.OVERDUE, Rule.DUE, Rule.CHASER, Rule.RENEWAL],
        titles=_titles(),
        none_chosen="none" in request.args,
    )


@blueprint.post("/now")
@requires(LEAD)
@limited("60 per hour")
def send_now() -> Response:
    """Send one reminder each to those who are ticked, or to everyone found; at most one a person a day."""
    if request.form.get("whom") == "found":
        rows = _owing(request.form.get("words", "").strip()[:80], _rule(request.form.get("rule", "")))
        people = [person.id for person, _, had in rows if not had]
    else:
        people = sorted({int(one) for one in chosen("person") if one.isdecimal() and len(one) < 10})
    if not people:
        return redirect(url_for("reminders.choose", none=1))
    count = actions.send_now(my_post().setting_id, people[:MOST_BY_HAND], my_post().person_id)
    return redirect(url_for("reminders.rules", sent=count))


def _owing(words: str, rule: Rule | None) -> list[Any]:
    return [
        row
        for row in queries.owing_in(my_post().setting_id)
        if words.casefold() in row[0].name.casefold() and any(rule in (None, item.rule) for item in row[1])
    ]


def _asked_rule() -> Rule | None:
    return _rule(request.args.get("rule", ""))


def _rule(words: str) -> Rule | None:
    return Rule(words) if words in list(Rule) else None


def _titles() -> dict[str, str]:
    return {version.module: version.title for version in library.modules()}
