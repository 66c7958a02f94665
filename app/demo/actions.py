"""Building the imaginary town by the same acts that real people do, each on its own day."""

from datetime import date, datetime, timedelta
from random import Random

from app.access.identity import PostHeld
from app.accounts import actions as accounts
from app.accounts import queries as people
from app.accounts.rules import username_from
from app.core import clock
from app.core.dates import date_of
from app.core.errors import DomainError
from app.core.vocabulary import Role, YearKind
from app.demo.town import (
    ALL_YEAR,
    ASKS,
    DEEDS,
    LINES,
    OFFICES,
    PARTNERSHIP,
    PLACES,
    SAYINGS,
    SECOND_POSTS,
    TERMS,
    TRUST,
    Deed,
    Place,
    Saying,
    Soul,
)
from app.learning import actions as learning
from app.learning.records import EnrolmentRecord
from app.library import queries as library
from app.practice import actions as practice
from app.practice.records import Origin, Source, State
from app.quizzes import actions as quizzes
from app.quizzes import queries as checks
from app.quizzes.kinds import Question, Response
from app.quizzes.records import UNANSWERED, Answer
from app.reflection import actions as reflection
from app.reflection import queries as thoughts
from app.reflection.records import Written, mark
from app.requirements import actions as requirements
from app.requirements.records import How, Whom, Wish
from app.reviews import queries as register
from app.workforce import actions as workforce
from app.workforce import queries as places
from app.workforce.records import Makeup, PostRecord

IN_POST = timedelta(days=600)
SLIPS = (0, 0, 3, 0, 4)  # how people did at their first try, one after another: mostly right, as in any staff room
SEPTEMBER = 9


class NotHere(DomainError):
    """The town is refused in production."""


def seed(is_production: bool) -> int:
    """Build whatever of the town is not there yet, in the caller's transaction.

    Returns:
        How many people were added; 0 when the town was there already.

    Raises:
        NotHere: this is production.
    """
    if is_production:
        raise NotHere("The imaginary town is not for production.")
    partnership = places.partnership_id(PARTNERSHIP[0])
    if partnership is None:
        partnership = workforce.create_partnership(*PARTNERSHIP, pathway="essex")
    present = clock.now()
    added = sum(_settle(place, partnership, present) for place in PLACES)
    if added:
        _second_posts(present)
        _asked(present)
        _offices(partnership)
        _actions(present)
        _sayings(present)
    return added


def _settle(place: Place, partnership: int, present: datetime) -> int:
    setting = places.setting_id(place.code)
    if setting is not None:
        return 0
    setting = workforce.create_setting(
        place.code,
        place.name,
        place.kind,
        partnership,
        checked_on=date_of(present),
        is_set_up=True,
        dsl_contact="01632 960 110, or at the office",
        deputy_contact="01632 960 111" if len(place.people) > 2 else None,
        recording_place=place.recording,
        **LINES,
    )
    for soul in place.people:
        who = accounts.create_person(
            username_from(soul.name), soul.name, _address(soul), demo_label=f"{soul.job}, {place.name}"
        )
        _post(who.id, setting, soul, present)
    _profile(setting, place, date_of(present))
    return len(place.people)


def _profile(setting: int, place: Place, day: date) -> None:
    """Who runs it and how its year goes, as its lead keeps it."""
    began = day.year if day.month >= SEPTEMBER else day.year - 1
    terms = tuple((date(began + f[0], f[1], f[2]), date(began + u[0], u[1], u[2])) for f, u in TERMS)
    rolls = place.kind in ALL_YEAR
    year_kind = YearKind.ROLLING if rolls else YearKind.ACADEMIC
    makeup = Makeup(place.run_by, len(place.people), year_kind, () if rolls else terms)
    workforce.keep_profile(setting, places.colleagues(setting)[0].person_id, False, makeup)


def _address(soul: Soul) -> str | None:
    name = username_from(soul.name)
    return f"{name}@brackwater.example" if soul.mail and name.isascii() else None


def _post(person: int, setting: int, soul: Soul, present: datetime) -> None:
    with clock.at(present - IN_POST):
        post = workforce.start_post(person, setting, soul.role, soul.job, clock.today(), soul.contract)
    for version in library.modules():
        _live(post, version.module, soul.life, present)


def _live(post: PostRecord, module: str, life: str, present: datetime) -> None:
    what, _, number = life.partition(" ")
    if what == "new":
        return
    day = present - timedelta(days=int(number) if what == "done" else 2)
    with clock.at(day):
        enrolment = learning.begin(post.id, module)
        titles = library.section_titles(enrolment.version_id, enrolment.kind)
        for title in titles[: int(number) if what == "reads" else len(titles)]:
            learning.read_section(enrolment, title.slug)
        if what == "tries":
            _check(enrolment, slips=1)
        if what in ("writes", "done") and not _check(enrolment, slips=SLIPS[post.id % len(SLIPS)]):
            _check(enrolment, slips=0)
        if what in ("writes", "done"):
            accounts.confirm_name(post.person_id, post.person_name)
            _reflect(enrolment, finish=what == "done")


