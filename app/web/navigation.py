"""The header's way around, in one place: each page once, with its words, shown to whoever may open it.

A page's permission is the one that its route declares, so that the header never offers what the guard refuses.
"""

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.access.guard import identity, permission_of


@dataclass(frozen=True)
class Entry:
    """One page of the way around: its words, and the endpoint it leads to."""

    label: LazyString
    endpoint: str


@dataclass(frozen=True)
class Way:
    """An entry as one reader sees it. `current` is “page” on that page, “true” on one below it, and else empty."""

    label: str
    address: str
    current: str


ENTRIES = (
    Entry(_("My learning"), "home.my_learning"),
    Entry(_("My certificates"), "certificates.mine"),
    Entry(_("Practice actions"), "practice.listed"),
    Entry(_("Reviews"), "library.reviews"),
    Entry(_("Safeguarding desk"), "tracker.front"),
    Entry(_("People"), "workforce.people"),
    Entry(_("Summary"), "oversight.summary"),
    Entry(_("Our trust"), "oversight.trust"),
    Entry(_("Partnership"), "oversight.partnership"),
    Entry(_("Write modules"), "authoring.listed"),
    Entry(_("Modules"), "library.modules"),
    Entry(_("This site"), "site.front"),
)


def install(app: Flask) -> None:
    """Give templates `way_around()`, and `may_open()` for a link that not every reader of a page may follow."""
    app.jinja_env.globals.update(way_around=way_around, may_open=may_open)


def way_around() -> list[Way]:
    """The pages that whoever asks may open, as they are today, in order; none for somebody who is not signed in."""
    who = identity()
    if who is None:
        return []
    open_ones = [(str(one.label), url_for(one.endpoint, on=None)) for one in ENTRIES if may_open(one.endpoint)]
    here = max((address for _, address in open_ones if _is_at_or_below(address)), key=len, default="")
    return [Way(label, address, _current(address) if address == here else "") for label, address in open_ones]


def may_open(endpoint: str) -> bool:
    """Whether there is a page of an endpoint, and whoever asks may open it, as its route declares."""
    view = current_app.view_functions.get(endpoint)
    permission = permission_of(view) if view else None
    return permission is not None and permission.rule(identity())


def _is_at_or_below(address: str) -> bool:
    return request.path == address or request.path.startswith(f"{address}/")


def _current(address: str) -> str:
    return "page" if request.path == address else "true"
