"""What a setting decides to do differently, each thing that was noted about it, and what came of it weeks later."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class PracticeAction(Model):
    """A change to practice: its words, where it comes from, and the learning behind it. How it stands is in its steps.

    `origin` says by what it came up; `themes` are those of the statement's findings and the one it was opened under.
    """

    __tablename__ = "practice_action"

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    author_post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    words: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(20))
    module: Mapped[str | None] = mapped_column(String(160))
    statement: Mapped[str | None] = mapped_column(String(80), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("module_version.id"))
    themes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)


class PracticeStep(Model):
    """One thing that was noted about an action, and the whole of how it stood from then on. Rows are only ever added.

    The newest step up to a day tells how the action stood on it; two neighbours tell what changed from what to what.
    `owner` is a name or a job where no post of the setting leads; `undoes_id` is the step that this one takes back.
    """

    __tablename__ = "practice_step"
    __table_args__ = (Index("ix_practice_step_action_id", "action_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("practice_action.id"))
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Moment)
    by_post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    words: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20))
    review_on: Mapped[date]
    owner: Mapped[str] = mapped_column(String(300))
    owner_post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("practice_step.id"))


class PracticeFile(Model):
    """A file that belongs to a piece of evidence; without its content once a lead took it out."""

    __tablename__ = "practice_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("practice_step.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class ImpactChoice(Model):
    """After how many weeks a setting asks whether anything changed, where it decided so; 0 is never."""

    __tablename__ = "impact_choice"

    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), primary_key=True)
    weeks: Mapped[int]
    chosen_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime] = mapped_column(Moment)


class ImpactQuestion(Model):
    """One person asked once whether what she learned, or the action she leads, is being used.

    `cause` keeps it from being asked twice. The letter holds a token, this row its hash; on paper a short code stands
    in its place. A link is used up by its first answer.
    """

    __tablename__ = "impact_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    cause: Mapped[str] = mapped_column(String(60), unique=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("practice_action.id"), index=True)
    module: Mapped[str | None] = mapped_column(String(160))
    token_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    code: Mapped[str | None] = mapped_column(String(8), unique=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    closes_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class ImpactAnswer(Model):
    """What she said, and whether her lead has seen it too. `line` and `barrier` may follow the answer, once."""

    __tablename__ = "impact_answer"

    question_id: Mapped[int] = mapped_column(ForeignKey("impact_question.id"), primary_key=True)
    answer: Mapped[str] = mapped_column(String(20))
    barrier: Mapped[str | None] = mapped_column(String(20))
    line: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime] = mapped_column(Moment)
    keyed_in_by: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    added_at: Mapped[datetime | None] = mapped_column(Moment)
    confirmed: Mapped[bool | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)


class PassportStep(Model):
    """One thing that was noted about a theme in a setting, and how it stood from then on. Rows are only ever added.

    `statement` says what is now different here; a theme is closed while there is one. `note` is why it was opened
    again; `undoes_id` is the step that this one takes back.
    """

    __tablename__ = "passport_step"
    __table_args__ = (Index("ix_passport_step_setting_id_theme", "setting_id", "theme", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    theme: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Moment)
    by_post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    statement: Mapped[str] = mapped_column(Text)
    review_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("passport_step.id"))
