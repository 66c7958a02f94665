"""What is asked of the site, in which numbers, and what is promised of it."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import requests
from flask import Flask
from sqlalchemy import func, select

from app.certificates.models import Certificate
from app.core.clock import today
from app.core.database import session
from app.jobs.models import Job
from app.learning import queries as journeys
from app.workforce import queries as places
from tests.benches import town
from tests.benches.load import bare, floors
from tests.benches.load.figures import Figure, Load
from tests.benches.load.machine import Requests, Stack, a_bare_page, a_stack, send, walked
from tests.benches.load.people import Seat, at_a_question, colleagues, learners, ready_to_send, seat
from tests.content.shipped import THE_VOICE_OF_THE_CHILD
from tests.factories.people import PASSWORD
from tests.proofs.staff_list import a_list
from tests.stores import SERVER

USERS = (1, 8, 32)
MOST_AT_ONCE = max(USERS)
MOST_WAITS = 3_000
BARE, SECTION, SIGN_IN = "bare page", "section page", "sign-in"
SHARE_OF_BARE, MOST_TIMES_ONE, MOST_GROWTH, MOST_TIMES_HASH = 40.0, 50.0, 1.3, 1.3
JOURNEY_MS, GRID_MS, CSV_S, ROSTER_S, COLD_REQUESTS, COLD_KB, IDLE_MB = 120.0, 6.0, 0.2, 0.6, 4.0, 40.0, 110.0


@dataclass(frozen=True)
class Size:
    """How many people three settings have, how many modules there are, and how many requests a measurement takes."""

    people: tuple[int, int, int]
    modules: int
    themes: int
    each: int  # requests of one page, whoever sends them
    slow: int  # the same of what costs much: a hash, a PDF
    journeys: int
    roster: tuple[int, int]


FULL = Size((1_000, 10_000, 100_000), 8, 1, 640, 96, 24, (1_000, 10_000))
QUICK = Size((50, 200, 1_000), 8, 1, 96, 64, 4, (100, 1_000))


class Bench:
    """A filled site that is served, and who is sent to it."""

    def __init__(self, app: Flask, size: Size) -> None:
        self.app, self.size = app, size
        self.settings = {people: town.a_setting_of(people, f"place-{people}") for people in size.people}
        for setting in self.settings.values():
            town.stand(setting)
        self.middle = middle = size.people[1]
        self.readers = learners(self.settings[middle], "reader", MOST_AT_ONCE)
        self.asked = {one: at_a_question(one) for one in learners(self.settings[middle], "asked", MOST_AT_ONCE)}
        self.senders = {people: self._senders(people) for people in size.people}
        self.walkers = [f"walker{n}" for n in range(size.journeys)]
        colleagues(self.settings[middle], "walker", size.journeys)

    def _senders(self, people: int) -> list[Any]:
        count = self.size.slow * len(USERS) if people == self.middle else self.size.slow
        found = learners(self.settings[people], f"sender{people}-", count)
        return [(one, ready_to_send(one)) for one in found]

    def seats(self, person_ids: list[int]) -> list[Seat]:
        return [seat(self.app, one) for one in person_ids]

    def lead(self, people: int) -> Seat:
        return self.seats([places.leads_of(self.settings[people])[0].person_id])[0]

    def certificates(self) -> list[tuple[int, str]]:
        """Those that were issued last, by whole journeys; some again where there are fewer than browsers."""
        newest = Certificate.id.desc()
        query = select(Certificate.person_id, Certificate.code).order_by(newest).limit(self.size.journeys)
        found = [(person, code) for person, code in session.execute(query)]
        session.rollback()
        return (found * MOST_AT_ONCE)[:MOST_AT_ONCE]


def shared(requests_of: list[Requests], count: int) -> Iterator[list[Requests]]:
    """Some requests for one browser, for eight and for 32, about so many in all each time."""
    for users in USERS:
        some = max(2, count // users)
        yield [[one[n % len(one)] for n in range(some)] for one in requests_of[:users]]


def at_1_8_32(stack: Stack, what: str, requests_of: list[Requests], count: int, floor: str = "") -> Iterator[Load]:
    """The same page for one, eight and 32 people at a time, after a first look that warms it up."""
    send(stack, what, [one[:2] for one in requests_of[:8]])
    for users in shared(requests_of, count):
        yield send(stack, what, users, floor)


def alone(stack: Stack, what: str, asked: Requests, floor: str = "") -> Load:
    """What one browser asks, one after the other."""
    return send(stack, what, [asked], floor)


def idle(stack: Stack) -> Iterator[Figure]:
    """What the stack holds before anybody came."""
    time.sleep(2)
    held = stack.memory()
    note = ", ".join(f"{name} {size:.0f}" for name, size in held.items())
    yield Figure("memory of the idle stack", sum(held.values()), "MB", IDLE_MB, note=note)


def memory(stack: Stack) -> Iterator[Figure]:
    """What it holds after all of this."""
    for name, size in stack.memory().items():
        yield Figure(f"memory after the load: {name}", size, "MB")


def cold(bench: Bench, stack: Stack) -> Iterator[Figure]:
    """What a browser fetches for a learner's first page, and its bytes on the wire."""
    reader = bench.readers[0]
    here, slug = bench.seats([reader.person_id])[0], journeys.sections(reader)[0].slug
    headers = {"Cookie": here.cookie, "Accept-Encoding": "gzip"}
    page = requests.get(f"{stack.site.address}/learn/{reader.id}/{slug}", headers=headers, timeout=30)
    named = re.findall(r'<(?:link|script|img)[^>]*(?:href|src)="([^"]+)"', page.text)
    size = int(page.headers["Content-Length"])
    for one in named:
        with requests.get(urljoin(page.url, one), headers=headers, stream=True, timeout=30) as answer:
            size += len(answer.raw.read(decode_content=False))
    yield Figure("cold page: requests", 1 + len(named), "", COLD_REQUESTS)
    yield Figure("cold page: bytes of bodies", size / 1000, "KB", COLD_KB)


