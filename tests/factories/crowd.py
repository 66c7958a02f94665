"""Many people at once, straight into the tables: for pages whose cost must not grow."""

from datetime import date

from sqlalchemy import func, insert, select

from app.accounts.models import Person
from app.core.clock import now
from app.core.database import Model, session
from app.requirements.models import Standing
from app.workforce.models import Post


def a_crowd(setting: int, module: str, size: int) -> None:
    """`size` more people with a post in a setting and a standing in a module."""
    first_person = (session.scalar(select(func.max(Person.id))) or 0) + 1
    first_post = (session.scalar(select(func.max(Post.id))) or 0) + 1
    names = [f"Person {first_person + n:06}" for n in range(size)]
    people = [
        {"id": first_person + n, "username": f"crowd{first_person + n}", "name": name, "created_at": now()}
        for n, name in enumerate(names)
    ]
    posts = [
        {
            "id": first_post + n,
            "person_id": first_person + n,
            "setting_id": setting,
            "role": "staff",
            "job_title": "Assistant",
            "contract": "employed",
            "started_on": date(2026, 1, 5),
        }
        for n in range(size)
    ]
    standings = [
        {
            "post_id": first_post + n,
            "module": module,
            "setting_id": setting,
            "person_id": first_person + n,
            "person_name": name,
            "sort_name": name.casefold(),
            "job_title": "Assistant",
            "role": "staff",
            "sections_read": 0,
            "sections_total": 6,
        }
        for n, name in enumerate(names)
    ]
    for table, rows in ((Person, people), (Post, posts), (Standing, standings)):
        session.execute(insert(table), rows)
    _count_on((Person, Post))
    session.commit()


def _count_on(tables: tuple[type[Model], ...]) -> None:
    """Let PostgreSQL number the next row after those that came with a number of their own, as SQLite does."""
    if session.get_bind().dialect.name == "postgresql":
        for table in tables:
            name = table.__tablename__
            newest = select(func.max(table.__table__.c.id)).scalar_subquery()
            session.execute(select(func.setval(func.pg_get_serial_sequence(name, "id"), newest)))
