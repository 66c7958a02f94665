"""Which roles a lead may give, what an office is of, the kinds of contract; terms, and which guidance applies."""

from datetime import date, timedelta
from itertools import pairwise

from app.content.citations import FIELDS
from app.core.vocabulary import LEADS, Office, Role, RunBy, SettingKind
from app.workforce.records import FactToCheck, Guidance, LeaveRecord, SettingRecord

# What is of a trust, a partnership or the site is given there, and no setting's lead makes anybody that.
GRANTED_BY_LEADS = (Role.STAFF, Role.FACILITATOR, Role.DEPUTY_DSL, Role.DSL, Role.HEAD)
# A list never ends a lead's own post; that is done by hand.
NEVER_ENDED_BY_A_LIST = LEADS
CONTRACTS = {
    "employed": "Employed here",
    "agency": "Agency or supply",
    "volunteer": "Volunteer",
    "governor": "Governor or trustee",
    "student": "Student or trainee",
}
CARDS_A_PAGE = 10
MOST_TERMS = 6
LONGEST_PLACE = 120  # characters of a site's or a line manager's name
EARLIEST_START = date(1950, 1, 1)

# Days for which a fact is believed once its lead has said that it is right. People and their telephones change with a
# term or two; a place to write and the lines of an authority more rarely.
BELIEVED_FOR = {
    "dsl_contact": 183,
    "deputy_contact": 183,
    "recording_place": 366,
    "referral_line": 366,
    "advice_line": 366,
    "out_of_hours_line": 366,
}
LARGE_PROVIDER = 5
RUN_BY_A_SCHOOL = frozenset({RunBy.SCHOOL, RunBy.ACADEMY_TRUST, RunBy.INDEPENDENT, RunBy.COLLEGE})
_KCSIE = "Keeping children safe in education (KCSIE)"
_SCHOOL = Guidance(f"{_KCSIE}: the statutory guidance for schools and colleges, for everyone who works here.")
_EYFS = "the early years foundation stage (EYFS) framework"
_ALWAYS = {
    SettingKind.PRIMARY: (_SCHOOL,),
    SettingKind.SECONDARY: (_SCHOOL,),
    SettingKind.SPECIAL: (_SCHOOL,),
    SettingKind.FURTHER_EDUCATION: (_SCHOOL,),
    SettingKind.CHILDMINDER: (
        Guidance(f"For childminders, {_EYFS}. You are your own safeguarding lead, and train any assistants."),
    ),
    SettingKind.YOUTH_VOLUNTARY: (
        Guidance("Working Together to Safeguard Children: it applies to voluntary, charity and faith groups too."),
        Guidance("The rules of the body you belong to: youth, sport and faith bodies have their own."),
    ),
    SettingKind.RESIDENTIAL: (
        Guidance("The Children’s Homes Regulations and their quality standard on protection.", is_sure=False),
        Guidance(f"For a residential special school, its national minimum standards and {_KCSIE}.", is_sure=False),
    ),
}


def scope_of(office: Office) -> str:
    """What an office is of: "trust", "partnership", or empty for the site as a whole."""
    if office is Office.TRUST_LEAD:
        return "trust"
    return "" if office is Office.ADMINISTRATOR else "partnership"


def role_after_move(role: Role) -> Role:
    """The role somebody has in the setting she is moved to: who leads there is decided there."""
    return Role.STAFF if role in LEADS else role


def guidance_for(kind: SettingKind, run_by_kind: RunBy | None, people_count: int | None) -> tuple[Guidance, ...]:
    """Which national guidance applies to a setting, in words; empty while who runs a club is not known.

    Args:
        kind: the children it is for.
        run_by_kind: who runs it, where that is known.
        people_count: about how many people work there, where that is known.
    """
    match kind:
        case SettingKind.OUT_OF_SCHOOL:
            return _out_of_school(run_by_kind, people_count)
        case SettingKind.EARLY_YEARS:
            return _early_years(run_by_kind)
        case SettingKind.ALTERNATIVE_PROVISION:
            return _alternative_provision(run_by_kind)
        case _:
            return _ALWAYS[kind]


