"""Weeks later: asking, answering with two taps, keying in from paper, and a lead's own look."""

from datetime import timedelta
from itertools import groupby
from secrets import choice

from flask import current_app
from sqlalchemy import select, update

from app.access.identity import PostHeld
from app.audit.actions import record
from app.core.clock import now, today
from app.core.codes import ALPHABET, digest, new_token
from app.core.database import session
from app.core.dates import say_date, start_of
from app.core.errors import DomainError, NotFound
from app.library import queries as library
from app.notices import queries as notices
from app.notices.actions import queue
from app.practice import emails, rules
from app.practice.actions.chase import once
from app.practice.models import ImpactAnswer, ImpactChoice, ImpactQuestion
from app.practice.queries import impact
from app.practice.records import Answer, Barrier, Cause, Said
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

CODE_LENGTH = 6


class QuestionSpent(NotFound):
    """A link that was answered, has run out, or never was; all three are answered alike."""

    def __init__(self) -> None:
        super().__init__("This page was answered already or has run out. There is nothing more to do.")


def ask() -> int:
    """Ask everybody whose weeks have passed; returns how many.

    Whoever has left, is on leave, was asked lately or had a message today is not asked now. Who is due is read before
    who was asked: another worker may commit between the two, and must be seen.
    """
    moment, count = now(), 0
    due = sorted(impact.causes(moment), key=lambda one: one.setting_id)
    lately = impact.asked_lately(moment)
    for setting_id, some in groupby(due, key=lambda one: one.setting_id):
        posts = {post.id: post for post in workforce.colleagues_present(setting_id)}
        lately |= notices.reached_since({post.person_id for post in posts.values()}, start_of(today()))
        for cause in some:
            post = posts.get(cause.post_id)
            if post and post.person_id not in lately:
                count += write_down(cause, post)
                lately.add(post.person_id)
    return count


def write_down(cause: Cause, post: PostRecord) -> int:
    """Write one question down and queue its letter; for somebody without an address it waits to be printed.

    Returns:
        1, or 0 where another worker was faster.
    """
    token = new_token() if post.email else None
    days, moment = rules.LINK_DAYS if token else rules.PAPER_DAYS, now()
    question = ImpactQuestion(
        cause=cause.key,
        setting_id=cause.setting_id,
        post_id=post.id,
        action_id=cause.action_id,
        module=cause.module,
        token_digest=digest(token) if token else None,
        code=None if token else "".join(choice(ALPHABET) for _ in range(CODE_LENGTH)),
        asked_at=moment,
        closes_at=moment + timedelta(days=days),
    )
    with once() as done:
        session.add(question)
        session.flush()
        if token:
            _write(question.id, cause, post, token)
        done.append(1)
    return len(done)


def _write(question_id: int, cause: Cause, post: PostRecord, token: str) -> None:
    link = f"{current_app.config['CSPR'].address}/six-weeks/{token}"
    place = workforce.setting(cause.setting_id).name
    letter = emails.six_weeks(question_id, post.person_name, _about(cause), place, link, rules.LINK_DAYS)
    queue(post.person_id, post.email, letter, cause.setting_id)


def _about(cause: Cause) -> str:
    if cause.module:
        return f"the module “{library.newest(cause.module).title}”"
    return f"a practice action that you lead, opened on {say_date(cause.began_at)},"


def answer(token: str, said: Answer) -> None:
    """Record the answer of a link, and use the link up in one statement, so that two taps at once make one.

    Raises:
        QuestionSpent: it was answered, or has run out.
    """
    good = (ImpactQuestion.token_digest == digest(token)) & ImpactQuestion.used_at.is_(None)
    spent = update(ImpactQuestion).where(good, ImpactQuestion.closes_at > now()).values(used_at=now())
    question_id = session.scalar(spent.returning(ImpactQuestion.id))
    if question_id is None:
        raise QuestionSpent
    session.add(ImpactAnswer(question_id=question_id, answer=said, line="", answered_at=now()))
    session.flush()


def add_line(token: str, barrier: Barrier | None, line: str) -> None:
    """Add a line, and what got in the way, to an answer just given; once.

    Raises:
        QuestionSpent: no answer was just given by this link, or a line was added.
        DomainError: the line is too long.
    """
    words = _one_line(line)
    question = impact.by_link(token)
    if question is None or question.answer is None:
        raise QuestionSpent
    kept = session.get_one(ImpactAnswer, question.id)
    kept.barrier, kept.line, kept.added_at = barrier, words, now()
    session.flush()


def _one_line(line: str) -> str:
    words = " ".join(line.split())
    if len(words) > rules.LONGEST_LINE:
        raise DomainError(f"Write {rules.LONGEST_LINE} characters or fewer")
    return words


def key_in(post: PostHeld, sheet: dict[int, Said]) -> int:
    """Key in what came back on paper, by the number of the question; returns how many were new.

    Raises:
        DomainError: a line is too long; nothing is kept then.
    """
    lines = {question_id: _one_line(said.line) for question_id, said in sheet.items()}
    open_ones = select(ImpactQuestion).where(impact.open_on_paper(post.setting_id)).with_for_update()
    here, moment = [row for row in session.scalars(open_ones) if row.id in sheet], now()
    for row in here:
        said = sheet[row.id]
        row.used_at = moment
        session.add(
            ImpactAnswer(
                question_id=row.id,
                answer=said.answer,
                barrier=said.barrier,
                line=lines[row.id],
                answered_at=moment,
                keyed_in_by=post.id,
                added_at=moment,
            )
        )
    session.flush()
    if here:
        record("answers keyed in", post.person_id, count=len(here))
    return len(here)


def confirm(post: PostHeld, question_id: int, has_seen: bool) -> None:
    """A lead says whether she has seen it too. Raises NotFound for an answer that is not among those to confirm."""
    if question_id not in {one.id for one in impact.to_confirm(post.setting_id)}:
        raise NotFound("There is no such answer to confirm.")
    row = session.get_one(ImpactAnswer, question_id)
    row.confirmed, row.confirmed_by, row.confirmed_at = has_seen, post.id, now()
    record("answer confirmed", post.person_id, question=question_id, seen=has_seen)


def take_line_out(post: PostHeld, question_id: int) -> None:
    """Put a marker in the place of somebody's line. Raises NotFound for another setting's, or one without a line."""
    if not impact.answered(post.setting_id, question_id).line:
        raise NotFound("There is no such line.")
    session.get_one(ImpactAnswer, question_id).line = rules.marker(today(), post.role.label)
    session.flush()
    record("practice details taken out", post.person_id, question=question_id, places=1)


def choose_weeks(post: PostHeld, weeks: int) -> None:
    """Ask after so many weeks; 0 is never. Raises DomainError beyond half a year."""
    if not 0 <= weeks <= rules.MOST_WEEKS:
        raise DomainError(f"Choose 0 to {rules.MOST_WEEKS} weeks")
    before = impact.weeks_of(post.setting_id)
    session.merge(ImpactChoice(setting_id=post.setting_id, weeks=weeks, chosen_by=post.person_id, chosen_at=now()))
    session.flush()
    record("weeks of asking changed", post.person_id, setting=post.setting_id, what="weeks", before=before, weeks=weeks)
