"""An OpenID provider on loopback: discovery, authorisation, one-time codes bound by PKCE, signed tokens, keys.

`bend` lets one thing be wrong at a time: a claim, the signature, the audience …
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "the-client", "the-secret"


class OpenIdProvider:
    """What it knows: who is signed in there, the codes it gave, its keys, and how its tokens are bent."""

    def __init__(self) -> None:
        self.issuer = ""
        self.person: dict[str, Any] = {
            "sub": "s-1",
            "email": "amina@example.org",
            "email_verified": True,
            "name": "Amina",
        }
        self.codes: dict[str, dict[str, str]] = {}
        self.key = RSAKey.generate_key(2048, {"kid": "first"})
        self.signs_with: RSAKey | None = None
        self.bend: Callable[[dict[str, Any]], None] = lambda _: None
        self.keys: dict[str, Any] | None = None
        self.leaves_out = ""
        self.base = ""
        self.describes_issuer = ""

    def rotate(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(4)})

    def app(self) -> Flask:
        made = Flask("provider")
        made.get("/.well-known/openid-configuration")(self.describe)
        made.get("/common/v2.0/.well-known/openid-configuration", endpoint="for many")(self.describe)
        made.get("/authorise")(self.authorise)
        made.post("/token")(self.token)
        made.get("/keys")(lambda: jsonify(self.keys or KeySet([self.key]).as_dict()))
        return made

    def describe(self) -> Response:
        described = {
            "issuer": self.describes_issuer or self.issuer,
            "authorization_endpoint": f"{self.base}/authorise",
            "token_endpoint": f"{self.base}/token",
            "jwks_uri": f"{self.base}/keys",
        }
        return jsonify({name: value for name, value in described.items() if name != self.leaves_out})

    def authorise(self) -> Any:
        assert request.args["response_type"] == "code"
        assert request.args["code_challenge_method"] == "S256"
        assert "openid" in request.args["scope"]
        code = secrets.token_urlsafe(16)
        self.codes[code] = dict(request.args)
        back = urlencode({"code": code, "state": request.args["state"]})
        return redirect(f"{request.args['redirect_uri']}?{back}")

    def token(self) -> Any:
        asked = self.codes.pop(request.form["code"], None)
        made = base64.urlsafe_b64encode(hashlib.sha256(request.form["code_verifier"].encode()).digest()).rstrip(b"=")
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if not asked or asked["code_challenge"] != made.decode() or basic not in request.headers["Authorization"]:
            return jsonify(error="invalid_grant"), 400
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.person,
        }
        self.bend(claims)
        key = self.signs_with or self.key
        token = jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, key)
        return jsonify(access_token="unused", token_type="Bearer", id_token=token)


@contextmanager
def an_openid_provider() -> Iterator[OpenIdProvider]:
    """A provider, served for as long as the block lasts."""
    provider = OpenIdProvider()
    server = make_server("127.0.0.1", 0, provider.app(), threaded=True)
    provider.base = provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
