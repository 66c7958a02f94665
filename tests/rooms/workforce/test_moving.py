"""Somebody is moved within a trust in one act, and what she learned stays where it is."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AuditEntry
from app.core import events
from app.core.clock import today
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import Role, SettingKind
from app.learning import actions as learning
from app.learning import queries as journeys
from app.notices.models import Notice
from app.requirements import queries as requirements
from app.workforce import actions, queries
from app.workforce.actions.posts import LastLead
from app.workforce.records import PostRecord
from tests.factories.people import a_person, a_post, a_setting
from tests.factories.shelf import MODULE

DAY = timedelta(days=1)


@pytest.fixture
def amina(app: Flask) -> PostRecord:
    """Somebody who began a module in one of two schools."""
    a_setting(SettingKind.PRIMARY, "here", "Here School")
    a_setting(SettingKind.SECONDARY, "there", "There School")
    place = queries.setting_id("here")
    assert place
    post = actions.start_post(
        a_person(email="amina@example.org").id,
        place,
        Role.FACILITATOR,
        "Teaching assistant",
        date(2026, 1, 5),
        contract="agency",
        external_id="S1",
        works_days="Mon Tue",
        site="Annexe",
        line_manager="Ada",
    )
    learning.begin(post.id, MODULE)
    session.commit()
    return post


def there() -> int:
    found = queries.setting_id("there")
    assert found
    return found


def test_the_old_post_ends_the_day_before_the_new_one_begins_with_the_same_job(amina: PostRecord) -> None:
    on = today() - 3 * DAY
    begun = actions.move_post(amina.id, there(), on, amina.person_id)

    assert queries.post(amina.id).ended_on == on - DAY
    assert (begun.setting_id, begun.started_on, begun.kind) == (there(), on, SettingKind.SECONDARY)
    assert (begun.role, begun.job_title) == (amina.role, amina.job_title)
    assert (begun.contract, begun.works_days) == ("agency", "Mon Tue")
    assert (begun.external_id, begun.site, begun.line_manager) == (None, None, None)


def test_her_learning_is_not_touched_and_she_stands_at_the_beginning_there(amina: PostRecord) -> None:
    before = journeys.newest_of_post(amina.id)
    begun = actions.move_post(amina.id, there(), today(), amina.person_id)

    assert journeys.newest_of_post(amina.id) == before
    assert requirements.standings_of_post(begun.id)[MODULE].began_on is None
    assert requirements.standings_of_post(amina.id) == {}


def test_a_day_to_come_is_tomorrow_at_the_latest(amina: PostRecord) -> None:
    with pytest.raises(DomainError, match="tomorrow or earlier"):
        actions.move_post(amina.id, there(), today() + 2 * DAY, amina.person_id)

    assert actions.move_post(amina.id, there(), today() + DAY, amina.person_id).started_on == today() + DAY
    assert queries.current_post(amina.person_id, amina.setting_id) is not None


def test_she_cannot_leave_before_she_began(amina: PostRecord) -> None:
    with pytest.raises(DomainError, match="after the first day here"):
        actions.move_post(amina.id, there(), amina.started_on, amina.person_id)


def test_nobody_is_moved_to_where_she_works_already(amina: PostRecord) -> None:
    with pytest.raises(actions.NowhereToGo, match="works there already"):
        actions.move_post(amina.id, amina.setting_id, today(), amina.person_id)


def test_the_last_lead_stays_and_nothing_is_begun_for_her(amina: PostRecord) -> None:
    lead = a_post(a_person("mark", "Mark Test"), amina.setting_id, Role.DSL, "Deputy head")
    with pytest.raises(LastLead):
        actions.move_post(lead.id, there(), today(), amina.person_id)

    assert len(queries.posts_of(lead.person_id)) == 1


def test_a_lead_who_is_not_the_last_comes_as_a_member_of_staff(amina: PostRecord) -> None:
    leads = [a_post(a_person(name, f"{name} Test"), amina.setting_id, Role.DSL, "Lead") for name in ("mark", "zoe")]

    assert actions.move_post(leads[0].id, there(), today(), amina.person_id).role is Role.STAFF


def test_she_is_told_once_by_a_letter_that_she_moves_and_not_that_she_leaves(amina: PostRecord) -> None:
    actions.move_post(amina.id, there(), today(), amina.person_id)

    letters = session.scalars(select(Notice).where(Notice.person_id == amina.person_id)).all()
    assert [letter.kind for letter in letters] == ["moved"]
    assert "from Here School to There School" in letters[0].body


def test_the_move_is_in_the_audit_log_under_whoever_made_it(amina: PostRecord) -> None:
    nadia = a_person("nadia", "Nadia Rahimi")
    begun = actions.move_post(amina.id, there(), today(), nadia.id)

    entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "post moved")).one()
    assert entry.person_id == nadia.id
    assert entry.facts == {"post": amina.id, "to": begun.id, "setting": there()}


def test_those_who_listen_hear_of_both_posts(amina: PostRecord) -> None:
    heard: list[tuple[str, int]] = []

    def begin(posts: list[PostRecord]) -> None:
        heard.extend(("begins", post.setting_id) for post in posts)

    def end(posts: list[PostRecord]) -> None:
        heard.extend(("ends", post.setting_id) for post in posts)

    events.posts_started.connect(begin)
    events.posts_ended.connect(end)
    actions.move_post(amina.id, there(), today(), amina.person_id)
    for event, handler in ((events.posts_started, begin), (events.posts_ended, end)):
        event._handlers.pop(handler)

    assert heard == [("begins", there()), ("ends", amina.setting_id)]
