"""Weeks later: who is asked, once; how an answer is taken; and what a partnership may know of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier as Gate
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import insert, select

from app.core.clock import at, now, today
from app.core.database import Model, session
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import Role
from app.learning.models import Completion, Enrolment
from app.notices.actions import queue
from app.notices.models import Notice
from app.notices.records import Message
from app.practice import actions, queries
from app.practice.actions import impact as asking
from app.practice.models import ImpactAnswer, ImpactQuestion
from app.practice.queries import impact
from app.practice.records import Answer, Barrier, Said, State
from app.workforce import actions as workforce
from app.workforce import queries as workforce_queries
from app.workforce.models import Leave
from tests.factories.people import a_colleague, a_person, a_post, a_setting
from tests.factories.practice import an_action, held
from tests.factories.shelf import MODULE

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
A_MESSAGE = Message("of today", "reminder-due", "Due", "It is due.")


@pytest.fixture
def school(app: Flask) -> int:
    place = a_setting()
    a_colleague("mark", Role.DSL, place)
    return place


def learners(school: int, count: int, mail: bool = True, prefix: str = "p") -> list[int]:
    """People of a setting who completed the module now; their posts."""
    posts = []
    for number in range(count):
        name = f"{prefix}{number}"
        person = a_person(name, f"Person {name}", f"{name}@example.org" if mail else None)
        post = a_post(person, school)
        facts = {"person_id": person.id, "post_id": post.id, "module": MODULE}
        enrolment = Enrolment(**facts, version_id=1, kind="primary", number=1, began_at=now())
        session.add(enrolment)
        session.flush()
        session.add(Completion(**facts, enrolment_id=enrolment.id, completed_at=now(), facts={}))
        posts.append(post.id)
    session.commit()
    return posts


def asked() -> list[ImpactQuestion]:
    return list(session.scalars(select(ImpactQuestion).order_by(ImpactQuestion.id)))


@contextmanager
def after(weeks: float) -> Iterator[None]:
    with at(now() + weeks * WEEK):
        yield


def links() -> list[str]:
    """The tokens of every letter queued."""
    bodies = session.scalars(select(Notice.body).where(Notice.kind == "six-weeks").order_by(Notice.id))
    return [body.split("/six-weeks/")[1].split()[0] for body in bodies]


def test_six_weeks_after_whoever_leads_an_action_and_a_sample_of_those_who_learned_are_asked_once(school: int) -> None:
    leader = a_post(a_person("lena", "Lena Lead", "lena@example.org"), school)
    an_action(leader.id)
    learners(school, 13)

    told = []
    for weeks in (5.9, 6.01, 6.01, 9, 10.1):
        with after(weeks):
            told.append(actions.ask())
            session.commit()

    assert told == [0, 1 + 3 + 2, 0, 0, 0]
    assert [one.action_id for one in asked()].count(1) == 1
    assert len(links()) == 6


def test_the_same_people_are_drawn_however_often_it_is_reckoned(school: int) -> None:
    learners(school, 20)
    with after(6.1):
        drawn = [one.post_id for one in impact.causes(now())]
        again = [one.post_id for one in impact.causes(now())]

    assert drawn == again
    assert len(drawn) in (6, 7), "the first three, three groups of five, and two of a group still to fill"


def test_whoever_is_on_leave_or_had_a_message_today_is_not_asked_before_she_is_back_or_tomorrow(school: int) -> None:
    posts = learners(school, 2)
    away = Leave(post_id=posts[0], first_day=today(), last_day=today() + 45 * DAY, noted_on=today())
    session.add(away)
    told = []
    for days in (42.1, 43.1, 46.1):
        with at(now() + days * DAY):
            if days == 42.1:
                queue(workforce_queries.post(posts[1]).person_id, "p1@example.org", A_MESSAGE, school)
            told.append(actions.ask())
            session.commit()

    assert told == [0, 1, 1]


def test_whoever_left_is_not_asked(school: int) -> None:
    posts = learners(school, 3)
    with after(6.1):
        workforce.end_post(posts[0], (now() - DAY).date())
        assert actions.ask() == 2


def test_an_action_that_was_given_up_or_that_no_post_leads_is_not_asked_about(school: int) -> None:
    leader = a_colleague("lena", setting=school)
    an_action(leader.id)
    an_action(leader.id, "We read the box on Mondays.", "Lunchtime team")
    actions.review(held(leader.id), 1, State.DROPPED, now().date(), "No hatch.")

    with after(6.1):
        assert actions.ask() == 0


def test_nobody_is_asked_twice_within_a_fortnight_and_the_second_question_waits(school: int) -> None:
    (post,) = learners(school, 1)
    an_action(post)

    told = []
    for weeks in (6.1, 7, 8.2):
        with after(weeks):
            told.append(actions.ask())
            session.commit()

    assert told == [1, 0, 1]
    assert [one.action_id for one in asked()] == [1, None], "what she leads comes first"


def test_somebody_with_two_posts_is_not_asked_in_both_at_once(school: int) -> None:
    (post,) = learners(school, 1)
    person, club = held(post).person_id, a_setting(code="club")
    second = workforce.start_post(person, club, Role.STAFF, "Helper", now().date())
    an_action(second.id)

    with after(6.1):
        assert actions.ask() == 1


def test_a_setting_asks_sooner_later_or_never(school: int) -> None:
    learners(school, 1)
    lead = held(1)
    actions.choose_weeks(lead, 3)
    with after(3.1):
        assert len(impact.causes(now())) == 1
    actions.choose_weeks(lead, 0)
    for weeks in (3.1, 6.1):
        with after(weeks):
            assert impact.causes(now()) == []
    with pytest.raises(DomainError, match="0 to 26"):
        actions.choose_weeks(lead, 27)


def test_who_came_due_while_another_worker_asked_is_not_asked_twice(school: int) -> None:
    first, _ = learners(school, 2)
    with after(6.1):
        due = impact.causes(now())[0]
        twin = {"cause": due.key, "setting_id": school, "post_id": first}
        session.execute(insert(ImpactQuestion).values(**twin, asked_at=now() - 20 * DAY, closes_at=now() + DAY))

        # The other one wrote between our reading and our writing.
        assert asking.write_down(due, workforce_queries.post(first)) == 0
        assert actions.ask() == 1
    assert len(asked()) == 2
    assert len(links()) == 1


def test_two_workers_at_once_ask_everybody_once(app: Flask, school: int) -> None:
    learners(school, 6)
    moment, gate, told = now() + 6.1 * WEEK, Gate(2), []

    def work() -> None:
        with app.app_context(), at(moment):
            gate.wait()
            told.append(actions.ask())
            session.commit()

    workers = [Thread(target=work) for _ in range(2)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert sorted(told) in ([0, 3], [0, 4])
    assert len(asked()) == len(links()) == max(told)


def a_link(school: int) -> str:
    learners(school, 1, prefix="link")
    with after(6.1):
        actions.ask()
    session.commit()
    return links()[-1]


def test_a_link_is_stored_as_a_hash_and_answers_once(school: int) -> None:
    token = a_link(school)
    stored = str([row for table in Model.metadata.sorted_tables if table.name != "notice" for row in rows_of(table)])

    with after(6.2):
        actions.answer(token, Answer.USED)
        with pytest.raises(NotFound):
            actions.answer(token, Answer.NOT_YET)

    assert token not in stored
    assert [one.answer for one in session.scalars(select(ImpactAnswer))] == ["used"]


def rows_of(table: object) -> list[object]:
    return list(session.execute(select(table)))  # type: ignore[call-overload]


def test_a_link_runs_out_after_three_weeks(school: int) -> None:
    token = a_link(school)

    with after(6.1 + 3.01):
        assert impact.by_link(token) is None
        with pytest.raises(NotFound):
            actions.answer(token, Answer.USED)


def test_a_line_may_follow_within_half_an_hour_once(school: int) -> None:
    token = a_link(school)
    with after(6.2):
        with pytest.raises(NotFound):
            actions.add_line(token, None, "Before any answer.")
        actions.answer(token, Answer.IN_THE_WAY)
        began = now()
        with at(began + timedelta(minutes=29)):
            actions.add_line(token, Barrier.TIME, "The gate\nis loud.")
            with pytest.raises(NotFound):
                actions.add_line(token, Barrier.OTHER, "Twice.")

    kept = session.scalars(select(ImpactAnswer)).one()
    assert (kept.barrier, kept.line) == ("time", "The gate is loud.")


def test_a_line_that_comes_too_late_is_refused(school: int) -> None:
    token = a_link(school)
    with after(6.2):
        actions.answer(token, Answer.USED)
    with after(6.21), pytest.raises(NotFound):
        actions.add_line(token, None, "An hour later.")


def test_somebody_without_an_address_is_asked_on_paper_and_a_lead_keys_it_in_once(school: int) -> None:
    learners(school, 3, mail=False)
    lead = held(1)
    with after(6.1):
        assert actions.ask() == 3
        slips = impact.on_paper(school)
        sheet = {slips[0].id: Said(Answer.USED), slips[1].id: Said(Answer.NOT_YET, Barrier.TIME, "Busy.")}
        assert actions.key_in(lead, sheet) == 2
        assert actions.key_in(lead, sheet) == 0
        assert [one.id for one in impact.on_paper(school)] == [slips[2].id]
        elsewhere = held(a_colleague("olga", Role.DSL, a_setting(code="other")).id)
        assert actions.key_in(elsewhere, {slips[2].id: Said(Answer.USED)}) == 0

    assert links() == []
    assert len({one.code for one in slips}) == 3
    assert impact.counts(school) == {Answer.USED: 1, Answer.NOT_YET: 1, Answer.IN_THE_WAY: 0, None: 1}


def answered(school: int, said: list[tuple[Answer, Barrier | None]], prefix: str) -> None:
    """People of a setting who said this, straight into the tables."""
    posts = learners(school, len(said), prefix=prefix)
    for number, (post, (answer, barrier)) in enumerate(zip(posts, said, strict=True)):
        question = ImpactQuestion(
            cause=f"{prefix}:{number}",
            setting_id=school,
            post_id=post,
            module=MODULE,
            asked_at=now(),
            closes_at=now() + DAY,
            used_at=now(),
        )
        session.add(question)
        session.flush()
        session.add(
            ImpactAnswer(
                question_id=question.id, answer=answer, barrier=barrier, line="Their own words", answered_at=now()
            )
        )
    session.commit()


def test_a_lead_confirms_a_sample_of_those_who_used_it(school: int) -> None:
    answered(school, [(Answer.USED, None)] * 8 + [(Answer.NOT_YET, None)], "c")
    lead, other = held(1), held(a_colleague("olga", Role.DSL, a_setting(code="other")).id)
    drawn = impact.to_confirm(school)

    assert len(drawn) == 4
    actions.confirm(lead, drawn[0].id, True)
    for who, number in ((lead, drawn[0].id), (lead, 9), (other, drawn[1].id)):
        with pytest.raises(NotFound):
            actions.confirm(who, number, True)
    assert len(impact.to_confirm(school)) == 3
    assert impact.answered(school, drawn[0].id).confirmed is True


def test_a_lead_takes_a_line_out(school: int) -> None:
    answered(school, [(Answer.USED, None)], "t")

    actions.take_line_out(held(1), 1)

    assert impact.answered(school, 1).line.startswith("[taken out on")


def test_a_partnership_sees_rounded_numbers_of_three_settings_and_more_and_no_name(school: int) -> None:
    here = [(Answer.USED, None)] * 2 + [(Answer.IN_THE_WAY, Barrier.TIME)] * 2
    places = [school, a_setting(code="club"), a_setting(code="nursery")]
    for place, prefix in zip(places, "abc", strict=True):
        answered(place, here, prefix)
        assert not [one for one in queries.counts_of_partnership(1) if one.people] or place == places[-1]

    (counts,) = queries.counts_of_partnership(1)

    assert (counts.module, counts.people) == (MODULE, 10)
    assert counts.answers == {Answer.USED: 5, Answer.NOT_YET: 0, Answer.IN_THE_WAY: 5}
    assert counts.barriers[Barrier.TIME] == 5
    assert "Person" not in repr(counts)
    assert "own words" not in repr(counts)


def test_four_people_of_a_partnership_are_not_shown_at_all(school: int) -> None:
    answered(school, [(Answer.USED, None)] * 4, "a")

    (counts,) = queries.counts_of_partnership(1)

    assert counts.people is None
    assert set(counts.answers.values()) == {None}
