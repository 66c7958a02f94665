"""The language of the interface: English, or another that has a folder in app/translations; a cookie remembers which.

What is taught stays in the language of its file, and so do pages whose templates do not say `translated`.
"""

from dataclasses import dataclass
from datetime import date
from typing import cast

from babel import Locale
from flask import Flask, Response, current_app, g, has_request_context, request, url_for
from flask_babel import Babel, format_date, get_locale, gettext

from app.config import Config
from app.core import dates

ENGLISH = "en"
COOKIE, KEPT_SECONDS = "cspr-language", 365 * 24 * 3600
DAY = "d MMMM y"


@dataclass(frozen=True)
class Switch:
    """A language that can be chosen: its code, its name in itself, and the address that chooses it."""

    code: str
    name: str
    address: str


def install(app: Flask, config: Config) -> None:
    """Teach an application its languages, and templates `language()`, `switches()` and filters for dates."""
    folder = str(config.translations)
    Babel(app, locale_selector=_chosen, default_translation_directories=folder, default_timezone="Europe/London")
    found = {path.parent.parent.name for path in config.translations.glob("*/LC_MESSAGES/messages.mo")}
    app.extensions["languages"] = {code: str(Locale.parse(code).display_name) for code in sorted({ENGLISH, *found})}
    app.jinja_env.globals.update(language=language, switches=switches)
    app.jinja_env.filters.update(local_day=say_date, local_published=say_published)
    app.after_request(_say)


def languages() -> dict[str, str]:
    """Every language there is, by code, as it calls itself."""
    return cast(dict[str, str], current_app.extensions["languages"])


def language() -> str:
    """The language of this answer, as HTML names it."""
    code = str(get_locale() or ENGLISH)
    return "en-GB" if code == ENGLISH else code


def switches() -> list[Switch]:
    """The other languages, each with the address that chooses it and comes back to this page."""
    # An address that holds a secret is told to nobody, a log included.
    here = None if g.get("no_referrer") else request.full_path.rstrip("?")
    others = [(code, name) for code, name in languages().items() if code != str(get_locale())]
    return [Switch(code, name, url_for("home.choose_language", code=code, next=here)) for code, name in others]


def remember(answer: Response, code: str) -> Response:
    """Let a browser remember a language."""
    is_secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    answer.set_cookie(COOKIE, code, KEPT_SECONDS, secure=is_secure, httponly=True, samesite="Lax")
    return answer


def say_date(value: date) -> str:
    """A date as the reader's language says it, for what is translated."""
    return dates.say_date(value) if language() == "en-GB" else str(format_date(value, DAY))


def say_published(value: str | None) -> str:
    """A publication date of any precision as the reader's language says it."""
    if language() == "en-GB":
        return dates.say_published(value)
    if not value:
        return str(gettext("date not shown"))
    year, month, day = (*(int(part) for part in value.split("-")), 0, 0)[:3]
    form = DAY if day else "MMMM y" if month else "y"
    return str(format_date(date(year, month or 1, day or 1), form))


def _chosen() -> str:
    asked = request.cookies.get(COOKIE, "") if has_request_context() else ""
    return asked if asked in languages() else ENGLISH


def _say(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers["Content-Language"] = language()
    return response
