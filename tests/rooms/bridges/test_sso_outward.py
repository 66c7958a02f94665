"""What is asked of other sites, and what is taken from them: an answer that is odd is as good as none."""

import gzip
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from flask import Flask

from app.bridges.outward import is_public, may_ask
from app.bridges.sso.provider import fetch
from app.bridges.sso.records import Refused

SHORT = b'{"a": 1}'
ODD = {
    "a redirect": b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
    "an error": b"HTTP/1.1 500 Oh\r\nContent-Length: 8\r\n\r\n" + SHORT,
    "broken off": b"HTTP/1.1 200 OK\r\nContent-Length: 80\r\n\r\n" + SHORT,
    "packed badly": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n\r\n" + SHORT,
    "too long": b"HTTP/1.1 200 OK\r\n\r\n" + b'"' + b"x" * 300_000 + b'"',
    "long once unpacked": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    + gzip.compress(b" " * 40_000_000 + SHORT),
    "too deep": b"HTTP/1.1 200 OK\r\n\r\n" + b"[" * 200_000,
    "a list": b"HTTP/1.1 200 OK\r\n\r\n[1]",
    "no words at all": b"HTTP/1.1 200 OK\r\n\r\n\xff\xfe",
    "not HTTP": b"good morning\r\n\r\n",
    "nothing": b"",
}


@pytest.fixture(autouse=True)
def an_application() -> Iterator[None]:
    """What is fetched is kept with the application that asked; no other thing of it is needed here."""
    with Flask("asking").app_context():
        yield


@contextmanager
def somebody_who_answers(words: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """The address of a server that answers once with these bytes, and what it was asked."""
    heard: list[bytes] = []

    def serve() -> None:
        try:
            line, _ = server.accept()
        except OSError:
            return
        with line:
            heard.append(line.recv(65536))
            try:
                line.sendall(words)
            except OSError:  # whoever asked has heard enough
                return

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        thread = Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", heard
        thread.join()


def test_a_short_answer_is_taken_also_packed() -> None:
    packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(SHORT)
    with somebody_who_answers(packed) as (there, _):
        assert fetch(f"http://{there}/packed", local=True) == {"a": 1}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_answer_is_refused_in_words(name: str) -> None:
    with somebody_who_answers(ODD[name]) as (there, _), pytest.raises(Refused, match="does not answer"):
        fetch(f"http://{there}/{name.replace(' ', '-')}", local=True)


def test_outside_local_mode_this_machine_is_told_nothing() -> None:
    with somebody_who_answers(ODD["a list"]) as (there, heard), pytest.raises(Refused):
        fetch(f"https://{there}/keys", local=False)

    assert heard == [b""]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/",
        "http://localhost/",
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https://[",
        "",
    ],
)
def test_outside_local_mode_only_https_is_asked(address: str) -> None:
    assert not may_ask(address, local=False)
    with pytest.raises(Refused):
        fetch(address, local=False)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "::ffff:10.0.0.1",
        "fe80::1%eth0",
        "fd00::1",
    ],
)
def test_an_address_of_a_private_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)
