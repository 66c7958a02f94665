"""Somebody with a browser that runs no scripts, who goes from our site to another and back."""

from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup
from bs4.element import Tag

from tests.factories.people import PASSWORD

BUTTON = "Sign in with your work account"


class AtTheKeyboard:
    """Follows links and redirects and sends forms, on both sites, with one jar of cookies."""

    def __init__(self, served: str) -> None:
        self.served, self.web = served, requests.Session()
        self.answer = requests.Response()

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.answer.text, "html5lib")

    @property
    def heading(self) -> str:
        return self.soup.h1.get_text(" ", strip=True) if self.soup.h1 else ""

    @property
    def status(self) -> int:
        return self.answer.status_code

    def says(self, words: str) -> bool:
        return words in " ".join(self.soup.get_text(" ").split())

    def go(self, address: str) -> "AtTheKeyboard":
        """Open an address and follow every redirect."""
        return self._arrive(self.web.get(urljoin(self.served, address), timeout=30, allow_redirects=False))

    def press(self, button: str, **typed: str) -> "AtTheKeyboard":
        """Fill in the form that has a button, and press it."""
        form = self._form(button)
        fields = {str(one["name"]): str(one.get("value", "")) for one in form.find_all("input") if one.get("name")}
        address = urljoin(self.answer.url, str(form["action"]))
        return self._arrive(self.web.post(address, data=fields | typed, timeout=30, allow_redirects=False))

    def _form(self, button: str) -> Tag:
        for found in self.soup.find_all("button"):
            form = found.find_parent("form")
            if button in found.get_text() and form:
                return form
        raise AssertionError(f"There is no button {button!r} at {self.answer.url}: {self.soup.get_text()[:400]}")

    def _arrive(self, answer: requests.Response) -> "AtTheKeyboard":
        for _ in range(12):
            if not answer.is_redirect or self._is_away_back(answer):
                break
            answer = self.web.get(urljoin(answer.url, answer.headers["Location"]), timeout=30, allow_redirects=False)
        self.answer = answer
        return self

    def _is_away_back(self, answer: requests.Response) -> bool:
        """Whether the other site sends somebody back to us: there she stops, so that a test may look at the answer."""
        return "/back?" in answer.headers["Location"]

    def ask(self) -> "AtTheKeyboard":
        """Press our button and arrive at the other site, or at our words why not."""
        self.go("/sign-in")
        link = self.soup.find("a", string=BUTTON)
        assert isinstance(link, Tag)
        return self.go(str(link["href"]))

    def cancel(self) -> str:
        """Change her mind at the other site; returns the address that it sends her back to."""
        link = self.soup.find("a", string="[ Cancel ]")
        assert isinstance(link, Tag)
        self.go(urljoin(self.answer.url, str(link["href"])))
        return self.answer.headers["Location"]

    def agree(self, subject: str = "s-1") -> str:
        """Sign in at the other site and consent there; returns the address that it sends her back to."""
        if not self.answer.is_redirect:
            self.press("Sign-in", login=subject, password="anything")
        if not self.answer.is_redirect:
            self.press("Continue")
        return self.answer.headers["Location"]

    def come_in(self, subject: str = "s-1") -> "AtTheKeyboard":
        """All the way: our button, the other site, and back."""
        return self.ask().go(self.agree(subject))

    def link(self) -> "AtTheKeyboard":
        """The first time: all the way, and the password of the account here."""
        self.come_in()
        assert self.heading == "Link your two accounts", self.soup.get_text()
        return self.press("Link the two", password=PASSWORD)
