"""Whoever leaves keeps her record, and is told once how to keep her way in."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.clock import at, now, today
from app.core.database import session
from app.notices.models import Notice
from app.workforce import actions, queries
from app.workforce.records import PostRecord
from tests.factories.people import a_person, a_post, a_setting
from tests.visitor import Visitor


def letters() -> list[tuple[str, str | None]]:
    query = select(Notice.kind, Notice.address).where(Notice.kind == "post-ended").order_by(Notice.id)
    return [(kind, address) for kind, address in session.execute(query)]


def end(post: PostRecord) -> None:
    actions.end_post(post.id, today() - timedelta(days=1))
    session.commit()


@pytest.fixture
def post(app: Flask) -> PostRecord:
    made = a_post(a_person("amina", "Amina Yusuf", "amina@school.example"), a_setting())
    session.commit()
    return made


def test_one_letter_says_that_the_record_stays_hers(post: PostRecord) -> None:
    end(post)

    assert letters() == [("post-ended", "amina@school.example")]
    assert "/my-account/address" in (session.scalar(select(Notice.body)) or "")


def test_there_is_no_letter_while_she_works_elsewhere_and_one_when_that_ends_too(post: PostRecord) -> None:
    holder = queries.post(post.id)
    other = actions.start_post(holder.person_id, a_setting(code="club"), holder.role, "Helper", today())
    end(post)
    assert letters() == []

    with at(now() + timedelta(days=3)):
        end(other)

    assert len(letters()) == 1


def test_nothing_is_printed_for_somebody_without_an_address(app: Flask) -> None:
    end(a_post(a_person("tom"), a_setting()))

    assert letters() == []


def test_a_staff_list_that_ends_many_posts_writes_to_each_leaver(app: Flask) -> None:
    school = a_setting()
    posts = [a_post(a_person(name, f"{name.title()} Test", f"{name}@example.org"), school) for name in ("amina", "tom")]
    actions.apply(school, b"first name,last name,role\nNew,Person,Cook\n", None, {post.id for post in posts})

    assert {address for _, address in letters()} == {"amina@example.org", "tom@example.org"}


def test_without_a_post_she_reads_how_to_give_a_personal_address(app: Flask, post: PostRecord) -> None:
    end(post)
    amina = Visitor(app)
    amina.sign_in("amina")

    assert amina.page is not None
    assert amina.page.says("You hold no post at the moment")
    assert amina.follow("Give us a personal address").heading == "Change my email address"
