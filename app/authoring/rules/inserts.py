"""What a button of the editor puts into a text: the lines before and after whatever was chosen."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Insert:
    """One button. `words` stand in for a choice where nothing was chosen."""

    key: str
    label: str
    before: str
    words: str
    after: str = ""

    def typed(self) -> str:
        """What it writes where nothing is chosen."""
        return f"{self.before}{self.words}{self.after}"


INSERTS = (
    Insert("heading", "Heading", "## ", "What it is about"),
    Insert("list", "List", "- ", "First\n- Then"),
    Insert("table", "Table", "| When | Whom |\n|---|---|\n| ", "Today | The lead", " |"),
    Insert("pause", "Pause and think", "::: pause\n", "What would you ask today?", "\n:::"),
    Insert("setting", "In our setting", "::: setting\n", "Tell ⟦dsl⟧: ⟦dsl_contact⟧.", "\n:::"),
    Insert("only", "For some kinds of setting", "::: only for=primary,special\n", "In school, tell the lead.", "\n:::"),
    Insert(
        "records",
        "Two records",
        "::: record poor\n",
        "Seemed upset.",
        "\n:::\n\n::: record good\n“I do not want to go home,” at 3.10 pm.\n:::",
    ),
    Insert("scene", "Scene", "::: scene 1\n", "", ":::"),
    Insert("note", "Note to ourselves", "✎ ", "Ask which page this is on."),
)


def with_insert(text: str, key: str) -> str:
    """A text with what a button writes at its end; unchanged where there is no such button."""
    found = next((one for one in INSERTS if one.key == key), None)
    if found is None:
        return text
    return f"{text.rstrip()}\n\n{found.typed()}\n" if text.strip() else f"{found.typed()}\n"