def _out_of_school(run_by_kind: RunBy | None, people_count: int | None) -> tuple[Guidance, ...]:
    if run_by_kind is None:
        return ()
    if run_by_kind in RUN_BY_A_SCHOOL:
        return (Guidance(f"{_KCSIE}, because a school or college runs this."),)
    if run_by_kind is RunBy.REGISTERED:
        return (
            Guidance(f"{_EYFS[:1].upper()}{_EYFS[1:]} or the Childcare Register, as you are registered with Ofsted."),
        )
    voluntary = (
        "After-school clubs, community activities and tuition: safeguarding guidance for providers. It is voluntary"
    )
    return (Guidance(f"{voluntary}. {_size(people_count)}"),)


def _size(people_count: int | None) -> str:
    if people_count is None:
        return "What it expects grows with size: say how many people work here."
    if people_count >= LARGE_PROVIDER:
        return f"You count as a large provider: {LARGE_PROVIDER} or more staff and volunteers."
    if people_count > 1:
        return f"You count as a small provider: {LARGE_PROVIDER - 1} or fewer staff and volunteers."
    return "You count as a lone provider. Parents are given the numbers of the council and the NSPCC."


def _early_years(run_by_kind: RunBy | None) -> tuple[Guidance, ...]:
    framework = Guidance(f"For group and school-based providers, {_EYFS}, with the training in its Annex C.")
    if run_by_kind in RUN_BY_A_SCHOOL:
        return framework, Guidance(f"{_KCSIE}, as part of a school.", is_sure=False)
    return (framework,)


def _alternative_provision(run_by_kind: RunBy | None) -> tuple[Guidance, ...]:
    registered = Guidance(f"{_KCSIE} in full, where you are registered or a pupil referral unit.")
    if run_by_kind in RUN_BY_A_SCHOOL or run_by_kind is RunBy.COUNCIL:
        return (registered,)
    return registered, Guidance(
        "Where you are not registered, the school that places a child stays responsible for checking.", is_sure=False
    )


def terms_at_fault(terms: list[tuple[date | None, date | None]]) -> dict[int, str]:
    """What is wrong with some terms, by their place; a row without any date is no term.

    Args:
        terms: first and last days as they were typed, in the order of the page.
    """
    faults = {}
    for place, (first, last) in enumerate(terms):
        if bool(first) != bool(last):
            faults[place] = "Enter both the first and the last day of this term"
        elif first and last and last < first:
            faults[place] = "This term ends before it begins"
    whole = sorted((first, last, place) for place, (first, last) in enumerate(terms) if first and last)
    for (_, last, _), (first, _, place) in pairwise(whole):
        if first <= last:
            faults.setdefault(place, "This term begins before another one ends")
    return faults


def leave_at_fault(first: date, last: date | None, known: list[LeaveRecord], today: date) -> str:
    """What is wrong with a leave beside those known already, in words; empty for one that can be noted.

    Args:
        first: its first day.
        last: its last day, where that is known.
        known: leaves noted before; one with the same first day is corrected by this one.
        today: the day on which it is noted.
    """
    if last and last < first:
        return "The last day must not be before the first"
    others = [one for one in known if one.first_day != first]
    if any(one.last_day is None or one.last_day >= today for one in others):
        return "Another leave is not over yet. Say first when that one ends"
    return ""


def facts_to_check(place: SettingRecord, day: date) -> tuple[FactToCheck, ...]:
    """The facts of a setting that its lead should look at on a day: empty ones, and those checked too long ago.

    A childminder is the lead herself and has no deputy; where there is no deputy, nothing is asked of reaching one.
    """
    return tuple(
        FactToCheck(name, FIELDS[name], place.facts.get(name), place.facts_checked_on)
        for name, days in BELIEVED_FOR.items()
        if _is_wanted(name, place) and not _is_believed(place, name, day - timedelta(days=days))
    )


def _is_wanted(name: str, place: SettingRecord) -> bool:
    if name == "deputy_contact":
        return bool(place.facts.get("deputy"))
    return name != "dsl_contact" or place.kind != SettingKind.CHILDMINDER


def _is_believed(place: SettingRecord, name: str, since: date) -> bool:
    return bool(place.facts.get(name)) and place.facts_checked_on is not None and place.facts_checked_on > since
