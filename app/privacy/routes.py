"""Taking my own data away, making two accounts of one person one, and how long a lead's setting keeps things."""

from io import BytesIO

from flask import Blueprint, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, my_post, proved, requires
from app.access.permissions import ADMINISTER, LEAD, SIGNED_IN
from app.accounts import actions as accounts
from app.accounts import queries as people
from app.audit.actions import record
from app.core.errors import DomainError, NotFound
from app.privacy import actions, queries, rules
from app.privacy.forms import KeptForForm, MergeForm, MergeTwoForm, TakeAwayForm
from app.web.limits import limited

blueprint = Blueprint("privacy", __name__)


@blueprint.route("/my-account/my-data", methods=["GET", "POST"])
@requires(SIGNED_IN)
@proved("privacy.my_data")
@limited("10 per hour", methods=["POST"])
def my_data() -> str | Response:
    """Everything that is held about me, as one archive."""
    form, who = TakeAwayForm(), asker()
    if form.validate_on_submit():
        record("own data taken away", who.person_id)
        archive = BytesIO(queries.as_archive(who.person_id))
        return send_file(archive, "application/zip", as_attachment=True, download_name="my-data.zip")
    return render_template("privacy/take_away.html", form=form)


@blueprint.route("/my-account/merge", methods=["GET", "POST"])
@requires(SIGNED_IN)
@proved("privacy.merge")
@limited("10 per hour", methods=["POST"])
def merge() -> str | tuple[str, int] | Response:
    """Bring my other account into this one; both are proved to be mine."""
    form, who = MergeForm(), asker()
    if form.validate_on_submit():
        other = people.by_username(form.username.data)
        # An unknown name is answered as a wrong password is.
        proves_other = other is not None and accounts.proves(other.id, form.other_key.data)
        if other and proves_other and other.id != who.person_id:
            actions.merge(who.person_id, other.id, who.name, "Both accounts proved by their owner", who.person_id)
            return redirect(url_for("home.my_learning"))
        form.other_key.errors = ["The password or PIN is not right, or there is no such other account"]
    page = render_template("privacy/merge.html", form=form)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/site/people/<int:person_id>/merge", methods=["GET", "POST"])
@requires(ADMINISTER)
@proved("site.find_people")
def merge_two(person_id: int) -> str | tuple[str, int] | Response:
    """Make two records of somebody one, by an administrator's name and reason; and undo what was made one."""
    person, form = people.person(person_id), MergeTwoForm()
    if form.validate_on_submit():
        other = people.by_username(form.username.data)
        try:
            if other is None:
                raise NotFound("Nobody has this username")
            actions.merge_for(person.id, other.id, people.person(asker().person_id), form.reason.data)
        except DomainError as refusal:
            form.username.errors = [str(refusal)]
        else:
            return redirect(url_for("site.person", person_id=person.id, said="merged"))
    merges = queries.merges_of(person.id)
    page = render_template("privacy/merge_two.html", form=form, person=person, merges=merges)
    return (page, 400) if form.is_submitted() else page


@blueprint.post("/site/people/<int:person_id>/merges/<int:merge_id>/undo")
@requires(ADMINISTER)
@proved("site.find_people")
def undo_merge(person_id: int, merge_id: int) -> Response:
    """Let two records that were made one be two again."""
    if merge_id not in [one.id for one in queries.merges_of(person_id)]:
        raise NotFound("There is no such merge.")
    actions.undo_merge(merge_id, asker().person_id)
    return redirect(url_for("site.person", person_id=person_id, said="undone"))


@blueprint.route("/our-setting/kept-for", methods=["GET", "POST"])
@requires(LEAD)
def kept_for() -> str | tuple[str, int] | Response:
    """How long the lead's own setting keeps things."""
    here = my_post()
    form = KeptForForm(data=queries.periods_of(here.setting_id))
    if form.validate_on_submit():
        actions.keep_for(here.setting_id, here.person_id, {what: form[what].data for what in rules.KEPT})
        return redirect(url_for("workforce.people", said="kept"))
    page = render_template("privacy/kept_for.html", form=form)
    return (page, 400) if form.is_submitted() else page
