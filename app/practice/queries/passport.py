"""Reading a setting's passport: its themes as they stand or stood, and what partnerships count of them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, func, select

from app.core.clock import today
from app.core.database import Model, session
from app.core.dates import end_of
from app.core.errors import NotFound
from app.practice.models import PassportStep
from app.practice.records import PassportKind, PassportNote, ThemePage, ThemeStanding
from app.reviews import queries as register


def passport(setting_id: int, on: date | None = None) -> list[ThemePage]:
    """Every theme of the register in its order, as it stands in a setting or stood on a day: two statements."""
    day = on or today()
    notes = _notes(PassportStep.setting_id == setting_id, day)
    return [ThemePage(one.ref, notes.get(one.ref, ()), day) for one in register.themes()]


def theme_page(setting_id: int, theme: str) -> ThemePage:
    """One theme of a setting's passport. Raises NotFound for a theme that is not in the register."""
    if theme not in {one.ref for one in register.themes()}:
        raise NotFound("There is no such theme.")
    mine = (PassportStep.setting_id == setting_id) & (PassportStep.theme == theme)
    return ThemePage(theme, _notes(mine, today()).get(theme, ()), today())


def _notes(wanted: ColumnElement[bool], day: date) -> dict[str, tuple[PassportNote, ...]]:
    tables = Model.metadata.tables
    post, person = tables["post"], tables["person"]
    rows = session.execute(
        select(PassportStep, person.c.name)
        .join(post, post.c.id == PassportStep.by_post_id)
        .join(person, person.c.id == post.c.person_id)
        .where(wanted, PassportStep.at < end_of(day))
        .order_by(PassportStep.id)
    )
    found: dict[str, tuple[PassportNote, ...]] = {}
    for row, name in rows:
        found[row.theme] = (*found.get(row.theme, ()), _note(row, name))
    return found


def _note(row: PassportStep, name: str) -> PassportNote:
    standing = ThemeStanding(row.statement, row.review_on)
    return PassportNote(row.id, PassportKind(row.kind), row.at, name, standing, row.note, row.undoes_id)


def closed_totals(setting_ids: Collection[int]) -> dict[int, dict[str, dict[str, int]]]:
    """Which themes some settings have closed, by setting and "closed:…": two statements.

    `people` are the posts held there today: all of them work by the statement.
    """
    newest = select(func.max(PassportStep.id)).group_by(PassportStep.setting_id, PassportStep.theme)
    is_closed = PassportStep.id.in_(newest.scalar_subquery()) & (PassportStep.statement != "")
    rows = session.execute(
        select(PassportStep.setting_id, PassportStep.theme).where(is_closed, PassportStep.setting_id.in_(setting_ids))
    ).all()
    people = _people({place for place, _ in rows})
    found: dict[int, dict[str, dict[str, int]]] = {}
    for place, theme in rows:
        found.setdefault(place, {})[f"closed:{theme}"] = {"people": people.get(place, 0)}
    return found


def _people(setting_ids: Collection[int]) -> dict[int, int]:
    post, day = Model.metadata.tables["post"].c, today()
    is_held = (post.started_on <= day) & (post.ended_on.is_(None) | (post.ended_on >= day))
    rows = session.execute(
        select(post.setting_id, func.count()).where(post.setting_id.in_(setting_ids), is_held).group_by(post.setting_id)
    )
    return {place: int(count) for place, count in rows}
