"""Settings of any size with their history, straight into the tables; where everybody stands is then reckoned from it.

Each person has done some of the modules, has begun one more, and did some of it too long ago.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import func, insert, select, update

from app.accounts.models import Person
from app.certificates.models import Certificate
from app.certificates.rules import in_short
from app.core.clock import now, today
from app.core.codes import new_certificate_code
from app.core.database import Model, session
from app.core.vocabulary import Role, SettingKind
from app.learning.models import Completion, Enrolment
from app.library.actions import publish_shelf
from app.library.models import ModuleVersion, VersionSection
from app.notices.models import Notice
from app.practice.records import Origin
from app.quizzes import actions as quizzes
from app.quizzes.models import Attempt, Understanding
from app.requirements.actions import restate
from app.requirements.models import Requirement
from app.reviews import queries as register
from app.workforce import actions as workforce
from app.workforce import queries as places
from app.workforce.models import EarlierTraining, Leave, Post, PostChange, SettingChange
from tests.content.shipped import shelf
from tests.factories.people import a_colleague
from tests.factories.practice import an_action

MODULES, DONE_EACH, THEMES = 20, 6, 6
KEPT = timedelta(days=500)  # for how long the site has been in use
SITES = ("Main building", "Annexe", "Forest school", None)
JOBS = ("Teaching assistant", "Teacher", "Lunchtime supervisor", "Caretaker")
FIRST = ("Ada", "Ben", "Cerys", "Dilip", "Efua", "Finn", "Grace", "Hamza")
LAST = ("Adams", "Brown", "Cole", "Davies", "Evans", "Faruk", "Green")
SIGNS = ("=1+1 ", "@sum ", "'-x ")  # how a few names begin, which no spreadsheet may take for a formula


def publish() -> None:
    """The shipped modules, and copies of the first until there are as many as are wanted."""
    publish_shelf(shelf())
    rows = session.scalars(select(ModuleVersion).order_by(ModuleVersion.id)).all()
    sections = [_facts(one) for one in session.scalars(select(VersionSection)) if one.version_id == rows[0].id]
    began = now() - KEPT
    for row in rows:
        row.published_at = began
    for number in range(len(rows) + 1, MODULES + 1):
        named = {"module": f"{rows[0].module}-{number:02}", "title": f"{rows[0].title} {number:02}"}
        copy = {**_facts(rows[0]), **named, "published_at": began, "digest": f"{number:064}"}
        version = session.execute(insert(ModuleVersion).values(copy).returning(ModuleVersion.id)).scalar_one()
        session.execute(insert(VersionSection), [{**one, "version_id": version} for one in sections])
    session.execute(update(Requirement).values(valid_from=today() - KEPT))
    session.commit()


def _facts(row: Model) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key != "id"}


def a_town() -> int:
    """The partnership that every setting here belongs to."""
    return places.partnership_id("town") or workforce.create_partnership("town", "A partnership", "essex")


def a_setting_of(people: int, code: str) -> int:
    """A setting with its lead, called like the setting, and so many people in all; their history, and what follows."""
    setting = workforce.create_setting(code, f"The {code}", SettingKind.PRIMARY, a_town(), today(), is_set_up=True)
    lead = a_colleague(code, Role.DSL, setting)
    crowd = _Crowd(setting, people - 1)
    for table, rows in crowd.tables():
        _insert(table, rows)
    quizzes.count_again([setting])
    for number in range(2 + people // 100):
        an_action(lead.id, f"We do the thing with the number {number}.", origin=Origin.FRESH)
    began = today() - KEPT
    session.execute(update(SettingChange).where(SettingChange.setting_id == setting).values(day=began))
    session.execute(update(PostChange).where(PostChange.post_id == lead.id).values(day=began))
    session.commit()
    return setting


def stand(setting: int) -> int:
    """Reckon where everybody of a setting stands; returns how many rows that changed."""
    changed = restate(places.post_ids([setting]))
    session.commit()
    return changed


class _Crowd:
    """The rows of some people of a setting, numbered after all that are there."""

    def __init__(self, setting: int, size: int) -> None:
        self.setting, self.size = setting, size
        self.person, self.post, self.enrolment, self.attempt, self.completion = (
            (session.scalar(select(func.max(table.id))) or 0) + 1
            for table in (Person, Post, Enrolment, Attempt, Completion)
        )
        self.versions = session.scalars(select(ModuleVersion).order_by(ModuleVersion.id)).all()
        self.themes = [theme.ref for theme in register.themes()][:THEMES]

    def tables(self) -> Iterator[tuple[type[Model], Iterable[dict[str, object]]]]:
        everyone = range(self.size)
        yield Person, (self._person(one) for one in everyone)
        yield Post, (self._post(one) for one in everyone)
        yield PostChange, (self._known(one) for one in everyone)
        yield Leave, (self._leave(one) for one in everyone if one % 40 == 7)
        yield EarlierTraining, (self._training(one) for one in everyone if one % 5 == 0)
        yield Notice, (self._notice(one) for one in everyone)
        yield Enrolment, (self._enrolment(*journey) for journey in self._journeys())
        done = [journey for journey in self._journeys() if journey[2] < DONE_EACH]
        yield Completion, (self._completion(*journey) for journey in done)
        yield Certificate, (self._certificate(*journey) for journey in done)
        yield Attempt, (self._attempt(*journey) for journey in done)
        yield Understanding, (self._understood(*journey, theme) for journey in done for theme in self.themes)

    def _journeys(self) -> Iterator[tuple[int, int, int]]:
        """Every journey: its number, whose it is, and its place among hers; the last has only begun."""
        each = DONE_EACH + 1
        return ((one * each + place, one, place) for one in range(self.size) for place in range(each))

    def _version(self, one: int, place: int) -> ModuleVersion:
        return self.versions[(one + 3 * place) % len(self.versions)]

    def _days(self, one: int, place: int) -> int:
        return (one * 37 + place * 61) % (KEPT.days - 20) + 1

    def _moment(self, one: int, place: int) -> datetime:
        return now() - timedelta(days=self._days(one, place))

    def name(self, one: int) -> str:
        sign = SIGNS[one % len(SIGNS)] if one % 100 == 3 else ""
        return f"{sign}{FIRST[one % len(FIRST)]} {LAST[one % len(LAST)]}{one:05}"

    def _person(self, one: int) -> dict[str, object]:
        number = self.person + one
        return {"id": number, "username": f"p{number}", "name": self.name(one), "created_at": now() - KEPT}

    def _started(self, one: int) -> date:
        return today() - timedelta(days=90 + one % 3000)

    def _post(self, one: int) -> dict[str, object]:
        facts = {"id": self.post + one, "person_id": self.person + one, "setting_id": self.setting}
        job = {"role": Role.STAFF if one % 20 else Role.FACILITATOR, "job_title": JOBS[one % len(JOBS)]}
        return {**facts, **job, "started_on": self._started(one), "site": SITES[one % len(SITES)]}

    def _known(self, one: int) -> dict[str, object]:
        post = self._post(one)
        facts = {"post_id": post["id"], "day": max(self._started(one), today() - KEPT), "kind": SettingKind.PRIMARY}
        return {**facts, **{name: post[name] for name in ("role", "job_title", "started_on")}, "contract": "employed"}

    def _leave(self, one: int) -> dict[str, object]:
        first = today() - timedelta(days=10)
        days = {"first_day": first, "last_day": today() + timedelta(days=one % 90), "noted_on": first}
        return {"post_id": self.post + one, **days}

    def _training(self, one: int) -> dict[str, object]:
        day = today() - timedelta(days=one % 900)
        whose = {"person_id": self.person + one, "post_id": self.post + one}
        return {**whose, "title": "First aid", "done_on": day, "provider": "A trainer", "recorded_on": day}

    def _notice(self, one: int) -> dict[str, object]:
        key, moment = f"crowd-{self.post + one}", now() - timedelta(days=one % 90)
        who = {"key": key, "message_id": key, "person_id": self.person + one, "setting_id": self.setting}
        state = "failed" if one % 50 == 9 else "sent"
        letter = {"kind": "reminder", "subject": "A reminder", "body": "", "state": state}
        return {**who, **letter, "queued_at": moment, "due_at": moment}

    def _enrolment(self, number: int, one: int, place: int) -> dict[str, object]:
        version = self._version(one, place)
        whose = {"id": self.enrolment + number, "person_id": self.person + one, "post_id": self.post + one}
        what = {"module": version.module, "version_id": version.id, "kind": SettingKind.PRIMARY, "number": 1}
        return {**whose, **what, "began_at": self._moment(one, place)}

    def _completion(self, number: int, one: int, place: int) -> dict[str, object]:
        begun = self._enrolment(number, one, place)
        kept = {"id": self._completed(one, place), "enrolment_id": begun["id"], "completed_at": begun["began_at"]}
        whose = {name: begun[name] for name in ("person_id", "post_id", "module")}
        return {**kept, **whose, "facts": self._frozen(one, place)}

    def _completed(self, one: int, place: int) -> int:
        return self.completion + one * DONE_EACH + place

    def _frozen(self, one: int, place: int) -> dict[str, object]:
        version = self._version(one, place)
        front = {name: version.front[name] for name in ("level", "outcomes", "contributes_to", "drawn_on")}
        said = {"name": self.name(one), "module_title": version.title, "edition": version.edition}
        return {**said, **front, "version": version.id}

    def _certificate(self, number: int, one: int, place: int) -> dict[str, object]:
        day = self._moment(one, place).date()
        facts = {**self._frozen(one, place), "completed_on": day.isoformat(), "renew_by": None}
        whose = {"person_id": self.person + one, "post_id": self.post + one}
        kept = {"code": new_certificate_code(), "completion_id": self._completed(one, place)}
        return {**kept, **whose, "issued_at": self._moment(one, place), "facts": facts, "in_short": in_short(facts)}

    def _attempt(self, number: int, one: int, place: int) -> dict[str, object]:
        facts = {"id": self.attempt + one * DONE_EACH + place, "enrolment_id": self.enrolment + number, "number": 1}
        return {**facts, "began_at": self._moment(one, place), "drawn": []}

    def _understood(self, number: int, one: int, place: int, theme: str) -> dict[str, object]:
        whose = {"attempt_id": self.attempt + one * DONE_EACH + place, "post_id": self.post + one}
        what = {"theme": theme, "setting_id": self.setting, "module": self._version(one, place).module}
        found = {
            "asked": 4,
            "wrong": (one + place) % 3,
            "sure_wrong": (one + place) % 2,
            "role": self._post(one)["role"],
        }
        return {**whose, **what, **found, "sent_at": self._moment(one, place)}


AT_ONCE = 5_000


def _insert(table: type[Model], rows: Iterable[dict[str, object]]) -> None:
    """Rows into a table, some at a time."""
    some: list[dict[str, object]] = []
    for row in rows:
        some.append(row)
        if len(some) == AT_ONCE:
            session.execute(insert(table), some)
            some = []
    if some:
        session.execute(insert(table), some)
    _count_on(table)


def _count_on(table: type[Model]) -> None:
    """Let PostgreSQL number the next row after those that came with a number of their own, as SQLite does."""
    if session.get_bind().dialect.name == "postgresql" and "id" in table.__table__.c:
        newest = select(func.max(table.__table__.c.id)).scalar_subquery()
        session.execute(select(func.setval(func.pg_get_serial_sequence(table.__tablename__, "id"), newest)))
