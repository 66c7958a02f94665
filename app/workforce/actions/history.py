"""What was known of posts and settings, day by day, so that any day can be looked back at."""

from sqlalchemy import select

from app.core.clock import today
from app.core.database import session
from app.workforce import queries
from app.workforce.models import PostChange, Setting, SettingChange, TrustMember
from app.workforce.records import PostFacts, PostRecord


def keep_new_posts(posts: list[PostRecord]) -> None:
    """Posts that were never known before."""
    session.add_all(_facts(post) for post in posts)
    session.flush()


def keep_posts(posts: list[PostRecord]) -> None:
    """What is known of some posts from today on, where it differs from what was known."""
    known = queries.facts_of([post.id for post in posts], today())
    changed = [_facts(post) for post in posts if not _is_known(post, known)]
    session.add_all(changed)
    session.flush()


def keep_post(post: PostRecord) -> None:
    """What is known of one post from today on."""
    keep_posts([post])


def _is_known(post: PostRecord, known: dict[int, list[PostFacts]]) -> bool:
    last = known[post.id][-1] if post.id in known else None
    names = ("kind", "role", "job_title", "contract", "started_on", "ended_on")
    return last is not None and all(getattr(post, name) == getattr(last, name) for name in names)


def _facts(post: PostRecord) -> PostChange:
    return PostChange(
        post_id=post.id,
        day=today(),
        kind=post.kind,
        role=post.role,
        job_title=post.job_title,
        contract=post.contract,
        started_on=post.started_on,
        ended_on=post.ended_on,
    )


def keep_setting(setting: Setting) -> bool:
    """What is known of a setting from today on; returns whether it differs from what was known."""
    last = queries.places_on([setting.id], today()).get(setting.id)
    trust_id = session.scalar(select(TrustMember.trust_id).where(TrustMember.setting_id == setting.id))
    facts = (setting.kind, setting.partnership_id, setting.run_by_kind, setting.people_count, trust_id)
    if last and facts == (last.kind, last.partnership_id, last.run_by_kind, last.people_count, last.trust_id):
        return False
    kind, partnership_id, run_by_kind, people_count, _ = facts
    session.add(
        SettingChange(
            setting_id=setting.id,
            day=today(),
            kind=kind,
            partnership_id=partnership_id,
            run_by_kind=run_by_kind,
            people_count=people_count,
            trust_id=trust_id,
        )
    )
    session.flush()
    return True
