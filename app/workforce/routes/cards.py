"""Cards: printed by a lead, typed in by somebody without an e-mail address."""

from io import BytesIO

from flask import current_app, redirect, render_template, request, send_file, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from app.access.guard import identity, my_post, proved, public, requires
from app.access.permissions import LEAD
from app.accounts import actions as accounts
from app.accounts import login
from app.accounts import queries as people
from app.core.codes import grouped
from app.core.errors import DomainError
from app.web import known_browser
from app.web.device import device
from app.web.forms import chosen
from app.web.limits import limited
from app.web.next_page import safe_next
from app.web.pdf import FONTS, qr_picture, to_pdf
from app.workforce import actions, queries
from app.workforce.forms import CardForm, PinForm
from app.workforce.routes.blueprint import blueprint
from app.workforce.rules import CARDS_A_PAGE

FIRST_PIN = "first-pin"


@blueprint.post("/people/cards")
@requires(LEAD)
@proved("workforce.people")
@limited("60 per hour")
def print_cards() -> Response:
    """Cards for the people who were ticked, ten to a page; each has a new first PIN."""
    posts = [int(value) for value in chosen("post") if value.isdecimal()]
    if not posts:
        return redirect(url_for("workforce.people", said="nobody"))
    place = queries.setting(my_post().setting_id)
    cards = actions.print_cards(place.id, posts, my_post().person_id)
    address = f"{current_app.config['CSPR'].address}/sign-in/card?setting={place.join_code}"
    html = render_template(
        "workforce/cards_pdf.html",
        pages=[cards[i : i + CARDS_A_PAGE] for i in range(0, len(cards), CARDS_A_PAGE)],
        place=place,
        code=grouped(place.join_code),
        address=address,
        qr=qr_picture(address),
        fonts=FONTS,
    )
    pdf = to_pdf(html, f"Sign-in cards: {place.name}", current_app.config["CSPR"].issuer, f"{len(cards)} cards")
    return send_file(BytesIO(pdf), "application/pdf", as_attachment=True, download_name="sign-in-cards.pdf")


@blueprint.route("/sign-in/card", methods=["GET", "POST"])
@public
@limited("120 per minute", methods=["POST"])  # a whole staff meeting signs in from one address
def sign_in() -> str | tuple[str, int] | Response:
    """Sign in with a card: setting code, username and PIN."""
    if identity():
        return redirect(safe_next())
    form = CardForm(data={"setting": grouped(request.args.get("setting", "")[:12])})
    status = 400
    if form.validate_on_submit():
        name = form.username.data
        there, mark = queries.works_at(name, form.setting.data), known_browser.mark_for(name)
        try:
            token = accounts.sign_in_with_pin(name, form.pin.data.strip(), there, device(), mark)
        except accounts.FirstPin as first:
            cookie[FIRST_PIN] = first.token
            return redirect(url_for("workforce.first_pin", next=request.values.get("next")))
        except accounts.SecondStep as first:
            login.keep_first_step(first.token)
            return redirect(url_for("accounts.take_second_step", next=request.values.get("next", "")))
        except (accounts.SignInRefused, accounts.TooManyTries) as refusal:
            form.pin.errors, status = [str(refusal)], refusal.status
        else:
            known_browser.know(name)
            login.enter(token)
            return redirect(safe_next())
    page = render_template("workforce/card_sign_in.html", form=form, next=request.values.get("next", ""))
    return (page, status) if form.is_submitted() else page


@blueprint.route("/sign-in/new-pin", methods=["GET", "POST"])
@public
@limited("120 per hour", methods=["POST"])
def first_pin() -> str | tuple[str, int] | Response:
    """The first use of a card sets a new PIN."""
    if FIRST_PIN not in cookie:
        return redirect(url_for("workforce.sign_in"))
    form = PinForm()
    if form.validate_on_submit():
        try:
            person_id = accounts.choose_pin(cookie[FIRST_PIN], form.pin.data)
        except accounts.LinkSpent:
            cookie.pop(FIRST_PIN)
            return redirect(url_for("workforce.sign_in"))
        except DomainError as refusal:
            form.pin.errors = [str(refusal)]
        else:
            return _in_or_on(person_id)
    page = render_template("workforce/new_pin.html", form=form, next=request.values.get("next", ""))
    return (page, 400) if form.is_submitted() else page


def _in_or_on(person_id: int) -> Response:
    """Straight in after choosing a PIN; whoever has a second step takes it like every other time."""
    cookie.pop(FIRST_PIN)
    if people.has_second_step(person_id):
        return redirect(url_for("workforce.sign_in", next=request.values.get("next")))
    login.enter(accounts.start_session(person_id, device()))
    return redirect(safe_next())
