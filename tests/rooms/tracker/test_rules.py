"""Small numbers stay hidden, on their own and as the difference of any two answers."""

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as some

from app.core.small_numbers import (
    FEWEST_SETTINGS,
    OTHER_KINDS,
    SMALL_GROUP,
    Cell,
    chosen,
    masked,
    publishable,
    rounded,
    said,
)
from app.core.vocabulary import SettingKind
from app.requirements.rules import added, at_least
from app.tracker.rules import line

KINDS, SUBJECTS = list(SettingKind)[:4], ("module:a", "module:b")
STATES = ("done", "to-do")

counts = some.dictionaries(some.sampled_from("abcde"), some.integers(0, 12), min_size=1)


@given(counts)
def test_a_shown_count_is_nobody_or_five_and_more(found: dict[str, int]) -> None:
    assert all(count is None or count == 0 or count >= SMALL_GROUP for count in masked(found).values())


@given(counts)
def test_what_is_hidden_is_two_counts_or_more_and_five_people_or_more(found: dict[str, int]) -> None:
    hidden = [found[key] for key, count in masked(found).items() if count is None]

    assert not hidden or sum(found.values()) < SMALL_GROUP or (len(hidden) > 1 and sum(hidden) >= SMALL_GROUP)


def test_a_few_people_hide_the_smallest_of_the_others_with_them() -> None:
    assert masked({"done": 9, "renew": 6, "to do": 2}) == {"done": 9, "renew": None, "to do": None}


def test_fewer_than_five_in_all_show_nothing_not_even_that_nobody_is_done() -> None:
    assert masked({"done": 0, "to do": 4}) == {"done": None, "to do": None}


def test_a_setting_where_no_group_is_small_shows_everything() -> None:
    assert masked({"done": 12, "to do": 5, "renew": 0}) == {"done": 12, "to do": 5, "renew": 0}


@given(some.integers(0, 60), some.integers(0, 60))
def test_words_tell_of_nobody_or_of_five_and_more_on_either_side(yes: int, no: int) -> None:
    words = said(yes, no)

    assert (words is None) == (yes + no < SMALL_GROUP or 0 < yes < SMALL_GROUP or 0 < no < SMALL_GROUP)


def test_how_many_is_said_in_coarse_words() -> None:
    told = [said(*one) for one in ((20, 0), (95, 5), (30, 20), (10, 10), (0, 9), (8, 2))]

    assert told == ["All", "Nine in ten or more", "More than half", "Half or fewer", "None", None]


# A town: for each setting its kind, and for each of its posts who holds it and where she stands in each module.
posts = some.tuples(some.integers(0, 30), some.sampled_from(STATES), some.sampled_from(STATES))
towns = some.lists(some.tuples(some.sampled_from(KINDS), some.lists(posts, max_size=6)), max_size=14)
Town = list[tuple[SettingKind, list[tuple[int, str, str]]]]


def cells_of(town: Town) -> list[Cell]:
    """The cells of a town, counted as a worker counts them: somebody's later posts are repeats."""
    seen: set[int] = set()
    by_kind: dict[SettingKind, list[dict[str, dict[str, int]]]] = {}
    for kind, held in town:
        numbers, repeats = {}, 0
        for person, *_ in held:
            repeats += person in seen
            seen.add(person)
        for place, subject in enumerate(SUBJECTS, 1):
            if held:
                numbers[subject] = {"people": len(held), **Counter(post[place] for post in held)}
        by_kind.setdefault(kind, []).append(at_least(numbers, repeats))
    return [Cell(kind, subject, found) for kind, here in by_kind.items() for subject, found in added(here).items()]


def people_in(town: Town, cells: list[Cell], published: list[Cell]) -> tuple[set[int], int]:
    """The different people behind some published cells, and in how many settings they are."""
    alone = {(cell.kind, cell.subject) for cell in published}
    people: set[int] = set()
    settings = set()
    for cell in cells:
        for number, (kind, held) in enumerate(town):
            is_in_pool = cell.kind == OTHER_KINDS and (kind, cell.subject) not in alone
            if held and (kind == cell.kind or is_in_pool):
                people |= {person for person, *_ in held}
                settings.add(number)
    return people, len(settings)


@given(towns)
def test_no_difference_of_two_answers_is_about_fewer_than_five_people_or_three_settings(town: Town) -> None:
    published, _ = publishable(cells_of(town))
    filters = list(product(("", *KINDS, OTHER_KINDS), ("", *SUBJECTS)))
    answers = [chosen(published, *one) for one in filters]

    for more, less in product(answers, answers):
        rest = [cell for cell in more if cell not in less]
        if rest and all(cell in more for cell in less):
            people, settings = people_in(town, rest, published)
            assert len(people) >= SMALL_GROUP
            assert settings >= FEWEST_SETTINGS


@given(towns)
def test_nobody_is_in_two_published_cells_of_one_module_and_nobody_is_added_who_is_not_there(town: Town) -> None:
    published, _ = publishable(cells_of(town))

    for subject in SUBJECTS:
        here = chosen(published, subject=subject)
        assert len({cell.kind for cell in here}) == len(here)
        told = sum(cell.numbers.get(state, 0) for cell in here for state in STATES)
        assert told <= sum(len(held) for _, held in town)


@given(towns)
def test_totals_are_the_sums_of_what_is_shown(town: Town) -> None:
    published, _ = publishable(cells_of(town))
    lines = [line(kind, chosen(published, kind), STATES) for kind in (*KINDS, OTHER_KINDS)]
    together = line("together", published, STATES)

    for state in STATES:
        assert together.numbers[state] == sum(one.numbers[state] for one in lines)
    assert together.total == sum(one.total for one in lines)
    assert together.settings == sum(one.settings for one in lines)
    assert all(number % 5 == 0 for number in together.numbers.values())


@given(towns)
def test_what_is_left_out_is_said(town: Town) -> None:
    cells = cells_of(town)
    published, is_left_out = publishable(cells)
    told = sum(cell.numbers.get(state, 0) for cell in published for state in STATES)

    assert is_left_out == (told < sum(cell.numbers.get(state, 0) for cell in cells for state in STATES))


def test_small_kinds_are_put_together_and_left_out_where_that_is_not_enough() -> None:
    large = {"people": 40, "settings": 4, "done": 40}
    few = {"people": 3, "settings": 2, "done": 3}
    schools, homes, clubs = (
        Cell(kind, "module:a", numbers)
        for kind, numbers in ((KINDS[0], large), (KINDS[1], few), (KINDS[2], {**few, "people": 2, "done": 2}))
    )

    assert publishable([schools, homes]) == ([schools], True)
    published, is_left_out = publishable([schools, homes, clubs])
    assert [cell.kind for cell in published] == [KINDS[0], OTHER_KINDS]
    assert published[1].numbers == {"people": 5, "settings": 4, "done": 5}
    assert not is_left_out


def test_counts_are_rounded_to_the_nearest_five() -> None:
    assert [rounded(count) for count in (0, 2, 3, 7, 8, 12)] == [0, 0, 5, 5, 10, 10]
