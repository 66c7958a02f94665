"""Questions from a spreadsheet or from GIFT are taken whole, or refused with their line and a remedy."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.authoring.rules import brought, gift, question_csv
from app.authoring.rules.brought import Asked, Brought, option, question
from app.content.faults import Fault

TYPED = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30).map(str.strip)
SAID = TYPED.filter(bool)
REFS = st.lists(st.from_regex(r"[a-z]{1,6}-20[0-9]{2}\.[1-9]", fullmatch=True), max_size=3).map(" ".join)
OPTIONS = st.lists(st.builds(option, SAID, TYPED, st.booleans()), max_size=6)
STEPS = st.lists(st.builds(lambda text, said: option(text, said, False), SAID, TYPED), max_size=6)
PAIRS = st.lists(st.fixed_dictionaries({"left": SAID, "right": TYPED, "feedback": TYPED}), max_size=6)
TRUTH = st.fixed_dictionaries({"answer": st.booleans(), "if_true": TYPED, "if_false": TYPED, "reasons": OPTIONS})
PARTS = st.one_of(
    st.tuples(st.sampled_from(["single", "several"]), st.fixed_dictionaries({"options": OPTIONS})),
    st.tuples(st.just("order"), st.fixed_dictionaries({"steps": STEPS})),
    st.tuples(st.just("match"), st.fixed_dictionaries({"pairs": PAIRS})),
    st.tuples(st.just("true-false"), TRUTH),
)
SHARED = st.fixed_dictionaries(
    {key: SAID if key == "stem" else TYPED for key in ("id", *brought.SHARED)} | {"sources": REFS}
)


@st.composite
def questions(draw: st.DrawFn) -> brought.Question:
    kind, parts = draw(PARTS)
    return question(kind, draw(SHARED), parts | ({"critical": True} if draw(st.booleans()) else {}))


def of_csv(text: str) -> list[brought.Question]:
    found = question_csv.parse(text)
    assert found.refused == ()
    return [one.question for one in found.asked]


class TestCsv:
    @given(st.lists(questions(), max_size=4))
    def test_what_is_written_is_read_again_word_for_word(self, asked: list[brought.Question]) -> None:
        assert of_csv(question_csv.write(asked)) == asked

    @given(st.text(max_size=200))
    def test_no_text_is_too_strange_to_be_read_or_refused(self, text: str) -> None:
        assert question_csv.parse(f"type,question,option_1\n{text}")
        assert question_csv.parse(text)

    def test_no_cell_of_a_table_is_taken_for_a_formula(self) -> None:
        (row,) = question_csv.write([question("order", {"stem": "=HYPERLINK(1)"}, {"steps": []})]).splitlines()[1:]

        assert "'=HYPERLINK(1)" in row
        assert ",=HYPERLINK" not in row

    def test_a_spreadsheet_that_writes_semicolons_and_its_mark_is_read(self) -> None:
        (one,) = of_csv("\ufeffType;Question;Option 1;Right 1\r\nsingle;Whom?;The lead;YES\r\n")

        assert (one["stem"], one["options"]) == ("Whom?", [option("The lead", "", True)])

    @pytest.mark.parametrize(
        ("row", "wrong", "mend"),
        [
            ("essay,Why?,,", "'essay' is not a type of question.", "Write one of: single"),
            ("single,,A,yes", "The question itself is empty.", "in the column question"),
            ("single,Why?,A,maybe", "'maybe' in the column right_1", "Write yes, or leave it empty."),
            ("order,What first?,A,yes", "type order has no right_1", "Empty that cell"),
            ("true-false,It is so.,,", "not said whether the sentence is true", "true or false in the column answer"),
            ("single,Why?,A,yes,more", "column without a name", "quotation marks"),
        ],
    )
    def test_a_row_that_cannot_be_taken_is_named_by_line_and_the_others_are_taken(
        self, row: str, wrong: str, mend: str
    ) -> None:
        found = question_csv.parse(f'type,question,option_1,right_1\nsingle,"Two\nlines?",A,yes\n\n{row}\n')

        (asked,), (refused,) = found.asked, found.refused
        assert (asked.line, asked.question["stem"]) == (2, "Two\nlines?")
        assert refused.line == 5
        assert wrong in refused.wrong
        assert mend in refused.mend

    @pytest.mark.parametrize(
        ("head", "wrong", "mend"),
        [
            ("type,stem", "no column called question", "first line"),
            ("type,question,opton_1", "The column 'opton_1' is not known.", "Did you mean option_1?"),
            ("type,question,type", "Two columns are called type.", "Take one"),
            ("", "no column called type or question", "template"),
        ],
    )
    def test_columns_that_cannot_be_understood_take_nothing(self, head: str, wrong: str, mend: str) -> None:
        found = question_csv.parse(f"{head}\nsingle,Why?,A\n")

        assert found.asked == ()
        assert wrong in found.refused[0].wrong
        assert mend in found.refused[0].mend

    def test_a_quotation_mark_left_open_says_so_and_keeps_what_stands_above_it(self) -> None:
        found = question_csv.parse('type,question\norder,What first?\norder,"What then?\n')

        assert [one.question["stem"] for one in found.asked] == ["What first?"]
        assert [(one.line, "CSV that can be read" in one.wrong) for one in found.refused] == [(3, True)]


def of_gift(text: str) -> brought.Question:
    found = gift.parse(text)
    assert found.refused == ()
    (one,) = found.asked
    return one.question


def refused_in(text: str) -> brought.Refused:
    found = gift.parse(text)
    assert found.asked == ()
    (one,) = found.refused
    return one


class TestGift:
    def test_one_right_choice_with_title_feedback_and_the_point_of_it(self) -> None:
        one = of_gift(
            "// from last year\n::Whom to tell:: Whom do you tell\nfirst? {\n=The lead # Yes.\n~A friend#Not first.\n"
            "~Nobody ####The lead sees\nthe whole.}"
        )

        assert (one["id"], one["type"], one["stem"]) == ("whom-to-tell", "single", "Whom do you tell first?")
        assert one["options"] == [
            option("The lead", "Yes.", True),
            option("A friend", "Not first.", False),
            option("Nobody", "", False),
        ]
        assert one["explanation"] == "The lead sees the whole."

    def test_several_right_choices_are_those_with_a_weight_above_nothing(self) -> None:
        one = of_gift("Which? {~%33.33333%A ~%33.33333%B#Yes. ~%33.33333%C ~%-100%D ~E}")

        assert one["type"] == "several"
        assert [(o["text"], o.get("correct", False)) for o in one["options"]] == [
            ("A", True),
            ("B", True),
            ("C", True),
            ("D", False),
            ("E", False),
        ]

    @pytest.mark.parametrize(
        ("answers", "answer", "if_true", "if_false"),
        [
            ("{T}", True, "", ""),
            ("{FALSE#You can.#Yes.}", False, "You can.", "Yes."),
            ("{true #Think again.#So it is.}", True, "So it is.", "Think again."),
        ],
    )
    def test_true_or_false_gives_each_side_its_own_feedback(
        self, answers: str, answer: bool, if_true: str, if_false: str
    ) -> None:
        one = of_gift(f"It is so. {answers}")

        assert (one["answer"], one["if_true"], one["if_false"], one["reasons"]) == (answer, if_true, if_false, [])

    def test_pairs_belong_together(self) -> None:
        one = of_gift("Match. {=Now -> 999 #At once.\n=Soon -> The lead}")

        assert one["pairs"] == [
            {"left": "Now", "right": "999", "feedback": "At once."},
            {"left": "Soon", "right": "The lead", "feedback": ""},
        ]

    def test_escaped_signs_are_text_and_an_escaped_n_ends_a_line(self) -> None:
        one = of_gift(r"[plain]A \{b\} \: 1\=1\nand c\\d? {=yes \~ \#1 ~no}")

        assert one["stem"] == "A {b} : 1=1\nand c\\d?"
        assert one["options"][0]["text"] == "yes ~ #1"

    @pytest.mark.parametrize(
        ("text", "wrong"),
        [
            ("How many? {#5:1}", "A number to type"),
            ("Tell us why. {}", "own words cannot be marked"),
            ("Tell us why. {#### We read it.}", "own words cannot be marked"),
            ("The {=lead ~head} decides.", "A gap to fill in"),
            ("Who? {=lead =dsl}", "A word to type"),
            ("Who? {=a -> b =c}", "A word to type"),
            ("Who? {=a -> b ~c}", "Pairs and choices"),
            ("Who? {=a -> }", "One side of a pair is empty."),
            ("Who? {=a =b ~c}", "More than one choice is marked with =."),
            ("Who? {=a ~%50%b}", "do not add up"),
            ("Who? {~a ~b}", "do not add up"),
            ("Who? {=a" + " ~b" * 10 + "}", "It has 11 answers."),
            ("Who? {=a ~}", "One of its choices is empty."),
            ("Who? {a}", "cannot be told apart"),
            ("Read this.", "It has no answers"),
            ("{=a ~b}", "The question itself is empty."),
            ("Who? {=a ~b", "do not pair once"),
            ("Who? {=a {~b}}", "do not pair once"),
            ("[html]<b>Who?</b> {=a ~b}", "It is written in HTML."),
            ("Who? {=[html]<b>a</b> ~b}", "It is written in HTML."),
            ("$CATEGORY: last year", "Categories are not used here."),
        ],
    )
    def test_what_our_questions_cannot_hold_is_refused_with_its_line_and_a_remedy(self, text: str, wrong: str) -> None:
        one = refused_in(f"// a comment\n\n{text}\n")

        assert (one.line, wrong in one.wrong) == (3, True)
        assert one.mend

    def test_one_that_is_refused_leaves_the_others(self) -> None:
        found = gift.parse("$CATEGORY: a\nOne? {=a ~b}\n\nTwo? {#2}\n\n\n::3:: Three? {T}\n")

        assert [(one.line, one.question["stem"]) for one in found.asked] == [(2, "One?"), (7, "Three?")]
        assert [one.line for one in found.refused] == [1, 4]

    @given(st.text(st.sampled_from("ab ~=#{}:\\%->5[]/\n$T"), max_size=60))
    def test_no_text_is_too_strange_to_be_read_or_refused(self, text: str) -> None:
        found = gift.parse(text)

        lines = [one.line for one in (*found.asked, *found.refused)]
        assert all(1 <= line <= text.count("\n") + 1 for line in lines)
        assert all(one.question["stem"] for one in found.asked)

    @pytest.mark.parametrize("sign", ["{", "\\", "::", "~", "= ->", "#", "%1%", "####", "\\::", "a\n\n"])
    def test_a_hundred_thousand_of_one_sign_are_refused(self, sign: str) -> None:
        assert gift.parse("Who? {" + sign * (brought.LARGEST // len(sign))).asked == ()


def asked(*stems: str, name: str = "") -> Brought:
    return Brought(
        tuple(Asked(n, question("order", {"id": name, "stem": stem}, {})) for n, stem in enumerate(stems, 1))
    )


class TestNames:
    def test_each_question_gets_a_short_name_of_its_own_that_says_whom_it_is_for(self) -> None:
        found = brought.named(asked("Whom do you tell?", "Whom do you tell today?"), [{"id": "x"}], "everyone")

        assert [one.question["id"] for one in found.asked] == ["all-whom-do-you-tell", "all-whom-do-you-tell-today"]
        found = brought.named(asked("Whom?", name="first"), [], "primary")
        assert found.asked[0].question["id"] == "primary-first"

    @pytest.mark.parametrize(
        ("there", "wrong"),
        [({"id": "all-first"}, "Another question is called all-first"), ({"stem": " whom? "}, "is there already")],
    )
    def test_nothing_that_is_there_is_overwritten(self, there: dict[str, str], wrong: str) -> None:
        found = brought.named(asked("Whom?", name="first"), [there], "everyone")

        assert found.asked == ()
        assert wrong in found.refused[0].wrong

    def test_the_same_question_twice_in_a_file_is_taken_once(self) -> None:
        found = brought.named(asked("Whom?", "Whom?"), [], "everyone")

        assert ([one.line for one in found.asked], [one.line for one in found.refused]) == ([1], [2])

    def test_a_file_of_questions_does_not_grow_beyond_what_the_steps_can_open(self) -> None:
        found = brought.named(asked("Whom?", "When?"), [{}] * (brought.MOST_QUESTIONS - 1), "everyone")

        assert len(found.asked) == 1
        assert "200 questions at most" in found.refused[0].wrong

    def test_what_is_missing_is_told_by_new_question_and_for_the_file(self) -> None:
        faults = [
            Fault("f", 1, key, "", "") for key in ("questions.0.id", "questions.2.stem", "questions.3", "prompts")
        ]

        by_place, whole = brought.lacking(faults, 2)

        assert {place: [one.key for one in of] for place, of in by_place.items()} == {
            0: ["questions.2.stem"],
            1: ["questions.3"],
        }
        assert [one.key for one in whole] == ["prompts"]


def test_the_examples_of_the_template_lack_nothing_that_a_form_holds() -> None:
    shown = of_csv(question_csv.write(question_csv.EXAMPLES))

    assert shown == list(question_csv.EXAMPLES)
    assert all(re.fullmatch("[a-z-]+", one["id"]) for one in shown)
