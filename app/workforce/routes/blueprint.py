"""The blueprint that this room's pages share, and the setting that a lead looks at."""

from flask import Blueprint

from app.access.guard import asker
from app.access.identity import PostHeld

blueprint = Blueprint("workforce", __name__)


def my_post() -> PostHeld:
    """The post that a lead looks from; the guard lets nobody else come here."""
    post = asker().post
    assert post is not None, "the guard lets only people with a post come here"
    return post
