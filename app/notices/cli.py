"""flask notices send: carry what is due, once. flask worker: keep going; several may run."""

import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Callable

import click
from flask import current_app
from flask.cli import AppGroup

from app.config import Config, ConfigError
from app.core.database import session
from app.jobs import actions as jobs
from app.notices import actions
from app.notices.letters import compose
from app.notices.records import State
from app.notices.transports import Folder, Transport, transport

PAUSE_SECONDS = 2.0
REFUSED = 3  # how whatever serves ends when it may not begin
UNFIT = "cspr-unfit"  # where the factory leaves what raises ConfigError as long as nobody may be served
group = AppGroup("notices", help="The post room.")


def carry_due(way: Transport, sender: str, goes_on: Callable[[], bool] = lambda: True) -> Counter[State]:
    """Carry every letter that is due now: reserve and commit, carry, confirm and commit.

    Between two letters `goes_on` is asked; when it says no, those not carried yet are given back.
    """
    came: Counter[State] = Counter()
    while goes_on() and (letters := actions.reserve()):
        session.commit()
        for place, letter in enumerate(letters):
            if not goes_on():
                actions.put_back(letters[place:])
                break
            outcome = way.carry(compose(letter, sender))
            came[actions.confirm(letter.id, outcome)] += 1
            session.commit()
    session.commit()
    return came


def _way() -> tuple[Transport, str]:
    config: Config = current_app.config["CSPR"]
    way = transport(config.mail, config.var / "mail")
    if config.is_production and isinstance(way, Folder):
        raise click.ClickException("CSPR_MAIL names no mail server; in production letters are not written to a folder.")
    return way, config.mail_from


@group.command("send")
def send() -> None:
    """Carry what is due, once, and say what came of it."""
    came = carry_due(*_way())
    for state in State:
        if came[state]:
            click.echo(f"{state.label}: {came[state]}")
    if not came:
        click.echo("Nothing was due.")


def _refuse_unfit() -> None:
    """End here, as a web process does, where nobody may be served yet: the tables are not as this release writes."""
    try:
        current_app.extensions[UNFIT]()
    except ConfigError as fault:
        click.echo(f"Not started: {fault}", err=True)
        raise SystemExit(REFUSED) from None


@click.command("worker")
def worker() -> None:
    """Carry letters as they fall due and do the work that waits, until told to stop: then it ends what is in hand."""
    going = True

    def stop(*_: object) -> None:
        nonlocal going
        going = False

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    _refuse_unfit()
    way, sender = _way()
    name = f"{socket.gethostname()}-{os.getpid()}"[:80]
    while going:
        jobs.note_at_work(name)
        jobs.look_round()
        session.commit()
        jobs.carry_out_due(lambda: going)
        if going:
            jobs.do_pieces()
        carry_due(way, sender, lambda: going)
        if going:
            time.sleep(PAUSE_SECONDS)
