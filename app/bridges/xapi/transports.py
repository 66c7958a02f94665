"""One statement to the store."""

import json
from typing import Any

import requests

from app.bridges.outward import careful
from app.bridges.xapi.records import Store

NO_ANSWER = 0
VERSION = "1.0.3"


def put(store: Store, body: dict[str, Any]) -> int:
    """What the store answered, as a status of HTTP; 0 where it did not. It never raises."""
    try:
        with careful(requests.Session(), store.local) as line:
            answer = line.put(
                f"{store.address}/statements",
                params={"statementId": body["id"]},
                data=json.dumps(body).encode(),
                headers={"Content-Type": "application/json", "X-Experience-API-Version": VERSION},
                auth=(store.user, store.password),
                allow_redirects=False,
            )
    except requests.RequestException:
        return NO_ANSWER
    return int(answer.status_code)
