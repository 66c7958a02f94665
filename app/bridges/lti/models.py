"""Platforms, their courses, and what is known of each launch. People stand in accounts, by issuer and subject."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class Platform(Model):
    """A learning platform as it is registered here; it waits until an administrator confirms it.

    `deployments` are those that launches may name; `shown_on` the origins whose pages may hold ours in a frame.
    """

    __tablename__ = "lti_platform"
    __table_args__ = (UniqueConstraint("issuer", "client_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160))
    issuer: Mapped[str] = mapped_column(String(255))
    client_id: Mapped[str] = mapped_column(String(255))
    authorises_at: Mapped[str] = mapped_column(String(500))
    tokens_at: Mapped[str] = mapped_column(String(500))
    keys_at: Mapped[str] = mapped_column(String(500))
    deployments: Mapped[list[str]] = mapped_column(JSON)
    shown_on: Mapped[list[str]] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class Course(Model):
    """A context of a platform, and the setting that it belongs to here, once an administrator has said so."""

    __tablename__ = "lti_course"
    __table_args__ = (UniqueConstraint("platform_id", "deployment", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    platform_id: Mapped[int] = mapped_column(ForeignKey("lti_platform.id"))
    deployment: Mapped[str] = mapped_column(String(255))
    code: Mapped[str] = mapped_column(String(255))
    title: Mapped[str] = mapped_column(String(200))
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"), index=True)
    members_at: Mapped[str | None] = mapped_column(String(1000))


class AskedLaunch(Model):
    """A launch that was asked for and has not come back: its state and nonce, the browser's secret, what was asked."""

    __tablename__ = "lti_asked_launch"

    state_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser_digest: Mapped[str] = mapped_column(String(64))
    nonce: Mapped[str] = mapped_column(String(64))
    platform_id: Mapped[int] = mapped_column(ForeignKey("lti_platform.id"))
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(Moment, index=True)


class Line(Model):
    """A module in a course: the link that it was last opened by, and where its scores go."""

    __tablename__ = "lti_line"
    __table_args__ = (UniqueConstraint("course_id", "module"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("lti_course.id"))
    module: Mapped[str] = mapped_column(String(160))
    link: Mapped[str | None] = mapped_column(String(255))
    line_at: Mapped[str | None] = mapped_column(String(1000))
    lines_at: Mapped[str | None] = mapped_column(String(1000))


class Seat(Model):
    """That somebody opened a module from a course. It goes with her account there, also while this bridge is off."""

    __tablename__ = "lti_seat"

    line_id: Mapped[int] = mapped_column(ForeignKey("lti_line.id"), primary_key=True)
    elsewhere_id: Mapped[int] = mapped_column(
        ForeignKey("external_identity.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class OwnKey(Model):
    """A key of ours, sealed. The newest that platforms have had a day to fetch signs."""

    __tablename__ = "lti_own_key"

    kid: Mapped[str] = mapped_column(String(40), primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment)
