"""Letters that are cut out of a font are drawn one after the other and read back as what they are."""

import pytest

from app.web.letters import cut_out


def test_words_are_as_wide_as_their_letters() -> None:
    letters = cut_out("DejaVuSans", "Ann")

    assert letters.width("Ann", 10) == pytest.approx(letters.width("A", 10) + 2 * letters.width("n", 10))
    assert letters.coded("nA") == f"{letters.glyphs['n']:04x}{letters.glyphs['A']:04x}"


@pytest.mark.parametrize("words", ["Łukasz", "Ελένη", "Олена", "Nguyễn Thị Ánh", "O’Neill"])
def test_letters_that_stand_alone_can_be_drawn(words: str) -> None:
    assert cut_out("DejaVuSans-Bold", words).has(words)


@pytest.mark.parametrize("words", ["محمد", "שרה", "王小明", "अनिता", "x\u0301", "tab\there"])
def test_letters_that_join_run_from_the_right_or_are_not_there_are_refused(words: str) -> None:
    assert not cut_out("DejaVuSans-Bold", words).has(words)
