"""After any history of a thousand events, what is stored is what history says: today, and on any day before."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.accounts import actions as accounts
from app.content.checks import check
from app.core import events
from app.core.clock import at, now, today
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import Role, RunBy, SettingKind, Step
from app.learning import actions as learning
from app.learning import queries as journeys
from app.library import queries as library
from app.library.actions import publish_shelf
from app.requirements import actions, queries
from app.requirements.actions import Owner
from app.requirements.models import Counted, OverallStanding, Requirement, RequirementStanding, Standing, StandingLine
from app.workforce import actions as workforce
from app.workforce import queries as places
from app.workforce.models import EarlierTraining, Post
from app.workforce.records import Details, Makeup
from tests.factories.people import a_person, a_setting
from tests.factories.shelf import MODULE, change

EVENTS = 1_000
BEGINS = datetime(2023, 10, 27, 9, tzinfo=UTC)  # two clock changes a year, a leap day and three Septembers lie ahead
NAMES = ("person_name", "sort_name")  # people are called as they are today, on every day that is looked back at
SNAPSHOTS = 12


class Town:
    """Two settings, to which things happen one after another, each on its own day."""

    def __init__(self, random: Random, courses: Path, quizzes: Path) -> None:
        self.random, self.courses, self.quizzes = random, courses, quizzes
        self.moment, self.edition = BEGINS, 0
        self.settings: list[int] = []
        self.kept: dict[date, list[dict[str, Any]]] = {}
        self.happened = 0

    def begin(self) -> None:
        with at(self.moment):
            self.publish()
            nursery = a_setting(SettingKind.EARLY_YEARS, f"nursery-{self.random.random()}")
            self.settings = [a_setting(code=f"school-{self.random.random()}"), nursery]
            session.commit()

    def live(self, count: int) -> None:
        acts = self.acts()
        while self.happened < count:
            act = self.random.choices(list(acts), list(acts.values()))[0]
            with at(self.moment):
                try:
                    act()
                except DomainError:
                    session.rollback()
                else:
                    session.commit()
                    self.happened += 1
            self.pass_time()

    def acts(self) -> dict[Callable[[], None], int]:
        return {
            self.start_post: 14, self.change_post: 10, self.end_post: 5, self.begin_module: 20, self.read_on: 20,
            self.complete: 16, self.correct_name: 4, self.tighten: 2, self.ask_more: 1, self.ask_less: 1,
            self.count: 1, self.count_no_more: 1, self.leave: 5, self.profile: 1, self.train: 4, self.publish: 2,
            self.top_up: 12, self.attend: 6, self.take_back: 5,
        }  # fmt: skip

    def pass_time(self) -> None:
        later = self.moment + timedelta(hours=self.random.choice((0, 1, 5, 20, 30, 60)))
        days = self.happened * SNAPSHOTS // EVENTS
        if len(self.kept) < days and later.date() > self.moment.date() + timedelta(days=1):
            with at(self.moment):
                self.kept[today()] = stored(self.settings)
        self.moment = later

    def post(self) -> Post:
        held = session.scalars(
            select(Post).where(Post.setting_id.in_(self.settings), Post.ended_on.is_(None)).order_by(Post.id)
        ).all()
        if not held:
            raise DomainError("Nobody works here yet.")
        return self.random.choice(held)

    def role(self) -> Role:
        return self.random.choice((Role.STAFF, Role.STAFF, Role.DSL, Role.DEPUTY_DSL, Role.HEAD))

    def day(self) -> date:
        return today() + timedelta(days=self.random.randint(-400, 40))

    def start_post(self) -> None:
        name = f"p{self.random.getrandbits(60)}"
        person = a_person(name, f"{name} Test")
        contract = self.random.choice(("employed", "agency", "volunteer", "governor"))
        setting = self.random.choice(self.settings)
        workforce.start_post(person.id, setting, self.role(), "Teacher", self.day(), contract)

    def change_post(self) -> None:
        post = self.post()
        kind = self.random.choice((None, None, SettingKind.EARLY_YEARS))
        details = Details(self.random.choice(("employed", "volunteer")), self.day(), kind)
        workforce.change_post(post.id, self.role(), self.random.choice(("Cook", "Teacher")), None, details)

    def end_post(self) -> None:
        workforce.end_post(self.post().id, today() - timedelta(days=self.random.randint(0, 9)))

    def begin_module(self) -> None:
        learning.begin(self.post().id, MODULE)

    def read_on(self) -> None:
        begun = journeys.newest_of_post(self.post().id).get(MODULE)
        if begun is None:
            raise DomainError("Nothing is begun.")
        titles = library.section_titles(begun.version_id, begun.kind)
        learning.read_section(begun, self.random.choice(titles).slug)

    def complete(self) -> None:
        post = self.post()
        begun = learning.begin(post.id, MODULE)
        for title in library.section_titles(begun.version_id, begun.kind):
            learning.read_section(begun, title.slug)
        learning.record_step(begun, Step.CHECK, percent=100)
        learning.record_step(begun, Step.REFLECTION)

    def attend(self) -> None:
        post = self.post()
        version = library.newest(MODULE)
        begun = learning.attend(post.id, version.id, places.post(post.id).kind, method="team meeting", minutes=30)
        learning.record_step(begun, Step.CHECK, percent=100, method="team meeting")
        learning.record_step(begun, Step.REFLECTION, on_paper=True)

    def take_back(self) -> None:
        begun = journeys.journeys_of([self.post().id], now())
        if not begun:
            raise DomainError("Nothing is begun.")
        enrolment, _ = self.random.choice(begun)
        learning.take_back(enrolment, enrolment.person_id, "keyed in for the wrong person")

    def correct_name(self) -> None:
        accounts.correct_own_name(self.post().person_id, f"Ada {self.random.choice(('Byron', 'King'))}")

    def owner(self) -> Owner:
        setting = self.random.choice(self.settings)
        return Owner(f"Setting {setting}", setting_id=setting)

    def tighten(self) -> None:
        actions.tighten(self.owner(), "YEARLY", self.random.randint(3, 11), self.random.choice((None, 7)), None)

    def ask_more(self) -> None:
        payload = actions.own_payload("Ours", "We ask.", ["staff"], self.random.choice((None, 6)), [MODULE], ["fire"])
        actions.add_own(self.owner(), payload, None)

    def ask_less(self) -> None:
        owner = self.owner()
        codes = session.scalars(select(Requirement.code).filter_by(setting_id=owner.setting_id, valid_to=None)).all()
        actions.end_own(owner, self.random.choice(codes or ["NONE"]), None)

    def count(self) -> None:
        owner = self.owner()
        codes = session.scalars(select(Requirement.code).filter_by(setting_id=owner.setting_id)).all()
        actions.count_as_meeting(owner, self.random.choice(codes or ["NONE"]), MODULE, "A lead", None)

    def count_no_more(self) -> None:
        owner = self.owner()
        ids = session.scalars(select(Counted.id).filter_by(setting_id=owner.setting_id)).all()
        actions.no_longer_count(owner, self.random.choice(ids or [0]), None)

    def leave(self) -> None:
        first = today() + timedelta(days=self.random.randint(-30, 60))
        last = self.random.choice((None, first + timedelta(days=self.random.randint(0, 200))))
        workforce.note_leave(self.post().id, first, last, None)

    def profile(self) -> None:
        makeup = Makeup(run_by_kind=self.random.choice(list(RunBy)), people_count=self.random.randint(1, 9))
        lead = self.post().person_id
        workforce.keep_profile(self.random.choice(self.settings), lead, False, makeup)

    def train(self) -> None:
        post = self.post()
        title = self.random.choice(("Fire safety", "Knots"))
        session.add(EarlierTraining(person_id=post.person_id, post_id=post.id, title=title, done_on=self.day()))
        session.flush()
        events.training_recorded.send(post_ids=[post.id])

    def publish(self) -> None:
        if self.edition:
            text = self.courses / f"{MODULE}.md"
            statement = self.random.choice(("Ask first", "Write it down today"))
            hours = [f"{statement}{said}" for said in ("", *(f", within {n} hours" for n in range(30)))]
            held = max((one for one in hours if one in text.read_text(encoding="utf-8")), key=len)
            change(text, held, f"{statement}, within {self.edition % 30} hours")
            before = "learning" if "change: learning" in text.read_text(encoding="utf-8") else "wording"
            change(text, f"change: {before}", f"change: {self.random.choice(('learning', 'wording'))}")
        self.edition += 1
        shelf, faults, _ = check(self.courses, self.quizzes)
        assert shelf is not None
        assert not faults
        publish_shelf(shelf)

    def top_up(self) -> None:
        begun = learning.begin_top_up(self.post().id, MODULE)
        for title in journeys.sections(begun):
            learning.read_section(begun, title.slug)
        learning.record_step(begun, Step.CHECK, percent=100)


def stored(settings: list[int]) -> list[dict[str, Any]]:
    session.expire_all()
    return [
        as_row(row)
        for model in (Standing, RequirementStanding, OverallStanding, StandingLine)
        for row in session.scalars(select(model).where(model.setting_id.in_(settings)))
    ]


def as_row(row: Any) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def comparable(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(str(sorted((key, value) for key, value in row.items() if key not in NAMES)) for row in rows)


@settings(max_examples=1, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32 - 1))
def test_a_thousand_events_later_nothing_differs_from_what_history_says(
    empty_app: Flask, small_shelf: tuple[Path, Path], tmp_path: Path, seed: int
) -> None:
    courses, quizzes = write_again(small_shelf, tmp_path)
    town = Town(Random(seed), courses, quizzes)
    town.begin()
    town.live(EVENTS)

    with at(town.moment):
        assert actions.rebuild() == 0
    assert len(town.kept) >= SNAPSHOTS // 2
    for day, rows in town.kept.items():
        found = [queries.standings_as_at(setting, day) for setting in town.settings]
        told = [row for one in found for row in (*one.standings, *one.duties, *one.overall, *one.lines)]
        assert comparable(told) == comparable(rows), day


def write_again(small_shelf: tuple[Path, Path], root: Path) -> tuple[Path, Path]:
    """A shelf that this test may change."""
    courses, quizzes = small_shelf
    copytree(courses, root / "courses", dirs_exist_ok=True)
    copytree(quizzes, root / "quizzes", dirs_exist_ok=True)
    return root / "courses", root / "quizzes"
