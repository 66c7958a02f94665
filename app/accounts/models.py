"""People who can sign in, and their sign-in sessions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.database import Model, Moment


class Person(Model):
    """A person, apart from any post she holds. Nobody signs in as one who is closed; `closed_for` says why."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    certificate_name: Mapped[str | None] = mapped_column(String(120))
    name_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    pin_is_first: Mapped[bool] = mapped_column(default=False)
    demo_label: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_for: Mapped[str | None] = mapped_column(String(20))


class SecondFactor(Model):
    """An authenticator app. The secret is sealed; `last_step` keeps a code from working twice."""

    __tablename__ = "second_factor"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(String(255))
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    last_step: Mapped[int] = mapped_column(default=0)


class Passkey(Model):
    """A key that a device keeps for its owner. `sign_count` shows a copy where the device counts."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    credential: Mapped[str] = mapped_column(String(400), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    added_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class RecoveryCode(Model):
    """One of ten codes for the day a phone is lost; only a slow hash of its digest is here."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    code_digest: Mapped[str] = mapped_column(String(200), unique=True)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class AccountToken(Model):
    """A link that lets its holder do one thing once; the mail holds the token, this row its hash."""

    __tablename__ = "account_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    address: Mapped[str | None] = mapped_column(String(254))


class SignInSession(Model):
    """A sign-in that can be ended: the cookie holds a token, this row its hash.

    `proved_at` is when its owner last showed once more that it is she who sits there.
    """

    __tablename__ = "sign_in_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    device: Mapped[str] = mapped_column(String(120), default="")
    began_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    proved_at: Mapped[datetime | None] = mapped_column(Moment)


class KeptForm(Model):
    """What somebody sent when her session had ended: sealed, hers alone, and gone within the hour. The newest only."""

    __tablename__ = "kept_form"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime] = mapped_column(Moment)


class SignInFailure(Model):
    """A wrong password, or a letter asked for, counted so that it slows down. `name_digest` is a hash of the name."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (Index("ix_sign_in_failure_name_digest_at", "name_digest", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name_digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)


class ExternalIdentity(Model):
    """Who somebody is elsewhere: one account there, by issuer and subject alone, that opens one account here."""

    __tablename__ = "external_identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    linked_at: Mapped[datetime] = mapped_column(Moment)
