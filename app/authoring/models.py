"""Drafts: texts as they were typed, each step that changed them, what was said about them, and who approved which."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class Draft(Model):
    """A module being written. It lies on the desk of a partnership, and beside of the trust or setting it is for.

    `origin_id` is the version it began from: another module's, where a shipped one was adopted.
    """

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(String(160))
    title: Mapped[str] = mapped_column(String(200))
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("module_version.id"))
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
    put_away_at: Mapped[datetime | None] = mapped_column(Moment)
    trust_id: Mapped[int | None] = mapped_column(ForeignKey("trust.id"), index=True)
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"), index=True)


class DraftText(Model):
    """One file of a draft, exactly as it was typed. `number` counts its saves."""

    __tablename__ = "draft_text"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    number: Mapped[int]
    saved_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    saved_at: Mapped[datetime] = mapped_column(Moment)


class DraftStep(Model):
    """One save: what it changed, by whom, so that it can be undone. None is a file that was not there.

    `state` is done, undone, or dropped (undone, and then something else was written).
    """

    __tablename__ = "draft_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    what: Mapped[str] = mapped_column(String(120))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10), default="done")


class DraftPicture(Model):
    """A picture that was brought into a draft; the draft's texts say where it is shown."""

    __tablename__ = "draft_picture"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    name: Mapped[str] = mapped_column(ForeignKey("picture.name"), primary_key=True, index=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)


class DraftComment(Model):
    """A remark on a passage, or an answer to one (`thread_id`)."""

    __tablename__ = "draft_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("draft_comment.id"))
    name: Mapped[str] = mapped_column(String(200))
    passage: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    resolved_at: Mapped[datetime | None] = mapped_column(Moment)


class DraftReview(Model):
    """A second pair of eyes for one text (its `digest`): what each statement's change is called, and the verdict."""

    __tablename__ = "draft_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    names: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    verdict: Mapped[str | None] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)


class DraftPublication(Model):
    """An approved text on its way out, now or at a moment; and the version it became, or why it did not."""

    __tablename__ = "draft_publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("draft_review.id"))
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("module_version.id"))
    refused: Mapped[str] = mapped_column(String(500), default="")
