"""What can be typed in a module's text, each thing with an example that is rendered as a module would be."""

from dataclasses import dataclass

from app.authoring.rules.passages import Texts, main_file
from app.content import unfinished
from app.content.documents import Shelf
from app.content.pages import Page, pages
from app.core.vocabulary import SettingKind

CODE = "help/help"
READER = SettingKind.PRIMARY
# Whoever reads the examples works in an invented school.
FACTS: dict[str, str | None] = {"dsl": "Sam Reed", "dsl_contact": "extension 12"}


@dataclass(frozen=True)
class Example:
    """One thing to type. `says` stands in for what comes out where that is no text of its own."""

    title: str
    why: str
    typed: str
    says: str = ""


MARKDOWN = (
    Example("Paragraphs", "An empty line ends a paragraph.", "One thought.\n\nAnother thought."),
    Example("Stress", "Sparingly.", "This *matters*. This matters **most**."),
    Example(
        "Lists", "With dashes, or numbered where the order counts.", "- Listen\n- Write it down\n\n1. First\n2. Then"
    ),
    Example("Headings inside a page", "", "## When it is late\n\nRing first.\n\n### And at weekends\n\nRing as well."),
    Example("Quotations", "", "> Nobody had asked."),
    Example("Tables", "", "| When | Whom |\n|---|---|\n| Today | The lead |\n| In danger now | 999 |"),
    Example("Links", "Name what is behind it.", "Read [the guide](https://example.org/guide)."),
    Example("Signs as they are", "A backslash takes their meaning away.", r"\*Not stressed\*, and 3 \* 4."),
    Example("No HTML", "Tags are taken out; their words stay.", "This is <b>not bold</b>."),
)
OURS = (
    Example(
        "A new page",
        "Each section is a page. Its short name never changes.",
        "# When somebody tells you {#when-somebody-tells}",
        "A page with this title; the text below it goes there.",
    ),
    Example(
        "The reader’s own setting",
        "Filled in for each reader. All fields are listed below.",
        "Tell ⟦dsl⟧: ⟦dsl_contact⟧.",
    ),
    Example(
        "For some kinds of setting",
        "All others read nothing of it.",
        "::: only for=primary,special\nIn school, tell the lead.\n:::",
    ),
    Example("Pause and think", "", "::: pause\nWhom would you tell today?\n:::"),
    Example("In our setting", "", "::: setting\nWe write it down in the book by the door.\n:::"),
    Example(
        "Two records",
        "Side by side; first the one that does not help.",
        "::: record poor\nSeemed upset.\n:::\n\n::: record good\n“I do not want to go home,” at 3.10 pm.\n:::",
    ),
    Example(
        "A scene",
        "Which of the up to three scenes; each kind of setting has its own, on its own step.",
        "::: scene 1\n:::",
        "The first scene of the reader’s kind of setting, with its choices.",
    ),
    Example(
        "A picture",
        "Paste it into the text, or bring it in on the page of pictures: both write these lines. Below the first say "
        "what it shows; where that is nothing that matters, add decorative=yes there instead.",
        "::: picture 0123456789abcdef0123456789abcdef.png\nA poster by the door: “Tell us.”\n:::",
        "The picture; whoever cannot see it hears or reads the line below.",
    ),
    Example(
        "A note to yourselves",
        "A line that begins with this sign must be gone before publication.",
        "✎ Ask which page this is on.",
        "The checks name it until it is gone.",
    ),
)


def examples(shelf: Shelf) -> tuple[Example, ...]:
    """Every example; what is cited is the first finding of the register, in its own words."""
    cited = [_cited(ref, finding["text"]) for ref, finding in list(shelf.finding_refs().items())[:1]]
    return (*MARKDOWN, *(one for pair in cited for one in pair), *OURS)


def _cited(ref: str, words: str) -> tuple[Example, Example]:
    statement = f"::: statement id=ask-first findings={ref}\nOne thing that staff should remember.\n:::"
    return (
        Example("Citations", "After each fact: the finding or source, as the register calls it.", f"{words} [@{ref}]"),
        Example("Statements", "With the findings it came from. They have their own step, too.", statement),
    )


def rendered(shown: tuple[Example, ...], shelf: Shelf) -> list[tuple[Example, Page | None]]:
    """Each example with the page it makes; None where `says` stands in for it."""
    made = [one for one in shown if not one.says]
    body = "\n\n".join(f"# Example {{#example-{n}}}\n\n{one.typed}" for n, one in enumerate(made))
    texts: Texts = {main_file(CODE): f"---\ntitle: Help\n---\n\n{body}\n"}
    come_out = iter(pages(unfinished.module(CODE, texts), READER, shelf))
    return [(one, None if one.says else next(come_out)) for one in shown]
