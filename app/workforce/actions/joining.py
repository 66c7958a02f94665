"""How somebody comes to hold a post: added by a lead, or by asking with the setting's code.

Somebody who is known already from another setting is never merged in silence: she is asked, and decides.
"""

from flask import current_app
from sqlalchemy import select

from app.accounts import actions as accounts
from app.accounts import queries as people
from app.audit.actions import record
from app.core.clock import now, today
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import Role
from app.notices.actions import queue
from app.workforce import emails, queries
from app.workforce.actions.posts import start_post
from app.workforce.models import JoinRequest
from app.workforce.records import Added, Newcomer, PostRecord


def add_colleague(setting_id: int, newcomer: Newcomer, by: int | None) -> Added:
    """Give somebody a post: a new person at once, a person known from elsewhere by asking her.

    Args:
        setting_id: where she works.
        newcomer: who she is and what she does.
        by: who adds her, for the audit log.

    Returns:
        Her post; or none yet, when she was asked.

    Raises:
        DomainError: she has a post here already.
    """
    known = people.with_address(newcomer.email) if newcomer.email else None
    if known and queries.current_post(known.id, setting_id):
        raise DomainError("Somebody with this email address has a post here already")
    if known:
        _offer(setting_id, known.id, newcomer)
        record("post offered", by, person=known.id, setting=setting_id)
        return Added(None, known.id, is_asked=True)
    person = accounts.create_person(newcomer.username, newcomer.name, newcomer.email)
    post = _begin(setting_id, person.id, newcomer)
    if person.email:
        accounts.invite(person.id, queries.setting(setting_id).name, setting_id)
    return Added(post.id, person.id, is_asked=False)


def _begin(setting_id: int, person_id: int, newcomer: Newcomer) -> PostRecord:
    return start_post(
        person_id,
        setting_id,
        newcomer.role,
        newcomer.job_title,
        newcomer.started_on or today(),
        newcomer.contract,
        newcomer.external_id,
        newcomer.works_days,
        newcomer.kind,
        newcomer.site,
        newcomer.line_manager,
    )


def _offer(setting_id: int, person_id: int, newcomer: Newcomer) -> None:
    open_already = select(JoinRequest.id).where(
        JoinRequest.setting_id == setting_id, JoinRequest.person_id == person_id, JoinRequest.decided_at.is_(None)
    )
    if session.scalar(open_already):
        return
    offered = JoinRequest(
        setting_id=setting_id,
        name=newcomer.name,
        job_title=newcomer.job_title,
        email=newcomer.email,
        person_id=person_id,
        is_offer=True,
        facts=newcomer.to_facts(),
        asked_at=now(),
    )
    session.add(offered)
    session.flush()
    who, place = people.person(person_id), queries.setting(setting_id).name
    address = str(current_app.config["CSPR"].address)
    queue(who.id, who.email, emails.offer(offered.id, who.name, place, newcomer.job_title, address), setting_id)


def ask_to_join(setting_id: int, name: str, job_title: str, email: str | None, person_id: int | None = None) -> None:
    """Ask a setting's lead for a post there. `person_id` is set for somebody who is signed in already."""
    session.add(
        JoinRequest(
            setting_id=setting_id,
            name=name,
            job_title=job_title,
            email=email,
            person_id=person_id,
            asked_at=now(),
        )
    )
    record("asked to join", person_id, setting=setting_id)


def _open_request(request_id: int) -> JoinRequest:
    asked = session.get(JoinRequest, request_id)
    if asked is None or asked.decided_at is not None:
        raise NotFound("There is no such request.")
    return asked


def answer_request(request_id: int, setting_id: int, accepts: bool, by: int) -> Added | None:
    """A lead says yes or no to somebody who asked with her setting's code. Raises NotFound for any other request."""
    asked = _open_request(request_id)
    if asked.is_offer or asked.setting_id != setting_id:
        raise NotFound("There is no such request.")
    asked.decided_at, asked.accepted = now(), accepts
    session.flush()
    record("join request answered", by, request=request_id, accepted=accepts)
    if not accepts:
        return None
    plain = Newcomer(name=asked.name, email=asked.email, role=Role.STAFF, job_title=asked.job_title)
    newcomer = Newcomer.from_facts(asked.facts) if asked.facts else plain
    if asked.person_id:
        there = queries.current_post(asked.person_id, setting_id)
        post = there or _begin(setting_id, asked.person_id, newcomer)
        return Added(post.id, asked.person_id, is_asked=False)
    return add_colleague(setting_id, newcomer, by)


def answer_offer(request_id: int, person_id: int, accepts: bool) -> None:
    """Somebody says yes or no to a post she was offered. Raises NotFound for anybody else's."""
    asked = _open_request(request_id)
    if not asked.is_offer or asked.person_id != person_id:
        raise NotFound("There is no such offer.")
    asked.decided_at, asked.accepted = now(), accepts
    session.flush()
    record("offer answered", person_id, request=request_id, accepted=accepts)
    if accepts:
        _begin(asked.setting_id, person_id, Newcomer.from_facts(asked.facts))
