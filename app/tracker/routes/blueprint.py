"""The blueprint that the desk's pages share, and the posts they may show."""

from flask import Blueprint

from app.access.guard import my_post
from app.core.errors import NotFound
from app.requirements import queries
from app.web.days import earlier_day
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

blueprint = Blueprint("tracker", __name__, url_prefix="/desk")


def of_mine(post_id: int) -> PostRecord:
    """A post of the lead's own setting, held today or on the day that is asked for; any other is as none."""
    setting_id, day = my_post().setting_id, earlier_day()
    if day is None:
        is_mine = queries.post_in_setting(post_id, setting_id)
    else:
        is_mine = post_id in workforce.post_ids([setting_id]) and bool(queries.post_as_at(post_id, day).standings)
    if not is_mine:
        raise NotFound("There is nobody like that in your setting.")
    return workforce.post(post_id)
