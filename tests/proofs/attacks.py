"""Requests that no browser sends: malformed, doubled, oversized, slow; straight at the server and behind nginx.

Run by `make prove-security`; needs nginx (`apt-get install nginx-light`), with docs/deploy/nginx.conf as it is.
"""

import re
import socket
import ssl
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from statistics import median
from threading import Event, Thread

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.factories.servers import a_site, behind_nginx

HOST, SLOW_CALLERS, SLOW_SECONDS = "learning.example.org", 150, 20
FORM = "Content-Type: application/x-www-form-urlencoded"
SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: {host}\r\n\r\n"
MOST_BYTES = 300_000


@dataclass(frozen=True)
class Door:
    """Where to knock: an address of loopback, and how a line to it is opened."""

    name: str
    port: int
    tls: ssl.SSLContext | None

    def open(self) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        return self.tls.wrap_socket(line, server_hostname=HOST) if self.tls else line


def head(*lines: str, first: str = "POST /sign-in HTTP/1.1", host: str = HOST) -> str:
    return "\r\n".join([first, f"Host: {host}", *lines, "", ""])


def shapes() -> dict[str, bytes]:
    """Every odd request by its name."""
    after = SMUGGLED.format(host=HOST)
    chunked = "Transfer-Encoding: chunked"
    texts = {
        "two ways to say the length": head(FORM, f"Content-Length: {len(after) + 5}", chunked) + "0\r\n\r\n" + after,
        "two lengths": head(FORM, "Content-Length: 0", f"Content-Length: {len(after)}") + after,
        "a length with a sign": head(FORM, "Content-Length: +4") + "a=bc" + after,
        "a length below nothing": head(FORM, "Content-Length: -1") + after,
        "a length in words": head(FORM, "Content-Length: four") + "a=bc",
        "a coding nobody knows": head(FORM, "Transfer-Encoding: xchunked") + "0\r\n\r\n" + after,
        "a coding said twice": head(FORM, chunked, "Transfer-Encoding: identity") + "0\r\n\r\n" + after,
        "a space before the colon": head(FORM, "Transfer-Encoding : chunked") + "0\r\n\r\n" + after,
        "a chunk of no known size": head(FORM, chunked) + "zz\r\na=b\r\n0\r\n\r\n",
        "a chunk larger than it is": head(FORM, chunked) + "5\r\na\r\n0\r\n\r\n" + after,
        "a header that goes on below": head(FORM, "X-Odd: one", " two"),
        "a header with nothing": head(FORM, "X-Odd: a\0b"),
        "a header without a colon": head(FORM, "no colon here"),
        "a bare line feed": f"GET / HTTP/1.1\nHost: {HOST}\nX: y\n\n",
        "no host": "GET / HTTP/1.1\r\n\r\n",
        "two hosts": head(f"Host: evil.example, {HOST}", first="GET / HTTP/1.1"),
        "another's host": head(first="GET / HTTP/1.1", host="evil.example"),
        "a host with a path": head(first="GET / HTTP/1.1", host=f"{HOST}/evil"),
        "a whole address of another": head(first="GET http://evil.example/ HTTP/1.1", host="evil.example"),
        "a version there is not": head(first="GET / HTTP/9.9"),
        "a method there is not": head(first="BREW / HTTP/1.1"),
        "a method in small letters": head(first="get / HTTP/1.1"),
        "tracing": head(first="TRACE / HTTP/1.1"),
        "a tunnel": head(first="CONNECT evil.example:443 HTTP/1.1"),
        "a path with nothing": head(first="GET /\0 HTTP/1.1"),
        "a path upwards": head(first="GET /static/../../etc/passwd HTTP/1.1"),
        "a path upwards, hidden": head(first="GET /static/%2e%2e/%2e%2e/config.py HTTP/1.1"),
        "a path upwards, hidden twice": head(first="GET /static/%252e%252e/config.py HTTP/1.1"),
        "a path backwards": head(first="GET /static/..\\..\\config.py HTTP/1.1"),
        "an address of 200 kB": head(first=f"GET /{'a' * 200_000} HTTP/1.1"),
        "a header of 1 MB": head(f"X-Large: {'a' * 1_000_000}", first="GET / HTTP/1.1"),
        "10,000 headers": head(*(f"X-{n}: 1" for n in range(10_000)), first="GET / HTTP/1.1"),
        "a cookie of nonsense": head("Cookie: cspr=\x7f;;;=;__Host-cspr=" + "%" * 3_000, first="GET /desk HTTP/1.1"),
        "a body said to be 10 GB": head(FORM, "Content-Length: 10000000000") + "a=" + "b" * MOST_BYTES,
        "a body in chunks without end": head(FORM, chunked) + "10000\r\n" + "a" * 0x10000 + "\r\n" + "0\r\n\r\n",
        "20,000 fields": _whole_form("&".join(f"f{n}=1" for n in range(20_000))),
        "a form of bad letters": _whole_form("username=%ff%fe&password=%00"),
        "a boundary that never comes": head("Content-Type: multipart/form-data; boundary=x", "Content-Length: 10")
        + "--y\r\n\r\na\r\n",
        "no boundary": head("Content-Type: multipart/form-data", "Content-Length: 4") + "a=bc",
        "a form that says it is packed": head(FORM, "Content-Encoding: gzip", "Content-Length: 4") + "a=bc",
        "an upgrade": head("Connection: Upgrade", "Upgrade: websocket", first="GET /desk HTTP/1.1"),
        "nonsense": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    }  # fmt: skip
    return {name: text.encode("latin-1") for name, text in texts.items()}


