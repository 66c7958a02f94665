"""Moving somebody to another setting: her post here ends, and the lead there is asked to begin one."""

from datetime import date, timedelta

from app.audit.actions import record
from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import Role
from app.workforce import queries
from app.workforce.actions.posts import end_post
from app.workforce.models import JoinRequest
from app.workforce.records import Newcomer


class NowhereToGo(DomainError):
    """The code is of no setting, or of the one that she leaves."""


def send_on(post_id: int, code: str, last_day: date, by: int) -> str:
    """End a post on its last day and ask the setting with a code to begin one; what she learned goes with her.

    Her job, days, contract and first day there are kept for its lead to say yes to. She comes as a member of staff:
    another setting's lead names her own leads. Staff code, site and line manager belong to the place she leaves.

    Returns:
        The name of the setting that was asked.

    Raises:
        NowhereToGo: no other setting has this code.
        LastLead: the only lead of a setting would leave it.
        DomainError: the last day is still to come.
    """
    post, there = queries.post(post_id), queries.setting_by_code(code)
    if there is None:
        raise NowhereToGo("No setting has this code. Look at it once more, or ask its safeguarding lead")
    if there.id == post.setting_id:
        raise NowhereToGo("This is the code of your own setting. Enter the code of the one she goes to")
    end_post(post_id, last_day)
    newcomer = Newcomer(
        name=post.person_name,
        role=Role.STAFF,
        job_title=post.job_title,
        started_on=last_day + timedelta(days=1),
        contract=post.contract,
        works_days=post.works_days,
    )
    session.add(
        JoinRequest(
            setting_id=there.id,
            name=newcomer.name,
            job_title=newcomer.job_title,
            person_id=post.person_id,
            facts=newcomer.to_facts(),
            asked_at=now(),
        )
    )
    session.flush()
    record("post sent on", by, post=post_id, setting=there.id)
    return there.name
