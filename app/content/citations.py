"""Citations in running text, [@coventry-2013.3], and the merge fields of a setting, ⟦dsl⟧."""

import re
from collections.abc import Iterator

# The space before goes with it, so that a reference never begins a line of its own.
CITATION = re.compile(r" ?\[(@[a-z0-9.-]+(?:\s*[;,]\s*@[a-z0-9.-]+)*)\]")
FIELD = re.compile(r"⟦([^⟧]*)⟧")
FIELDS = {
    "setting": "the name of the setting",
    "dsl": "the name of the designated safeguarding lead",
    "dsl_contact": "how to reach the lead",
    "deputy": "the name of the deputy",
    "deputy_contact": "how to reach the deputy",
    "referral_line": "children’s social care: the number to ring to refer",
    "advice_line": "the line that gives professionals advice",
    "out_of_hours_line": "children’s social care out of hours",
    "recording_place": "where concerns are recorded",
}


def cited(text: str) -> Iterator[tuple[int, str]]:
    """Each reference cited in a text, with the offset of its line (from 0)."""
    for found in CITATION.finditer(text):
        for ref in references(found):
            yield text.count("\n", 0, found.start()), ref


def references(found: re.Match[str]) -> list[str]:
    """The references of one citation."""
    return [part.strip().lstrip("@") for part in re.split("[;,]", found[1])]


def fields_used(text: str) -> Iterator[tuple[int, str]]:
    """Each merge field of a text, with the offset of its line (from 0)."""
    for found in FIELD.finditer(text):
        yield text.count("\n", 0, found.start()), found[1]
