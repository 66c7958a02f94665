"""Settings, partnerships and trusts: all there are, new ones, and which setting belongs to which trust."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, proved, requires
from app.access.permissions import ADMINISTER
from app.core.errors import DomainError
from app.core.vocabulary import SettingKind
from app.site import queries
from app.site.forms import ChooseTrustForm, LeadForm, PartnershipForm, SettingForm, TrustForm
from app.site.routes.blueprint import asked_words, blueprint
from app.web.paging import Sheet, asked_page
from app.workforce import actions
from app.workforce import queries as places

NO_TRUST = ("", "None")


@blueprint.get("")
@requires(ADMINISTER)
def front() -> str:
    """Every setting: search, page, of one partnership or trust."""
    words, page = asked_words(), asked_page()
    of = {name: request.args.get(name, 0, type=int) or None for name in ("partnership_id", "trust_id")}
    found, total = places.settings_like(words, page, **of)
    return render_template(
        "site/front.html",
        settings=found,
        words=words,
        of=of,
        sheet=Sheet(page, total, places.A_PAGE),
        partnerships=places.partnerships_counted(),
        trusts=places.trusts_counted(),
    )


@blueprint.get("/places")
@requires(ADMINISTER)
def partnerships() -> str:
    """Every partnership and trust, and how many settings are in each."""
    return render_template(
        "site/places.html", partnerships=places.partnerships_counted(), trusts=places.trusts_counted()
    )


@blueprint.get("/settings/<int:setting_id>")
@requires(ADMINISTER)
def setting(setting_id: int) -> str:
    """One setting: its facts, its leads, its trust; of its people a count and nothing they learned."""
    form = _trust_form(setting_id)
    return render_template(
        "site/setting.html",
        place=places.setting(setting_id),
        leads=places.leads_of(setting_id),
        people=places.people_count(setting_id),
        form=form,
        said=request.args.get("said", ""),
    )


def _trust_form(setting_id: int) -> ChooseTrustForm:
    place = places.setting(setting_id)  # or it is not there
    form = ChooseTrustForm(data={"trust_id": places.trust_of(place.id)})
    form.trust_id.choices = [NO_TRUST, *((one.id, one.name) for one in places.trusts_counted())]
    return form


@blueprint.post("/settings/<int:setting_id>/trust")
@requires(ADMINISTER)
@proved("site.front")
def change_trust(setting_id: int) -> Response:
    """Let a setting join a trust, or leave it."""
    form = _trust_form(setting_id)
    if not form.validate_on_submit():
        raise DomainError("Choose a trust from the list, or none.")
    actions.put_in_trust(setting_id, form.trust_id.data, asker().person_id)
    return redirect(url_for("site.setting", setting_id=setting_id, said="trust"))


@blueprint.route("/settings/<int:setting_id>/lead", methods=["GET", "POST"])
@requires(ADMINISTER)
@proved("site.front")
def new_lead(setting_id: int) -> str | tuple[str, int] | Response:
    """Invite another lead to a setting."""
    place, form = places.setting(setting_id), LeadForm()
    if form.validate_on_submit():
        try:
            added = actions.invite_lead(place.id, form.lead.data, form.email.data, asker().person_id)
        except DomainError as refusal:
            form.email.errors = [str(refusal)]
        else:
            said = "asked" if added.is_asked else "invited"
            return redirect(url_for("site.setting", setting_id=place.id, said=said))
    page = render_template("site/new_lead.html", form=form, place=place)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/settings/new", methods=["GET", "POST"])
@requires(ADMINISTER)
@proved("site.front")
def new_setting() -> str | tuple[str, int] | Response:
    """Make a setting and invite its first lead."""
    form = SettingForm()
    form.partnership_id.choices = places.partnerships()
    if form.validate_on_submit():
        of = (SettingKind(form.kind.data), form.partnership_id.data)
        made, added = actions.found_setting(form.name.data, *of, form.lead.data, form.email.data, by=asker().person_id)
        return redirect(url_for("site.setting", setting_id=made, said="asked" if added.is_asked else "invited"))
    page = render_template("site/new_setting.html", form=form)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/partnerships/new", methods=["GET", "POST"])
@requires(ADMINISTER)
@proved("site.front")
def new_partnership() -> str | tuple[str, int] | Response:
    """Make a partnership."""
    form = PartnershipForm()
    form.pathway.choices = [("", "None yet"), *((one, one.title()) for one in queries.pathways())]
    if form.validate_on_submit():
        name = form.name.data.strip()
        if _is_taken(name, [one.name for one in places.partnerships_counted()]):
            form.name.errors = ["There is a partnership of this name already"]
        else:
            actions.create_partnership(actions.short_code(name), name, form.pathway.data or None, asker().person_id)
            return redirect(url_for("site.partnerships"))
    page = render_template("site/new_place.html", form=form, title="New partnership", fields=[form.name, form.pathway])
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/trusts/new", methods=["GET", "POST"])
@requires(ADMINISTER)
@proved("site.front")
def new_trust() -> str | tuple[str, int] | Response:
    """Make a trust or group."""
    form = TrustForm()
    if form.validate_on_submit():
        name = form.name.data.strip()
        if _is_taken(name, [one.name for one in places.trusts_counted()]):
            form.name.errors = ["There is a trust of this name already"]
        else:
            actions.create_trust(actions.short_code(name), name, asker().person_id)
            return redirect(url_for("site.partnerships"))
    page = render_template("site/new_place.html", form=form, title="New trust or group", fields=[form.name])
    return (page, 400) if form.is_submitted() else page


def _is_taken(name: str, names: list[str]) -> bool:
    return name.casefold() in {one.casefold() for one in names}
