"""The blueprint that this room's pages share, and what they all offer to choose from."""

from flask import Blueprint
from wtforms.fields.choices import SelectChoice

from app.access.guard import my_post
from app.core.errors import NotFound
from app.library import queries as library
from app.requirements import queries
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

blueprint = Blueprint("requirements", __name__)


def modules() -> list[SelectChoice]:
    """Every module that the asker's setting can have, to choose from."""
    return [SelectChoice(version.module, version.title) for version in library.modules_for(my_post().reach)]


def of_mine(post_id: int) -> PostRecord:
    """A post held in the lead's own setting; any other is as if it were not there."""
    if not queries.post_in_setting(post_id, my_post().setting_id):
        raise NotFound("There is nobody like that in your setting.")
    return workforce.post(post_id)
