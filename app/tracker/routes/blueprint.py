"""The blueprint that the desk's pages share, and the day they are asked for."""

from datetime import date

from flask import Blueprint, request

from app.access.guard import my_post
from app.core.clock import today
from app.core.errors import NotFound
from app.requirements import queries
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

blueprint = Blueprint("tracker", __name__, url_prefix="/desk")
EARLIEST = date(2000, 1, 1)


def asked_day() -> date:
    """The day a page is asked for: an earlier one where the address names it, otherwise today."""
    try:
        day = date.fromisoformat(request.values.get("on", ""))
    except ValueError:
        return today()
    return day if EARLIEST <= day < today() else today()


def earlier_day() -> date | None:
    """The day a page is asked for where it is an earlier one; None for today."""
    day = asked_day()
    return day if day < today() else None


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
