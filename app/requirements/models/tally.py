"""How whole settings stand, for pages over many."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment

Numbers = dict[str, dict[str, int]]  # subject, then measure


class SettingTally(Model):
    """How a whole setting stands, as counted on a day: by subject and measure, and nobody's name.

    A subject is "module:…", "theme:…" or "actions". One row a setting, so that what is over many settings is a sum of
    few numbers, whoever works in them.
    """

    __tablename__ = "setting_tally"

    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), primary_key=True)
    numbers: Mapped[Numbers] = mapped_column(JSON)
    counted_on: Mapped[date]


class RollUp(Model):
    """The tallies of one kind of setting in a partnership, added up: all that a page over many settings reads."""

    __tablename__ = "roll_up"

    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    settings: Mapped[int]
    numbers: Mapped[Numbers] = mapped_column(JSON)
    counted_at: Mapped[datetime] = mapped_column(Moment)


class StaleTally(Model):
    """A setting in which a standing changed since it was counted.

    Only ever added to, by whatever changes a standing and in its transaction, so that nobody waits for anybody; the
    count takes away the rows it saw.
    """

    __tablename__ = "stale_tally"

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
