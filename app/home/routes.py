"""Front door, my learning, statements, health."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import Blueprint, redirect, render_template, url_for
from flask import Response as FlaskResponse
from flask import session as cookie
from werkzeug.wrappers import Response

from app.access.guard import asker, identity, public, requires
from app.access.identity import PostHeld
from app.access.permissions import SIGNED_IN
from app.accounts import queries as accounts
from app.certificates import queries as certificates
from app.core.clock import today
from app.core.errors import NotFound
from app.learning import queries as learning
from app.learning.records import EnrolmentRecord
from app.library import queries as library
from app.library.records import VersionRecord
from app.library.rules import is_for
from app.meetings import queries as meetings
from app.recall import queries as recall
from app.requirements import queries as requirements
from app.requirements.records import AskRecord, RequirementRecord, StandingRecord, State
from app.requirements.rules import EARLY, contributing
from app.web.forms import Form
from app.web.language import languages, remember
from app.web.next_page import safe_next
from app.workforce import queries as workforce
from app.workforce.context import my_setting

blueprint = Blueprint("home", __name__)
_LED_TO_START = "led-to-start"


@dataclass(frozen=True)
class Card:
    """One module on the page of what I am to learn: where I stand, and why it is asked."""

    version: VersionRecord
    standing: StandingRecord | None
    enrolment: EnrolmentRecord | None
    reasons: list[RequirementRecord]
    is_under_way: bool
    ask: AskRecord | None = None
    renews_from: date | None = None


@blueprint.get("/")
@public
def front_door() -> str | Response:
    """What this is, and where to go; signed-in people go straight to their learning."""
    if identity():
        return redirect(url_for("home.my_learning"))
    return render_template("home/front_door.html")


@blueprint.get("/my-learning")
@requires(SIGNED_IN)
def my_learning() -> str | Response:
    """What is due and why, what is under way, what is done; a new setting's lead is first led to set it up."""
    who = asker()
    if _is_to_start(who.post):
        cookie[_LED_TO_START] = True
        return redirect(url_for("workforce.start"))
    cards = _cards(who.post) if who.post else []
    return render_template(
        "home/my_learning.html",
        due=[card for card in cards if not card.is_under_way and _is_due(card)],
        under_way=[card for card in cards if card.is_under_way],
        relieved=[card for card in cards if not card.is_under_way and _is_relieved(card)],
        done=[card for card in cards if not (card.is_under_way or _is_due(card) or _is_relieved(card))],
        certificates=certificates.of_person(who.person_id),
        kept_form=accounts.kept_form(who.person_id),
        offers=workforce.offers_to(who.person_id),
        to_answer=meetings.to_answer(who.post.id) if who.post else [],
        recalled=recall.open_of(who.person_id),
        form=Form(),
    )


def _is_to_start(post: PostHeld | None) -> bool:
    """Whether a lead whose setting is not set up has not been led to it since she signed in."""
    place = my_setting()
    return bool(post and post.is_lead and place and not place.set_up_at and _LED_TO_START not in cookie)


def _is_due(card: Card) -> bool:
    return card.standing is None or card.standing.state not in (State.DONE, State.RELIEVED)


def _is_relieved(card: Card) -> bool:
    return card.standing is not None and card.standing.state is State.RELIEVED


def _renews_from(standing: StandingRecord | None) -> date | None:
    """From which day on it can be renewed without losing a day, where that day has come and it is not due yet."""
    if standing is None or standing.renew_by is None or standing.state is not State.DONE:
        return None
    begins = standing.renew_by - EARLY
    return begins if begins <= today() else None


def _cards(post: PostHeld) -> list[Card]:
    asked = requirements.concerning(workforce.post(post.id))
    standings, begun = requirements.standings_of_post(post.id), learning.newest_of_post(post.id)
    asks = requirements.asks_of_post(post.id)
    cards = []
    for version in learning.modules_here(post.setting_id, post.reach):
        enrolment = begun.get(version.module)
        if enrolment is None and not (post.kind in version.kinds and is_for(version.owner, post.reach)):
            continue
        under_way = bool(enrolment) and not learning.completion_of(enrolment.id if enrolment else 0)
        reasons = contributing(asked, version.front["contributes_to"])
        standing = standings.get(version.module)
        ask, early = asks.get(version.module), _renews_from(standing)
        cards.append(Card(version, standing, enrolment, reasons, under_way, ask, early))
    return cards


@blueprint.get("/language/<code>")
@public
def choose_language(code: str) -> Response:
    """Read the site in another language from now on, in this browser; nothing but its cookie changes."""
    if code not in languages():
        raise NotFound("There is no such language here.")
    return remember(cast(FlaskResponse, redirect(safe_next("home.front_door"))), code)


@blueprint.get("/worried")
@public
def worried() -> str:
    """Whom to ring about a child now, and whom for oneself."""
    return render_template("home/worried.html", contacts=library.contacts())


@blueprint.get("/about")
@public
def about() -> str:
    """What reviews are for, and what this site is and is not."""
    return render_template("home/about.html")


@blueprint.get("/accessibility")
@public
def accessibility() -> str:
    """The accessibility statement."""
    return render_template("home/accessibility.html")


@blueprint.get("/privacy")
@public
def privacy() -> str:
    """What is kept of a person, who sees it, and for how long."""
    return render_template("home/privacy.html")
