"""Lines keyed in from paper, names from a list, and who was there for enough of a meeting; pure."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.vocabulary import Role, SettingKind
from app.handouts.records import Choice, PaperQuestion
from app.handouts.rules.paper import LETTERS, keyed
from app.meetings.records import MeetingRecord, Presence, Step, StepRecord, counting
from app.meetings.rules.holding import changed, has_learned, may_follow, minutes_late, takes_answers
from app.meetings.rules.lines import NotALine, pattern, read, without_tick
from app.meetings.rules.names import people_named
from app.quizzes.kinds import question
from app.workforce.records import PostRecord

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
OPTIONS = [{"text": str(number), "feedback": "", "correct": number == 1} for number in range(4)]


def on_paper(number: int, kind: str) -> PaperQuestion:
    """A question of a kind with four choices, in the order its author wrote them."""
    lists = {
        "order": {"steps": OPTIONS},
        "match": {"pairs": [{"left": "", "right": "", "feedback": ""} for _ in OPTIONS]},
        "true-false": {"reasons": OPTIONS, "answer": True},
    }
    payload = {"id": str(number), "type": kind, "stem": "?", **lists.get(kind, {"options": OPTIONS})}
    one = question(payload)
    order = [[0, 1, 2, 3] for _ in one.lists]
    return PaperQuestion(number, one, order, tuple(Choice(letter, letter) for letter in LETTERS[:4]))


def sheet(*kinds: str) -> list[PaperQuestion]:
    return [on_paper(number, kind) for number, kind in enumerate(kinds, 1)]


SHEET = sheet("single", "several", "true-false", "order", "match", "single")
RIGHT = [[1], [0, 2], [0, 1], [2, 0, 1, 3], [1, 0, 0, 3], [3]]


@pytest.mark.parametrize(
    "typed", ["B AC FB CABD BAAD D", "bac fbcabdbaadd", "B, AC; FB / CABD BAAD\tD", "  b  ac\nfb cabd baad d  "]
)
def test_letters_are_read_however_they_are_parted(typed: str) -> None:
    assert [answer.response for answer in read(SHEET, typed)] == RIGHT


def test_a_dash_is_a_question_that_was_left_out() -> None:
    answers = [answer.response for answer in read(SHEET, "- AC- CABD - D")]

    left_out = [not one.question.is_answered(response) for one, response in zip(SHEET, answers, strict=True)]
    assert left_out == [True, False, True, False, True, False]
    assert not any(SHEET[place].question.is_right(answers[place]) for place in (0, 2, 4))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "it ends before question 1"),
        ("B AC", "it ends before question 3"),
        ("X AC FB CABD BAAD D", "question 1 takes one letter, A to D, and not “X”"),
        ("B AE FB CABD BAAD D", "question 2 takes one or more letters, A to D, and not “AE”"),
        ("B AC BB CABD BAAD D", "question 3 takes T or F, then one letter, A to D, and not “BB”"),
        ("B AC FB CABC BAAD D", "question 4 takes 4 different letters in order, A to D, and not “CABC”"),
        ("B AC FB CABD BA D", "question 5 takes 4 letters, A to D, and not “BA”"),
        ("B AC FB CABD BAAD D A", "“A” is left over after question 6"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(typed: str, why: str) -> None:
    with pytest.raises(NotALine) as fault:
        read(SHEET, typed)

    assert str(fault.value) == why


@pytest.mark.parametrize("one", SHEET, ids=lambda one: one.type)
def test_what_a_page_lets_through_is_an_answer(one: PaperQuestion) -> None:
    fitting = [
        "".join(letters)
        for count in range(1, 5)
        for letters in product("ABCDEFT", repeat=count)
        if re.fullmatch(pattern(one), "".join(letters))
    ]

    assert fitting
    assert all(one.question.is_answered(keyed(one, letters)) for letters in fitting)


@given(st.text(alphabet="ABCDEFT-+ ,1é", max_size=40))
def test_whatever_is_typed_is_read_whole_or_refused(typed: str) -> None:
    try:
        answers = read(SHEET, without_tick(typed)[0])
    except NotALine:
        return
    assert len(answers) == len(SHEET)


def test_a_plus_says_that_the_reflection_is_on_paper() -> None:
    assert without_tick("b ac d +") == ("B AC D", True)
    assert without_tick("+") == ("", True)
    assert without_tick("b ac") == ("B AC", False)


def test_two_thirds_of_a_meeting_are_enough() -> None:
    assert has_learned(Presence(True), 30)
    assert has_learned(Presence(True, 5, 5), 30)
    assert not has_learned(Presence(True, 6, 5), 30)
    assert not has_learned(Presence(False), 30)
    assert not has_learned(None, 30)


def test_the_first_five_minutes_are_not_late_and_before_the_beginning_nobody_is() -> None:
    assert minutes_late(None, NOON) == 0
    assert minutes_late(NOON, NOON - timedelta(minutes=9)) == 0
    assert minutes_late(NOON, NOON + timedelta(minutes=5, seconds=59)) == 0
    assert minutes_late(NOON, NOON + timedelta(minutes=12)) == 12


def test_only_lines_that_say_something_new_are_written() -> None:
    before = {1: Presence(True), 2: Presence(True, 5)}
    after = {1: Presence(True), 2: Presence(True), 3: Presence(False), 4: Presence(True)}

    assert changed(before, after) == {2: Presence(True), 4: Presence(True)}


def a_meeting(*kinds: Step) -> MeetingRecord:
    steps = tuple(StepRecord(kind, NOON, "Fay", "") for kind in kinds)
    kind = SettingKind.PRIMARY
    return MeetingRecord(1, 1, "C", 1, kind, None, NOON.date(), 30, 1, "Fay", "Listening", "series/01", steps)


@given(st.lists(st.sampled_from(list(Step)), max_size=12))
def test_taking_a_step_and_taking_it_back_leaves_a_meeting_as_it_was(wanted: list[Step]) -> None:
    meeting = a_meeting()
    for step in wanted:
        if may_follow(meeting, step):
            before, meeting = meeting, a_meeting(*(one.kind for one in meeting.steps), step)
            if step is not Step.TAKEN_BACK:
                assert may_follow(meeting, Step.TAKEN_BACK)
                back = a_meeting(*(one.kind for one in meeting.steps), Step.TAKEN_BACK)
                assert counting(back.steps) == counting(before.steps)


def test_answers_count_from_when_the_check_was_opened_for_two_weeks_and_never_when_it_was_cancelled() -> None:
    opened = a_meeting(Step.BEGUN, Step.CHECK_OPENED, Step.ENDED)

    assert takes_answers(opened, NOON + timedelta(days=13))
    assert not takes_answers(opened, NOON + timedelta(days=14))
    assert not takes_answers(a_meeting(Step.BEGUN), NOON)
    assert not takes_answers(a_meeting(Step.BEGUN, Step.CHECK_OPENED, Step.CANCELLED), NOON)


def people(*names: str) -> list[PostRecord]:
    return [
        PostRecord(n, n, name, 1, SettingKind.PRIMARY, Role.STAFF, f"job {n}", date(2026, 1, 5), None, None)
        for n, name in enumerate(names, 1)
    ]


def test_names_mean_people_however_they_are_written() -> None:
    here = people("Amina Yusuf", "Tom Lee", "Tom Lee")

    found, faults = people_named(["  yusuf,  AMINA ", "", "Tom Lee", "Tom Lee, job 3", "Zoe"], here)

    assert set(found) == {1, 3}
    assert set(faults) == {"Tom Lee", "Zoe"}
    assert "add the job" in faults["Tom Lee"]
