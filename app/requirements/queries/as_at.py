"""How a whole setting stands, today or as it stood on a day: the same answer, read or reckoned."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.core.clock import today
from app.core.database import session
from app.requirements.models import RequirementStanding, Standing
from app.requirements.queries.duties import to_duty
from app.requirements.queries.history import standings_as_at
from app.requirements.queries.standings import to_standing
from app.requirements.records import DutyRecord, StandingRecord


@dataclass(frozen=True)
class AsAt:
    """Where every post of a setting stood on a day, by module and by requirement, in the order of names."""

    standings: list[StandingRecord]
    duties: list[DutyRecord]


def as_at(setting_id: int, day: date) -> AsAt:
    """Every standing of a setting: as stored where the day is today, otherwise reckoned from history."""
    if day >= today():
        return AsAt(
            [to_standing(row, today()) for row in session.scalars(_of(Standing, setting_id))],
            [to_duty(row, today()) for row in session.scalars(_of(RequirementStanding, setting_id))],
        )
    rows = standings_as_at(setting_id, day)
    standings = [to_standing(Standing(**row), day) for row in sorted(rows.standings, key=_by_name)]
    return AsAt(standings, [to_duty(RequirementStanding(**row), day) for row in sorted(rows.duties, key=_by_name)])


def _of(model: type[Standing] | type[RequirementStanding], setting_id: int):  # type: ignore[no-untyped-def]
    return select(model).where(model.setting_id == setting_id).order_by(model.sort_name, model.post_id)


def _by_name(row: dict[str, object]) -> tuple[str, int]:
    return str(row["sort_name"]), int(str(row["post_id"]))
