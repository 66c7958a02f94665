"""What the post room is asked to send about journeys."""

from app.notices.records import Message, Sample


def newer_edition(enrolment_id: int, name: str, title: str, module: str, address: str) -> Message:
    """Word to somebody under way that a newer edition is out. `address` is the site's own."""
    return Message(
        key=f"newer-edition:{enrolment_id}",
        kind="newer-edition",
        subject=f"There is a newer edition of a module you are doing: {title}",
        body=(
            f"Dear {name},\n\n"
            f"You are under way in “{title}”. A newer edition has been published.\n\n"
            "You stay on the edition that you began, and nothing you did is lost. When you have finished, you will be "
            "asked to read the few parts that changed; that takes some minutes.\n\n"
            f"Go on where you were: {address}/learn/{module}\n\n"
            "We write about this once.\n"
        ),
    )


def withdrawn(enrolment_id: int, version_id: int, name: str, title: str, link: str) -> Message:
    """Word to somebody under way that her edition was withdrawn. `link` leads to the module."""
    return Message(
        key=f"withdrawn:{enrolment_id}:{version_id}",
        kind="edition-withdrawn",
        subject=f"Stop for a moment: an edition of “{title}” was withdrawn",
        body=(
            f"Dear {name},\n\n"
            f"The edition of “{title}” that you are reading was withdrawn, because something in it was not right. "
            "Please do not go on with it.\n\n"
            f"The page of the module says why, and what to do instead: {link}\n"
        ),
    )


SAMPLES = (
    Sample(
        "An edition of a module you are doing was withdrawn",
        "When an edition that somebody is under way in is withdrawn because its guidance was wrong.",
        withdrawn(0, 0, "Amina Sample", "A sample module", "https://learning.example/learn/series/sample"),
    ),
    Sample(
        "A newer edition of a module you are doing",
        "When new learning is published in a module that somebody is under way in; once.",
        newer_edition(0, "Amina Sample", "A sample module", "series/sample", "https://learning.example"),
    ),
)
