"""Trusts, and who is appointed to what beyond any one setting."""

from sqlalchemy import delete, select

from app.accounts import actions as accounts
from app.accounts.records import Closure
from app.audit.actions import record
from app.core import events
from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.core.vocabulary import Office
from app.workforce.actions.history import keep_setting
from app.workforce.models import Appointment, Setting, Trust, TrustMember
from app.workforce.rules import scope_of


class LastAdministrator(DomainError):
    """The site must keep somebody who looks after it."""

    def __init__(self) -> None:
        super().__init__("This is the only site administrator. Appoint another one first.")


def create_trust(code: str, name: str, by: int | None = None) -> int:
    """Make a trust or group that settings can belong to."""
    trust = Trust(code=code, name=name)
    session.add(trust)
    session.flush()
    record("trust made", by, trust=trust.id)
    return trust.id


def put_in_trust(setting_id: int, trust_id: int | None, by: int | None) -> None:
    """Let a setting belong to a trust, or to none."""
    session.execute(delete(TrustMember).where(TrustMember.setting_id == setting_id))
    if trust_id is not None:
        session.add(TrustMember(setting_id=setting_id, trust_id=trust_id))
    session.flush()
    record("setting put in trust", by, setting=setting_id, trust=trust_id)
    if keep_setting(session.get_one(Setting, setting_id)):
        events.setting_changed.send(setting_id=setting_id)


def appoint(
    person_id: int, office: Office, by: int | None, trust_id: int | None = None, partnership_id: int | None = None
) -> int:
    """Appoint somebody to an office from now on; appointing twice is appointing once. Returns its number.

    Raises:
        DomainError: the office is of a trust or a partnership and none is named.
    """
    wants = scope_of(office)
    scope = {
        "trust_id": trust_id if wants == "trust" else None,
        "partnership_id": partnership_id if wants == "partnership" else None,
    }
    if wants and not any(scope.values()):
        raise DomainError(f"Choose the {wants} that this is for")
    held = select(Appointment.id).filter_by(person_id=person_id, office=office, ended_at=None, **scope)
    there = session.scalar(held)
    if there:
        return there
    row = Appointment(person_id=person_id, office=office, appointed_by=by, began_at=now(), **scope)
    session.add(row)
    session.flush()
    record("appointed", by, person=person_id, office=str(office), appointment=row.id)
    return row.id


def end_appointment(appointment_id: int, by: int | None) -> None:
    """End an appointment now; it counts from the next request on, everywhere.

    Raises:
        NotFound: there is no such appointment, or it has ended.
        LastAdministrator: the site would be left without one.
    """
    row = session.get(Appointment, appointment_id)
    if row is None or row.ended_at is not None:
        raise NotFound("There is no such appointment.")
    if row.office == Office.ADMINISTRATOR:
        keep_an_administrator(without=row.person_id)
    row.ended_at = now()
    session.flush()
    record("appointment ended", by, person=row.person_id, office=row.office, appointment=row.id)


def keep_an_administrator(without: int) -> None:
    """See that the site keeps an administrator who can sign in, apart from one person.

    The rows are locked until the transaction ends, so that two administrators cannot end each other at once.

    Raises:
        LastAdministrator: she is the only one.
    """
    person = Appointment.metadata.tables["person"]
    query = (
        select(Appointment.person_id)
        .join(person, person.c.id == Appointment.person_id)
        .where(Appointment.office == Office.ADMINISTRATOR, Appointment.ended_at.is_(None), person.c.closed_at.is_(None))
        .with_for_update(of=Appointment)
    )
    administrators = set(session.scalars(query))
    if administrators and administrators <= {without}:
        raise LastAdministrator


def deactivate(person_id: int, by: int) -> None:
    """Let nobody in as this person any more, from the next request on, everywhere; what she learned stays.

    Raises:
        DomainError: it is the administrator herself.
        LastAdministrator: the site would be left without one.
    """
    if person_id == by:
        raise DomainError("You cannot deactivate yourself. Ask another site administrator.")
    keep_an_administrator(without=person_id)
    accounts.close(person_id, Closure.DEACTIVATED, by)
