"""A real mail server that can be told to refuse, to put off, to stall or to drop the line."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller

Reply = Callable[[int], str]


class Desk:
    """What arrives, and how it is answered: `reply` is asked with the number of the letter, from 1."""

    def __init__(self, reply: Reply = lambda _: "250 OK") -> None:
        self.reply = reply
        self.accepted: list[str] = []
        self.asked = 0
        self.dropped = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        self.asked += 1
        answer = self.reply(self.asked)
        ident = next(line for line in envelope.content.decode().splitlines() if line.lower().startswith("message-id"))
        if answer == "drop":
            self.accepted.append(ident.split("<")[1].split(">")[0])
            self.dropped += 1
            server.transport.close()
            return "250 OK"
        if answer == "stall":
            time.sleep(1.5)
        if answer.startswith("250"):
            self.accepted.append(ident.split("<")[1].split(">")[0])
        return answer if answer != "stall" else "451 too late"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def a_mail_server(reply: Reply = lambda _: "250 OK") -> Iterator[tuple[int, Desk]]:
    """A server on loopback: (its port, its desk)."""
    desk = Desk(reply)
    controller = Controller(desk, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port, desk
    finally:
        controller.stop()
