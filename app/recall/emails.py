"""What the post room is asked to send: one question, and how to stop."""

from datetime import date

from app.notices.records import Message, Sample

AMINA, ADDRESS = "Amina Sample", "https://learning.example"


def question(key: str, name: str, title: str, weeks: int, stem: str, link: str, days: int) -> Message:
    """One question from a module that somebody completed some weeks ago.

    Args:
        key: names the person and the day.
        name: what she is called.
        title: of the module.
        weeks: how long ago she completed it.
        stem: the question.
        link: the address of the question's page.
        days: how many days the link works.
    """
    return Message(
        key=key,
        kind="recall",
        subject=f"One question from “{title}”"[:200],
        body=(
            f"Dear {name},\n\n"
            f"About {weeks} weeks ago you completed “{title}”. Here is one question from it, to think back:\n\n"
            f"{stem}\n\n"
            "Choose your answer on this page, and see at once why it is right or not:\n"
            f"{link}\n\n"
            "You need not sign in. It counts for nothing: your certificate and your record stay as they are. "
            "Nobody is told what you answer.\n\n"
            f"Rather not? Stop these questions:\n{link}/stop\n\n"
            "There is one 2, 6 and 12 weeks after a module, and never two in one week. "
            f"The page works once, for {days} days. If you do nothing, nothing happens.\n"
        ),
    )


SAMPLES = (
    Sample(
        "One question weeks later",
        "2, 6 and 12 weeks after somebody completed a module, unless she stopped it; never two in one week.",
        question(
            f"recall:0:{date(2026, 11, 25)}",
            AMINA,
            "A sample module",
            2,
            "A child goes quiet when a certain person collects her. What do you do first?",
            f"{ADDRESS}/recall/0",
            21,
        ),
    ),
)
