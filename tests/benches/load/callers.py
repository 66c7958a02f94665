"""Browsers in a process of their own: each sends what it was given, one after the other, on a line that it keeps.

python -m tests.benches.load.callers < plan > times

Both are JSON. Nothing but the standard library, so that it costs little.
"""

import json
import sys
import time
from http.client import HTTPConnection
from threading import Thread
from typing import Any
from urllib.parse import urlencode, urlsplit

Request = dict[str, Any]
MOST_IDLE_SECONDS = 1.0


class Line:
    """A browser's connection, with the cookie it was handed and an address of its own behind our proxy."""

    def __init__(self, base: str, number: int) -> None:
        self._host = urlsplit(base).netloc
        self._number = number
        self._sent, self._answered = 0, 0.0
        self._open = HTTPConnection(self._host, timeout=120)

    def send(self, asked: Request) -> tuple[int, bytes, dict[str, str]]:
        """One request and its whole answer: status, body and headers."""
        self._sent += 1
        if time.monotonic() - self._answered > MOST_IDLE_SECONDS:
            self._open.close()  # the server has put down a line on which nobody spoke for a while
        headers = {"X-Forwarded-For": f"10.{self._number % 250}.{self._sent // 250 % 250}.{self._sent % 250}"}
        headers |= {"Cookie": asked["cookie"]} if asked.get("cookie") else {}
        form = asked.get("form")
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._open.request("POST" if form is not None else "GET", asked["path"], _encoded(form), headers)
        answer = self._open.getresponse()
        found: dict[str, str] = {}
        for name, value in answer.getheaders():
            found[name.lower()] = f"{found[name.lower()]}\n{value}" if name.lower() in found else value
        body = answer.read()
        self._answered = time.monotonic()
        return answer.status, body, found


def _encoded(form: dict[str, Any] | None) -> bytes | None:
    return None if form is None else urlencode(form, doseq=True).encode()


def work(base: str, number: int, requests: list[Request], found: list[list[float]]) -> None:
    """Send everything in turn; note when each began and ended, by the machine's steady clock."""
    line = Line(base, number)
    for asked in requests:
        began = time.monotonic()
        status, body, _ = line.send(asked)
        found.append([began, time.monotonic()])
        if status != asked["status"]:
            raise AssertionError(f"{asked['path']} answered {status}: {body[-600:]!r}")


def main() -> int:
    plan = json.load(sys.stdin)
    found: list[list[float]] = []
    hands = [Thread(target=work, args=(plan["base"], number, requests, found)) for number, requests in plan["users"]]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    json.dump(found, sys.stdout)
    return int(len(found) != sum(len(requests) for _, requests in plan["users"]))


if __name__ == "__main__":
    sys.exit(main())
