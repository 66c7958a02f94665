"""What the post room is asked to send about accounts."""

from app.core.codes import digest
from app.notices.records import Message


def invitation(name: str, username: str, setting: str, link: str) -> Message:
    """A link to choose a first password."""
    return Message(
        key=f"invitation:{digest(link)[:40]}",
        kind="invitation",
        subject=f"Your learning at {setting}",
        body=(
            f"Dear {name},\n\n"
            f"{setting} has added you to CSPR Learning: short safeguarding modules built from what reviews found. "
            "Choose a password here, within 14 days:\n\n"
            f"{link}\n\n"
            f"Afterwards you sign in with the username {username}, or with this e-mail address.\n\n"
            "If you do not work there, you can ignore this message; nothing happens without you.\n"
        ),
    )


def reset(name: str, username: str, link: str) -> Message:
    """A link to choose a new password."""
    return Message(
        key=f"reset:{digest(link)[:40]}",
        kind="reset",
        subject="Choose a new password",
        body=(
            f"Dear {name},\n\n"
            "Somebody, we hope you, asked to choose a new password for CSPR Learning. Do it here, within two hours:\n\n"
            f"{link}\n\n"
            f"Your username is {username}.\n\n"
            "If it was not you, you need do nothing: your password stays as it is.\n"
        ),
    )
