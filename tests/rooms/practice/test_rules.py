"""Which files are kept, how a passage leaves a text, who is asked, and what is hidden: pure."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.practice.records import NOBODY, Answer, Barrier, Heads, Kind, Standing, State, StepRecord
from app.practice.records.line import undone
from app.practice.rules import (
    APART,
    LARGEST_FILE,
    STILL_ASKED_FOR,
    file_fault,
    file_name,
    is_in_sample,
    is_time_to_ask,
    kind_of_file,
    large_enough,
    marker,
    over_settings,
    review_fault,
    without,
)
from tests.factories.practice import A_JPEG, A_PDF, A_PNG

BEGAN = datetime(2026, 10, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(("content", "ending"), [(A_PDF, "pdf"), (A_PNG, "png"), (A_JPEG, "jpg")])
def test_a_safe_kind_of_file_is_known_by_what_is_in_it(content: bytes, ending: str) -> None:
    kind = kind_of_file(content)

    assert kind is not None
    assert kind.ending == ending
    assert file_fault(content) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00 a program",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
        b"GIF89a",
        b"PK\x03\x04 a document",
        b"%PDF-1.4 that never ends",
        b"\x89PNG\r\n\x1a\n cut off",
        b"\xff\xd8\xff cut off",
    ],
)
def test_anything_else_is_refused_whatever_it_is_called(content: bytes) -> None:
    assert file_fault(content) == "The file must be a PDF, or a picture that is a PNG or a JPEG"


def test_a_file_of_more_than_five_megabytes_is_refused() -> None:
    assert file_fault(A_PDF[:-6] + bytes(LARGEST_FILE) + b"%%EOF\n") == "The file must be 5 MB or smaller"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("What we saw.PDF", "What we saw.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\photo.exe", "photo.pdf"),
        ("<script>.pdf", "script.pdf"),
        ("Rückblick é漢.pdf", "Rückblick é漢.pdf"),
        ("...", "evidence.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
    ],
)
def test_a_file_keeps_a_harmless_name_and_the_ending_of_what_it_is(typed: str, kept: str) -> None:
    kind = kind_of_file(A_PDF)
    assert kind is not None

    assert file_name(typed, kind) == kept


def test_a_passage_is_replaced_however_it_is_spaced_or_written_large() -> None:
    mark = marker(date(2026, 11, 25), "Designated safeguarding lead")

    assert mark == "[taken out on 25 November 2026 by the designated safeguarding lead]"
    assert without("Then JAYDEN\n  Smith came.", "Jayden Smith", mark) == f"Then {mark} came."
    assert without("Nothing here.", "Jayden", mark) == "Nothing here."
    assert without("a \\1 (b", "\\1 (b", mark) == f"a {mark}"


@given(st.text(), st.text(min_size=1))
def test_what_was_taken_out_stands_nowhere_any_more(text: str, passage: str) -> None:
    left = without(text, passage, "␀")

    assert not passage.split() or " ".join(passage.split()) not in left or "␀" in passage


def step(number: int, undoes: int | None = None) -> StepRecord:
    standing = Standing(State.PLANNED, date(2027, 1, 1), "The cook")
    kind = Kind.UNDONE if undoes else Kind.EVIDENCE
    return StepRecord(number, kind, BEGAN, "Amina", "", standing, undoes)


def test_taking_back_a_taking_back_lets_the_first_step_count_again() -> None:
    assert undone([step(1), step(2, undoes=1)]) == {1}
    assert undone([step(1), step(2, undoes=1), step(3, undoes=2)]) == {2}
    assert undone([step(1), step(2, undoes=1), step(3, undoes=2), step(4, undoes=3)]) == {1, 3}


@given(st.integers(1, 30))
def test_of_a_chain_of_takings_back_every_other_one_counts(length: int) -> None:
    chain = [step(1), *(step(n, undoes=n - 1) for n in range(2, length + 1))]

    assert undone(chain) == {n for n in range(1, length + 1) if (length - n) % 2}


def test_weeks_after_it_began_it_is_time_for_four_weeks_and_then_no_longer() -> None:
    due = BEGAN + timedelta(weeks=6)

    assert not is_time_to_ask(BEGAN, 6, due - timedelta(minutes=1))
    assert is_time_to_ask(BEGAN, 6, due)
    assert is_time_to_ask(BEGAN, 6, due + STILL_ASKED_FOR - timedelta(minutes=1))
    assert not is_time_to_ask(BEGAN, 6, due + STILL_ASKED_FOR)
    assert not is_time_to_ask(BEGAN, 0, BEGAN)
    assert APART < STILL_ASKED_FOR, "whoever has to wait for a fortnight is asked still"


@given(st.text(), st.integers(0, 60))
def test_a_sample_is_the_first_three_and_one_of_each_five_that_follow(seed: str, groups: int) -> None:
    drawn = [number for number in range(1, 4 + 5 * groups) if is_in_sample(number, seed)]

    assert len(drawn) == 3 + groups
    assert [(number - 4) // 5 for number in drawn[3:]] == list(range(groups))
    assert drawn == [number for number in range(1, 4 + 5 * groups) if is_in_sample(number, seed)]


def test_fewer_than_five_people_are_never_shown_and_nobody_is_nobody() -> None:
    assert [large_enough(count) for count in (0, 1, 4, 5)] == [0, None, None, 5]


HEADS = st.builds(lambda people, settings: Heads(people, min(people, settings)), st.integers(0, 12), st.integers(1, 5))


@given(st.dictionaries(st.sampled_from(list(Answer)), HEADS), st.dictionaries(st.sampled_from(list(Barrier)), HEADS))
def test_a_partnership_is_shown_nothing_of_few_people_or_few_settings_nor_can_it_be_reckoned(
    answers: dict[str, Heads], barriers: dict[str, Heads]
) -> None:
    everybody = Heads(
        sum(one.people for one in answers.values()), max((one.settings for one in answers.values()), default=0)
    )
    counts = over_settings("m", everybody, answers, barriers)

    for shown, said in ((counts.answers, answers), (counts.barriers, barriers)):
        told = [said[key] for key, count in shown.items() if count]
        hidden = [said.get(key, NOBODY) for key, count in shown.items() if count is None]
        together = sum(one.people for one in hidden)
        assert all(one.people >= 5 and one.settings >= 3 for one in told)
        assert not told or not together or (together >= 5 and max(one.settings for one in hidden) >= 3)
        assert all(count is None or count % 5 == 0 for count in shown.values())
    if counts.answers[Answer.IN_THE_WAY] is None:
        assert set(counts.barriers.values()) == {None}


def test_barriers_of_two_settings_are_not_shown_however_many_people_they_are() -> None:
    answers = {Answer.USED: Heads(20, 6), Answer.NOT_YET: Heads(11, 5), Answer.IN_THE_WAY: Heads(30, 4)}
    barriers = {Barrier.TIME: Heads(12, 2), Barrier.CULTURE: Heads(8, 3), Barrier.OTHER: Heads(10, 4)}

    counts = over_settings("m", Heads(61, 9), answers, barriers)

    assert counts.answers == {Answer.USED: 20, Answer.NOT_YET: 10, Answer.IN_THE_WAY: 30}
    assert (counts.barriers[Barrier.TIME], counts.barriers[Barrier.CULTURE]) == (None, None)
    assert counts.barriers[Barrier.OTHER] == 10
    assert over_settings("m", Heads(61, 2), answers, barriers).people is None


def test_the_next_look_is_today_or_later_and_within_two_years() -> None:
    today = date(2026, 11, 25)

    assert review_fault(today, today) is None
    assert review_fault(today - timedelta(days=1), today)
    assert review_fault(today + timedelta(days=731), today)
