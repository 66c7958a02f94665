"""When enough is written."""

from app.reflection.rules import enough


def test_two_boxes_with_a_thought_are_enough_and_blanks_are_not_thoughts() -> None:
    assert enough(["We listen.", "   ", "We ask."], 2)
    assert not enough(["We listen.", "   ", ""], 2)
