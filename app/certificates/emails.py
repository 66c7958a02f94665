"""What the post room is asked to send about certificates."""

from app.core.codes import CERTIFICATE_LENGTH, grouped
from app.notices.records import Message, Sample


def issued(completion_id: int, name: str, title: str, code: str, address: str) -> Message:
    """Word to the holder that her certificate is there. `address` is the site's own."""
    return Message(
        key=f"certificate:{completion_id}",
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
        "Your certificate",
        "When somebody has completed a module.",
        issued(0, "Amina Sample", "A sample module", "0" * CERTIFICATE_LENGTH, "https://learning.example"),
    ),
)
