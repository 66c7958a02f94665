"""How anything is asked of another site: over https, of public addresses, without redirects, soon, and little."""

import time
from io import BytesIO
from ipaddress import IPv4Address, IPv6Address, ip_address
from socket import socket
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidURL
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError

TIMEOUTS = (3.0, 10.0)  # seconds to connect, seconds to answer
LARGEST_ANSWER = 256 * 1024
LOOPBACK = ("127.0.0.1", "localhost")
AnySession = TypeVar("AnySession", bound=requests.Session)


def careful(session: AnySession, local: bool) -> AnySession:
    """Make a session ask carefully, whatever it asks; the surroundings' proxies and passwords are not its own.

    Args:
        session: any session of requests.
        local: whether this machine may be asked over http, and private addresses at all.

    What it may not ask, or what is answered oddly, raises `requests.RequestException`.
    """
    session.trust_env = False
    for scheme in ("https://", "http://"):
        session.mount(scheme, _Careful(local))
    return session


def may_ask(address: str, local: bool) -> bool:
    """Whether an address is https; in local mode http on this machine will do."""
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname)
    except ValueError:
        return False
    return named and (parts.scheme == "https" or (local and parts.scheme == "http" and parts.hostname in LOOPBACK))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the internet at large, and not to this machine or its own network."""
    found: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return found.is_global and not found.is_multicast


class _PublicConnection(HTTPSConnection):
    """Looks at the address that it reached, before it says a word: a name could change its mind between two askings."""

    def _new_conn(self) -> socket:
        line = super()._new_conn()
        if not is_public(line.getpeername()[0]):
            line.close()
            raise NewConnectionError(self, "a private address")
        return line


class _PublicPool(HTTPSConnectionPool):
    ConnectionCls = _PublicConnection


class _Careful(HTTPAdapter):
    def __init__(self, local: bool) -> None:
        self._local = local
        super().__init__()

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, **more)
        if not self._local:
            self.poolmanager.pool_classes_by_scheme = {"https": _PublicPool}

    def send(self, request: requests.PreparedRequest, *_: Any, **more: Any) -> requests.Response:
        if not may_ask(request.url or "", self._local):
            raise InvalidURL("an address that is not https")
        answer = super().send(request, **(more | {"stream": True, "timeout": TIMEOUTS}))
        try:
            answer.raw = BytesIO(_read(answer.raw))
        except HTTPError as fault:
            raise requests.ConnectionError(str(fault)) from fault
        return answer


def _read(raw: Any) -> bytes:
    until, body = time.monotonic() + TIMEOUTS[1], b""
    try:
        while part := raw.read1(LARGEST_ANSWER, decode_content=True):
            body += part
            if len(body) > LARGEST_ANSWER or time.monotonic() > until:
                raise requests.ConnectionError(f"too long an answer, or too slow: {len(body)} bytes")
    finally:
        raw.close()
    return body
