"""Health, for whatever watches the site or sends people to it."""

from flask import Blueprint
from sqlalchemy.exc import SQLAlchemyError

from app.access.guard import public
from app.core.database import session
from app.operations.queries.readiness import reasons_not_to_open

blueprint = Blueprint("operations", __name__)
Answer = tuple[str, int, dict[str, str]]


def _said(words: str, status: int = 200) -> Answer:
    return words, status, {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/health/live")
@public
def live() -> Answer:
    """Whether this process answers. It asks nothing else, so that a slow database ends no process."""
    return _said("ok")


@blueprint.get("/health/ready")
@blueprint.get("/health")
@public
def ready() -> Answer:
    """Whether people may be sent here: the database answers, and is as this release needs it."""
    try:
        reasons = reasons_not_to_open()
    except SQLAlchemyError:
        session.rollback()
        return _said("not ready: the database does not answer", 503)
    return _said("not ready: flask doctor says why", 503) if reasons else _said("ok")
