"""The modules that a setting has."""

from datetime import date

from app.core.clock import today
from app.core.dates import end_of
from app.learning import queries as learning
from app.library.records import VersionRecord
from app.workforce import queries as workforce


def modules_here(setting_id: int, day: date | None = None) -> list[VersionRecord]:
    """The modules of a setting, today or as it was on an earlier day: those for it, and what anybody began there."""
    reach = workforce.places_on([setting_id], day or today())[setting_id].reach
    return learning.modules_here(setting_id, reach, end_of(day) if day else None)
