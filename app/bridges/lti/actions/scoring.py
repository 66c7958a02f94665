"""Scores back to the platform: through the jobs, so that a platform that is away delays nobody and loses nothing."""

from datetime import timedelta
from typing import Any

from app.accounts import queries as people
from app.bridges.lti import provider, queries, rules
from app.bridges.lti.actions.keys import signing_key
from app.bridges.lti.models import Course, Line
from app.bridges.lti.records import NotNow, PlatformRecord
from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError
from app.jobs.actions import Outcome, Say, ask
from app.jobs.records import JobRecord
from app.learning.records import CompletionRecord, EnrolmentRecord
from app.library.queries import newest
from app.workforce import queries as places

SCORE = "score for a platform"
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440, 1440)]
LINES = "vnd.ims.lis.v2.lineitem"


def note_pass(enrolment: EnrolmentRecord, **_: object) -> None:
    """A check was passed, and the reflection is still to come: the platform hears that there is no mark yet."""
    if not enrolment.is_top_up:
        _ask(enrolment.person_id, enrolment.post_id, enrolment.module, None)


def note_completion(completion: CompletionRecord) -> None:
    """All is done: the platform hears the score of the check, and of the reflection nothing."""
    _ask(completion.person_id, completion.post_id, completion.module, completion.facts.get("score"))


def _ask(person_id: int, post_id: int, module: str, percent: int | None) -> None:
    elsewhere, place = {one.id: one for one in people.elsewhere_of(person_id)}, places.post(post_id).setting_id
    for seat in queries.seats_of(list(elsewhere), module, place) if elsewhere else ():
        facts: dict[str, Any] = {"line": seat.line_id, "subject": elsewhere[seat.elsewhere_id].subject}
        ask(SCORE, place, person_id, **facts, percent=percent, at=now().isoformat(), tries=0)


def send_score(job: JobRecord, say: Say) -> Outcome:
    """Send one score, as a worker. A platform that does not answer is asked again later, a week long.

    Raises:
        DomainError: the platform says no, or was silent too often.
    """
    line = session.get_one(Line, job.facts["line"])
    platform, key = queries.platform(session.get_one(Course, line.course_id).platform_id), signing_key()
    title, line_id, module, line_at, lines_at = (
        newest(line.module).title,
        line.id,
        line.module,
        line.line_at,
        line.lines_at,
    )
    said = rules.score(job.facts["subject"], job.facts["percent"], job.facts["at"])
    say("Telling the platform", 0, 0)
    try:
        at = line_at or _line(platform, key, lines_at, module, title)
        provider.serve(platform, rules.MAY_SCORE, key, "POST", rules.below(at, "scores"), "vnd.ims.lis.v1.score", said)
    except NotNow as silence:
        return _later(job, str(silence))
    session.get_one(Line, line_id).line_at = at
    return Outcome({"platform": platform.name})


def _line(platform: PlatformRecord, key: Any, lines_at: str | None, module: str, title: str) -> str:
    """Where a module's scores go in a course: its line item, made where there is none."""
    if not lines_at:
        raise DomainError("The platform offered no place for a score.")
    joint = "&" if "?" in lines_at else "?"
    asked = (platform, rules.MAY_LINE, key)
    there = provider.serve(*asked, "GET", f"{lines_at}{joint}resource_id={module}", f"{LINES}container")
    found = rules.line_in(provider.document(there), module)
    if found:
        return found
    made = provider.serve(*asked, "POST", lines_at, LINES, rules.line_item(module, title))
    return rules.line_in([provider.document(made)], module) or ""


def _later(job: JobRecord, cause: str) -> Outcome:
    tries = job.facts["tries"]
    if tries >= len(WAITS):
        raise DomainError("The platform did not answer for days, so this score was not sent.")
    ask(SCORE, job.setting_id, job.person_id, now() + WAITS[tries], **(job.facts | {"tries": tries + 1}))
    return Outcome({"again": cause})
