"""What the post room is asked to send about posts."""

from datetime import date

from app.core.dates import say_date
from app.notices.records import Message, Sample


def post_ended(post_id: int, name: str, setting: str, address: str) -> Message:
    """Word to somebody whose last post ended that her record stays hers. `address` is the site's own."""
    return Message(
        key=f"post-ended:{post_id}",
        kind="post-ended",
        subject="Your learning record stays yours",
        body=(
            f"Dear {name},\n\n"
            f"Your post at {setting} has ended on CSPR Learning. What you learned there stays yours: you can still "
            "sign in, read and print your certificates, and take your data away.\n\n"
            "If this is an address at work, you may lose it soon. Sign in now and give us a personal address:\n\n"
            f"{address}/my-account/address\n\n"
            "When you begin somewhere else, ask your new setting to add you with that address.\n"
        ),
    )


def offer(request_id: int, name: str, setting: str, job_title: str, address: str) -> Message:
    """Word to somebody who is known from another setting that this one says she works there."""
    return Message(
        key=f"offer:{request_id}",
        kind="offer",
        subject=f"Do you work at {setting}?",
        body=(
            f"Dear {name},\n\n"
            f"{setting} says that you work there as {job_title}. You have an account already, so nothing happens "
            "without you: sign in, and say yes or no on the page My learning.\n\n"
            f"{address}/my-learning\n\n"
            "If you say yes, its safeguarding lead sees what you learn in that post, and nothing of your other posts.\n"
        ),
    )


def moved(post_id: int, name: str, here: str, there: str, first_day: date, address: str) -> Message:
    """Word to somebody who was moved from one setting of a trust to another."""
    return Message(
        key=f"moved:{post_id}",
        kind="moved",
        subject=f"From {say_date(first_day)} you work at {there}",
        body=(
            f"Dear {name},\n\n"
            f"The safeguarding lead of your trust has moved your post from {here} to {there}, from "
            f"{say_date(first_day)}. What you learned stays yours: your certificates, your record and what you wrote "
            "for yourself are where they were.\n\n"
            f"At {there} the modules begin afresh, so that its safeguarding lead can see what you learn there. Sign in "
            f"as before:\n\n{address}/my-learning\n\n"
            "If this is not right, speak to your safeguarding lead.\n"
        ),
    )


SAMPLES = (
    Sample(
        "Your record stays yours",
        "When somebody’s post ends, she holds no other, and she has an email address.",
        post_ended(0, "Amina Sample", "Sample School", "https://learning.example"),
    ),
    Sample(
        "A post offered",
        "When a setting adds somebody who is known from another one already.",
        offer(0, "Amina Sample", "Sample School", "midday supervisor", "https://learning.example"),
    ),
    Sample(
        "A post moved within a trust",
        "When the safeguarding lead of a trust moves somebody from one of its settings to another.",
        moved(0, "Amina Sample", "Sample School", "Sample College", date(2026, 9, 1), "https://learning.example"),
    ),
)
