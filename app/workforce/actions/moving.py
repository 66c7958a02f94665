"""Moving somebody to another setting: by its own lead, who asks the lead there; or within a trust, in one act."""

from datetime import date, timedelta

from flask import current_app

from app.audit.actions import record
from app.core.clock import now, today
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import Role
from app.notices.actions import queue
from app.workforce import emails, queries
from app.workforce.actions.posts import end_post, refuse_last_lead, start_post
from app.workforce.models import JoinRequest
from app.workforce.records import Newcomer, PostRecord
from app.workforce.rules import role_after_move


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


def move_post(post_id: int, to_setting: int, on: date, by: int) -> PostRecord:
    """End a post and begin the same job in another setting, in one act; what she learned is not touched.

    Her record stays with the post it was earned in, and is hers; her standings in the new setting begin afresh. Her
    job, days and contract come with her, her staff code, site and line manager stay behind. Whoever led here comes as
    a member of staff. She is told by letter.

    Args:
        post_id: the post she leaves.
        to_setting: the setting she comes to.
        on: her first day there, tomorrow at the latest; the day before is her last here.
        by: the person who moves her.

    Returns:
        The post that began.

    Raises:
        NowhereToGo: she works there already.
        LastLead: the only lead of a setting would leave it.
        DomainError: the day is after tomorrow, or she would leave before she began.
    """
    post, last_day = queries.post(post_id), on - timedelta(days=1)
    if queries.current_post(post.person_id, to_setting):
        raise NowhereToGo(f"{post.person_name} works there already. Choose another setting, or end this post")
    if last_day > today():
        raise DomainError("The first day there must be tomorrow or earlier")
    if last_day < post.started_on:
        raise DomainError("The first day there must be after the first day here")
    refuse_last_lead(post)
    begun = start_post(
        post.person_id,
        to_setting,
        role_after_move(post.role),
        post.job_title,
        on,
        contract=post.contract,
        works_days=post.works_days,
    )
    # Begun first: whoever hears of the end sees that she stays.
    end_post(post_id, last_day)
    record("post moved", by, post=post_id, to=begun.id, setting=to_setting)
    _tell(post, begun)
    return begun


def _tell(left: PostRecord, begun: PostRecord) -> None:
    here, there = queries.setting(left.setting_id).name, queries.setting(begun.setting_id).name
    address = current_app.config["CSPR"].address
    message = emails.moved(begun.id, begun.person_name, here, there, begun.started_on, address)
    queue(begun.person_id, begun.email, message, begun.setting_id)
