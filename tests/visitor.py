"""A visitor who goes from page to page as a person would, and inspects every page she is given."""

from __future__ import annotations

import re
from contextlib import nullcontext
from contextvars import Context
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import html5lib
from bs4 import BeautifulSoup
from bs4.element import Tag
from flask import Flask
from werkzeug.test import TestResponse

from app.core.clock import at
from app.core.database import session

MAX_HTML = 30 * 1024
HEADERS = {
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Cache-Control",
}


@dataclass
class Page:
    """A page as it was answered."""

    response: TestResponse
    soup: BeautifulSoup
    address: str

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def heading(self) -> str:
        return _words(self.soup.h1) if self.soup.h1 else ""

    @property
    def text(self) -> str:
        return _words(self.soup)

    def says(self, words: str) -> bool:
        return words in self.text

    def form(self, button: str) -> Tag:
        """The form that holds a button (or link-like button) with these words."""
        for found in self.soup.find_all("button"):
            if button in _words(found):
                form = found.find_parent("form")
                assert isinstance(form, Tag)
                return form
        raise AssertionError(f"There is no button {button!r} on {self.address}: {self.text[:400]}")


class Visitor:
    """A browser without scripts. Each page is inspected; a redirect is followed and each step inspected."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.page: Page | None = None
        self.moment: datetime | None = None

    def visit(self, address: str, status: int = 200) -> Page:
        return self._arrive(self._ask("GET", address), status)

    def post(self, address: str, data: dict[str, Any], status: int = 200) -> Page:
        return self._arrive(self._ask("POST", address, data=data), status)

    def _ask(self, method: str, address: str, **more: Any) -> TestResponse:
        """Send a request as from outside: in a context of its own, with nothing of the test's left uncommitted."""
        session.commit()
        return Context().run(lambda: self._open(address, method, **more))

    def _open(self, address: str, method: str, **more: Any) -> TestResponse:
        """On the visitor's own day, when she has one; otherwise today."""
        with at(self.moment) if self.moment else nullcontext():
            return self.client.open(address, method=method, **more)

    def press(self, button: str, status: int = 200, **typed: Any) -> Page:
        """Fill in the form that has a button and press it. `typed` names fields with dashes as underscores."""
        assert self.page is not None
        form = self.page.form(button)
        fields = _fields(form)
        pressed = next(found for found in form.find_all("button") if button in _words(found))
        if pressed.get("name"):
            fields[str(pressed["name"])] = [str(pressed.get("value", ""))]
        for name, value in typed.items():
            fields[_named(form, name)] = value if isinstance(value, list) else [value]
        address = str(pressed.get("formaction") or form.get("action") or self.page.address)
        if str(form.get("method", "get")).lower() == "get":
            return self._arrive(self._ask("GET", address, query_string=fields), status)
        return self.post(address, fields, status)

    def follow(self, words: str, status: int = 200) -> Page:
        """Follow the link with these words."""
        assert self.page is not None
        for link in self.page.soup.find_all("a"):
            if words in _words(link):
                return self.visit(str(link["href"]).partition("#")[0], status)
        raise AssertionError(f"There is no link {words!r} on {self.page.address}")

    def sign_in(self, username: str, password: str = "correct horse battery") -> Page:
        self.visit("/sign-in")
        return self.press("Sign in", username=username, password=password)

    def _arrive(self, response: TestResponse, status: int) -> Page:
        for _ in range(6):
            _check_headers(response)
            if response.status_code not in (301, 302, 303, 307, 308):
                break
            response = self._ask("GET", str(response.headers["Location"]).partition("#")[0])
        assert response.status_code == status, f"{response.request.path}: {response.status_code}\n{response.text[:999]}"
        if response.mimetype != "text/html":
            return Page(response, BeautifulSoup("", "html5lib"), response.request.path)
        self.page = Page(response, BeautifulSoup(response.text, "html5lib"), response.request.full_path.rstrip("?"))
        inspect(self.page)
        return self.page


def _words(tag: Tag | BeautifulSoup) -> str:
    return " ".join(tag.get_text(" ").split()).replace(" ,", ",").replace(" .", ".")


def _named(form: Tag, name: str) -> str:
    for candidate in (name, name.replace("_", "-")):
        if form.find(attrs={"name": candidate}):
            return candidate
    raise AssertionError(f"The form has no field {name!r}")


def _fields(form: Tag) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for one in form.find_all(["input", "select", "textarea"]):
        name, kind = one.get("name"), one.get("type")
        if not name or kind in ("submit", "button"):
            continue
        if one.name == "select":
            chosen = one.find("option", selected=True) or one.find("option")
            value = str(chosen.get("value", "")) if chosen else ""
        elif one.name == "textarea":
            value = one.get_text().removeprefix("\n")
        elif kind in ("radio", "checkbox") and not one.has_attr("checked"):
            continue
        else:
            value = str(one.get("value", ""))
        fields.setdefault(str(name), []).append(value)
    return fields


def _check_headers(response: TestResponse) -> None:
    missing = HEADERS - set(response.headers.keys())
    assert not missing, f"{response.request.path} lacks {missing}"
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy


def inspect(page: Page) -> None:
    """What must hold on every page, whatever it is about."""
    where, soup, text = page.address, page.soup, page.response.text
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    assert not parser.errors, f"{where}: {[(place, code) for place, code, _ in parser.errors][:5]}"
    assert len(text.encode()) <= MAX_HTML, f"{where} weighs {len(text.encode())} bytes"
    headings = soup.find_all("h1")
    assert len(headings) == 1, f"{where} has {len(headings)} main headings"
    title = _words(soup.title) if soup.title else ""
    assert page.heading in title, f"{where}: {title!r} does not hold {page.heading!r}"
    assert soup.html is not None
    assert soup.html.get("lang") == page.response.headers["Content-Language"]
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids)), f"{where} repeats ids {sorted({i for i in ids if ids.count(i) > 1})}"
    _inspect_fields(soup, where)
    for form in soup.find_all("form", method="post"):
        assert form.find("input", attrs={"name": "csrf_token"}), f"{where} has a form without its token"
    for image in soup.find_all("img"):
        assert image.has_attr("alt"), f"{where} has a picture without words"
    assert not soup.find_all(style=True), f"{where} has inline style"
    assert not [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)], where
    assert not [tag for tag in soup.find_all("script") if not tag.get("src")], f"{where} has an inline script"
    for tag in soup.find_all(href=re.compile("^#.")):
        assert str(tag["href"])[1:] in ids, f"{where} links to {tag['href']}, which is not there"


def _inspect_fields(soup: BeautifulSoup, where: str) -> None:
    labelled = {str(label["for"]) for label in soup.find_all("label", attrs={"for": True})}
    for one in soup.find_all(["input", "select", "textarea"]):
        if one.get("type") != "hidden":
            assert one.get("id") in labelled, f"{where}: {one.get('name')!r} has no label"
