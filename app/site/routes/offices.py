"""Offices beyond a setting: who holds which, appointing somebody, ending an appointment."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, proved, requires
from app.access.permissions import ADMINISTER
from app.core.errors import DomainError
from app.core.vocabulary import Office
from app.site import actions
from app.site.forms import AppointForm, EndOfficeForm
from app.site.routes.blueprint import blueprint
from app.web.paging import Sheet, asked_page
from app.workforce import actions as workforce
from app.workforce import queries as places
from app.workforce.rules import scope_of


@blueprint.get("/offices")
@requires(ADMINISTER)
def offices() -> str:
    """Everybody who holds an office."""
    page = asked_page()
    held, total = places.offices_held(page)
    said = request.args.get("said", "")
    return render_template("site/offices.html", held=held, sheet=Sheet(page, total, places.A_PAGE), said=said)


@blueprint.route("/offices/new", methods=["GET", "POST"])
@requires(ADMINISTER)
@proved("site.offices")
def appoint() -> str | tuple[str, int] | Response:
    """Appoint somebody to an office, from the next request on."""
    form = AppointForm(data={"person": request.args.get("person", "")})
    form.trust_id.choices = [("", "Choose one"), *((one.id, one.name) for one in places.trusts_counted())]
    form.partnership_id.choices = [("", "Choose one"), *places.partnerships()]
    if form.validate_on_submit() and _is_scoped(form):
        office, scope = Office(form.office.data), (form.trust_id.data, form.partnership_id.data)
        try:
            actions.appoint(form.person.data, form.name.data or "", office, asker().person_id, *scope)
        except DomainError as refusal:
            form.person.errors = [str(refusal)]
        else:
            return redirect(url_for("site.offices", said="appointed"))
    page = render_template("site/appoint.html", form=form)
    return (page, 400) if form.is_submitted() else page


def _is_scoped(form: AppointForm) -> bool:
    """Whether the trust or partnership that the office is of was chosen; where not, the field says so."""
    wants = scope_of(Office(form.office.data))
    if not wants or form[f"{wants}_id"].data:
        return True
    form[f"{wants}_id"].errors = [f"Choose the {wants} that this is for"]
    return False


@blueprint.route("/offices/<int:appointment_id>/end", methods=["GET", "POST"])
@requires(ADMINISTER)
@proved("site.offices")
def end_office(appointment_id: int) -> str | tuple[str, int] | Response:
    """End an appointment, from the next request on."""
    held, form = places.office_held(appointment_id), EndOfficeForm()
    if form.validate_on_submit():
        try:
            workforce.end_appointment(held.id, asker().person_id)
        except workforce.LastAdministrator as refusal:
            form.submit.errors = [str(refusal)]
        else:
            is_mine = held.person_id == asker().person_id and held.office is Office.ADMINISTRATOR
            return redirect(url_for("home.my_learning") if is_mine else url_for("site.offices", said="ended"))
    page = render_template("site/end_office.html", form=form, held=held)
    return (page, 400) if form.is_submitted() else page
