"""A team meeting, what happened to it, who was there, and the answers that came from it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from app.core.codes import new_join_code
from app.core.database import Model, Moment


class Meeting(Model):
    """A module to be learned together in one setting. How it stands is in its steps.

    `code` is what its QR code leads to. Its check is the answer sheet of its version and kind, on phones as on paper.
    """

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    code: Mapped[str] = mapped_column(String(12), unique=True, default=new_join_code)
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    kind: Mapped[str] = mapped_column(String(30))
    theme: Mapped[str | None] = mapped_column(String(60))
    held_on: Mapped[date]
    minutes: Mapped[int]
    facilitator_post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    made_by: Mapped[int] = mapped_column(ForeignKey("post.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)


class MeetingStep(Model):
    """One thing that happened to a meeting: begun, check opened, ended, cancelled, or the last of these taken back."""

    __tablename__ = "meeting_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Moment)
    by_post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    words: Mapped[str] = mapped_column(Text)


class Attendance(Model):
    """What the register said of one person from a moment on. Rows are only added; the newest of a post counts.

    `late` and `early` are the minutes that she came after the beginning and left before the end.
    """

    __tablename__ = "meeting_attendance"
    __table_args__ = (Index("ix_meeting_attendance_meeting_id", "meeting_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    was_there: Mapped[bool]
    late: Mapped[int]
    early: Mapped[int]
    how: Mapped[str] = mapped_column(String(20))
    noted_at: Mapped[datetime] = mapped_column(Moment)
    noted_by: Mapped[int] = mapped_column(ForeignKey("post.id"))


class MeetingAnswers(Model):
    """The answers that one person gave at a meeting. `key` is that of the sending, so that a second changes nothing.

    `line` holds what was keyed in from her sheet, the `paper`th of its kind, until it counts, and is empty from then
    on; `number` is the try of her own journey that it became. `on_paper` says that she wrote her reflection on paper.
    """

    __tablename__ = "meeting_answers"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    key: Mapped[str | None] = mapped_column(String(64), unique=True)
    line: Mapped[str] = mapped_column(String(200))
    paper: Mapped[int] = mapped_column(default=1, server_default="1")
    on_paper: Mapped[bool] = mapped_column(default=False, server_default=false())
    kept_at: Mapped[datetime] = mapped_column(Moment)
    keyed_in_by: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    enrolment_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"))
    number: Mapped[int | None]


class MeetingDecision(Model):
    """A practice action that a meeting decided on."""

    __tablename__ = "meeting_decision"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("practice_action.id", ondelete="CASCADE"), primary_key=True)
