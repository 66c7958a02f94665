"""Partnerships, settings and posts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import today
from app.core.codes import new_join_code
from app.core.database import Model, Moment


class Partnership(Model):
    """The local safeguarding children partnership or board; `code` ties it to a pathway of requirements."""

    __tablename__ = "partnership"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    pathway: Mapped[str | None] = mapped_column(String(60))


class Trust(Model):
    """A trust or group that several settings belong to; `code` is its short name."""

    __tablename__ = "trust"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(160))


class Setting(Model):
    """Where children are. The facts below fill the “in our setting” places of a module.

    `run_by` is the name on paper, `run_by_kind` one of the list that decides which guidance applies; `people_count` is
    about how many work here; `term_dates` are pairs of ISO dates, first and last day; `set_up_at` is when its lead
    answered the three questions that a new setting starts with.
    """

    __tablename__ = "setting"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(30))
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"), index=True)
    dsl_contact: Mapped[str | None] = mapped_column(String(200))
    deputy_contact: Mapped[str | None] = mapped_column(String(200))
    referral_line: Mapped[str | None] = mapped_column(String(200))
    advice_line: Mapped[str | None] = mapped_column(String(200))
    out_of_hours_line: Mapped[str | None] = mapped_column(String(200))
    recording_place: Mapped[str | None] = mapped_column(String(200))
    facts_checked_on: Mapped[date | None]
    join_code: Mapped[str] = mapped_column(String(12), unique=True, index=True, default=new_join_code)
    run_by: Mapped[str | None] = mapped_column(String(160))
    asks_second_step: Mapped[bool] = mapped_column(default=False)
    run_by_kind: Mapped[str | None] = mapped_column(String(20))
    people_count: Mapped[int | None]
    year_kind: Mapped[str] = mapped_column(String(10), default="academic")
    term_dates: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    set_up_at: Mapped[datetime | None] = mapped_column(Moment)


class TrustMember(Model):
    """A setting that belongs to a trust; to one at most."""

    __tablename__ = "trust_member"

    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), primary_key=True)
    trust_id: Mapped[int] = mapped_column(ForeignKey("trust.id"), index=True)


class Appointment(Model):
    """An office that a person holds beyond any one setting: of a trust, of a partnership, or of the site."""

    __tablename__ = "appointment"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    office: Mapped[str] = mapped_column(String(20))
    trust_id: Mapped[int | None] = mapped_column(ForeignKey("trust.id"))
    partnership_id: Mapped[int | None] = mapped_column(ForeignKey("partnership.id"))
    appointed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    began_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class Post(Model):
    """One person's job in one setting. Ending a post never touches what she learned.

    `kind` is set where she works with other children than the setting's own kind, such as a school's nursery class.
    """

    __tablename__ = "post"
    __table_args__ = (
        Index("ix_post_setting_role", "setting_id", "role"),
        Index("ix_post_held", "setting_id", "person_id", "started_on", "ended_on", "site"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    role: Mapped[str] = mapped_column(String(20))
    job_title: Mapped[str] = mapped_column(String(120))
    contract: Mapped[str] = mapped_column(String(20), default="employed")
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    external_id: Mapped[str | None] = mapped_column(String(60))
    works_days: Mapped[str | None] = mapped_column(String(60))
    kind: Mapped[str | None] = mapped_column(String(30))
    site: Mapped[str | None] = mapped_column(String(120))
    line_manager: Mapped[str | None] = mapped_column(String(120))


class PostChange(Model):
    """What was known of a post from a day on. Rows are added, so that the desk can be asked how it stood.

    `kind` is that of the children she works with, whether it is the setting's own or another. Her name is not here: she
    is called as she is called today, on every day that is looked back at.
    """

    __tablename__ = "post_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(String(30))
    role: Mapped[str] = mapped_column(String(20))
    job_title: Mapped[str] = mapped_column(String(120))
    contract: Mapped[str] = mapped_column(String(20))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]


class SettingChange(Model):
    """What was known of a setting from a day on, as far as it decides what the people in it are asked or offered."""

    __tablename__ = "setting_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(String(30))
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnership.id"))
    run_by_kind: Mapped[str | None] = mapped_column(String(20))
    people_count: Mapped[int | None]
    trust_id: Mapped[int | None] = mapped_column(ForeignKey("trust.id"))


class Leave(Model):
    """Days on which somebody is away from a post for long; never why. `last_day` is empty while nobody knows.

    A row is replaced by a newer one of the same `first_day`, never changed: the newest counts.
    """

    __tablename__ = "post_leave"

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    noted_on: Mapped[date]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class JoinRequest(Model):
    """A post that one side asks for and the other has to say yes to.

    Somebody typed a setting's code and waits for its lead (`is_offer` False), or a lead named somebody who is known
    already from elsewhere, and she decides (`is_offer` True, `person_id` set). `facts` are those of the post to be.
    """

    __tablename__ = "join_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    is_offer: Mapped[bool] = mapped_column(default=False)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    accepted: Mapped[bool | None]


class RosterUpload(Model):
    """A staff list between its dry run and its confirmation; erased after a day."""

    __tablename__ = "roster_upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
    uploaded_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)


class EarlierTraining(Model):
    """Training somebody did elsewhere, as a staff list says: recorded, seen elsewhere, never ours to vouch for."""

    __tablename__ = "earlier_training"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    title: Mapped[str] = mapped_column(String(200))
    done_on: Mapped[date | None]
    provider: Mapped[str | None] = mapped_column(String(160))
    number: Mapped[str | None] = mapped_column(String(80))
    recorded_on: Mapped[date] = mapped_column(default=today)
