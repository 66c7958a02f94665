"""Keeping standings true, in the transaction that changes them."""

from sqlalchemy import delete, select

from app.core.database import session
from app.core.dates import date_of
from app.learning.records import CompletionRecord, EnrolmentRecord
from app.library import queries as library
from app.library.records import VersionRecord
from app.requirements import queries
from app.requirements.models import Standing
from app.requirements.rules import contributing, renewal
from app.workforce import queries as workforce
from app.workforce.records import PostRecord


def open_for_posts(posts: list[PostRecord]) -> None:
    """New posts stand at the beginning of every published module."""
    modules = [version.module for version in library.modules()]
    session.add_all(_fresh(post, module) for post in posts for module in modules)
    session.flush()


def open_for_module(version: VersionRecord) -> None:
    """A module published for the first time opens a standing for every post held today."""
    there = set(session.scalars(select(Standing.post_id).where(Standing.module == version.module)))
    session.add_all(_fresh(post, version.module) for post in workforce.current_posts() if post.id not in there)
    session.flush()


def _fresh(post: PostRecord, module: str) -> Standing:
    return Standing(
        post_id=post.id,
        module=module,
        setting_id=post.setting_id,
        person_id=post.person_id,
        person_name=post.person_name,
        sort_name=_sort_name(post.person_name),
        job_title=post.job_title,
        role=post.role,
    )


def _sort_name(name: str) -> str:
    """Family name first, for people whose names are written that way in most staff lists."""
    words = name.split()
    return " ".join([words[-1], *words[:-1]]).casefold()


def note_post(post: PostRecord) -> None:
    """A post's role, job or holder's name changed: the desk says so, and renewal is reckoned for the role she has."""
    pathway = workforce.setting(post.setting_id).pathway
    for standing in session.scalars(select(Standing).where(Standing.post_id == post.id)):
        standing.person_name, standing.sort_name = post.person_name, _sort_name(post.person_name)
        standing.job_title, standing.role = post.job_title, post.role
        if standing.done_on:
            codes = library.newest(standing.module).front["contributes_to"]
            asked = contributing(queries.requirements(pathway), codes, post.kind, post.role)
            standing.renew_by, standing.renew_code = renewal(asked, standing.done_on)
    session.flush()


def close_for_posts(posts: list[PostRecord]) -> None:
    """Posts that ended leave the desk; their history stays where it is."""
    session.execute(delete(Standing).where(Standing.post_id.in_([post.id for post in posts])))


def note_start(enrolment: EnrolmentRecord) -> None:
    """A module was begun."""
    standing = session.get(Standing, (enrolment.post_id, enrolment.module))
    if standing:
        standing.began_on = date_of(enrolment.began_at)
        standing.sections_read = 0
        standing.sections_total = len(library.section_titles(enrolment.version_id, enrolment.kind))
        session.flush()


def note_section(enrolment: EnrolmentRecord, read: int, total: int) -> None:
    """A section was read."""
    standing = session.get(Standing, (enrolment.post_id, enrolment.module))
    if standing:
        standing.sections_read, standing.sections_total = read, total
        session.flush()


def note_completion(completion: CompletionRecord) -> None:
    """A module was completed: done on that day, to be renewed by the earliest date that a requirement asks for."""
    standing = session.get(Standing, (completion.post_id, completion.module))
    if standing:
        post = workforce.post(completion.post_id)
        pathway = workforce.setting(post.setting_id).pathway
        codes = completion.facts["contributes_to"]
        asked = contributing(queries.requirements(pathway), codes, post.kind, post.role)
        standing.done_on = date_of(completion.completed_at)
        standing.renew_by, standing.renew_code = renewal(asked, standing.done_on)
        session.flush()
