"""Who comes from a platform: known by issuer and subject, new here, or linked by her own sign-in."""

from typing import Any

from app.accounts import actions as accounts
from app.accounts import queries as people
from app.accounts.rules import name_fault
from app.bridges.lti import provider, queries, rules
from app.bridges.lti.actions.keys import signing_key
from app.bridges.lti.records import CourseRecord, Launch, NotNow, PlatformRecord, Refused
from app.core.clock import today
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import Role
from app.jobs.actions import Outcome, Say, ask
from app.jobs.records import JobRecord
from app.workforce import actions as workforce
from app.workforce import queries as places
from app.workforce.records import PostRecord

ROSTER = "people of a platform's course"
MOST_PAGES = 200
JOBS = {Role.FACILITATOR: "Facilitator", Role.STAFF: "Member of staff"}


def join(issuer: str, subject: str, name: str) -> int:
    """Make an account here for somebody new, which her account there opens from now on. Raises DomainError."""
    fault = name_fault(name.strip())
    if fault:
        raise DomainError(fault)
    made = accounts.create_person("", name)
    accounts.link_elsewhere(made.id, issuer, subject)
    return made.id


def link(launch: Launch, username: str, password: str) -> int:
    """Let an account there open the account here of whoever types its own name and password.

    Raises:
        DomainError: they do not fit, or her account there opens another.
    """
    found = people.answering_to(username)
    if len(found) != 1 or not accounts.proves(found[0].id, password):
        raise DomainError("The username or password is not right")
    accounts.link_elsewhere(found[0].id, launch.issuer, launch.subject)
    return found[0].id


def post_in(person_id: int, setting_id: int, role: Role) -> PostRecord:
    """The post somebody holds in a setting; one is begun where there is none. A role that stands is left alone."""
    there = places.current_post(person_id, setting_id)
    return there or workforce.start_post(person_id, setting_id, role, JOBS[role], today())


def ask_for_people(course: CourseRecord, by: int) -> int:
    """Ask for the people of a course to be brought into its setting; returns the number of the work."""
    if not course.members_at or not course.setting_id:
        raise DomainError("This course has no setting here yet, or its platform does not tell who is in it.")
    return ask(ROSTER, course.setting_id, by, course=course.id)


def bring_in(job: JobRecord, say: Say) -> Outcome:
    """Let the people of a course join its setting, as a worker: all of them or none. Nobody leaves by this."""
    course = queries.course(job.facts["course"])
    platform, key = queries.platform(course.platform_id), signing_key()
    say("Asking the platform", 0, 0)
    try:
        members = _members(platform, course.members_at or "", key)
    except NotNow as silence:
        raise DomainError("The platform does not answer just now. Ask again later.") from silence
    say(f"Writing {len(members):,} people, all at once", 0, 0)
    came = {"joined": 0, "here already": 0, "left out, without a name that can be used": 0}
    for one in members:
        came[_brought(platform, course.setting_id or 0, one)] += 1
    session.flush()
    facts: dict[str, Any] = {what: f"{count:,}" for what, count in came.items()}
    return Outcome(facts)


def _brought(platform: PlatformRecord, setting_id: int, member: dict[str, Any]) -> str:
    known = people.elsewhere(platform.issuer, member["user_id"])
    try:
        person_id = known.person_id if known else join(platform.issuer, member["user_id"], rules.name_of(member))
    except DomainError:
        return "left out, without a name that can be used"
    if places.current_post(person_id, setting_id):
        return "here already"
    post_in(person_id, setting_id, rules.role_of(member.get("roles") or ()))
    return "joined"


def _members(platform: PlatformRecord, address: str, key: Any) -> list[dict[str, Any]]:
    """Everybody active in a course, page by page; a page of another origin is not asked for."""
    found: list[dict[str, Any]] = []
    for _ in range(MOST_PAGES):
        answer = provider.serve(
            platform, rules.MAY_LIST, key, "GET", address, "vnd.ims.lti-nrps.v2.membershipcontainer"
        )
        found += rules.members_of(provider.document(answer))
        onward = answer.links.get("next", {}).get("url")
        if not onward:
            return found
        if not rules.is_same_origin(address, onward):
            raise Refused("The platform’s list goes on at another site.", "next page of another origin")
        address = onward
    raise Refused("The platform’s list does not end.", "too many pages")