def pages(bench: Bench, stack: Stack, folder: Path) -> Iterator[Load]:
    """Every page of the learner, beside the bare one and the bare library."""
    each, slow = bench.size.each, bench.size.slow
    readers = bench.seats([one.person_id for one in bench.readers])
    slug = journeys.sections(bench.readers[0])[2].slug
    section = [[it.get(f"/learn/{one.id}/{slug}")] for it, one in zip(readers, bench.readers, strict=True)]
    size = len(requests.get(stack.site.address + section[0][0]["path"], headers={"Cookie": readers[0].cookie}).content)
    database = folder / "bare.sqlite3"
    bare.fill(str(database), size)
    with a_bare_page(database) as least:
        yield from at_1_8_32(least, BARE, [[{"path": "/", "status": 200}]] * MOST_AT_ONCE, each)
        yield from at_1_8_32(stack, SECTION, section, each, f"page of {size:,} bytes")
    yield from at_1_8_32(stack, "front door", [[{"path": "/", "status": 200}]] * MOST_AT_ONCE, each)
    hash_ms = floors.of_hash()
    yield from at_1_8_32(stack, SIGN_IN, signing_in(stack, bench), slow, f"argon2 alone {hash_ms:.1f}")
    sitters = list(zip(bench.seats([one.person_id for one in bench.asked]), bench.asked.items(), strict=True))
    asked = [[it.get(f"/learn/{one.id}/check/{number}/1")] for it, (one, number) in sitters]
    yield from at_1_8_32(stack, "question page", asked, each)
    held = bench.certificates()
    holders = list(zip(bench.seats([person for person, _ in held]), held, strict=True))
    printed = [[it.get(f"/certificates/{code}/certificate.pdf")] for it, (_, code) in holders]
    yield from at_1_8_32(stack, "certificate PDF", printed, slow, f"xhtml2pdf, empty page {floors.of_pdf():.1f}")
    checked = [[{"path": f"/check/{code}", "status": 200}] for _, code in held]
    yield from at_1_8_32(stack, "check page", checked, each)
    leads = [[bench.lead(bench.middle).get("/desk/staff")]] * MOST_AT_ONCE
    yield from at_1_8_32(stack, f"grid of {bench.middle:,}", leads, each)
    yield from submits(bench, stack, folder)


