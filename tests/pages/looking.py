"""One page in Chromium, on a phone and on a desk: axe's rules, nothing sideways, nothing foreign, nothing moving."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Response

MODULES = Path(__file__).parent / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
OWN = re.compile(r"(http://(127\.0\.0\.1|localhost):|data:|blob:)")
RULES = """async (tags) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return found.violations.map((one) => `${one.id}: ${one.help} (${one.nodes.length}; ${one.nodes[0].target})`);
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TEXT_TWICE = "(size) => { document.documentElement.style.fontSize = size; }"
MOVING = "() => document.getAnimations().filter((one) => one.playState === 'running').length"
# What somebody sends who presses the button and has filled in nothing.
EMPTY = """() => {
  const forms = [...document.querySelectorAll("main form[method=post]")];
  const form = forms.find((one) => one.querySelector("input:not([type=hidden]), textarea, select"));
  if (!form) return false;
  form.noValidate = true;
  for (const one of form.elements) {
    if (one.type === "radio" || one.type === "checkbox") one.checked = false;
    else if (one.tagName === "TEXTAREA" || (one.tagName === "INPUT" && one.type !== "hidden")) one.value = "";
  }
  const button = form.querySelector("button:not([formaction], [type=button]), input[type=submit]");
  button ? form.requestSubmit(button) : form.submit();
  return true;
}"""


@dataclass
class Seen:
    """What was found on one page, and its HTML as it was sent."""

    name: str
    html: str = ""
    faults: list[str] = field(default_factory=list)


def a_context(browser: Browser, site: str, cookies: dict[str, str]) -> BrowserContext:
    """Somebody's browser, which asks for little movement, with axe in each page."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    context.add_init_script(path=AXE)
    return context


def look(context: BrowserContext, site: str, address: str, name: str) -> Seen:
    """Open a page and hold it against everything."""
    page, seen = context.new_page(), Seen(name)
    _listen(page, seen)
    answer = page.goto(f"{site}{address}", wait_until="load")
    _hold(page, answer, seen, 200)
    page.close()
    return seen


def look_at_mistakes(context: BrowserContext, site: str, address: str, name: str) -> Seen | None:
    """Send a page's form with nothing filled in, and look at what comes back; None where that was no mistake."""
    page, seen = context.new_page(), Seen(name)
    page.goto(f"{site}{address}", wait_until="load")
    answers: list[Response] = []
    page.on("response", lambda one: answers.append(one) if one.request.resource_type == "document" else None)
    if page.evaluate(EMPTY):
        page.wait_for_timeout(300)
        page.wait_for_load_state("load")
    refused = [one for one in answers if 400 <= one.status < 500 and "html" in one.headers.get("content-type", "")]
    if refused:
        _hold(page, refused[-1], seen, refused[-1].status)
    page.close()
    return seen if refused else None


def _listen(page: Page, seen: Seen) -> None:
    page.on("console", lambda one: seen.faults.append(f"console: {one.text}") if one.type == "error" else None)
    page.on("pageerror", lambda error: seen.faults.append(f"script: {error}"))
    page.on("request", lambda one: None if OWN.match(one.url) else seen.faults.append(f"asked of {one.url}"))


def _hold(page: Page, answer: Response | None, seen: Seen, status: int) -> None:
    assert answer is not None
    seen.html = answer.text()
    if answer.status != status:
        seen.faults.append(f"answers {answer.status}")
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        seen.faults += [f"at {size['width']}: {one}" for one in page.evaluate(RULES, TAGS)]
        seen.faults += [f"at {size['width']}: scrolls sideways"] if page.evaluate(SIDEWAYS) > 0 else []
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.evaluate(TEXT_TWICE, "200%")
    seen.faults += ["text at twice its size scrolls sideways"] if page.evaluate(SIDEWAYS) > 0 else []
    seen.faults += ["something moves"] if page.evaluate(MOVING) else []
