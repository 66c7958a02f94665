"""Erasing a person, and forgetting what is old."""

from app.accounts import rights as accounts
from app.audit.actions import record
from app.certificates import rights as certificates
from app.core.clock import now
from app.core.errors import DomainError
from app.learning import rights as learning
from app.notices import rights as notices
from app.privacy import rules
from app.quizzes import rights as quizzes
from app.reflection import rights as reflection
from app.requirements import rights as requirements
from app.workforce import rights as workforce


def erase(person_id: int, by: str, reason: str) -> None:
    """Erase a person everywhere, but for the fact that training happened, which is kept under a number.

    Raises:
        DomainError: nobody answers for it, or no reason is given.
    """
    if not by.strip() or not reason.strip():
        raise DomainError("An erasure needs the name of whoever answers for it, and a reason.")
    name = rules.pseudonym(person_id)
    reflection.erase(person_id)
    quizzes.erase(person_id)
    requirements.erase(person_id)
    certificates.erase(person_id, name)
    learning.erase(person_id, name)
    notices.erase(person_id)
    workforce.erase(person_id)
    accounts.erase(person_id, name)
    record("person erased", person_id, by=by.strip(), reason=reason.strip())


def forget_what_is_old() -> dict[str, int]:
    """Apply every retention period, in the caller's transaction; returns how many of each thing went."""
    moment = now()
    return {
        **reflection.forget(moment - rules.REFLECTIONS, moment - rules.DRAFTS),
        **quizzes.forget(moment - rules.ANSWERS),
        **accounts.forget(moment - rules.SIGN_INS, moment - rules.LINKS),
        **workforce.forget(moment - rules.JOIN_REQUESTS),
        **notices.forget(moment - rules.MESSAGES),
    }
