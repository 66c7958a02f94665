"""Somebody who has a keyboard and no mouse."""

from typing import Any

from playwright.sync_api import Page

ACTIVE = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels.length ? one.labels[0].innerText : "";
  return {tag: one.tagName, type: one.type || "", name: one.name || "", value: one.value || "",
          words: (label || one.getAttribute("aria-label") || one.innerText || "").trim()};
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
HIDDEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle === "none" && style.boxShadow === "none" && style.borderBottomWidth === "0px";
}"""


class Hands:
    """Tab, arrows, space, Enter and letters; each press lands where a person would see it land."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def at(self) -> dict[str, str]:
        """What has the focus."""
        return dict(self.page.evaluate(ACTIVE))

    def tab_to(self, words: str, tag: str = "") -> None:
        """Press Tab until something with these words has the focus."""
        self._tab(lambda at: words in at["words"] and (not tag or at["tag"] == tag), words)

    def press(self, words: str, tag: str = "") -> None:
        """Go to a link or button and press Enter, then wait for the page it leads to."""
        self.tab_to(words, tag)
        assert not self.page.evaluate(HIDDEN), f"{words!r} has the focus and nothing shows it"
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state("load")
        self.page.wait_for_selector("h1")
        assert self.page.evaluate(SIDEWAYS) == 0, f"{self.page.url} scrolls sideways on a phone"

    def write(self, name: str, words: str) -> None:
        """Go to a field and type into it."""
        self._tab(lambda at: at["name"] == name, name)
        self.page.keyboard.type(words)

    def fill(self, fields: dict[str, Any]) -> None:
        """Give each field its value, in the order of the page."""
        for name, value in fields.items():
            for one in value if isinstance(value, list) else [value]:
                self._choose(name, one)

    def _choose(self, name: str, value: str) -> None:
        at = self._tab(lambda at: at["name"] == name, name)
        if at["type"] == "checkbox":
            self._tab(lambda at: at["name"] == name and at["value"] == value, value, stay=True)
            self.page.keyboard.press("Space")
            return
        if at["type"] == "radio":
            self.page.keyboard.press("Space")
        for _ in range(12):
            if self.at()["value"] == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows never reach {value!r} of {name!r}")

    def _tab(self, found: Any, what: str, stay: bool = False) -> dict[str, str]:
        for press in range(150):
            if not (stay and press == 0):
                self.page.keyboard.press("Tab")
            at = self.at()
            if found(at):
                return at
        raise AssertionError(f"Tab never reaches {what!r} on {self.page.url}")


def sign_out(page: Page) -> None:
    """By the menu, which is folded on a phone."""
    page.click("summary:has-text('Menu')")
    page.click("button:has-text('Sign out')")