def _check(enrolment: EnrolmentRecord, slips: int) -> bool:
    """A try at the check, and whether it passed: of each `slips` questions one is not right, at times while sure."""
    attempt = quizzes.start(enrolment, Random(enrolment.id))  # noqa: S311 - the same town every time
    for position, (question, _) in enumerate(checks.asked(attempt, checks.pool(enrolment)), 1):
        is_slip = bool(slips) and (position + enrolment.id) % slips == 0
        response = _first_response(question) if is_slip else right_response(question)
        quizzes.save(attempt, position, Answer(response, not is_slip or position % 2 == 0), UNANSWERED.mark)
    return quizzes.send_in(enrolment, checks.attempt(enrolment.id, attempt.number)).passed


def right_response(question: Question) -> Response:
    """The response that is right, from what its author marked."""
    payload = question.payload
    match payload["type"]:
        case "order":
            return list(range(len(payload["steps"])))
        case "match":
            return list(range(len(payload["pairs"])))
        case "true-false":
            return [int(payload["answer"]), next(i for i, r in enumerate(payload["reasons"]) if r.get("correct"))]
        case _:
            return [i for i, option in enumerate(payload["options"]) if option.get("correct")]


def _first_response(question: Question) -> Response:
    """Somebody who always takes the first: wrong often enough not to pass."""
    match question.payload["type"]:
        case "order":
            return list(reversed(range(len(question.payload["steps"]))))
        case "match":
            return list(reversed(range(len(question.payload["pairs"]))))
        case "true-false":
            return [1, 0]
        case _:
            return [0]


def _reflect(enrolment: EnrolmentRecord, finish: bool) -> None:
    offered = thoughts.prompts(enrolment)
    words = "We talk about this at handover now, and we write down what we tried."
    written = [Written(n, prompt.code, words) for n, prompt in enumerate(offered[:2], 1)]
    reflection.save(enrolment, written, mark(thoughts.slots(enrolment, len(written))))
    if finish:
        rule = library.version(enrolment.version_id).front["reflection"]
        reflection.finish(enrolment, rule["prompts"], rule["at_least"])


def _second_posts(present: datetime) -> None:
    for name, code, job, life in SECOND_POSTS:
        who, setting = people.by_username(username_from(name)), places.setting_id(code)
        if who and setting:
            _post(who.id, setting, Soul(name, job, life), present)


def _asked(present: datetime) -> None:
    """What leads asked of their staff some weeks ago, and somebody who is exempt."""
    for one in ASKS:
        setting, when = places.setting_id(one.place), present - timedelta(days=one.weeks_ago * 7)
        if setting is None:
            continue
        posts = places.colleagues(setting)
        lead = next(post for post in posts if post.role is Role.DSL)
        for version in library.modules():
            with clock.at(when):
                due_on = date_of(present) + timedelta(days=one.due_in)
                wish = Wish(version.module, Whom(), due_on, None, How.SELF_STUDY, one.note)
                requirements.assign(setting, wish, lead.person_id)
        for post in posts:
            if post.person_name == one.exempt:
                requirements.exempt(post, None, date_of(present), None, "Works here one day a term.", lead.person_id)


def _offices(partnership: int) -> None:
    """The trust of the town, and those who are appointed to something beyond one setting."""
    code, name, members = TRUST
    trust = workforce.create_trust(code, name)
    for member in members:
        setting = places.setting_id(member)
        if setting:
            workforce.put_in_trust(setting, trust, None)
    for name, job, office in OFFICES:
        username = username_from(name)
        who = accounts.create_person(username, name, f"{username}@brackwater.example", demo_label=job)
        workforce.appoint(who.id, office, None, trust, partnership)


def _actions(present: datetime) -> None:
    for one in DEEDS:
        held = _lead(one.place)
        if held:
            _deed(held, one, present)


def _lead(place: str) -> PostHeld | None:
    """The post of a place's safeguarding lead."""
    setting = places.setting_id(place)
    leads = [post for post in places.colleagues(setting) if post.role is Role.DSL] if setting else []
    return next((post for lead in leads for post in places.posts_of(lead.person_id) if post.id == lead.id), None)


def _sayings(present: datetime) -> None:
    known = {one.ref for one in register.themes()}
    for one in SAYINGS:
        held = _lead(one.place)
        if held and one.theme in known:
            _saying(held, one, present)


def _saying(held: PostHeld, one: Saying, present: datetime) -> None:
    with clock.at(present - timedelta(days=one.days_ago)):
        practice.write_statement(held, one.theme, one.words, clock.today() + timedelta(weeks=26))


def _deed(held: PostHeld, one: Deed, present: datetime) -> None:
    """An action opened some weeks ago, and what was noted about it since."""
    modules, review_on = library.modules(), date_of(present) + timedelta(days=one.review_in)
    taught = library.statements(modules[0].id, held.kind) if modules else []
    source = Source(taught[0].module, taught[0].code, modules[0].id) if taught else Source()
    with clock.at(present - timedelta(days=one.opened_ago)):
        action = practice.open_action(held, one.words, one.owner, review_on, Origin.MEETING, source)
    with clock.at(present - timedelta(days=one.opened_ago // 2)):
        practice.review(held, action, State.UNDER_WAY, review_on, "Talked over at handover.")
    if one.noticed:
        with clock.at(present - timedelta(days=3)):
            practice.add_evidence(held, action, one.noticed, [])
            practice.review(held, action, State.IN_PLACE, review_on, "")
