"""Statements of xAPI 1.0.3, and when one is tried again. Pure.

Sources: xAPI 1.0.3, Data 2.2 to 2.4 (statements, actor by account, verbs of ADL) and Communication 2.1.1 (PUT with an
id: 204 where it is new, 409 where it is there already); cmi5, 9.5.5.1 (progress).
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from app.bridges.xapi.records import Said

VERB = "http://adlnet.gov/expapi/verbs/"
VERBS = ("initialized", "progressed", "passed", "completed", "shared")
TYPE = "http://adlnet.gov/expapi/activities/"
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
LANGUAGE = "en-GB"
TAKEN = (200, 204, 409)
REFUSED = (400, 413, 422)
LONGEST_WAIT = timedelta(hours=6)


def actor_of(person_id: int, secret: str) -> str:
    """A name for somebody that only this site can make, and from which nobody can tell who she is."""
    return hmac.new(secret.encode(), f"xapi person {person_id}".encode(), hashlib.sha256).hexdigest()[:32]


def statement(said: Said, site: str) -> dict[str, Any]:
    """What is told to a store of one thing that was done.

    Args:
        said: what was done.
        site: our own address, which names accounts and activities.
    """
    kind = "assessment" if said.verb == "passed" else "performance" if said.verb == "shared" else "module"
    whole: dict[str, Any] = {
        "id": str(uuid5(NAMESPACE_URL, f"{site}/xapi/{said.verb}/{said.key}")),
        "actor": {"objectType": "Agent", "account": {"homePage": site, "name": said.actor}},
        "verb": {"id": f"{VERB}{said.verb}", "display": {LANGUAGE: said.verb}},
        "object": {
            "objectType": "Activity",
            "id": f"{site}/activities/{said.activity}",
            "definition": {"name": {LANGUAGE: said.title}, "type": f"{TYPE}{kind}"},
        },
        "timestamp": f"{said.at:%Y-%m-%dT%H:%M:%S}Z",
    }
    result = _result(said)
    return whole | {"result": result} if result else whole


def _result(said: Said) -> dict[str, Any]:
    if said.verb == "passed":
        score = {} if said.percent is None else {"score": {"scaled": said.percent / 100}}
        return {"success": True, **score}
    if said.verb == "completed":
        return {"completion": True}
    return {} if said.progress is None else {"extensions": {PROGRESS: said.progress}}


def wait_after(tries: int) -> timedelta:
    """How long a store that did not take a statement is left in peace, after so many tries: longer and longer."""
    return min(timedelta(minutes=2 ** min(tries, 10)), LONGEST_WAIT)


def next_try(status: int, tries: int, now: datetime) -> datetime | None:
    """When to try a statement again after an answer; None where the store will never take it."""
    return None if status in REFUSED else now + wait_after(tries)
