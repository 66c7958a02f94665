"""Whom a name on a paper list means."""

from collections.abc import Iterable

from app.workforce.records import PostRecord


def people_named(typed: Iterable[str], colleagues: Iterable[PostRecord]) -> tuple[dict[int, str], dict[str, str]]:
    """Whom typed names mean, however they are spaced or written large; “surname, first name” is read too.

    Returns:
        The posts that were meant, with the name as typed; and each name that means nobody or several, with why.
    """
    known: dict[str, list[PostRecord]] = {}
    for one in colleagues:
        for name in (one.person_name, f"{one.person_name}, {one.job_title}"):
            known.setdefault(_plain(name), []).append(one)
    found, faults = {}, {}
    for name in (" ".join(line.split()) for line in typed):
        if not name:
            continue
        meant = known.get(_plain(name)) or known.get(_plain(_turned(name)), [])
        if len(meant) == 1:
            found[meant[0].id] = name
        else:
            faults[name] = _why(meant)
    return found, faults


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _turned(name: str) -> str:
    last, _, first = name.partition(",")
    return f"{first} {last}"


def _why(meant: list[PostRecord]) -> str:
    if not meant:
        return "nobody here has this name"
    return f"two people here have this name; add the job, as in “{meant[0].person_name}, {meant[0].job_title}”"
