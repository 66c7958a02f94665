"""Closing a theme with a statement of practice, and opening it again. Every act adds a step; none changes one."""

from datetime import date

from sqlalchemy import select

from app.access.identity import PostHeld
from app.audit.actions import record
from app.core.clock import now, today
from app.core.database import session
from app.core.errors import DomainError, OutOfOrder
from app.practice import queries, rules
from app.practice.actions.line import AT_ONCE, NotYours
from app.practice.models import PassportStep
from app.practice.records import PassportKind, ThemePage, ThemeStanding


def write_statement(post: PostHeld, theme: str, words: str, review_on: date) -> int:
    """Close a theme with a statement of practice, or write it anew, or say that it still holds.

    Args:
        post: the lead's.
        theme: the theme's reference.
        words: what is now different here.
        review_on: when it is looked at again.

    Returns:
        The step's number; twice at once is once.

    Raises:
        NotFound: there is no such theme.
        NotYours: only a safeguarding lead closes a theme.
        DomainError: there are no words.
    """
    page, statement = _led(post, theme), " ".join(words.split())
    if not statement:
        raise DomainError("Write what is now different here")
    standing = ThemeStanding(statement, review_on)
    if page.notes and page.standing == standing and page.notes[-1].at > now() - AT_ONCE:
        return page.notes[-1].id
    kind = PassportKind.CLOSED
    if page.is_closed:
        kind = PassportKind.KEPT if page.statement == statement else PassportKind.REWORDED
    record("statement of practice written", post.person_id, theme=theme, kind=str(kind))
    return _add(post, theme, kind, standing)


def reopen(post: PostHeld, theme: str, note: str) -> int:
    """Open a closed theme again, and say why; its statement stays in the history. Returns the step.

    Raises:
        NotFound, NotYours: see `write_statement`.
        OutOfOrder: it is open already.
    """
    if not _led(post, theme).is_closed:
        raise OutOfOrder("This theme is open already.")
    record("theme opened again", post.person_id, theme=theme)
    return _add(post, theme, PassportKind.REOPENED, ThemeStanding(), note.strip())


def undo_in_passport(post: PostHeld, theme: str, step_id: int) -> int:
    """Take the last thing noted about a theme back by adding a step, which says how it stood before. Returns the step.

    Raises:
        NotFound, NotYours: see `write_statement`.
        OutOfOrder: that step is not the last, or cannot be taken back.
    """
    page = _led(post, theme)
    if page.notes and page.notes[-1].undoes == step_id:
        return page.notes[-1].id
    last = page.last_to_undo
    if last is None or last.id != step_id:
        raise OutOfOrder("Something was noted since, or this cannot be taken back. Look at the theme once more.")
    record("passport step taken back", post.person_id, theme=theme, step=step_id)
    return _add(post, theme, PassportKind.UNDONE, page.before_last, undoes=step_id)


def take_out_of_passport(post: PostHeld, theme: str, passage: str) -> int:
    """Put a marker wherever a passage stands in a theme's statements and notes; returns in how many texts it stood.

    Raises:
        NotFound, NotYours: see `write_statement`.
        DomainError: the passage stands nowhere.
    """
    _led(post, theme)
    mark = rules.marker(today(), post.role.label)
    mine = (PassportStep.setting_id == post.setting_id) & (PassportStep.theme == theme)
    count = 0
    for row in session.scalars(select(PassportStep).where(mine)):
        before = (row.statement, row.note)
        row.statement, row.note = (rules.without(text, passage, mark) for text in before)
        count += (row.statement, row.note) != before
    if not count:
        raise DomainError("These words do not stand on this page. Copy them from it")
    session.flush()
    _add(post, theme, PassportKind.TAKEN_OUT, queries.theme_page(post.setting_id, theme).standing)
    record("passport details taken out", post.person_id, theme=theme, places=count)
    return count


def _led(post: PostHeld, theme: str) -> ThemePage:
    page = queries.theme_page(post.setting_id, theme)
    if not post.is_lead:
        raise NotYours
    return page


def _add(
    post: PostHeld,
    theme: str,
    kind: PassportKind,
    standing: ThemeStanding,
    note: str = "",
    undoes: int | None = None,
) -> int:
    step = PassportStep(
        setting_id=post.setting_id,
        theme=theme,
        kind=kind,
        at=now(),
        by_post_id=post.id,
        statement=standing.statement,
        review_on=standing.review_on,
        note=note,
        undoes_id=undoes,
    )
    session.add(step)
    session.flush()
    return step.id
