"""The database sorts standings into the same states, on the same days, as the rule does."""

from datetime import date, timedelta
from itertools import product

from flask import Flask
from sqlalchemy import select, update

from app.core.clock import today
from app.core.database import session
from app.requirements import queries
from app.requirements.models import RequirementStanding, Standing
from app.requirements.records import Due, DutyState, ReliefKind, State, View
from app.requirements.rules import DUE_SOON, SOON, state
from tests.factories.crowd import a_crowd
from tests.factories.people import a_setting
from tests.factories.shelf import MODULE

DAY = timedelta(days=1)
COPIED = ("post_id", "setting_id", "person_id", "person_name", "sort_name", "job_title", "role")


Case = tuple[date | None, date | None, date | None, date | None, Due]
NOW, LATER, OVER = (None, None), (DAY, None), (-9 * DAY, -DAY)


def every_case() -> list[Case]:
    """Begun or not, done or not, changed since or not, every date near a border, with and without a relief."""
    day = today()
    renewals = [None, *(day + step for step in (-DAY, 0 * DAY, DAY, SOON - DAY, SOON, SOON + DAY))]
    changes = (None, day - DAY)
    return [
        (began, done, renew if done else None, changed if done else None, asked)
        for began, done, renew, changed in product((None, day), (None, day - 300 * DAY), renewals, changes)
        for asked in every_due(day)
    ]


def every_due(day: date) -> list[Due]:
    """Nothing asked; a day near each border; leave that is on, to come, over, or ends today; a word not answered."""
    asked = [Due(day, day + step) for step in (-DAY, 0 * DAY, DUE_SOON, DUE_SOON + DAY)]
    given = [
        Due(day, day - DAY, kind, day + begins if begins else None, day + ends if ends is not None else None)
        for kind, (begins, ends) in product(
            (ReliefKind.LEAVE, ReliefKind.NOT_MINE), (NOW, LATER, OVER, (-DAY, 0 * DAY))
        )
    ]
    return [Due(), *asked, *given]


def test_the_grid_counts_and_filters_as_the_rule_says(app: Flask) -> None:
    setting, cases = a_setting(), every_case()
    a_crowd(setting, MODULE, len(cases))
    posts = list(session.scalars(Standing.__table__.select().with_only_columns(Standing.post_id)))
    for post, (began, done, renew, changed, asked) in zip(posts, cases, strict=True):
        facts = {"began_on": began, "done_on": done, "renew_by": renew, "top_up_on": changed} | vars(asked)
        session.execute(update(Standing).where(Standing.post_id == post).values(**facts))
    session.commit()
    told = [state(began, done, renew, today(), changed, asked) for began, done, renew, changed, asked in cases]

    counts = queries.counts(setting, MODULE)

    assert counts == {one: told.count(one) for one in State}
    for one in State:
        sheet = queries.sheet(setting, View(MODULE, one))
        assert {line.cells[MODULE].state for line in sheet.rows} == {one}
        assert sheet.total == told.count(one)


def test_what_is_in_date_is_told_as_the_rule_says(app: Flask) -> None:
    setting, day = a_setting(), today()
    near = (None, day - DAY, day, day + DAY)
    cases = [
        {"done_on": done, "due_on": due, "top_up_on": top_up, "away_from": away}
        for done, due, top_up, away in product((None, day - 9 * DAY), near, near, (None, day))
    ]
    a_crowd(setting, MODULE, len(cases))
    standings = session.scalars(select(Standing).order_by(Standing.post_id)).all()
    for standing, case in zip(standings, cases, strict=True):
        who = {name: getattr(standing, name) for name in COPIED}
        session.add(
            RequirementStanding(**who, **case, code="X", is_sure=True, since=day, is_elsewhere=False, reasons=[])
        )
    session.commit()
    told = [one.state for one in queries.as_at(setting, day).duties]

    yes = [state in (DutyState.CONTRIBUTED, DutyState.COUNTED, DutyState.RENEW_SOON) for state in told]
    assert queries.in_date(setting) == {"X": (sum(yes), len(told) - sum(yes) - told.count(DutyState.AWAY))}
    assert queries.duty_counts(setting, "X") == {one: told.count(one) for one in DutyState}
    for one in DutyState:
        found = queries.duty_sheet(setting, View("X", one))
        assert {line.cells["X"].state for line in found.rows} == ({one} if told.count(one) else set())
        assert found.total == told.count(one)
