"""What an administrator does that needs more than one room: appoint somebody by what she types, check the whole log."""

from collections.abc import Callable

from app.accounts import queries as people
from app.accounts.records import PersonRecord
from app.accounts.rules import name_fault, tidy_name
from app.audit import actions as audit
from app.core.errors import DomainError
from app.core.vocabulary import Office
from app.jobs.actions import Outcome
from app.jobs.records import JobRecord
from app.workforce import actions as workforce
from app.workforce import queries as places

LOG_TO_CHECK = "log-to-check"


class NobodyThere(DomainError):
    """Nobody who can sign in has this address, username or staff code."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody here has this email address, username or staff code. Check how it is spelt. "
            "To invite somebody new, give her email address and her name."
        )


def somebody(typed: str) -> PersonRecord:
    """Whoever has this e-mail address, username or staff code.

    Raises:
        NobodyThere: nobody has.
        DomainError: more than one person has.
    """
    found = people.answering_to(typed) or [
        people.person(number) for number in places.with_staff_code(typed) if people.is_open(number)
    ]
    if not found:
        raise NobodyThere
    if len(found) > 1:
        raise DomainError("More than one person has this. Use a username, which is one person’s alone.")
    return found[0]


def appoint(
    typed: str,
    name: str,
    office: Office,
    by: int | None,
    trust_id: int | None = None,
    partnership_id: int | None = None,
) -> int:
    """Appoint somebody who is found by what was typed; with an address and a name, somebody new is invited.

    Returns:
        The number of the appointment.

    Raises:
        NobodyThere: nobody is found, and it is no address or no name is given.
        DomainError: more than one person is found, the name will not do, or no trust or partnership is named.
    """
    try:
        known = somebody(typed)
    except NobodyThere:
        if not name.strip() or "@" not in typed:
            raise
        fault = name_fault(tidy_name(name), "the")
        if fault:
            raise DomainError(fault) from None
        return workforce.appoint_newcomer(name, typed, office, by, trust_id, partnership_id)
    return workforce.appoint(known.id, office, by, trust_id, partnership_id)


def check_log(job: JobRecord, say: Callable[[str, int, int], None]) -> Outcome:
    """Follow the audit log from its first row to its last, as a worker's job; what was found is kept in the log."""
    say("Reading the audit log from its first row", 0, 0)
    broken = audit.verify(job.person_id)
    words = f"Not whole: row {broken.row} {broken.why}" if broken else "Whole"
    return Outcome({"the audit log": words, "link": "/site/log", "link_words": "Audit log of the site"})
