"""What reminders hold about a person, for how long, and how it is erased."""

from datetime import date
from typing import Any

from sqlalchemy import delete, select, update

from app.core.database import plain, session
from app.reminders.models import Reminder, ReminderChoice, ReminderMark, ReminderRound

MOVED_WITH_A_PERSON = (Reminder, ReminderMark)


def about(person_id: int) -> dict[str, Any]:
    """Every reminder to one person, how far it came, and what she chose for her setting."""
    chosen = session.scalars(select(ReminderChoice).where(ReminderChoice.chosen_by == person_id))
    return {
        "reminders": [plain(row, "key") for row in _of(Reminder, person_id)],
        "reminded_of": [plain(row) for row in _of(ReminderMark, person_id)],
        "reminders_chosen": [plain(row) for row in chosen],
    }


def _of(table: Any, person_id: int) -> Any:
    return session.scalars(select(table).where(table.person_id == person_id))


def forget(before: date) -> dict[str, int]:
    """Delete reminders and rounds of before a day; returns how many reminders."""
    session.execute(delete(ReminderRound).where(ReminderRound.day < before))
    gone = session.execute(delete(Reminder).where(Reminder.day < before).returning(Reminder.id)).all()
    return {"reminders": len(gone)}


def erase(person_id: int) -> None:
    """Delete every reminder to a person, and how far it came; those that she sent by hand name nobody any more."""
    session.execute(delete(Reminder).where(Reminder.person_id == person_id))
    session.execute(delete(ReminderMark).where(ReminderMark.person_id == person_id))
    session.execute(update(Reminder).where(Reminder.by == person_id).values(by=None))