def signing_in(stack: Stack, bench: Bench) -> list[Requests]:
    """A browser at the sign-in page for each reader, who sends name and password again and again."""
    found = []
    for number in range(MOST_AT_ONCE):
        page = requests.get(f"{stack.site.address}/sign-in", timeout=30)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        assert token
        browser = Seat(f"cspr={page.cookies['cspr']}", token[1])
        found.append([browser.post("/sign-in", username=f"reader{number}", password=PASSWORD)])
    return found


def submits(bench: Bench, stack: Stack, folder: Path) -> Iterator[Load]:
    """Answers sent in to be marked, each once."""
    waiting = iter(sending(bench, bench.middle))
    commit = f"bare commit {floors.of_postgres_commit(SERVER) if SERVER else floors.of_commit(folder):.2f}"
    for users in USERS:
        some = bench.size.slow // users
        yield send(stack, "submit", [[next(waiting) for _ in range(some)] for _ in range(users)], commit)


def sending(bench: Bench, people: int) -> Requests:
    ready = bench.senders[people]
    seats = bench.seats([one.person_id for one, _ in ready])
    return [it.post(f"/learn/{one.id}/check/{number}/answers") for it, (one, number) in zip(seats, ready, strict=True)]


def growth(bench: Bench, stack: Stack) -> Iterator[Load | Figure]:
    """What grid and submit cost in a setting of few, of many and of very many, asked in turns."""
    seats = {people: bench.lead(people) for people in bench.size.people}
    parts: dict[str, list[Load]] = {"grid": [], "submit": []}
    for people in bench.size.people:
        alone(stack, "grid", [seats[people].get("/desk/staff")] * 4)
    for people in bench.size.people:
        parts["grid"].append(alone(stack, f"grid of {people:,}", [seats[people].get("/desk/staff")] * bench.size.each))
        if people != bench.middle:
            parts["submit"].append(alone(stack, f"submit among {people:,}", sending(bench, people)))
    for name, found in parts.items():
        yield from found
        grown = found[-1].cpu / found[0].cpu
        yield Figure(
            f"{name}: {bench.size.people[-1]:,} beside {bench.size.people[0]:,} people", grown, "times", MOST_GROWTH
        )
    yield Figure("grid page", parts["grid"][1].cpu, "ms", GRID_MS)


def heavy(bench: Bench, stack: Stack) -> Iterator[Figure]:
    """What is asked for now and then and costs much: server and worker CPU, one time each."""
    lead = bench.lead(bench.middle)
    table = stack_seconds(stack, lead.post("/desk/export", 200, kind="staff", form="csv"))
    yield Figure(f"CSV of {bench.middle:,}", table, "s", CSV_S)
    day = {"day_day": today().day, "day_month": today().month, "day_year": today().year}
    pack = stack_seconds(stack, lead.post("/desk/evidence", **day))
    yield Figure(f"evidence pack of {bench.middle:,}", pack, "s")
    for number, rows in enumerate(bench.size.roster):
        bar = ROSTER_S if number == 0 and rows == 1_000 else None
        yield Figure(f"roster of {rows:,}, looked at and confirmed", roster(bench, stack, rows), "s", bar)


def stack_seconds(stack: Stack, asked: dict[str, Any]) -> float:
    """CPU seconds of an act, with whatever a worker does because of it."""
    before = stack.cpu()
    send(stack, "once", [[asked]])
    wait_for_work()
    return stack.cpu() - before


