"""Every page that somebody can come to: by the links of the pages, sorted by the application's own map of addresses."""

from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import requests
from bs4 import BeautifulSoup, Tag
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

STEPS = 4  # addresses of one kind that are looked at for links
SHOWN = 2  # shapes of one kind that are scanned, for each role
# Where one address holds pages of many kinds.
MANY = {"authoring.step": 12, "quizzes.question": 10, "handouts.sheet": 8, "learning.section": 4, "meetings.screen": 4}
LEAVING = ("/static/", "/sign-in/with")
FILES = (".pdf", ".pptx", ".zip", ".csv")  # one of a kind is enough: they cost, and are no pages


@dataclass
class Walk:
    """What one person came to: pages by endpoint and shape, files and redirects by endpoint."""

    role: str
    cookies: dict[str, str]
    pages: dict[str, dict[str, str]] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def shown(self, known: set[tuple[str, str]]) -> list[tuple[str, str]]:
        """Which of its pages are scanned, as (endpoint, address): those whose shape is not `known` by then."""
        chosen = []
        for endpoint, found in self.pages.items():
            fresh = {shape: address for shape, address in found.items() if (endpoint, shape) not in known}
            for shape, address in list(fresh.items())[: MANY.get(endpoint, SHOWN)]:
                known.add((endpoint, shape))
                chosen.append((endpoint, address))
        return chosen


def signed_in(site: str, name: str, cookie: str = "") -> requests.Session:
    """Somebody who pressed her button of the demo, or who has a cookie already; nobody where both are empty."""
    browser = requests.Session()
    if cookie:
        browser.cookies.set("cspr", cookie)
    if name:
        page = BeautifulSoup(browser.get(f"{site}/sign-in", timeout=60).text, "html.parser")
        button = next(one for one in page.select("button[name=person]") if name in one.get_text())
        form = button.find_parent("form")
        assert form is not None
        fields = {str(one["name"]): str(one["value"]) for one in form.select("input")}
        sent = {**fields, "person": str(button["value"])}
        browser.post(f"{site}{form['action']}", sent, timeout=60).raise_for_status()
    return browser


def walk(browser: requests.Session, site: str, addresses: Map, role: str, starts: list[str]) -> Walk:
    """Follow the links and the looking forms of every page, from the front door and some addresses more."""
    adapter = addresses.bind(urlsplit(site).netloc)
    found = Walk(role, dict(browser.cookies))
    waiting, known, asked = deque(["/", *starts]), set(), Counter[tuple[str, ...]]()
    while waiting:
        address = waiting.popleft()
        kind = _kind(adapter, address)
        most = 1 if address.endswith(FILES) else max(STEPS, MANY.get(kind[0] if kind else "", 0))
        if address in known or kind is None or asked[kind] >= most:
            continue
        known.add(address)
        asked[kind] += 1
        answer = browser.get(f"{site}{address}", timeout=60, allow_redirects=False)
        if answer.is_redirect:
            found.others.add(kind[0])
            waiting.append(answer.headers["Location"].removeprefix(site).partition("#")[0])
        elif answer.status_code != 200:
            found.faults.append(f"{role}: {address} answers {answer.status_code}")
        elif not answer.headers["Content-Type"].startswith("text/html"):
            found.others.add(kind[0])
        else:
            found.pages.setdefault(kind[0], {}).setdefault(shape(answer.text), address)
            waiting.extend(_ways(answer.text, address))
    return found


def shape(html: str) -> str:
    """What a page is made of, without its words: elements with their classes and roles, alike neighbours once."""
    page = BeautifulSoup(html, "html.parser")
    return "".join(_shape(part) for part in page.select("main, .govuk-back-link"))


def _shape(part: Tag) -> str:
    within: list[str] = []
    for one in part.find_all(True, recursive=False):
        made = _shape(one)
        if not within or within[-1] != made:
            within.append(made)
    marks = "".join(f".{one}" for one in part.get_attribute_list("class") if one)
    told = "".join(f"[{name}]" for name in sorted(part.attrs) if name.startswith("aria-") or name in ("role", "type"))
    return f"{part.name}{marks}{told}({','.join(within)})"


def _kind(adapter: object, address: str) -> tuple[str, ...] | None:
    """Endpoint and what is asked of it by name; None for what is no address of ours."""
    parts = urlsplit(address)
    if not parts.path.startswith("/") or parts.path.startswith(LEAVING):
        return None
    try:
        endpoint, _ = adapter.match(parts.path, method="GET")  # type: ignore[attr-defined]
    except HTTPException:
        return None
    return (endpoint, *sorted(parse_qs(parts.query)))


def _ways(html: str, address: str) -> list[str]:
    page = BeautifulSoup(html, "html.parser")
    links = [str(link["href"]).partition("#")[0] for link in page.select("a[href^='/'], a[href^='?']")]
    forms = [str(form.get("action") or urlsplit(address).path) for form in page.select("form:not([method=post])")]
    return [urlsplit(address).path + way if way.startswith("?") else way for way in [*links, *forms] if way]
