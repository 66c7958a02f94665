"""A learning platform on loopback: serves a package, keeps SCORM by scorm-again, and cmi5 with its rules of order."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from uuid import UUID, uuid4

VENDOR = Path(__file__).parent / "node_modules/scorm-again/dist"
SCORM = """<!doctype html><html lang="en"><title>A platform</title><script src="/vendor/{script}"></script><script>
window.{name} = new {make}({{logLevel: 5, autocommit: false, mastery_override: false}});
</script><iframe title="A package" src="/index.html" style="width:100%;height:90vh;border:0"></iframe></html>"""
PAGES = {
    "/scorm12": SCORM.format(script="scorm12.min.js", name="API", make="Scorm12API"),
    "/scorm2004": SCORM.format(script="scorm2004.min.js", name="API_1484_11", make="Scorm2004API"),
}
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css"}
VERBS = "http://adlnet.gov/expapi/verbs/"
CMI5 = "https://w3id.org/xapi/cmi5/context"
TOKEN, SESSION = "b25jZTpvbmx5", "session-1"
ACTOR = {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": "4711"}}


class Platform:
    """What the platform was told, and whatever broke a rule of cmi5 (sections 8.2, 9.3 to 9.7 and 10)."""

    def __init__(self, folder: Path, mode: str = "Normal", mastery: float | None = None) -> None:
        self.folder, self.mode, self.mastery = folder, mode, mastery
        self.registration, self.address = str(uuid4()), ""
        self.statements: list[dict[str, Any]] = []
        self.kept: dict[str, str] = {}
        self.wrong: list[str] = []
        self.has_given_token = self.was_asked_preferences = False

    @property
    def verbs(self) -> list[str]:
        """What was said, in order."""
        return [one["verb"]["id"].removeprefix(VERBS) for one in self.statements]

    def launch(self, activity: str) -> str:
        """The address that a new session is launched by."""
        self.has_given_token = False
        facts = {
            "endpoint": f"{self.address}/lrs/",
            "fetch": f"{self.address}/token",
            "actor": json.dumps(ACTOR),
            "registration": self.registration,
            "activityId": activity,
        }
        return f"{self.address}/index.html?" + "&".join(f"{name}={quote(value)}" for name, value in facts.items())

    @property
    def launch_data(self) -> dict[str, Any]:
        """What LMS.LaunchData says."""
        grouping = [{"id": "https://publisher.example.org/au"}]
        extensions = {f"{CMI5}/extensions/sessionid": SESSION}
        template = {"contextActivities": {"grouping": grouping}, "extensions": extensions}
        mastery = {} if self.mastery is None else {"masteryScore": self.mastery}
        return {"contextTemplate": template, "launchMode": self.mode, "moveOn": "CompletedAndPassed", **mastery}

    def take(self, statement: dict[str, Any], statement_id: str, session: list[str]) -> None:
        """Keep a statement, and note what is wrong with it."""
        verb = statement["verb"]["id"].removeprefix(VERBS)
        result, context = statement.get("result", {}), statement["context"]
        categories = {one["id"] for one in context["contextActivities"].get("category", [])}
        is_judged = "success" in result or "completion" in result
        rules = {
            "an id in UUID form": str(UUID(statement["id"])) == statement["id"] == statement_id,
            "the actor as launched": statement["actor"] == ACTOR,
            "the registration": context["registration"] == self.registration,
            "the session": context["extensions"][f"{CMI5}/extensions/sessionid"] == SESSION,
            "the template's grouping": context["contextActivities"]["grouping"]
            == self.launch_data["contextTemplate"]["contextActivities"]["grouping"],
            "category cmi5": f"{CMI5}/categories/cmi5" in categories,
            "category moveon where something is judged, and only there": (f"{CMI5}/categories/moveon" in categories)
            == is_judged,
            "a time in UTC": datetime.fromisoformat(statement["timestamp"]).utcoffset() == timedelta(0),
            "initialized first": (verb == "initialized") == (not session),
            "nothing after terminated": "terminated" not in session,
            "no verb twice": verb not in session,
            "one of passed and failed": not {"passed", "failed"} <= {verb, *session},
            "passed and completed once": verb not in ("passed", "completed") or verb not in self.verbs,
            "no fail after a pass": verb != "failed" or "passed" not in self.verbs,
            "success as the verb says": result.get("success") == {"passed": True, "failed": False}.get(verb),
            "completion as the verb says": result.get("completion") == {"completed": True}.get(verb),
            "a score only where judged": "score" not in result or verb in ("passed", "failed"),
            "a duration": verb == "initialized" or bool(re.fullmatch(r"PT\d+S", result.get("duration", ""))),
            "nothing judged but in mode Normal": self.mode == "Normal" or verb in ("initialized", "terminated"),
            "a score that agrees with the mastery score": self.mastery is None
            or "score" not in result
            or (result["score"]["scaled"] >= self.mastery) == result["success"],
            "the mastery score where it was set": self.mastery is None
            or verb not in ("passed", "failed")
            or context["extensions"].get(f"{CMI5}/extensions/masteryscore") == self.mastery,
        }
        self.wrong += [f"{verb}: {rule}" for rule, holds in rules.items() if not holds]
        session.append(verb)
        self.statements.append(statement)


class Handler(BaseHTTPRequestHandler):
    """Answers for one platform; a token begins a session."""

    platform: Platform
    session: list[str]
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, status: int, body: bytes = b"", kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self) -> str:
        return self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()

    def asked(self) -> tuple[str, dict[str, str]]:
        parts = urlsplit(self.path)
        return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}

    def let_in(self) -> None:
        headers = self.headers
        if headers["Authorization"] != f"Basic {TOKEN}" or not headers["X-Experience-API-Version"]:
            self.platform.wrong.append(f"{self.path}: without the token or the version")

    def do_POST(self) -> None:
        body = self.body()
        if self.path.startswith("/lrs/"):
            self.let_in()
            for statement in json.loads(body):
                self.platform.take(statement, statement["id"], self.session)
            self.answer(200, b"[]")
            return
        if self.platform.has_given_token:
            self.platform.wrong.append("the token was asked for twice")
        self.platform.has_given_token = True
        self.session.clear()
        self.answer(200, json.dumps({"auth-token": TOKEN}).encode())

    def do_PUT(self) -> None:
        self.let_in()
        (path, facts), body = self.asked(), self.body()
        if path.endswith("statements"):
            self.platform.take(json.loads(body), facts["statementId"], self.session)
        elif facts.get("stateId") == "LMS.LaunchData":
            self.platform.wrong.append("the launch data was written to")
        else:
            self.platform.kept[facts["stateId"]] = body
        self.answer(204)

    def do_GET(self) -> None:
        path, facts = self.asked()
        if path in PAGES:
            self.answer(200, PAGES[path].encode(), TYPES[".html"])
        elif path.startswith("/vendor/"):
            self.answer(200, (VENDOR / Path(path).name).read_bytes(), TYPES[".js"])
        elif path == "/favicon.ico":
            self.answer(204)
        elif path.startswith("/lrs/"):
            self.let_in()
            self.read(path, facts)
        else:
            file = self.platform.folder / path.lstrip("/")
            self.answer(200, file.read_bytes(), TYPES[file.suffix])

    def read(self, path: str, facts: dict[str, str]) -> None:
        if path.endswith("agents/profile"):
            self.platform.was_asked_preferences = facts["profileId"] == "cmi5LearnerPreferences"
            self.answer(200, b"{}")
        elif facts["stateId"] == "LMS.LaunchData":
            self.answer(200, json.dumps(self.platform.launch_data).encode())
        else:
            self.answer(200, self.platform.kept.get(facts["stateId"], "").encode(), "text/plain")


@contextmanager
def a_platform(folder: Path, mode: str = "Normal", mastery: float | None = None) -> Iterator[Platform]:
    """A platform that serves a folder, until the end of the block."""
    platform = Platform(folder, mode, mastery)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Ours", (Handler,), {"platform": platform, "session": []}))
    platform.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield platform
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
