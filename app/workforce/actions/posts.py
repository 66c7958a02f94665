"""Beginning, changing and ending posts; choosing the one to look from."""

from datetime import date

from sqlalchemy import func, select

from app.access.identity import Identity
from app.accounts.actions import choose_post
from app.audit.actions import record
from app.core import events
from app.core.clock import today
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import LEADS, Role, SettingKind
from app.workforce import queries
from app.workforce.models import Post
from app.workforce.records import Details, PostRecord


class LastLead(DomainError):
    """A setting must keep somebody who leads."""

    def __init__(self) -> None:
        super().__init__("This is the only safeguarding lead. Name another one first.")


def start_post(
    person_id: int,
    setting_id: int,
    role: Role,
    job_title: str,
    started_on: date,
    contract: str = "employed",
    external_id: str | None = None,
    works_days: str | None = None,
    kind: SettingKind | None = None,
    site: str | None = None,
    line_manager: str | None = None,
) -> PostRecord:
    """Begin a post, and tell whoever listens. `kind` is the children she works with, where it is not the setting's."""
    post = Post(
        person_id=person_id,
        setting_id=setting_id,
        role=role,
        job_title=job_title,
        started_on=started_on,
        contract=contract,
        external_id=external_id,
        works_days=works_days,
        kind=kind if kind and kind != queries.setting(setting_id).kind else None,
        site=site,
        line_manager=line_manager,
    )
    session.add(post)
    session.flush()
    begun = queries.post(post.id)
    record("post started", person_id, post=post.id, role=str(role))
    events.posts_started.send(posts=[begun])
    return begun


def change_post(
    post_id: int, role: Role, job_title: str, works_days: str | None = None, details: Details | None = None
) -> None:
    """Change what a post is for; it counts from the next request on, everywhere. Without `details` those stay.

    Raises:
        LastLead: the only lead of a setting would stop leading it.
    """
    post = _held(post_id)
    if role not in LEADS:
        refuse_last_lead(post)
    before, post.role, post.job_title, post.works_days = post.role, role, job_title, works_days
    if details:
        post.contract, post.started_on, post.kind = details.contract, details.started_on, details.kind
        post.site, post.line_manager = details.site, details.line_manager
    session.flush()
    record("post changed", post.person_id, post=post.id, before=str(before), role=str(role))
    events.post_changed.send(post=queries.post(post.id))


def note_name(person_id: int) -> None:
    """Somebody's name was corrected: tell whoever shows her posts."""
    held = select(Post.id).where(Post.person_id == person_id, Post.ended_on.is_(None))
    for post in queries.posts(list(session.scalars(held))):
        events.post_changed.send(post=post)


def end_post(post_id: int, last_day: date) -> None:
    """End a post on its last day, today or earlier; what was learned in it stays.

    Raises:
        LastLead: the only lead of a setting would leave it.
        DomainError: the last day is still to come.
    """
    post = _held(post_id)
    if last_day > today():
        raise DomainError("The last day must be today or earlier")
    refuse_last_lead(post)
    post.ended_on = last_day
    session.flush()
    record("post ended", post.person_id, post=post.id)
    events.posts_ended.send(posts=[queries.post(post.id)])


def _held(post_id: int) -> Post:
    post = session.get(Post, post_id)
    if post is None:
        raise NotFound("There is no such post.")
    return post


def refuse_last_lead(post: Post | PostRecord) -> None:
    """Raise LastLead where a post is the only one that leads its setting."""
    others = select(func.count()).where(
        Post.setting_id == post.setting_id,
        Post.role.in_(LEADS),
        Post.ended_on.is_(None),
        Post.id != post.id,
    )
    if Role(post.role) in LEADS and not session.scalar(others):
        raise LastLead


def look_from(identity: Identity, post_id: int) -> None:
    """Choose which of her own posts a person looks from. Raises NotFound for anybody else's."""
    if not identity.holds(post_id):
        raise NotFound("There is no such post.")
    choose_post(identity.token_digest, post_id)
