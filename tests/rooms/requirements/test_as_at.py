"""Last year's answer is reckoned again from history, and is what was kept then."""

from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask

from app.content.checks import check
from app.core.clock import at
from app.core.database import session
from app.core.vocabulary import Role, Step
from app.learning import actions as learning
from app.learning.records import EnrolmentRecord
from app.library import queries as library
from app.library.actions import publish_shelf
from app.requirements import actions, queries
from app.workforce import actions as workforce
from tests.factories.people import a_person, a_post, a_setting
from tests.factories.shelf import MODULE, change, write_shelf
from tests.rooms.requirements.test_history import comparable, stored

THEN, LATER = datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2027, 2, 1, 12, tzinfo=UTC)


def publish(shelf: tuple[Path, Path]) -> None:
    found, faults, _ = check(*shelf)
    assert found is not None
    assert not faults
    publish_shelf(found)
    session.commit()


def finish(enrolment: EnrolmentRecord) -> None:
    for title in library.section_titles(enrolment.version_id, enrolment.kind):
        learning.read_section(enrolment, title.slug)
    learning.record_step(enrolment, Step.CHECK, percent=100)
    learning.record_step(enrolment, Step.REFLECTION)
    session.commit()


def test_last_years_answer_is_the_same_after_rules_posts_and_names_have_changed(
    empty_app: Flask, tmp_path: Path
) -> None:
    shelf = write_shelf(tmp_path)
    with at(THEN):
        publish(shelf)
        school = a_setting()
        stays, goes = a_post(a_person(), school), a_post(a_person("mark", "Mark Test"), school, Role.DSL)
        finish(learning.begin(stays.id, MODULE))
        kept = stored([school])
    with at(LATER):
        change(shelf[0] / "pathways/england.yml", "interval_months: 12", "interval_months: 6")
        change(shelf[0] / f"{MODULE}.md", "Ask first.", "Ask first, within 2 hours.")
        publish(shelf)
        workforce.change_post(stays.id, Role.DSL, "Lead")
        workforce.end_post(goes.id, LATER.date())
        session.commit()

    found = queries.standings_as_at(school, THEN.date())
    now = stored([school])

    assert comparable([*found.standings, *found.duties, *found.overall, *found.lines]) == comparable(kept)
    assert {row["renew_by"] for row in found.standings} == {None, date(2027, 3, 1)}
    assert [(row["job_title"], row["renew_by"], row["top_up_on"]) for row in now if "module" in row] == [
        ("Lead", date(2026, 9, 1), LATER.date())
    ]
    with at(LATER):
        assert actions.rebuild() == 0


def test_before_anything_was_kept_here_there_is_nothing_to_show(app: Flask) -> None:
    school = a_setting()
    a_post(a_person(), school)

    found = queries.standings_as_at(school, date(2020, 1, 1))

    assert (found.standings, found.duties) == ([], [])
