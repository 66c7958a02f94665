"""What the post room is asked to send as reminders: warm, plain, and never more than a page."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from app.core.dates import say_date
from app.notices.records import Message, Sample
from app.reminders.records import Digest, Item, Line, Rule, Words
from app.reminders.rules import is_overdue
from app.requirements.records import Owed

MOST_LINES = 15
LONGEST_SUBJECT = 200  # characters


def reminder(rule: Rule, key: str, name: str, day: date, items: Sequence[Item], words: Words) -> Message:
    """A reminder of a day to somebody, of everything it names. `rule` is what it is sent for."""
    return _LETTERS[rule](key, name, day, _once(items), words)


def _once(items: Sequence[Item]) -> list[Owed]:
    """Each module once, also for somebody who owes it in two posts."""
    return list({item.owed.module: item.owed for item in reversed(items)}.values())[::-1]


def _invite(key: str, name: str, day: date, owed: list[Owed], words: Words) -> Message:
    opening = f"{words.setting} asks you to do {_this_module(owed)} on keeping children safe, built from real reviews."
    subject = _subject("New for you", owed, words)
    return Message(key=key, kind="reminder-invite", subject=subject, body=_body(name, opening, day, owed, words))


def _chaser(key: str, name: str, day: date, owed: list[Owed], words: Words) -> Message:
    opening = f"You have not finished {_this_module(owed)} yet. Perhaps there was no quiet half hour. It is still here."
    subject = _subject("Still to do", owed, words)
    return Message(key=key, kind="reminder-chaser", subject=subject, body=_body(name, opening, day, owed, words))


def _due(key: str, name: str, day: date, owed: list[Owed], words: Words) -> Message:
    opening = f"{words.setting} asked you to do {_this_module(owed)}, and the day is near."
    subject = _subject(f"Due by {say_date(owed[0].due_by)}", owed, words)
    return Message(key=key, kind="reminder-due", subject=subject, body=_body(name, opening, day, owed, words))


def _overdue(key: str, name: str, day: date, owed: list[Owed], words: Words) -> Message:
    opening = f"{words.setting} asked you to do {_this_module(owed)}, and the day has passed. It is not too late."
    subject = _subject(f"Was due by {say_date(owed[0].due_by)}", owed, words)
    return Message(key=key, kind="reminder-overdue", subject=subject, body=_body(name, opening, day, owed, words))


def _renewal(key: str, name: str, day: date, owed: list[Owed], words: Words) -> Message:
    opening = (
        f"It is time to renew {_this_module(owed)}. What you did before stays on your record, whatever you do now."
    )
    subject = _subject(f"Renew by {say_date(owed[0].renew_by)}", owed, words)
    return Message(key=key, kind="reminder-renewal", subject=subject, body=_body(name, opening, day, owed, words))


_LETTERS: dict[Rule, Callable[[str, str, date, list[Owed], Words], Message]] = {
    Rule.INVITE: _invite,
    Rule.CHASER: _chaser,
    Rule.DUE: _due,
    Rule.OVERDUE: _overdue,
    Rule.RENEWAL: _renewal,
}


def _this_module(owed: list[Owed]) -> str:
    return "this module" if len(owed) == 1 else "these modules"


def _subject(opening: str, owed: list[Owed], words: Words) -> str:
    more = f" and {len(owed) - 1} more" if len(owed) > 1 else ""
    return f"{opening}: {words.title(owed[0].module)}{more}"[:LONGEST_SUBJECT]


def _body(name: str, opening: str, day: date, owed: list[Owed], words: Words) -> str:
    parts = [
        f"Dear {name},",
        opening,
        *(_named(one, day, words) for one in owed),
        "You can stop at any time and go on later. Sign in first if you are asked to.",
        f"Not your job any more? Say so here: {words.address}/my-learning/not-my-job/{owed[0].module}\n"
        f"Is something in the way? Tell {words.lead}.",
        "You get one message like this a day at most, and only on days that you work.",
    ]
    return "\n\n".join(parts) + "\n"


def _named(owed: Owed, day: date, words: Words) -> str:
    is_whole = owed.module in words.modules and (owed.done_on is None or owed.renew_by is not None)
    minutes = words.modules[owed.module][1] if is_whole else 0
    takes = f" It takes about {minutes} minutes." if minutes else ""
    return f"“{words.title(owed.module)}”: {_when(owed, day)}.{takes}\n{words.address}/learn/{owed.module}"


def _when(owed: Owed, day: date) -> str:
    if owed.renew_by is not None:
        done = f"done on {say_date(owed.done_on)}, " if owed.done_on else ""
        return f"{done}{'was to be renewed' if owed.renew_by < day else 'renew'} by {say_date(owed.renew_by)}"
    if owed.done_on is not None:
        return f"you did it on {say_date(owed.done_on)}, and what it teaches has changed since"
    if owed.due_by is None:
        return f"asked of you on {say_date(owed.asked_on)}"
    return f"{'was due' if is_overdue(owed, day) else 'due'} by {say_date(owed.due_by)}"


def digest(key: str, name: str, told: Digest, words: Words) -> Message:
    """What a lead is told of her setting, by name, and what the desk suggests."""
    sections = [
        _section("Overdue", "was due", told.overdue, words),
        _section("Due in the next two weeks", "due", told.due, words),
        _section("To renew within a month, or since", "renew by", told.renew, words),
        _section("Done in the last seven days", "done", told.done, words),
        _names("Messages that were not delivered", told.undelivered),
        _suggested(told, words),
    ]
    body = "\n\n".join([f"Dear {name},", f"{words.setting}, {say_date(told.day)}.", *(one for one in sections if one)])
    closing = "Nobody’s answers or reflections are in this message, or shown to you anywhere."
    return Message(
        key=key,
        kind="reminder-digest",
        subject=f"This week at {words.setting}"[:LONGEST_SUBJECT],
        body=f"{body}\n\n{closing}\n",
    )


def _section(title: str, verb: str, lines: Sequence[Line], words: Words) -> str:
    shown = [f"{line.name}: “{words.title(line.module)}”, {verb} {say_date(line.day)}" for line in lines]
    return _list(title, shown)


def _names(title: str, names: Collection[str]) -> str:
    return _list(title, list(names))


def _list(title: str, lines: list[str]) -> str:
    if not lines:
        return ""
    more = [f"and {len(lines) - MOST_LINES} more, on your desk"] if len(lines) > MOST_LINES else []
    return "\n".join([f"{title} ({len(lines)})", *(f"- {line}" for line in [*lines[:MOST_LINES], *more])])


def _suggested(told: Digest, words: Words) -> str:
    advice = []
    if told.left:
        who = ", ".join(told.left[:MOST_LINES])
        advice.append(f"Have a word with {who}: they were reminded four times and will not be again.")
    if told.undelivered:
        advice.append(f"Put the addresses right that letters came back from: {words.address}/messages")
    if told.to_print:
        advice.append(f"Print {told.to_print} for people without an email address: {words.address}/messages/to-print")
    if told.overdue or told.due:
        advice.append(f"Give more time, or remind somebody now: {words.address}/desk/reminders/now")
    advice.append(f"Everyone, at a glance: {words.address}/desk")
    return "\n".join(["What we suggest", *(f"- {one}" for one in advice)])


_MODULE, _OTHER = "sample/listening", "sample/writing-down"
_WORDS = Words(
    "Sample School",
    "Mark Sample, ext 12",
    {_MODULE: ("A sample module", 20), _OTHER: ("Another sample module", 25)},
    "https://learning.example",
)
_ASKED, _DUE_BY = date(2026, 11, 2), date(2026, 11, 30)
_OWED = Owed(0, _MODULE, _ASKED, _DUE_BY)
_SAMPLE_DAYS = {
    Rule.INVITE: (_ASKED, (_OWED,)),
    Rule.CHASER: (date(2026, 11, 11), (_OWED,)),
    Rule.DUE: (date(2026, 11, 16), (_OWED, Owed(0, _OTHER, _ASKED, date(2026, 12, 11)))),
    Rule.OVERDUE: (date(2026, 12, 1), (_OWED,)),
    Rule.RENEWAL: (date(2026, 11, 2), (Owed(0, _MODULE, renew_by=date(2027, 1, 31), done_on=date(2026, 1, 31)),)),
}
_DIGEST = Digest(
    date(2026, 12, 7),
    overdue=(Line("Amina Sample", _MODULE, _DUE_BY),),
    due=(Line("Tom Sample", _OTHER, date(2026, 12, 11)),),
    done=(Line("Ada Sample", _MODULE, date(2026, 12, 3)),),
    left=("Amina Sample",),
    undelivered=("Tom Sample",),
    to_print=2,
)
SAMPLES = (
    *(
        Sample(
            f"Reminder: {rule.label.lower()}",
            rule.sentence,
            reminder(rule, "sample", "Amina Sample", day, [Item(one, rule) for one in owed], _WORDS),
        )
        for rule, (day, owed) in _SAMPLE_DAYS.items()
    ),
    Sample("Reminder: your Monday digest", Rule.DIGEST.sentence, digest("sample", "Mark Sample", _DIGEST, _WORDS)),
)
