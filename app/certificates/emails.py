"""What the post room is asked to send about certificates."""

from app.core.codes import CERTIFICATE_LENGTH, grouped
from app.notices.records import Message, Sample

SAMPLE_REASON = "keyed in for the wrong person"


def key_of(completion_id: int) -> str:
    """By which word of a certificate is known in the post room."""
    return f"certificate:{completion_id}"


def withdrawn(completion_id: int, name: str, title: str, code: str, reason: str, address: str) -> Message:
    """Word to the holder that her certificate was withdrawn, and why. `address` is the site's own."""
    return Message(
        key=f"certificate-withdrawn:{completion_id}",
        kind="certificate-withdrawn",
        subject=f"A certificate in your name was withdrawn: {title}",
        body=(
            f"Dear {name},\n\n"
            f"A certificate for “{title}” was made out in your name, and was withdrawn: {reason}. It was not your "
            "mistake, and nothing that you learned yourself is lost.\n\n"
            f"Its number was {grouped(code)}. Please throw away any copy of it. Whoever checks that number is "
            "told that it was withdrawn.\n"
            f"What you have learned, and what is still to come, stands here: {address}/my-learning\n"
            "If this does not sound right, please talk to the safeguarding lead of your setting.\n"
        ),
    )


def issued(completion_id: int, name: str, title: str, code: str, address: str) -> Message:
    """Word to the holder that her certificate is there. `address` is the site's own."""
    return Message(
        key=key_of(completion_id),
        kind="certificate-issued",
        subject=f"Your certificate: {title}",
        body=(
            f"Dear {name},\n\n"
            f"You have completed “{title}”. Thank you for the time and care you gave it.\n\n"
            f"Your certificate number is {grouped(code)}.\n"
            f"Read or print it after signing in: {address}/certificates/{code}\n"
            f"Anyone you give the number to can check it here: {address}/check\n"
        ),
    )


SAMPLES = (
    Sample(
        "Your certificate was withdrawn",
        "When a certificate was made out to the wrong person.",
        withdrawn(
            0, "Amina Sample", "A sample module", "0" * CERTIFICATE_LENGTH, SAMPLE_REASON, "https://learning.example"
        ),
    ),
    Sample(
        "Your certificate",
        "When somebody has completed a module.",
        issued(0, "Amina Sample", "A sample module", "0" * CERTIFICATE_LENGTH, "https://learning.example"),
    ),
)
