"""Who may change an action, which files are safe to keep, how a passage leaves a text, and who is asked weeks later."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from app.access.identity import PostHeld
from app.core.attachments import kind_of
from app.core.dates import say_date
from app.core.small_numbers import OTHER_KINDS, SMALL_GROUP, Cell, is_large, masked, rounded
from app.practice.records import NOBODY, ActionRecord, Answer, Barrier, Heads, ImpactCount, Standing, State

LONGEST_WORDS, LONGEST_NOTE, LONGEST_LINE = 600, 2000, 300
LONGEST_STATEMENT = 300  # so that a whole passport fits one sheet
LARGEST_FILE = 5 * 1024 * 1024
MOST_FILES = 12  # of one action
NEEDS_WORDS = {
    State.DID_NOT_WORK: "Write what did not work, so that others need not find out again",
    State.DROPPED: "Write why it is dropped",
}
FURTHEST_REVIEW = timedelta(days=730)
# Six to eight weeks is when other schemes ask; an answer after the six weeks of a half term is still remembered.
USUAL_WEEKS, MOST_WEEKS = 6, 26
LINK_DAYS, PAPER_DAYS = 21, 56
STILL_ASKED_FOR = timedelta(days=28)  # who came due while no worker ran is asked late, and after this not at all
APART = timedelta(days=14)  # nobody is asked twice within this
TO_ADD = timedelta(minutes=30)  # how long a line may follow an answer
ONE_IN, AT_LEAST = 5, 3
Key = TypeVar("Key")


@dataclass(frozen=True)
class SafeKind:
    """A kind of file that may be kept: its ending, and how it is sent."""

    ending: str
    mimetype: str


PDF, PNG, JPEG = (
    SafeKind("pdf", "application/pdf"),
    SafeKind("png", "image/png"),
    SafeKind("jpg", "image/jpeg"),
)
KINDS = {one.ending: one for one in (PDF, PNG, JPEG)}


OVERDUE = "overdue"
ORDERS = ("review", "theme", "state")


@dataclass(frozen=True)
class Wanted:
    """Which actions of a board are asked for; what is empty is not asked."""

    words: str = ""
    theme: str = ""
    state: str = ""
    mine: int | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.theme or self.state or self.mine)


def narrowed(found: Iterable[ActionRecord], wanted: Wanted) -> list[ActionRecord]:
    """The actions that are asked for, in the order they came."""
    return [one for one in found if _is_wanted(one, wanted)]


def _is_wanted(one: ActionRecord, wanted: Wanted) -> bool:
    text = " ".join([one.words, one.owner, one.author, *(step.words for step in one.steps)]).casefold()
    return (
        wanted.words.casefold() in text
        and (not wanted.theme or wanted.theme in one.themes)
        and (one.is_overdue if wanted.state == OVERDUE else not wanted.state or one.state == wanted.state)
        and (not wanted.mine or one.standing.owner_post_id == wanted.mine)
    )


def grouped(found: list[ActionRecord], order: str, themes: Mapping[str, str]) -> list[tuple[str, list[ActionRecord]]]:
    """Actions under headings, in the order asked for: by the day to look at them, by theme, or by state.

    Args:
        found: the next to be looked at first.
        order: one of ORDERS.
        themes: the titles of themes in their order; an action with several stands under its first.
    """
    if order == "theme":
        headings = [*themes.values(), "No one theme"]
        heading_of = {one.id: themes.get(one.themes[0] if one.themes else "", headings[-1]) for one in found}
    elif order == "state":
        headings = [state.label for state in State]
        heading_of = {one.id: one.state.label for one in found}
    else:
        headings = ["Overdue", "To come", "Not open any more"]
        heading_of = {one.id: headings[0 if one.is_overdue else 1 if one.is_open else 2] for one in found}
    groups = [(heading, [one for one in found if heading_of[one.id] == heading]) for heading in headings]
    return [group for group in groups if group[1]]


def may_change(post: PostHeld, standing: Standing) -> bool:
    """Whether the holder of a post of the setting may change an action: who leads it, and the safeguarding leads."""
    return post.is_lead or standing.owner_post_id == post.id


def review_fault(day: date, today: date) -> str | None:
    """Why an action cannot be looked at again on a day; None when it can."""
    return None if today <= day <= today + FURTHEST_REVIEW else "The date must be today or later, and within two years"


def kind_of_file(content: bytes) -> SafeKind | None:
    """What a file is, from its bytes and whatever it is called; None when it is nothing that is kept here."""
    return next((one for one in (PDF, PNG, JPEG) if one.mimetype == kind_of(content)), None)


def file_fault(content: bytes) -> str | None:
    """Why a file is not kept, in words; None when it is."""
    if len(content) > LARGEST_FILE:
        return "The file must be 5 MB or smaller"
    if kind_of_file(content) is None:
        return "The file must be a PDF, or a picture that is a PNG or a JPEG"
    return None


def file_name(name: str, kind: SafeKind) -> str:
    """A name for a file: letters, digits and a few signs of what it was called, with the ending of what it is."""
    last = re.split(r"[\\/]", name)[-1]
    stem = re.sub(r"[^\w .()-]", "", last.rpartition(".")[0] or last).strip(" .")
    return f"{stem[:80] or 'evidence'}.{kind.ending}"


def marker(day: date, by: str) -> str:
    """What stands where a passage was taken out."""
    return f"[taken out on {say_date(day)} by the {by.lower()}]"


def without(text: str, passage: str, mark: str) -> str:
    """A text with a marker wherever a passage stood, however it was spaced or written large."""
    words = [re.escape(word) for word in passage.split()]
    return re.sub(r"\s+".join(words), lambda _: mark, text, flags=re.IGNORECASE) if words else text


def large_enough(count: int) -> int | None:
    """A number of people as it may be shown: fewer than five never are; nobody is nobody."""
    return None if 0 < count < SMALL_GROUP else count


def over_settings(
    module: str | None, everybody: Heads, answers: Mapping[str, Heads], barriers: Mapping[str, Heads]
) -> ImpactCount:
    """What a partnership may be shown of a module: rounded to five, and nothing of few people or few settings.

    Barriers are parts of “got in the way” and would give it away where it is hidden.
    """
    if not is_large(Cell(OTHER_KINDS, "", everybody._asdict())):
        return ImpactCount(module, None, dict.fromkeys(Answer), dict.fromkeys(Barrier))
    said = _shown(answers, Answer)
    is_hidden = said[Answer.IN_THE_WAY] is None
    hindered = dict.fromkeys(Barrier) if is_hidden else _shown(barriers, Barrier)
    return ImpactCount(module, rounded(everybody.people), said, hindered)


def _shown(said: Mapping[str, Heads], whole: Iterable[Key]) -> dict[Key, int | None]:
    heads = {one: said.get(str(one), NOBODY) for one in whole}
    shown = masked(
        {one: here.people for one, here in heads.items()}, {one: here.settings for one, here in heads.items()}
    )
    return {one: None if people is None else rounded(people) for one, people in shown.items()}


def is_time_to_ask(began_at: datetime, weeks: int, moment: datetime) -> bool:
    """Whether so many weeks after something began have just passed; never where weeks are 0."""
    due = began_at + timedelta(weeks=weeks)
    return weeks > 0 and due <= moment < due + STILL_ASKED_FOR


def is_in_sample(number: int, seed: str) -> bool:
    """Whether the `number`th of a row (from 1) is in its sample: the first three, then one of every five.

    Which of the five is told by a hash of the seed and not by chance, so that asking again draws the same people.
    """
    if number <= AT_LEAST:
        return True
    group, place = divmod(number - AT_LEAST - 1, ONE_IN)
    drawn = hashlib.sha256(f"{seed}:{group}".encode()).digest()[0] % ONE_IN
    return place == drawn
