"""A learning platform on loopback: registration, keys, tokens, marks, members page by page. It speaks LTI 1.3.

`bend` lets one thing of a launch be wrong at a time; `sign` lets its signature be.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask, Response, jsonify, request
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from app.bridges.lti.rules import CHOOSE, DEEP, LTI, MAY_LINE, MAY_SCORE, MEMBERS, OPEN, SCORES, TOOL
from tests.factories.shelf import MODULE

CLIENT, DEPLOYMENT, COURSE = "client-1", "deployment-1", "course-1"
TEACHER, LEARNER = (f"http://purl.imsglobal.org/vocab/lis/v2/membership#{name}" for name in ("Instructor", "Learner"))
KEY = RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})
HERE = "http://localhost"
Bend = Callable[[dict[str, Any]], None]
Sign = Callable[[dict[str, Any]], str]


class LearningPlatform:
    """What it knows: its key, its marks, its members, and what we asked of it."""

    def __init__(self) -> None:
        self.base = ""
        self.key = KEY
        self.tool_keys: dict[str, Any] = {}
        self.lines: list[dict[str, Any]] = []
        self.scores: list[dict[str, Any]] = []
        self.members: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.answers = 200
        self.said: dict[str, Any] = {}
        self.registered: dict[str, Any] = {}

    def app(self) -> Flask:
        made = Flask("platform")
        made.before_request(self._away)
        made.get("/.well-known/openid-configuration")(self.describe)
        made.post("/register")(self.register)
        made.get("/keys")(lambda: jsonify(KeySet([self.key]).as_dict(private=False)))
        made.post("/token")(self.token)
        made.route("/lines", methods=["GET", "POST"])(self.line_items)
        made.post("/lines/<int:number>/scores")(self.score)
        made.get("/members")(self.list_members)
        return made

    def _away(self) -> Response | None:
        self.asked.append(f"{request.method} {request.path}")
        return None if self.answers == 200 else Response(status=self.answers)

    def describe(self) -> Response:
        said = {
            "issuer": self.base,
            "authorization_endpoint": f"{self.base}/auth",
            "token_endpoint": f"{self.base}/token",
            "jwks_uri": f"{self.base}/keys",
            "registration_endpoint": f"{self.base}/register",
        }
        return jsonify(said | self.said)

    def register(self) -> Response:
        assert request.headers["Authorization"] == "Bearer once"
        self.registered = request.get_json()
        return jsonify(self.registered | {"client_id": CLIENT, TOOL: {"deployment_id": DEPLOYMENT}})

    def token(self) -> Any:
        keys = KeySet.import_key_set(self.tool_keys)
        said = jwt.decode(request.form["client_assertion"], keys, algorithms=["RS256"]).claims
        assert (said["iss"], said["sub"], said["aud"]) == (CLIENT, CLIENT, f"{self.base}/token")
        assert request.form["grant_type"] == "client_credentials"
        return jsonify(access_token=f"for {request.form['scope']}", token_type="Bearer", expires_in=3600)

    def _may(self, scope: str) -> None:
        assert request.headers["Authorization"] == f"Bearer for {scope}"

    def line_items(self) -> Any:
        self._may(MAY_LINE)
        if request.method == "GET":
            wanted = request.args["resource_id"]
            return jsonify([one for one in self.lines if one["resourceId"] == wanted])
        line = request.get_json(force=True) | {"id": f"{self.base}/lines/{len(self.lines) + 1}?type=7"}
        self.lines.append(line)
        return jsonify(line), 201

    def score(self, number: int) -> Response:
        self._may(MAY_SCORE)
        assert request.args["type"] == "7"
        assert request.content_type == "application/vnd.ims.lis.v1.score+json"
        self.scores.append(request.get_json(force=True) | {"line": number})
        return Response(status=204)

    def list_members(self) -> Response:
        place = int(request.args.get("from", 0))
        answer = jsonify(id="x", context={"id": COURSE}, members=self.members[place : place + 2])
        if place + 2 < len(self.members):
            answer.headers["Link"] = f'<{self.base}/members?from={place + 2}>; rel="next"'
        return answer

    def claims(self, nonce: str, subject: str = "s-1", module: str = MODULE, **more: Any) -> dict[str, Any]:
        """What a launch says."""
        moment = int(time.time())
        said = {
            "iss": self.base,
            "aud": CLIENT,
            "sub": subject,
            "name": "Amina Yusuf",
            "nonce": nonce,
            "iat": moment,
            "exp": moment + 300,
            f"{LTI}version": "1.3.0",
            f"{LTI}message_type": OPEN,
            f"{LTI}deployment_id": DEPLOYMENT,
            f"{LTI}target_link_uri": f"{HERE}/lti/launch",
            f"{LTI}roles": [LEARNER],
            f"{LTI}context": {"id": COURSE, "title": "Safeguarding"},
            f"{LTI}resource_link": {"id": "link-1"},
            f"{LTI}custom": {"module": module},
            SCORES: {"scope": [MAY_LINE, MAY_SCORE], "lineitems": f"{self.base}/lines"},
            MEMBERS: {"context_memberships_url": f"{self.base}/members", "service_versions": ["2.0"]},
        }
        return said | more

    def choosing(self, **settings: Any) -> dict[str, Any]:
        """What makes a launch one that chooses modules."""
        usual = {"accept_types": ["ltiResourceLink"], "accept_multiple": True, "data": "back to me"}
        usual |= {"deep_link_return_url": f"{self.base}/chosen", "accept_presentation_document_targets": ["iframe"]}
        return {
            f"{LTI}message_type": CHOOSE,
            f"{LTI}roles": [TEACHER],
            f"{DEEP}deep_linking_settings": usual | settings,
        }

    def sign(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def ask(self, client: FlaskClient, **more: str) -> dict[str, str]:
        """Send a browser to our login; returns what we ask of the platform."""
        words = {"iss": self.base, "client_id": CLIENT, "login_hint": "s-1", "target_link_uri": f"{HERE}/lti/launch"}
        answer = client.post("/lti/login", data=words | more)
        assert answer.status_code == 302, answer.text
        asked = {name: one[0] for name, one in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
        assert answer.headers["Location"].startswith(f"{self.base}/auth?")
        assert asked["response_mode"] == "form_post"
        return asked

    def launch(
        self,
        client: FlaskClient,
        bend: Bend = lambda _: None,
        sign: Sign | None = None,
        back: FlaskClient | None = None,
        **claims: Any,
    ) -> TestResponse:
        """A whole launch in a browser; `back` is another browser that the answer comes back in."""
        asked = self.ask(client)
        said = self.claims(asked["nonce"], **claims)
        bend(said)
        sent = {"state": asked["state"], "id_token": (sign or self.sign)(said)}
        return (back or client).post("/lti/launch", data=sent)


@contextmanager
def a_learning_platform() -> Iterator[LearningPlatform]:
    """A platform, served for as long as the block lasts."""
    platform = LearningPlatform()
    server = make_server("127.0.0.1", 0, platform.app(), threaded=True)
    platform.base = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield platform
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
