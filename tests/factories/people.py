"""People, settings and posts, made by the rooms' own doors."""

from datetime import date, timedelta

from argon2 import PasswordHasher
from sqlalchemy import update

from app.accounts import actions as accounts
from app.accounts.models import Person
from app.accounts.queries import person
from app.accounts.records import PersonRecord
from app.core.clock import today
from app.core.database import session
from app.core.vocabulary import Office, Role, SettingKind
from app.workforce import actions, queries
from app.workforce.records import PostRecord

PASSWORD = "correct horse battery"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
LINES = {
    "dsl_contact": "ext 12",
    "referral_line": "01632 960 101",
    "advice_line": "01632 960 102",
    "out_of_hours_line": "01632 960 103",
    "recording_place": "the concern log",
}


def a_setting(kind: SettingKind = SettingKind.PRIMARY, code: str = "school", name: str = "") -> int:
    """A setting in a partnership."""
    partnership = queries.partnership_id("town") or actions.create_partnership("town", "A partnership", None)
    checked = date(2026, 11, 1)
    return actions.create_setting(code, name or f"The {code}", kind, partnership, checked, is_set_up=True, **LINES)


def a_person(username: str = "amina", name: str = "Amina Yusuf", email: str | None = None) -> PersonRecord:
    """Somebody who can sign in with PASSWORD, by a hash that costs little to make and to check."""
    made = accounts.create_person(username, name, email, None)
    session.execute(update(Person).where(Person.id == made.id).values(password_hash=QUICK))
    return person(made.id)


def a_post(person: PersonRecord, setting: int, role: Role = Role.STAFF, job: str = "Teaching assistant") -> PostRecord:
    """A post that began a while ago."""
    return actions.start_post(person.id, setting, role, job, date(2026, 1, 5))


def an_officer(username: str, office: Office) -> PersonRecord:
    """Somebody appointed beyond any one setting, committed."""
    person = a_person(username, f"{username.title()} Test")
    town = queries.partnership_id("town") or actions.create_partnership("town", "A partnership", None)
    trust = actions.create_trust(f"trust-of-{username}", "A trust") if office is Office.TRUST_LEAD else None
    actions.appoint(person.id, office, None, trust, town)
    session.commit()
    return person


def somebody_who_left(username: str = "retired") -> PostRecord:
    """A person whose only post ended before today, committed."""
    post = a_colleague(username)
    actions.end_post(post.id, today() - timedelta(days=1))
    session.commit()
    return post


def a_colleague(
    username: str = "amina", role: Role = Role.STAFF, setting: int | None = None, name: str = ""
) -> PostRecord:
    """A person with a post, committed."""
    place = setting or queries.setting_id("school") or a_setting()
    post = a_post(a_person(username, name or f"{username.title()} Test"), place, role)
    session.commit()
    return post
