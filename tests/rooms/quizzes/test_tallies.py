"""What first tries showed of each question: counted with the marking, each person once, and countable again."""

from random import Random

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import delete, select

from app.core.clock import today
from app.core.database import session
from app.core.small_numbers import Cell
from app.core.vocabulary import Role, SettingKind
from app.demo.actions import right_response, seed
from app.learning import actions as learning
from app.library import queries as library
from app.privacy import actions as privacy
from app.quizzes import actions, queries
from app.quizzes.kinds import EMPTY
from app.quizzes.models import AttemptAnswer, QuestionTally
from app.quizzes.records import UNANSWERED, Answer
from app.workforce import actions as workforce
from app.workforce import queries as places
from tests.factories.people import a_colleague, a_setting
from tests.factories.shelf import MODULE

CRITICAL = "all-0"  # asked of everybody
Counts = dict[tuple[int, str, str, str], tuple[int, int, int]]


@pytest.fixture
def school(app: Flask) -> int:
    return a_setting()


def a_try(post_id: int, right: bool = True, sure: bool = True) -> list[str]:
    """A check of the module sent in from a post, its journey begun where it is not yet; the questions asked."""
    enrolment = learning.begin(post_id, MODULE)
    for title in library.section_titles(enrolment.version_id, enrolment.kind):
        learning.read_section(enrolment, title.slug)
    attempt = actions.start(enrolment, Random(post_id))
    asked = [question for question, _ in queries.asked(attempt, queries.pool(enrolment))]
    for position, question in enumerate(asked, 1):
        actions.save(attempt, position, Answer(right_response(question) if right else [EMPTY], sure), UNANSWERED.mark)
    actions.send_in(enrolment, queries.attempt(enrolment.id, attempt.number))
    session.commit()
    return [question.code for question in asked]


def counts() -> Counts:
    return {
        (row.setting_id, row.kind, row.module, row.question): (row.people, row.wrong, row.sure_wrong)
        for row in session.scalars(select(QuestionTally))
    }


def counted_again(*places: int) -> Counts:
    actions.count_again(places)
    session.commit()
    return counts()


def test_a_first_try_is_counted_by_question_with_the_marking(school: int) -> None:
    asked = a_try(a_colleague("amina").id)
    a_try(a_colleague("bea").id, right=False)
    a_try(a_colleague("cy").id, right=False, sure=False)

    assert counts()[school, "primary", MODULE, CRITICAL] == (3, 2, 1)
    assert sum(people for people, _, _ in counts().values()) == 3 * len(asked)


def test_neither_a_second_try_nor_a_second_post_counts_again(school: int) -> None:
    post = a_colleague("amina")
    a_try(post.id, right=False)
    before = counts()
    a_try(post.id)
    minder = a_setting(SettingKind.CHILDMINDER, "minder")
    a_try(workforce.start_post(post.person_id, minder, Role.STAFF, "Helper", today()).id)

    assert counts() == before == counted_again(school, minder)


def test_counting_again_from_what_is_kept_gives_the_same(school: int) -> None:
    other = a_setting(SettingKind.SECONDARY, "other")
    for number, place in enumerate((school, school, other, school, other)):
        a_try(a_colleague(f"p{number}", setting=place).id, right=number % 2 == 0, sure=number % 3 == 0)
    before = counts()
    session.execute(delete(QuestionTally))

    assert counted_again(school, other) == before


def test_answers_that_are_forgotten_take_nothing_from_what_was_counted(school: int) -> None:
    a_try(a_colleague("amina").id, right=False)
    before = counts()
    session.execute(delete(AttemptAnswer))

    assert counted_again(school) == before


def test_somebody_who_is_erased_is_taken_out(school: int) -> None:
    a_try(a_colleague("amina").id)
    before = counts()
    gone = a_colleague("bea")
    a_try(gone.id, right=False)

    privacy.erase(gone.person_id, "The office", "She asked")

    assert counts() == before


def test_two_records_of_one_person_become_one_and_two_again(school: int) -> None:
    first, second = a_colleague("amina"), a_colleague("amina2", setting=a_setting(code="other"))
    a_try(first.id)
    before = counts()
    a_try(second.id)
    apart = counts()

    number = privacy.merge(first.person_id, second.person_id, "The office", "One person")
    assert {key: one for key, one in counts().items() if one[0]} == before
    privacy.undo_merge(number)

    assert counts() == apart


def test_a_partnership_reads_its_own_settings_by_kind_and_question(school: int) -> None:
    for number in range(3):
        a_try(a_colleague(f"p{number}", setting=a_setting(code=f"s{number}")).id, right=False)

    found = queries.by_question(1, [(MODULE, CRITICAL), (MODULE, "none")])

    numbers = {"settings": 3, "people": 3, "wrong": 3, "sure_wrong": 3}
    assert found == [Cell("primary", f"{MODULE}:{CRITICAL}", numbers)]
    assert queries.by_question(99, [(MODULE, CRITICAL)]) == []


def test_a_filled_town_is_counted_by_the_migration_as_by_the_marking(shipped_app: Flask) -> None:
    seed(is_production=False)
    session.commit()
    before = counts()
    session.remove()

    downgrade(revision="0021")
    upgrade()

    assert before
    assert counts() == before
    assert counted_again(*places.setting_ids()) == before
