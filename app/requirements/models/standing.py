"""Requirements as they were in force, and where every post stands."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model


class Requirement(Model):
    """A duty with its authority, from `valid_from` until the day before `valid_to`.

    Exactly one of `pathway` (as its file says), `partnership_id` and `setting_id` (their own) is set. A payload that
    has `tightens` is no duty of its own: it asks for another one, whose code it has, more often or sooner. Nothing is
    changed in place but `valid_to`, once.
    """

    __tablename__ = "requirement"
    __table_args__ = (Index("ix_requirement_code", "code", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60))
    pathway: Mapped[str | None] = mapped_column(String(60))
    partnership_id: Mapped[int | None] = mapped_column(ForeignKey("partnership.id"), index=True)
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"), index=True)
    position: Mapped[int]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    kept_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class Counted(Model):
    """The owner of a requirement says, by name and date, that a module or a course elsewhere meets it.

    `what` is the module's code, or the course's title. `withdrawn_on` is the first day on which it no longer holds.
    """

    __tablename__ = "counted_as_meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), index=True)
    partnership_id: Mapped[int | None] = mapped_column(ForeignKey("partnership.id"))
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"))
    what: Mapped[str] = mapped_column(String(200))
    by: Mapped[str] = mapped_column(String(160))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    marked_on: Mapped[date]
    withdrawn_on: Mapped[date | None]


class Standing(Model):
    """One post's standing in one module: written with what changes it, read by the desk as it is.

    Names are kept beside, so that a page of the grid is one read of one index. `top_up_on` is the day on which its
    learning changed after she completed it. `assigned_on` to `relief_until` are what `rules.due` makes of what was
    asked and given; whether a relief still holds is reckoned when it is read.
    """

    __tablename__ = "standing"
    __table_args__ = (
        Index("ix_standing_by_name", "setting_id", "module", "sort_name", "post_id"),
        Index("ix_standing_by_renewal", "setting_id", "module", "renew_by", "post_id"),
        Index("ix_standing_done", "setting_id", "done_on", "post_id"),
        Index("ix_standing_by_due", "setting_id", "module", "due_by", "post_id"),
        # Everything that decides what a standing is called, so that counting reads the index alone.
        Index(
            "ix_standing_called",
            "setting_id",
            "module",
            "done_on",
            "began_on",
            "renew_by",
            "due_by",
            "top_up_on",
            "relief",
            "relief_from",
            "relief_until",
        ),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    module: Mapped[str] = mapped_column(String(160), primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str] = mapped_column(String(120))
    sort_name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    began_on: Mapped[date | None]
    sections_read: Mapped[int] = mapped_column(default=0)
    sections_total: Mapped[int] = mapped_column(default=0)
    done_on: Mapped[date | None]
    renew_by: Mapped[date | None]
    renew_code: Mapped[str | None] = mapped_column(String(60))
    top_up_on: Mapped[date | None]
    assigned_on: Mapped[date | None]
    due_by: Mapped[date | None]
    relief: Mapped[str | None] = mapped_column(String(20))
    relief_from: Mapped[date | None]
    relief_until: Mapped[date | None]


class OverallStanding(Model):
    """Where a post stands over all its modules from one day to another: as `rules.overall` makes of its standings.

    Each day falls in one row of a post at most, so that counting who has something due now counts rows. `longest` is
    the day by which the first of what is due was due; the last day there is, where none is named.
    """

    __tablename__ = "overall_standing"
    __table_args__ = (
        Index(
            "ix_overall_standing_called",
            "setting_id",
            "called",
            "longest",
            "sort_name",
            "post_id",
            "from_day",
            "to_day",
        ),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    from_day: Mapped[date]
    to_day: Mapped[date]
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sort_name: Mapped[str] = mapped_column(String(120))
    called: Mapped[str] = mapped_column(String(10))
    longest: Mapped[date]


class StandingLine(Model):
    """Everywhere a post stands on one line, as `rules.packed` says: what tables of a whole setting are read from.

    `modules` and `codes` name where it stands, `module_facts` and `code_facts` how, in the same order.
    """

    __tablename__ = "standing_line"
    __table_args__ = (Index("ix_standing_line_by_name", "setting_id", "sort_name", "post_id"),)

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    person_name: Mapped[str] = mapped_column(String(120))
    sort_name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    modules: Mapped[str] = mapped_column(Text)
    module_facts: Mapped[str] = mapped_column(Text)
    codes: Mapped[str] = mapped_column(Text)
    code_facts: Mapped[str] = mapped_column(Text)


class RequirementStanding(Model):
    """One post's standing in one requirement that concerns it.

    `since` is the day from which it is asked, `due_on` the day by which it is due, or due again; `renew_from` the day
    from which it can be renewed early. `did` is the module or the title that was done last, `is_elsewhere` whether
    that was not here. `reasons` are all rules that name a day, the strictest first: code, authority, rule, day.
    """

    __tablename__ = "requirement_standing"
    __table_args__ = (
        Index("ix_requirement_standing_by_name", "setting_id", "code", "sort_name", "post_id"),
        # By day, and everything that decides what it is called: counting reads the index alone.
        Index(
            "ix_requirement_standing_by_day",
            "setting_id",
            "code",
            "due_on",
            "done_on",
            "renew_from",
            "top_up_on",
            "away_from",
            "away_to",
            "counted_id",
        ),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    person_name: Mapped[str] = mapped_column(String(120))
    sort_name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    is_sure: Mapped[bool]
    since: Mapped[date]
    done_on: Mapped[date | None]
    did: Mapped[str | None] = mapped_column(String(200))
    is_elsewhere: Mapped[bool]
    counted_id: Mapped[int | None] = mapped_column(ForeignKey("counted_as_meeting.id"))
    due_on: Mapped[date | None]
    renew_from: Mapped[date | None]
    top_up_on: Mapped[date | None]
    away_from: Mapped[date | None]
    away_to: Mapped[date | None]
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
