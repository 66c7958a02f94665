"""The one screen that everybody looks at: the slides, one at a time, in large type, with a timer that can be paused."""

from flask import render_template, url_for

from app.access.guard import my_post, requires
from app.access.permissions import FACILITATE
from app.core.errors import NotFound
from app.handouts import queries as handouts
from app.library import queries as library
from app.meetings import queries
from app.meetings.records import MeetingRecord
from app.meetings.routes.blueprint import blueprint
from app.workforce import queries as workforce

UNTIMED = ("welcome", "close")


@blueprint.get("/<int:meeting_id>/screen/<int:number>")
@requires(FACILITATE)
def screen(meeting_id: int, number: int) -> str:
    """One slide, from 1, and the minutes of the part that it belongs to."""
    meeting = queries.one(my_post().setting_id, meeting_id)
    version = library.version(meeting.version_id)
    slides = handouts.slides(version, meeting.kind, meeting.minutes, meeting.theme or "")
    if not 1 <= number <= len(slides):
        raise NotFound("There is no such slide.")
    slide = slides[number - 1]
    part = next(one for one in handouts.guide(version, meeting.kind, meeting.minutes).parts if one.slug == slide.part)
    return render_template(
        "meetings/screen.html",
        meeting=meeting,
        slide=slide,
        part=part,
        is_timed=part.slug not in UNTIMED,
        number=number,
        total=len(slides),
        facts=workforce.setting(meeting.setting_id).facts,
        **_ways(meeting, number, len(slides)),
    )


def _ways(meeting: MeetingRecord, number: int, total: int) -> dict[str, str]:
    def to(place: int) -> str:
        return url_for("meetings.screen", meeting_id=meeting.id, number=place) if 1 <= place <= total else ""

    return {"before": to(number - 1), "after": to(number + 1)}
