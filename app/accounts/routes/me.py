"""My own account: my name, my password, where I am signed in."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, before_second_step, proved, requires
from app.access.permissions import SIGNED_IN
from app.accounts import actions, queries
from app.accounts.forms import AddressForm, ChangePasswordForm, NameForm, OwnNameForm
from app.accounts.routes.blueprint import blueprint
from app.accounts.rules import Purpose
from app.core.errors import DomainError
from app.web.forms import Form
from app.web.headers import no_referrer
from app.web.limits import limited
from app.web.next_page import safe_next


@blueprint.get("/my-account")
@requires(SIGNED_IN)
def my_account() -> str:
    """Who I am here, how I get in, and where I am signed in."""
    who = asker()
    return render_template(
        "accounts/my_account.html",
        person=queries.person(who.person_id),
        sessions=queries.sessions_of(who.person_id),
        here=who.token_digest,
        has_second_step=queries.has_second_step(who.person_id),
        has_app=queries.has_app(who.person_id),
        passkeys=len(queries.passkeys_of(who.person_id)),
        recovery_codes=queries.recovery_codes_left(who.person_id),
        form=Form(),
    )


@blueprint.route("/my-account/name", methods=["GET", "POST"])
@requires(SIGNED_IN)
def correct_name() -> str | tuple[str, int] | Response:
    """Correct how I am called here."""
    who = asker()
    form = OwnNameForm(data={"name": who.name})
    if form.validate_on_submit():
        actions.correct_own_name(who.person_id, form.name.data)
        return redirect(url_for("accounts.my_account"))
    page = render_template("accounts/correct_name.html", form=form)
    return (page, 400) if form.is_submitted() else page


@blueprint.post("/my-account/sessions/<int:session_id>/end")
@requires(SIGNED_IN)
def end_session(session_id: int) -> Response:
    """End one of my sessions, wherever it is."""
    actions.end_one_session(asker().person_id, session_id)
    return redirect(url_for("accounts.my_account"))


@blueprint.post("/my-account/stay")
@requires(SIGNED_IN)
@before_second_step
def stay() -> Response:
    """I am still here: count the session as used just now, and go back to where I was."""
    actions.stay(asker().token_digest)
    return redirect(safe_next())


@blueprint.route("/my-account/password", methods=["GET", "POST"])
@requires(SIGNED_IN)
@proved("accounts.change_password")
@limited("20 per hour", methods=["POST"])
def change_password() -> str | tuple[str, int] | Response:
    """Change my password, which signs me out everywhere else."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        who = asker()
        try:
            actions.change_password(who.person_id, form.current.data, form.password.data, who.token_digest)
        except DomainError as refusal:
            field = form.current if "current" in str(refusal) else form.password
            field.errors = [str(refusal)]
        else:
            return redirect(url_for("accounts.my_account"))
    page = render_template("accounts/change_password.html", form=form)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/my-account/address", methods=["GET", "POST"])
@requires(SIGNED_IN)
@proved("accounts.change_address")
@limited("10 per hour", methods=["POST"])
def change_address() -> str | tuple[str, int]:
    """Ask for another e-mail address; it counts once the link sent there was followed."""
    form, who = AddressForm(), asker()
    if form.validate_on_submit():
        actions.ask_for_address(who.person_id, form.email.data)
        return render_template("accounts/address_asked.html", address=form.email.data)
    page = render_template("accounts/change_address.html", form=form)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/my-account/address/<token>", methods=["GET", "POST"])
@requires(SIGNED_IN)
@limited("30 per hour", methods=["POST"])
def take_address(token: str) -> str | tuple[str, int] | Response:
    """The page behind the link; a button makes the address mine, so that looking at it changes nothing."""
    no_referrer()
    form = Form()
    if form.validate_on_submit():
        actions.take_address(token, asker().person_id)
        return redirect(url_for("accounts.my_account"))
    if actions.link_opens(token, Purpose.ADDRESS) != asker().person_id:
        return render_template("accounts/link_spent.html"), 404
    return render_template("accounts/take_address.html", form=form)


@blueprint.route("/my-name", methods=["GET", "POST"])
@requires(SIGNED_IN)
def my_name() -> str | tuple[str, int] | Response:
    """Confirm the name that certificates will carry."""
    person = queries.person(asker().person_id)
    form = NameForm(data={"name": person.certificate_name or person.name})
    if form.validate_on_submit():
        actions.confirm_name(person.id, form.name.data)
        return redirect(safe_next())
    page = render_template("accounts/my_name.html", form=form, next=request.values.get("next", ""))
    return (page, 400) if form.is_submitted() else page
