"""Making a setting together with its first lead, and whoever is new to the site and is appointed to an office."""

from app.accounts import actions as accounts
from app.accounts.rules import username_from
from app.audit.actions import record
from app.core.codes import new_join_code
from app.core.vocabulary import Office, Role, SettingKind
from app.workforce import queries
from app.workforce.actions.joining import add_colleague
from app.workforce.actions.offices import appoint
from app.workforce.actions.settings import create_setting
from app.workforce.records import Added, Newcomer

LONGEST_CODE = 40


def short_code(name: str) -> str:
    """A short name that nothing else has, for a setting, a partnership or a trust."""
    return f"{username_from(name).replace('.', '-')[:LONGEST_CODE]}-{new_join_code()[:4].lower()}"


def found_setting(
    name: str, kind: SettingKind, partnership_id: int, lead: str, email: str, by: int | None
) -> tuple[int, Added]:
    """Make a setting and invite its first lead, who fills in the rest. Returns its number and what came of asking her.

    Args:
        name: of the setting.
        kind: the children it is for.
        partnership_id: where it is.
        lead: the lead's name.
        email: where to write to her; somebody who is known already is asked and decides.
        by: who does it, for the audit log.
    """
    setting_id = create_setting(short_code(name), name.strip(), kind, partnership_id)
    record("setting made", by, setting=setting_id, kind=str(kind))
    return setting_id, invite_lead(setting_id, lead, email, by)


def invite_lead(setting_id: int, name: str, email: str, by: int | None) -> Added:
    """Give a setting another lead: a new person by an invitation, somebody who is known by asking her.

    Raises:
        DomainError: she has a post there already.
    """
    newcomer = Newcomer(name=name, role=Role.DSL, job_title=Role.DSL.label, email=email)
    added = add_colleague(setting_id, newcomer, by)
    record("lead invited", by, setting=setting_id, person=added.person_id)
    return added


def appoint_newcomer(
    name: str,
    email: str,
    office: Office,
    by: int | None,
    trust_id: int | None = None,
    partnership_id: int | None = None,
) -> int:
    """Make a person, appoint her to an office and invite her. Returns the number of the appointment.

    Raises:
        DomainError: the office is of a trust or a partnership and none is named.
    """
    person = accounts.create_person("", name, email)
    number = appoint(person.id, office, by, trust_id, partnership_id)
    accounts.invite_to_office(person.id, office.label, queries.office_held(number).where, by)
    return number
