"""The blueprint that the desk's pages share, and the posts and modules they may show."""

from datetime import date

from flask import Blueprint

from app.access.guard import my_post
from app.core.errors import NotFound
from app.learning import queries as learning
from app.library.records import VersionRecord
from app.requirements import queries as requirements
from app.tracker import queries
from app.web.days import asked_day, earlier_day
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

blueprint = Blueprint("tracker", __name__, url_prefix="/desk")


def modules_here(day: date | None) -> list[VersionRecord]:
    """The modules of the lead's own setting, today or on an earlier day."""
    if day:
        return queries.modules_here(my_post().setting_id, day)
    return learning.modules_here(my_post().setting_id, my_post().reach)


def has_left(post_id: int) -> bool:
    """Whether a post of the lead's own setting had ended by the day that is asked for: her record stays to be read."""
    found = workforce.posts_in(my_post().setting_id, [post_id])
    return bool(found and found[0].ended_on and found[0].ended_on < asked_day())


def of_mine(post_id: int) -> PostRecord:
    """A post of the lead's own setting, held today or on the day that is asked for; any other is as none."""
    setting_id, day = my_post().setting_id, earlier_day()
    if day is None:
        is_mine = requirements.post_in_setting(post_id, setting_id)
    else:
        is_mine = post_id in workforce.post_ids([setting_id]) and bool(requirements.post_as_at(post_id, day).standings)
    if not is_mine:
        raise NotFound("There is nobody like that in your setting.")
    return workforce.post(post_id)
