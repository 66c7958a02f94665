"""What the post room is asked to send about records that were made one."""

from app.core.codes import digest
from app.notices.records import Message, Sample


def merged(merge_id: int, name: str, username: str, by: str, reason: str, address: str) -> Message:
    """Word to each address of somebody whose two records an administrator made one."""
    return Message(
        key=f"records-merged:{merge_id}:{digest(address)[:20]}",
        kind="records-merged",
        subject="Two records of yours are one now",
        body=(
            f"Dear {name},\n\n"
            f"{by}, who looks after CSPR Learning, made two records in your name one. Your posts, learning and "
            f"certificates are now with the username {username}; the other record can no longer be used to sign in.\n\n"
            f"The reason given: {reason}\n\n"
            "If these were not both yours, tell your safeguarding lead or whoever looks after this site now: it can be "
            "undone for thirty days.\n"
        ),
    )


SAMPLES = (
    Sample(
        "Two records are one",
        "To each address of somebody whose two records a site administrator made one.",
        merged(0, "Amina Sample", "amina.sample", "Sam Sample", "Added by two settings", "amina@learning.example"),
    ),
)
