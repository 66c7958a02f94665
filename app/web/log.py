"""One line a request, with a number that follows it through proxy, log and answer, and nothing personal.

The address is logged as the rule it matched, never as it was typed: addresses hold tokens, codes and people's numbers.
"""

import json
import logging
import os
import re
import sys
import time
from secrets import token_hex
from typing import TextIO

from flask import Flask, Response, g, has_request_context, request

from app.config import Config
from app.web.figures import Figures
from app.web.proxies import is_believed

REQUESTS = logging.getLogger("cspr.requests")
HEADER = "X-Request-ID"
_SOUND = re.compile(r"[A-Za-z0-9._-]{8,64}")


class JsonLines(logging.Formatter):
    """Each record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if has_request_context():
            line["request"] = g.get("request_number", "")
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def install(app: Flask, config: Config) -> None:
    """Give each request a number and, when it is answered, a line; count it where figures are asked for."""
    figures = Figures(config.var / "figures") if config.metrics else None

    def end(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        rule = request.url_rule.rule if request.url_rule else None
        facts = {"method": request.method, "rule": rule, "status": response.status_code, "ms": round(seconds * 1000, 1)}
        REQUESTS.info("answered", extra={"facts": {**facts, "process": os.getpid()}})
        if figures:
            figures.note(response.status_code, seconds)
        response.headers[HEADER] = g.get("request_number", "")
        return response

    app.before_request(_begin)
    app.after_request(end)
    if config.is_production and not config.testing:
        write_json(sys.stderr)


def write_json(stream: TextIO) -> logging.Handler:
    """Write everything that is logged to a stream, as JSON, from INFO up; returns the handler that does it."""
    handler, root = logging.StreamHandler(stream), logging.getLogger()
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def _begin() -> None:
    said = request.headers.get(HEADER, "")
    g.request_number = said if is_believed() and _SOUND.fullmatch(said) else token_hex(8)
    g.began = time.perf_counter()