def _whole_form(body: str) -> str:
    return head(FORM, f"Content-Length: {len(body)}") + body


NOT_SPOKEN_HERE = (501, 505)
"""What a server says of a coding or a version of the protocol that it does not know."""
WELL = {"an upgrade", "a cookie of nonsense", "a bare line feed", "a method in small letters"}
"""What may be answered as if nothing were odd; it must still be no fault and nothing smuggled."""


def answered(door: Door, request: bytes) -> list[int]:
    """The status of each answer that one line brought until it was closed or fell silent."""
    heard = b""
    with door.open() as line:
        line.settimeout(6)
        with suppress(OSError):
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
        with suppress(OSError):
            while more := line.recv(65_536):
                heard += more
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3})", heard)]


def faults(door: Door) -> list[str]:
    """What was not answered as it should be, in words."""
    found = []
    for name, request in shapes().items():
        statuses = answered(door, request)
        is_refused = all(400 <= status < 500 or status in NOT_SPOKEN_HERE for status in statuses)
        is_well = name in WELL and all(status < 500 for status in statuses)
        if len(statuses) > 1 or not (is_refused or is_well):
            found.append(f"{door.name}: {name} was answered {statuses or 'nothing'}")
    return found


def slow(door: Door, kind: str, over: Event) -> None:
    """Begin a request and send a letter of it now and then, until told to stop."""
    begun = head(first="GET / HTTP/1.1")[:-4] + "\r\nX-Slow: " if kind == "head" else head(FORM, "Content-Length: 900")
    lines = []
    for _ in range(SLOW_CALLERS):
        with suppress(OSError):
            line = door.open()
            line.sendall(begun.encode())
            lines.append(line)
    while not over.wait(1):
        for line in lines:
            with suppress(OSError):
                line.sendall(b"a")
    for line in lines:
        line.close()


def pages(base: str, certificate: Path) -> Iterator[float]:
    """Seconds that each of many pages takes somebody who is in no way odd; a page that fails takes for ever."""
    while True:
        began = time.perf_counter()
        try:
            answer = requests.get(f"{base}/sign-in", headers={"Host": HOST}, verify=str(certificate), timeout=10)
            yield time.perf_counter() - began if answer.ok else float("inf")
        except requests.RequestException:
            yield float("inf")


def while_slow(door: Door, base: str, certificate: Path, kind: str) -> tuple[list[float], list[float]]:
    """What pages take before and while many send slowly."""
    asking, over = pages(base, certificate), Event()
    before = [next(asking) for _ in range(20)]
    thread = Thread(target=slow, args=(door, kind, over))
    thread.start()
    time.sleep(3)
    began, meanwhile = time.monotonic(), []
    while time.monotonic() - began < SLOW_SECONDS:
        meanwhile.append(next(asking))
        time.sleep(0.2)
    over.set()
    thread.join()
    return before, meanwhile


def a_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this host that no authority signed, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    names = x509.SubjectAlternativeName([x509.DNSName(HOST), x509.IPAddress(ip_address("127.0.0.1"))])
    since = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(since - timedelta(days=1))
    signed = made.not_valid_after(since + timedelta(days=1)).add_extension(names, False).sign(key, hashes.SHA256())
    chain, private = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    bare = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, *bare))
    return chain, private


def told(kind: str, before: list[float], meanwhile: list[float]) -> bool:
    """Print what slow callers did to others; True when every page came, and none took long."""
    came = [one for one in meanwhile if one != float("inf")]
    print(
        f"{SLOW_CALLERS} slow senders of a {kind}: {len(came)} of {len(meanwhile)} pages of others came, "
        f"median {median(came or [0]) * 1000:.0f} ms (before {median(before) * 1000:.0f} ms)"
    )
    return len(came) == len(meanwhile)


def main() -> int:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    certificate, key = a_certificate(folder)
    variables = {
        "CSPR_MODE": "production",
        "SECRET_KEY": "a secret of the proof that is long enough to be one",
        "CSPR_HOSTS": HOST,
        "CSPR_ADDRESS": f"https://{HOST}",
        "CSPR_PROXIES": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{folder / 'proof.sqlite3'}",
    }
    tls = ssl.create_default_context(cafile=str(certificate))
    log = (folder / "log").open("w")
    with log, a_site(variables, log=log) as site, behind_nginx(site, HOST, folder, certificate, key) as outside:
        straight = Door("gunicorn", int(site.rpartition(":")[2]), None)
        through = Door("nginx", int(outside.rpartition(":")[2]), tls)
        found = [fault for door in (straight, through) for fault in faults(door)]
        well = [told(kind, *while_slow(through, outside, certificate, kind)) for kind in ("head", "body")]
    for fault in found:
        print(fault)
    print(f"{len(shapes())} odd requests at each of two doors: {len(found)} not refused as they should be")
    return int(bool(found) or not all(well))


if __name__ == "__main__":
    sys.exit(main())
