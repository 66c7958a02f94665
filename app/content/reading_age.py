"""How easily a text reads, without a dictionary and without a library."""

import re

FEWEST_WORDS = 30
_MARKS = re.compile(r"\[@[^\]]*\]|[⟦⟧*_#>|]")


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text: about the school year that reads it; 0 for a text too short to tell.

    Source: Kincaid and others, Derivation of new readability formulas, 1975.
    """
    plain = _MARKS.sub("", text)
    words = re.findall(r"[A-Za-z’']+", plain)
    if len(words) < FEWEST_WORDS:
        return 0.0
    sentences = max(1, len(re.findall(r"[.!?:]+(?:\s|$)|\n\n", plain)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word.casefold().removesuffix("e")))
    return max(1, groups)
