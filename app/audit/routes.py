"""The audit log: of a lead's own setting, and whole for an administrator. Who did what, when; never content."""

from datetime import datetime, time, timedelta

from flask import Blueprint, render_template, request

from app.access.guard import my_post, requires
from app.access.permissions import ADMINISTER, LEAD
from app.audit import queries
from app.audit.records import Wanted
from app.audit.rules import day_typed
from app.core.dates import LONDON
from app.web.addresses import LARGEST

blueprint = Blueprint("audit", __name__)
LONGEST = 80


@blueprint.get("/our-setting/log")
@requires(LEAD)
def log() -> str:
    """The newest acts in the lead's own setting."""
    entries, more = queries.of_setting(my_post().setting_id, _before())
    return render_template("audit/log.html", entries=entries, more=more, is_newest=_before() is None)


@blueprint.get("/site/log")
@requires(ADMINISTER)
def site_log() -> str:
    """The newest acts everywhere, those that are looked for, and whether the log is whole."""
    asked = {name: _typed(name) for name in ("setting", "who", "act", "since", "until")}
    settings = queries.settings_like(asked["setting"]) if asked["setting"] else None
    people = queries.people_like(asked["who"]) if asked["who"] else None
    days = {name: _start_of(asked[name]) for name in ("since", "until")}
    until = days["until"] + timedelta(days=1) if days["until"] else None
    wanted = Wanted(_first(settings), _first(people), asked["act"], days["since"], until)
    entries, more = queries.of_all(wanted, _before())
    return render_template(
        "audit/site_log.html",
        entries=entries,
        more=more,
        is_newest=_before() is None,
        asked=asked,
        faults=_faults(asked, days, settings, people),
        kinds=queries.kinds(),
        check=queries.last_check(),
    )


def _first(found: list[int] | None) -> list[int] | None:
    return found if found is None else found[: queries.MOST]


def _faults(
    asked: dict[str, str], days: dict[str, datetime | None], settings: list[int] | None, people: list[int] | None
) -> dict[str, str]:
    """What is to be said beside a box, by its name."""
    faults = {name: "Enter a day such as 1/9/2026" for name, day in days.items() if asked[name] and day is None}
    for name, found in (("setting", settings), ("who", people)):
        if found and len(found) > queries.MOST:
            faults[name] = f"More than {queries.MOST} have these words, and only some are shown. Type more of the name"
    return faults


def _typed(name: str) -> str:
    return request.args.get(name, "").replace("\0", "").strip()[:LONGEST]


def _before() -> int | None:
    number = request.args.get("before", 0, type=int)
    return number if 0 < number <= LARGEST else None


def _start_of(typed: str) -> datetime | None:
    """The first moment of a day that was typed; None for what is no day."""
    try:
        day = day_typed(typed)
        return datetime.combine(day, time(), LONDON) if day else None
    except ValueError:
        return None
