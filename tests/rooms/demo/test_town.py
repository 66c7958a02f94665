"""The imaginary town: everyone is there, once, always the same, and never in production."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Person
from app.certificates.models import Certificate
from app.core.clock import at
from app.core.database import session
from app.core.vocabulary import Office, Role, SettingKind
from app.demo.actions import NotHere, seed
from app.quizzes import queries as quizzes
from app.quizzes.rules import shown
from app.requirements import queries
from app.requirements.models import Standing
from app.requirements.records import State
from app.workforce.models import Appointment, Post, Setting
from tests.content.shipped import THE_VOICE_OF_THE_CHILD

TODAY = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def town(shipped_app: Flask) -> Iterator[int]:
    """How many people were settled, on a day that stands still."""
    with at(TODAY):
        added = seed(is_production=False)
        session.commit()
        yield added


def standings() -> list[tuple[object, ...]]:
    rows = session.scalars(select(Standing).order_by(Standing.post_id, Standing.module))
    return [(row.person_name, row.module, row.sections_read, row.done_on, row.renew_by) for row in rows]


def test_at_least_sixty_people_work_in_settings_of_all_ten_kinds(town: int) -> None:
    kinds = Counter(session.scalars(select(Setting.kind)))

    assert town >= 60
    assert set(kinds) == set(SettingKind)


def test_every_setting_has_a_lead_and_a_deputy_and_the_childminder_is_her_own(town: int) -> None:
    for setting in session.scalars(select(Setting)):
        roles = set(session.scalars(select(Post.role).where(Post.setting_id == setting.id)))
        wanted = {Role.DSL} if setting.kind == SettingKind.CHILDMINDER else {Role.DSL, Role.DEPUTY_DSL}
        assert wanted <= {Role(role) for role in roles}, setting.name


def test_the_grid_knows_no_state_that_the_town_does_not_show_but_the_one_that_needs_changed_learning(
    town: int,
) -> None:
    shown: Counter[State] = Counter()
    for setting in session.scalars(select(Setting)):
        shown.update(queries.counts(setting.id, THE_VOICE_OF_THE_CHILD))

    assert {state for state in State if not shown[state]} == {State.TOP_UP}, shown


def test_there_is_a_trainer_and_some_work_in_two_settings_and_some_have_no_email(town: int) -> None:
    held = Counter(session.scalars(select(Post.person_id)))

    assert set(session.scalars(select(Appointment.office))) == set(Office)
    assert sum(count > 1 for count in held.values()) >= 2
    assert session.scalar(select(Person.id).where(Person.email.is_(None)))


def test_seeding_again_adds_nobody_and_changes_nothing(town: int) -> None:
    before, certificates = standings(), session.scalars(select(Certificate.code)).all()

    assert seed(is_production=False) == 0

    assert standings() == before
    assert session.scalars(select(Certificate.code)).all() == certificates


def test_production_is_refused(empty_app: Flask) -> None:
    with pytest.raises(NotHere):
        seed(is_production=True)

    assert session.scalar(select(Person.id)) is None


def test_no_address_could_reach_a_real_person(town: int) -> None:
    addresses = session.scalars(select(Person.email).where(Person.email.is_not(None))).all()

    assert all(address.endswith(".example") for address in addresses if address)


def test_every_setting_says_who_runs_it_and_schools_have_terms_that_hold_today(town: int) -> None:
    for row in session.scalars(select(Setting)):
        assert row.run_by_kind, row.name
        if row.year_kind == "academic":
            assert any(first <= TODAY.date().isoformat() <= last for first, last in row.term_dates), row.name


def test_first_tries_show_something_to_talk_about(town: int) -> None:
    weights = [
        everyone.weight
        for setting in session.scalars(select(Setting.id))
        for cells in quizzes.gap_map(setting).values()
        if (everyone := shown(cells)[0])
    ]

    assert any(weights)
    assert max(weights) < 50
