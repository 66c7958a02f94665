"""Every page for every role in Chromium: rules of accessibility, valid HTML, phones, large text, no movement.

Run by `make prove-pages [ROLES=learner,lead]`; needs Chromium and Node. Pages are found by the links of the imaginary
town and sorted by the application's own map of addresses: an address with a page that nobody came to is a fault.
"""

import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from werkzeug.routing import Map

from tests.factories.servers import a_site
from tests.pages.looking import Seen, a_context, look, look_at_mistakes
from tests.pages.town import ROLES, Town, made
from tests.pages.validity import invalid
from tests.pages.walking import Walk, signed_in, walk

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
# Addresses that show no page of their own: for machines, or only ever led on from.
NO_PAGE = {"static", "operations.health", "operations.live", "operations.ready", "sso.ask", "sso.back", "sso.link"}


def chromium() -> str:
    found = os.environ.get("CSPR_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        sys.exit("No Chromium here. Install it (apt-get install chromium) or name one in CSPR_CHROMIUM.")
    return found


def scan(browser: Browser, site: str, walks: list[Walk]) -> Iterator[Seen]:
    """Look at every page of every walk; then, once for each kind of page, at what a form says that was sent empty."""
    contexts = {one.role: a_context(browser, site, one.cookies) for one in walks}
    known: set[tuple[str, str]] = set()
    chosen = [(one.role, *page) for one in walks for page in one.shown(known)]
    for role, endpoint, address in chosen:
        yield told(look(contexts[role], site, address, f"{role} {endpoint} {address}"))
    for role, endpoint, address in {endpoint: each for each in chosen for endpoint in each[1:2]}.values():
        seen = look_at_mistakes(contexts[role], site, address, f"{role} {endpoint} sent empty")
        yield from [told(seen)] if seen else []


def told(seen: Seen) -> Seen:
    """A page, and a word of it while the others wait."""
    print(f"{'FAULT' if seen.faults else 'ok   '} {seen.name}", *seen.faults, sep="\n      ", flush=True)
    return seen


def walked(site: str, town: Town, role: str, name: str) -> Walk:
    browser = signed_in(site, name, town.cookies.get(role, ""))
    return walk(browser, site, town.addresses, role, town.starts.get(role, []))


def not_reached(addresses: Map, walks: list[Walk]) -> list[str]:
    """Endpoints that answer a GET and that nobody came to."""
    reading = {rule.endpoint for rule in addresses.iter_rules() if "GET" in (rule.methods or ())}
    reached = set().union(*(set(one.pages) | one.others for one in walks))
    return sorted(reading - reached - NO_PAGE)


def say(seen: list[Seen], walks: list[Walk], missing: list[str], seconds: float) -> int:
    """Print the table; returns how many faults there were."""
    pages, mistakes = (
        Counter(one.name.split()[0] for one in seen if "sent empty" not in one.name),
        Counter(one.name.split()[0] for one in seen if "sent empty" in one.name),
    )
    print(f"{'role':<15}{'kinds of page':>14}{'scanned':>9}{'sent empty':>12}{'faults':>8}")
    for one in walks:
        faults = sum(len(page.faults) for page in seen if page.name.split()[0] == one.role)
        print(f"{one.role:<15}{len(one.pages):>14}{pages[one.role]:>9}{mistakes[one.role]:>12}{faults:>8}")
    lines = [f"{page.name}: {fault}" for page in seen for fault in page.faults]
    lines += [fault for one in walks for fault in one.faults] + [f"nobody came to {name}" for name in missing]
    lines += [] if seen else ["no page was looked at"]
    print(*lines, sep="\n")
    print(f"{len(seen)} pages at 1280 and 320 pixels in {seconds:.0f} s: {len(lines)} faults")
    return len(lines)


def main() -> int:
    wanted = os.environ.get("ROLES", "").split(",")
    with tempfile.TemporaryDirectory() as kept:
        folder, began = Path(kept), time.monotonic()
        town = made(folder)
        roles = {role: name for role, name in ROLES.items() if wanted == [""] or role in wanted}
        with a_site(town.variables, workers=1) as site, sync_playwright() as playwright:
            walks = [walked(site, town, role, name) for role, name in roles.items()]
            missing = not_reached(town.addresses, walks) if wanted == [""] else []
            browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
            seen = list(scan(browser, site, walks))
            browser.close()
        for number, page in enumerate(seen):
            (folder / "pages").mkdir(exist_ok=True)
            (folder / "pages" / f"{number}.html").write_text(page.html, encoding="utf-8")
        for number, faults in invalid(folder / "pages").items():
            seen[int(number)].faults += faults
        return 1 if say(seen, walks, missing, time.monotonic() - began) else 0


if __name__ == "__main__":
    sys.exit(main())
