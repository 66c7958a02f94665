"""Whoever stands alike over all modules from one day to another is called as a look at each module says."""

from datetime import date, timedelta

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.clock import at, now, today
from app.core.database import session
from app.core.vocabulary import Role
from app.requirements import queries
from app.requirements.actions import restate
from app.requirements.models import OverallStanding
from app.requirements.records import Due, Overall, ReliefKind, State
from app.requirements.rules import Known, overall, state
from app.workforce.actions import keep_new_posts, note_leave
from app.workforce.queries import post_ids, posts
from tests.factories.crowd import a_crowd
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import MODULE
from tests.visitor import Visitor

DAY = timedelta(days=1)
FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 400).map(lambda n: FIRST + n * DAY)
MAYBE = st.none() | DAYS
DUE = {State.OVERDUE, State.DUE_SOON, State.RENEW_NOW, State.TOP_UP}
OPEN, SETTLED = {State.NOT_STARTED, State.UNDER_WAY}, {State.DONE, State.RENEW_SOON}


@st.composite
def known(draw: st.DrawFn) -> Known:
    done = draw(MAYBE)
    relief = draw(st.none() | st.sampled_from(ReliefKind))
    asked = draw(MAYBE)
    due = draw(MAYBE)
    renew, top_up = (draw(MAYBE), draw(MAYBE)) if done else (None, None)
    return Known(draw(MAYBE), done, renew, top_up, asked, due, relief, draw(MAYBE), draw(MAYBE))


def looked_at(standings: list[Known], day: date) -> tuple[Overall, date] | None:
    """The same by looking at each standing on that day."""
    asked = [Due(*one[4:]) for one in standings]
    called = [
        state(one.began_on, one.done_on, one.renew_by, day, one.top_up_on, due)
        for one, due in zip(standings, asked, strict=True)
    ]
    due = [
        one.due_by or one.renew_by or date.max for one, is_now in zip(standings, called, strict=True) if is_now in DUE
    ]
    if due:
        return Overall.DUE, min(due)
    if OPEN & set(called):
        return Overall.PARTLY if SETTLED & set(called) else Overall.OPEN, date.max
    return (Overall.SETTLED, date.max) if SETTLED & set(called) else None


@given(st.lists(known(), max_size=4), st.integers(-40, 440))
def test_on_any_day_the_spans_say_what_a_look_at_each_module_says(standings: list[Known], after: int) -> None:
    day = FIRST + after * DAY

    found = [one for one in overall(standings) if one.from_day <= day <= one.to_day]

    assert [(one.called, one.longest) for one in found] == [said for said in [looked_at(standings, day)] if said]


def test_the_desk_counts_whom_to_chase_today_and_after_a_leave_without_a_job_in_between(app: Flask) -> None:
    school = a_setting()
    a_colleague("mark", Role.DSL, school)
    a_crowd(school, MODULE, 3)
    ids = post_ids([school])
    keep_new_posts(posts(ids[1:]))
    restate(ids)
    note_leave(ids[-1], today(), today() + 9 * DAY, None)
    restate(ids)
    mark = Visitor(app)
    mark.sign_in("mark")

    assert queries.counts_to_chase(school) == (3, 0)
    assert mark.visit("/desk/chase").says("3 people")
    with at(now() + 10 * DAY):
        assert queries.counts_to_chase(school) == (4, 0)
        assert len(queries.to_chase(school, 0, 10)) == 4
    assert not session.scalars(select(OverallStanding).where(OverallStanding.setting_id != school)).all()
