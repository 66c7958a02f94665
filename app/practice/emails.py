"""What the post room is asked to send about practice actions. No letter holds a word of an action."""

from datetime import date

from app.notices.records import Message, Sample

AMINA, SCHOOL, ADDRESS = "Amina Sample", "Sample School", "https://learning.example"


def chase(person_id: int, day: date, name: str, waiting: dict[str, int], address: str) -> Message:
    """Word to somebody that actions she looks after wait to be looked at again.

    Args:
        person_id: who she is.
        day: today.
        name: what she is called.
        waiting: how many actions wait, by the name of the setting.
        address: the site's own.
    """
    lines = "\n".join(f"{place}: {count}" for place, count in waiting.items())
    return Message(
        key=f"practice-chase:{person_id}:{day.isoformat()}",
        kind="practice-chase",
        subject="Practice actions to look at again",
        body=(
            f"Dear {name},\n\n"
            "The day on which these practice actions were to be looked at has passed:\n\n"
            f"{lines}\n\n"
            "Say where each one stands. A new date is fine, and so is “this did not work”: both help the others.\n\n"
            f"{address}/actions?state=overdue\n\n"
            "You get this at most once a week, and not at all once each has a date to come.\n"
        ),
    )


def six_weeks(question_id: int, name: str, about: str, setting: str, link: str, days: int) -> Message:
    """The question whether anything changed: two taps, and nobody has to sign in.

    Args:
        question_id: which question it is.
        name: what she is called.
        about: what is asked about, such as “the module Listening”.
        setting: where she works.
        link: the address of the question's page.
        days: how many days the link works.
    """
    return Message(
        key=f"six-weeks:{question_id}",
        kind="six-weeks",
        subject="Did it change anything? Two taps",
        body=(
            f"Dear {name},\n\n"
            f"Some weeks ago there was {about} at {setting}. Have you used it?\n\n"
            "Open this page and press one of three buttons: used it, not yet, or something got in the way. "
            "You need not sign in, and no answer is wrong.\n\n"
            f"{link}\n\n"
            "Your safeguarding lead sees what you answer, so that something can be done about what gets in the way. "
            "Your partnership sees numbers only, never fewer than five people and never a name.\n\n"
            f"The page works once, for {days} days. If you do not want to answer, do nothing: nobody asks again.\n"
        ),
    )


SAMPLES = (
    Sample(
        "Practice actions to look at again",
        "When the day to look at an action has passed: to whoever leads it, or to a lead; once a week at most.",
        chase(0, date(2026, 11, 25), AMINA, {SCHOOL: 2}, ADDRESS),
    ),
    Sample(
        "Did it change anything?",
        "Some weeks (usually six) after a module or an opened action: to whoever leads it, and to a few who learned.",
        six_weeks(0, AMINA, "the module Listening", SCHOOL, f"{ADDRESS}/six-weeks/0", 21),
    ),
)