def wait_for_work() -> None:
    """Until no job waits or is being done."""
    for _ in range(MOST_WAITS):
        busy = session.scalar(select(func.count()).where(Job.ended_at.is_(None)))
        session.rollback()
        if not busy:
            return
        time.sleep(0.2)
    raise AssertionError("A job was never done.")


def roster(bench: Bench, stack: Stack, rows: int) -> float:
    """A staff list into a setting of its own: sent, looked at, confirmed."""
    setting = town.a_setting_of(2, f"roster-{rows}")
    it = bench.seats([places.leads_of(setting)[0].person_id])[0]
    content = a_list(rows, bad=0)
    session.rollback()
    before = stack.cpu()
    options: dict[str, Any] = {"headers": {"Cookie": it.cookie}, "timeout": 300}
    files = {"file": ("staff.csv", content, "text/csv")}
    page = requests.post(f"{stack.site.address}/people/import", data={"csrf_token": it.token}, files=files, **options)
    assert page.status_code == 200, page.text[-900:]
    sent = requests.post(page.url, data={"csrf_token": it.token}, **options)
    assert sent.status_code == 200, sent.text[-900:]
    wait_for_work()
    spent = stack.cpu() - before
    assert places.people_count(setting) == rows + 2
    session.rollback()
    return spent


def whole_journeys(bench: Bench, stack: Stack, database: str, secret: str) -> Iterator[Figure]:
    """From the sign-in page to the certificate, as many learners at once as there are cores."""
    names, first = bench.walkers, bench.walkers[: max(2, len(bench.walkers) // 6)]
    walked(stack, database, secret, THE_VOICE_OF_THE_CHILD, first)
    counts, cpu, a_minute = walked(stack, database, secret, THE_VOICE_OF_THE_CHILD, names[len(first) :])
    yield Figure("whole journey", cpu, "ms", JOURNEY_MS, note=f"{counts[0]} requests, with its password hash")
    yield Figure("whole journeys a minute", a_minute, "")


def ratios(loads: list[Load]) -> Iterator[Figure]:
    """What is promised as one thing beside another of the same run."""
    of = {(one.what, one.users): one for one in loads}
    share = [100 * of[SECTION, users].per_second / of[BARE, users].per_second for users in USERS]
    yield Figure("section page at the rate of a bare one", share[1], "%", SHARE_OF_BARE, True, _at_each(share))
    hash_ms = float(of[SIGN_IN, 1].floor.split()[-1])
    yield Figure("signing in beside argon2 alone", of[SIGN_IN, 1].cpu / hash_ms, "times", MOST_TIMES_HASH)
    for what in dict.fromkeys(one.what for one in loads if (one.what, MOST_AT_ONCE) in of and one.what != BARE):
        wait = of[what, MOST_AT_ONCE].p95 / of[what, 1].p50
        yield Figure(f"{what}: p95 of {MOST_AT_ONCE} beside p50 of one", wait, "times", MOST_TIMES_ONE)


def _at_each(share: list[float]) -> str:
    return ", ".join(f"{users} users {one:.0f} %" for users, one in zip(USERS, share, strict=True))


def everything(app: Flask, database: str, secret: str, folder: Path, size: Size) -> tuple[list[Load], list[Figure]]:
    """Fill, serve, ask; prints each line as it is known."""
    bench, loads, figures = Bench(app, size), list[Load](), list[Figure]()
    session.rollback()
    with a_stack(database, secret) as stack:
        for one in chain(
            idle(stack),
            cold(bench, stack),
            whole_journeys(bench, stack, database, secret),
            pages(bench, stack, folder),
            growth(bench, stack),
            heavy(bench, stack),
            memory(stack),
        ):
            print(one.said(), flush=True)
            (loads if isinstance(one, Load) else figures).append(one)  # type: ignore[arg-type]
    for one in ratios(loads):
        print(one.said(), flush=True)
        figures.append(one)
    return loads, figures
