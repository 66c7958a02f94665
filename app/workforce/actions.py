"""Making partnerships, settings and posts; choosing the post one looks from."""

from datetime import date

from app.access.identity import Identity
from app.accounts.actions import choose_post
from app.audit.actions import record
from app.core import events
from app.core.database import session
from app.core.errors import NotFound
from app.core.vocabulary import Role, SettingKind
from app.workforce import queries
from app.workforce.models import Partnership, Post, Setting
from app.workforce.records import PostRecord


def create_partnership(code: str, name: str, pathway: str | None) -> int:
    """Make a partnership; `pathway` names the requirements that hold there beside England's."""
    partnership = Partnership(code=code, name=name, pathway=pathway)
    session.add(partnership)
    session.flush()
    return partnership.id


def create_setting(
    code: str, name: str, kind: SettingKind, partnership_id: int, checked_on: date | None = None, **facts: str | None
) -> int:
    """Make a setting. `facts` are its “in our setting” facts; `checked_on` is when they were last checked."""
    setting = Setting(
        code=code, name=name, kind=kind, partnership_id=partnership_id, facts_checked_on=checked_on, **facts
    )
    session.add(setting)
    session.flush()
    return setting.id


def start_post(
    person_id: int, setting_id: int, role: Role, job_title: str, started_on: date, contract: str = "employed"
) -> PostRecord:
    """Begin a post, and tell whoever listens."""
    post = Post(
        person_id=person_id,
        setting_id=setting_id,
        role=role,
        job_title=job_title,
        started_on=started_on,
        contract=contract,
    )
    session.add(post)
    session.flush()
    begun = queries.post(post.id)
    record("post started", person_id, post=post.id, role=str(role))
    events.post_started.send(post=begun)
    return begun


def end_post(post_id: int, last_day: date) -> None:
    """End a post on its last day; what was learned in it stays."""
    post = session.get(Post, post_id)
    if post is None:
        raise NotFound("There is no such post.")
    post.ended_on = last_day
    session.flush()
    record("post ended", post.person_id, post=post.id)
    events.post_ended.send(post=queries.post(post.id))


def look_from(identity: Identity, post_id: int) -> None:
    """Choose which of her own posts a person looks from. Raises NotFound for anybody else's."""
    if not identity.holds(post_id):
        raise NotFound("There is no such post.")
    choose_post(identity.token_digest, post_id)
