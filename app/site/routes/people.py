"""Finding a person; her posts, her offices and whether she can get in. Never what she learned."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, proved, requires
from app.access.permissions import ADMINISTER
from app.accounts import actions as accounts
from app.accounts import queries as people
from app.accounts.records import PersonRecord
from app.core.clock import today
from app.core.errors import DomainError
from app.site.forms import DeactivateForm
from app.site.routes.blueprint import asked_words, blueprint
from app.web.paging import Sheet, asked_page
from app.workforce import actions as workforce
from app.workforce import queries as places

SHORTEST = 2  # letters that are looked for


@blueprint.get("/people")
@requires(ADMINISTER)
def find_people() -> str:
    """Look for somebody by name, e-mail address, username or staff code; nobody is listed unasked."""
    words, page = asked_words(), asked_page()
    found: list[PersonRecord] = []
    total = 0
    if len(words) >= SHORTEST:
        found, total = people.people_like(words, places.with_staff_code(words), page, places.A_PAGE)
    return render_template(
        "site/people.html",
        found=found,
        words=words,
        shortest=SHORTEST,
        sheet=Sheet(page, total, places.A_PAGE),
        workplaces=places.workplaces([one.id for one in found]),
    )


@blueprint.get("/people/<int:person_id>")
@requires(ADMINISTER)
def person(person_id: int) -> str:
    """One person: posts, offices, and how she gets in."""
    return render_template(
        "site/person.html",
        person=people.person(person_id),
        state=people.sign_in_state(person_id),
        posts=places.history_of(person_id),
        offices=places.offices_held(1, person_id)[0],
        day=today(),
        is_me=person_id == asker().person_id,
        said=request.args.get("said", ""),
    )


@blueprint.route("/people/<int:person_id>/deactivate", methods=["GET", "POST"])
@requires(ADMINISTER)
@proved("site.find_people")
def deactivate(person_id: int) -> str | tuple[str, int] | Response:
    """Let nobody in as this person any more."""
    found, form = people.person(person_id), DeactivateForm()
    if form.validate_on_submit():
        try:
            workforce.deactivate(person_id, asker().person_id)
        except DomainError as refusal:
            form.submit.errors = [str(refusal)]
        else:
            return redirect(url_for("site.person", person_id=person_id, said="deactivated"))
    page = render_template("site/deactivate.html", form=form, person=found)
    return (page, 400) if form.is_submitted() else page


@blueprint.post("/people/<int:person_id>/reactivate")
@requires(ADMINISTER)
@proved("site.find_people")
def reactivate(person_id: int) -> Response:
    """Let somebody in again who was deactivated."""
    people.person(person_id)
    accounts.reactivate(person_id, asker().person_id)
    return redirect(url_for("site.person", person_id=person_id, said="reactivated"))


@blueprint.post("/people/<int:person_id>/sign-out")
@requires(ADMINISTER)
@proved("site.find_people")
def sign_out_everywhere(person_id: int) -> Response:
    """Sign somebody out wherever she is."""
    people.person(person_id)
    accounts.end_every_session(person_id, asker().person_id)
    return redirect(url_for("site.person", person_id=person_id, said="signed-out"))
