"""Chasing overdue actions gently: one letter to a person in a week, however many actions wait for her."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import current_app
from sqlalchemy.exc import IntegrityError

from app.core.clock import now, today
from app.core.database import session
from app.core.vocabulary import LEADS, Role
from app.notices import queries as notices
from app.notices.actions import queue
from app.practice import emails, queries
from app.practice.records import Due
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

A_WEEK = timedelta(days=7)
CHASE = "practice-chase"


def chase() -> int:
    """Queue a letter to everybody who has overdue actions to look after and had none this week; returns how many.

    An action whose leader is on leave, has no post here any more, or never had one, is its safeguarding lead's to look
    after.
    """
    waiting: dict[int, Counter[tuple[int, str]]] = {}
    reached: dict[int, PostRecord] = {}
    for setting_id, some in _by_setting(queries.due_for_review(today())).items():
        for due, post in _with_readers(setting_id, some):
            waiting.setdefault(post.person_id, Counter())[setting_id, due.setting_name] += 1
            reached[post.person_id] = post
    recent = notices.written_to_since(CHASE, waiting, now() - A_WEEK)
    return sum(_write(reached[person], waiting[person]) for person in waiting if person not in recent)


def _by_setting(found: list[Due]) -> dict[int, list[Due]]:
    places: dict[int, list[Due]] = {}
    for due in found:
        places.setdefault(due.setting_id, []).append(due)
    return places


def _with_readers(setting_id: int, found: list[Due]) -> Iterator[tuple[Due, PostRecord]]:
    """Each action with the post of whoever is written to about it; without anybody left, nobody is."""
    posts = {post.id: post for post in workforce.colleagues_present(setting_id)}
    leads = sorted((post for post in posts.values() if post.role in LEADS), key=lambda post: post.role is not Role.DSL)
    for due in found:
        post = posts.get(due.owner_post_id or 0) or next(iter(leads), None)
        if post:
            yield due, post


def _write(post: PostRecord, waiting: Counter[tuple[int, str]]) -> int:
    (setting_id, _), *_ = waiting
    named = {name: count for (_, name), count in waiting.items()}
    letter = emails.chase(post.person_id, today(), post.person_name, named, current_app.config["CSPR"].address)
    with once() as done:
        queue(post.person_id, post.email, letter, setting_id)
        session.flush()
        done.append(1)
    return len(done)


@contextmanager
def once() -> Iterator[list[int]]:
    """Let something with a unique key be written; where another worker was faster, nothing is, and nothing fails."""
    done: list[int] = []
    try:
        with session.begin_nested():
            yield done
    except IntegrityError:
        done.clear()
