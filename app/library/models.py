"""Published versions. Rows are written once, at publication, and never change."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class ModuleVersion(Model):
    """A module as it was published. The newest row of a module is the one that learners begin.

    `origin` says whether it came from files or from a trainer's desk; `changes` what its author called the change of
    each statement since the version before, and which kinds of setting it concerns. `withdrawn_at` is set while a
    withdrawal holds, which is kept beside. It belongs to a partnership, a trust or one setting, or to everybody.
    """

    __tablename__ = "module_version"
    __table_args__ = (Index("ix_module_version_module", "module", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(String(160))
    edition: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64))
    change: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(200))
    course_title: Mapped[str] = mapped_column(String(200))
    front: Mapped[dict[str, Any]] = mapped_column(JSON)
    published_at: Mapped[datetime] = mapped_column(Moment)
    origin: Mapped[str] = mapped_column(String(10), default="files", server_default="files")
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    partnership_id: Mapped[int | None] = mapped_column(ForeignKey("partnership.id"))
    trust_id: Mapped[int | None] = mapped_column(ForeignKey("trust.id"))
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"))


class VersionWithdrawal(Model):
    """A version taken back because its guidance was wrong, by whom and why; and by whom it was reinstated, if it was.

    `wrong` are the statements that whoever learned them from it must meet again, with the kinds of setting concerned.
    """

    __tablename__ = "version_withdrawal"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"), index=True)
    reason: Mapped[str] = mapped_column(String(500))
    wrong: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Moment)


class VersionText(Model):
    """A file of a version's source, as it is exported, copied into a draft and compared."""

    __tablename__ = "version_text"

    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class KeptPicture(Model):
    """A picture under the hash of its content: it never changes, and two that are the same are one."""

    __tablename__ = "picture"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(Moment)


class VersionPicture(Model):
    """That a version shows a picture, which is therefore kept for as long."""

    __tablename__ = "version_picture"

    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"), primary_key=True)
    name: Mapped[str] = mapped_column(ForeignKey("picture.name"), primary_key=True, index=True)


class ShelfPart(Model):
    """What modules stand on (sources, themes, language list, pathways …) as it was last published, for drafts."""

    __tablename__ = "shelf_part"

    name: Mapped[str] = mapped_column(String(160), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)


class VersionSection(Model):
    """A section as one kind of setting reads it."""

    __tablename__ = "version_section"
    __table_args__ = (UniqueConstraint("version_id", "kind", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    kind: Mapped[str] = mapped_column(String(30))
    position: Mapped[int]
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    blocks: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    cites: Mapped[list[str]] = mapped_column(JSON)


class VersionStatement(Model):
    """One thing a version teaches."""

    __tablename__ = "version_statement"
    __table_args__ = (UniqueConstraint("version_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    code: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    section: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    kinds: Mapped[list[str]] = mapped_column(JSON)


class StatementFinding(Model):
    """The thread: which finding a statement came from. The finding is named, not keyed, so that it may be withdrawn."""

    __tablename__ = "statement_finding"

    statement_id: Mapped[int] = mapped_column(ForeignKey("version_statement.id"), primary_key=True)
    finding_ref: Mapped[str] = mapped_column(String(90), primary_key=True, index=True)


class VersionQuestion(Model):
    """One question of a version's bank. `audience` is a kind of setting or everyone."""

    __tablename__ = "version_question"
    __table_args__ = (UniqueConstraint("version_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    code: Mapped[str] = mapped_column(String(80))
    audience: Mapped[str] = mapped_column(String(30))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)


class VersionPrompt(Model):
    """One reflection prompt of a version."""

    __tablename__ = "version_prompt"
    __table_args__ = (UniqueConstraint("version_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("module_version.id"))
    code: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(30))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    hint: Mapped[str] = mapped_column(Text)


class SupportContact(Model):
    """Somebody a reader can ring, with the day the number was last checked."""

    __tablename__ = "support_contact"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(String(60))
    text_number: Mapped[str | None] = mapped_column(String(60))
    checked_on: Mapped[str] = mapped_column(String(10))
