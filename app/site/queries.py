"""What an administrator chooses from."""

from flask import current_app

NATIONAL = "england"


def pathways() -> list[str]:
    """The local pathways of requirements that a partnership can follow beside England's, as their files are called."""
    folder = current_app.config["CSPR"].courses / "pathways"
    return sorted(path.stem for path in folder.glob("*.yml") if path.stem != NATIONAL)
