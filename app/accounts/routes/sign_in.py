"""Sign in and out."""

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, before_second_step, identity, public, requires
from app.access.permissions import SIGNED_IN
from app.accounts import actions, login, queries
from app.accounts.forms import SignInForm
from app.accounts.routes.blueprint import blueprint
from app.web import known_browser
from app.web.device import device
from app.web.limits import limited
from app.web.next_page import safe_next


@blueprint.get("/sign-in")
@public
def sign_in() -> str | Response:
    """The sign-in page; in the demo, one button a person."""
    if identity():
        return redirect(safe_next())
    return _sign_in_page(SignInForm())


@blueprint.post("/sign-in")
@public
@limited("60 per minute")
def enter() -> str | tuple[str, int] | Response:
    """Check name and password, and begin a session."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form), 400
    name = form.username.data
    try:
        token = actions.sign_in(name, form.password.data, device(), known_browser.mark_for(name))
    except actions.SecondStep as first:
        known_browser.know(name)
        login.keep_first_step(first.token)
        return redirect(url_for("accounts.take_second_step", next=request.values.get("next", "")))
    except (actions.SignInRefused, actions.TooManyTries) as refusal:
        form.username.errors = [str(refusal)]
        return _sign_in_page(form), refusal.status
    known_browser.know(name)
    login.enter(token)
    return redirect(safe_next())


def _sign_in_page(form: SignInForm) -> str:
    people = [] if current_app.config["CSPR"].is_production else queries.demo_people()
    return render_template("accounts/sign_in.html", form=form, people=people, next=request.values.get("next", ""))


@blueprint.post("/sign-in/demo")
@public
def enter_demo() -> Response:
    """Become a person of the imaginary town; there are none in production."""
    login.enter(actions.demo_session(request.form.get("person", 0, type=int), device()))
    return redirect(safe_next())


@blueprint.post("/sign-out")
@requires(SIGNED_IN)
@before_second_step
def sign_out() -> Response:
    """End the session here and on the server; whatever the browser keeps of a meeting goes too."""
    actions.end_session(asker().token_digest, asker().person_id)
    login.leave()
    away = redirect(url_for("home.front_door"))
    away.headers["Clear-Site-Data"] = '"storage"'
    return away
