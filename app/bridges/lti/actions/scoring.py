"""Scores back to the platform: through the jobs, so that a platform that is away delays nobody and loses nothing."""

from datetime import timedelta
from typing import Any

from joserfc.jwk import RSAKey

from app.accounts import queries as people
from app.bridges.lti import provider, queries, rules
from app.bridges.lti.actions.keys import signing_key
from app.bridges.lti.models import Line
from app.bridges.lti.records import LineRecord, NotNow, State
from app.core.clock import now
from app.core.database import session
from app.core.errors import DomainError
from app.jobs.actions import Outcome, Say, ask
from app.jobs.records import JobRecord
from app.learning.queries import completions_of
from app.learning.records import CompletionRecord, EnrolmentRecord
from app.library.queries import newest
from app.workforce import queries as places

SCORE = "score for a platform"
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440, 1440)]
LINES, SCORES = "vnd.ims.lis.v2.lineitem", "vnd.ims.lis.v1.score"


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
        ask(SCORE, place, person_id, **facts, percent=percent, at=now().isoformat(), post=post_id, tries=0)


def send_score(job: JobRecord, say: Say) -> Outcome:
    """Send one score, as a worker. A platform that does not answer is asked again later, for days.

    Raises:
        DomainError: the platform says no, was removed, or was silent too often.
    """
    line, key = queries.line(job.facts["line"]), signing_key()
    if line.platform.state is not State.CONFIRMED:
        raise DomainError("The platform was removed, so nothing is sent to it.")
    if _is_overtaken(job, line.module):
        return Outcome({"overtaken": True})
    title = newest(line.module).title
    said = rules.score(job.facts["subject"], job.facts["percent"], job.facts["at"])
    say("Telling the platform", 0, 0)
    try:
        at = line.line_at or _made(line, key, title)
        provider.serve(line.platform, rules.MAY_SCORE, key, "POST", rules.below(at, "scores"), SCORES, said)
    except NotNow as silence:
        return _later(job, str(silence))
    session.get_one(Line, line.id).line_at = at
    return Outcome({"platform": line.platform.name})


def _is_overtaken(job: JobRecord, module: str) -> bool:
    """Whether word that there is no mark yet waited so long that there is one."""
    done = completions_of([job.facts["post"]], now()) if job.facts["percent"] is None else []
    return any(one.module == module and one.completed_at.isoformat() >= job.facts["at"] for one in done)


def _made(line: LineRecord, key: RSAKey, title: str) -> str:
    """Where a module's scores go in a course: its line item, made where there is none."""
    if not line.lines_at:
        raise DomainError("The platform offered no place for a score.")
    joint, asked = "&" if "?" in line.lines_at else "?", (line.platform, rules.MAY_LINE, key)
    there = provider.serve(*asked, "GET", f"{line.lines_at}{joint}resource_id={line.module}", f"{LINES}container")
    found = rules.line_in(provider.document(there), line.module)
    if found:
        return found
    wanted = rules.line_item(line.module, title) | {"resourceLinkId": line.link}
    made = rules.line_in([provider.document(provider.serve(*asked, "POST", line.lines_at, LINES, wanted))], line.module)
    if made is None:
        raise DomainError("The platform made no place for a score.")
    return made


def _later(job: JobRecord, cause: str) -> Outcome:
    tries = job.facts["tries"]
    if tries >= len(WAITS):
        raise DomainError("The platform did not answer for days, so this score was not sent.")
    ask(SCORE, job.setting_id, job.person_id, now() + WAITS[tries], **(job.facts | {"tries": tries + 1}))
    return Outcome({"again": cause})
