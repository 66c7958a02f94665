"""What the post room is asked to send about accounts."""

from app.core.codes import digest
from app.notices.records import Message, Sample


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


def office_invitation(name: str, username: str, office: str, where: str, link: str) -> Message:
    """A link to choose a first password, for somebody appointed to an office of a trust, a partnership or the site."""
    return Message(
        key=f"office-invitation:{digest(link)[:40]}",
        kind="office-invitation",
        subject="Your office on CSPR Learning",
        body=(
            f"Dear {name},\n\n"
            f"You were appointed on CSPR Learning: {office}{f', {where}' if where else ''}. Choose a password here, "
            f"within 14 days:\n\n{link}\n\n"
            f"Afterwards you sign in with the username {username}, or with this e-mail address.\n\n"
            "If this surprises you, you can ignore this message; nothing happens without you.\n"
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


def new_address(name: str, link: str) -> Message:
    """A link to an address that somebody wants to use from now on."""
    return Message(
        key=f"address:{digest(link)[:40]}",
        kind="address",
        subject="Is this your new email address?",
        body=(
            f"Dear {name},\n\n"
            "Somebody, we hope you, wants to use this address for CSPR Learning. Sign in and follow this link within a "
            f"day:\n\n{link}\n\n"
            "If it was not you, you need do nothing.\n"
        ),
    )


def address_changed(name: str, cause: str) -> Message:
    """Word to the old address that there is a new one."""
    return Message(
        key=f"address-changed:{cause[:40]}",
        kind="address-changed",
        subject="Your email address was changed",
        body=(
            f"Dear {name},\n\n"
            "Your email address on CSPR Learning was changed, and this one is no longer used.\n\n"
            "If it was not you, tell your safeguarding lead today: a new card ends every sign-in of yours.\n"
        ),
    )


_NAME, _USERNAME, _LINK = "Amina Sample", "amina.sample", "https://learning.example/nowhere"
SAMPLES = (
    Sample(
        "Invitation",
        "When somebody with an email address is added, by hand or by a staff list.",
        invitation(_NAME, _USERNAME, "Sample School", _LINK),
    ),
    Sample(
        "Invitation to an office",
        "When somebody new is appointed to an office of a trust, a partnership or the site.",
        office_invitation(_NAME, _USERNAME, "Partnership officer", "Sample Partnership", _LINK),
    ),
    Sample(
        "Choose a new password",
        "When somebody says that she forgot hers; three times in a quarter of an hour at most.",
        reset(_NAME, _USERNAME, _LINK),
    ),
    Sample(
        "Is this your new address?",
        "To a new address that somebody wants to use, before it counts.",
        new_address(_NAME, _LINK),
    ),
    Sample(
        "Your address was changed",
        "To the old address, once the new one counts.",
        address_changed(_NAME, "sample"),
    ),
)
