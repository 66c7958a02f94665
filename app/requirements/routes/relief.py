"""More time and exemptions for people of the lead's own setting, and answers to what they say."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.core.clock import today
from app.core.errors import DomainError
from app.requirements import actions, queries
from app.requirements.forms.relief import EVERYTHING, ExemptForm, MoreTimeForm
from app.requirements.records import State, View
from app.requirements.routes.blueprint import blueprint, modules, of_mine
from app.web.forms import chosen
from app.web.paging import asked_page


def _to_person(post_id: int, said: str) -> Response:
    return redirect(url_for("tracker.person", post_id=post_id, said=said))


@blueprint.get("/desk/choose")
@requires(LEAD)
def choose() -> str:
    """Tick several people of one page of the grid, as it was filtered there."""
    names, asked = {one.value: one.label for one in modules()}, request.args
    module = asked["module"] if asked.get("module") in names else next(iter(names), "")
    wanted = State(asked["state"]) if asked.get("state") in list(State) else None
    words = asked.get("words", "").strip()[:80]
    sheet = queries.sheet(my_post().setting_id, View(module, wanted, words, page=asked_page()))
    return render_template(
        "requirements/choose.html",
        sheet=sheet,
        module=module,
        title=names.get(module, ""),
        wanted=wanted,
        words=words,
    )


@blueprint.route("/desk/more-time", methods=["GET", "POST"])
@requires(LEAD)
def more_time() -> str | tuple[str, int] | Response:
    """Give one person or several a new day for a module."""
    here, form = my_post(), MoreTimeForm()
    form.module.choices = modules()
    wanted = request.values.getlist("post")
    posts = [of_mine(int(one)) for one in wanted if one.isdecimal()]
    if not form.is_submitted():
        form.module.data = request.args.get("module", form.module.data)
    elif form.validate():
        try:
            ids = [post.id for post in posts]
            day, why = form.until.data, form.reason.data.strip()
            given = actions.give_time(here.setting_id, ids, form.module.data, day, why, here.person_id)
        except DomainError as refusal:
            form.until.errors = [str(refusal)]
        else:
            if len(posts) == 1:
                return _to_person(posts[0].id, "time")
            return redirect(url_for("tracker.grid", module=form.module.data, given=given))
    page = render_template("requirements/more_time.html", form=form, posts=posts)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/desk/people/<int:post_id>/exempt", methods=["GET", "POST"])
@requires(LEAD)
def exempt(post_id: int) -> str | tuple[str, int] | Response:
    """Say that somebody is not asked: for one module or all, for a while or until further notice."""
    post, form = of_mine(post_id), ExemptForm()
    form.module.choices = [SelectChoice(EVERYTHING, "Everything that is asked here"), *modules()]
    if not form.is_submitted():
        form.begins_on.data = today()
    elif form.validate():
        try:
            actions.exempt(
                post,
                form.module.data or None,
                form.begins_on.data,
                form.until.data,
                form.reason.data.strip(),
                my_post().person_id,
            )
        except DomainError as refusal:
            form.until.errors = [str(refusal)]
        else:
            return _to_person(post.id, "exempt")
    page = render_template("requirements/exempt.html", form=form, post=post)
    return (page, 400) if form.is_submitted() else page


@blueprint.post("/desk/relief/<int:relief_id>/take-back")
@requires(LEAD)
def withdraw(relief_id: int) -> Response:
    """Take back what was given by mistake."""
    return _to_person(actions.withdraw(relief_id, my_post().setting_id, my_post().person_id), "taken-back")


@blueprint.post("/desk/relief/<int:relief_id>/back")
@requires(LEAD)
def note_back(relief_id: int) -> Response:
    """Somebody is back, or is asked again, from today."""
    return _to_person(actions.note_back(relief_id, my_post().setting_id, my_post().person_id), "back")


@blueprint.post("/desk/relief/<int:relief_id>/answer")
@requires(LEAD)
def answer(relief_id: int) -> Response:
    """Say whether something is somebody's job or not."""
    accepts = chosen("answer") == ["yes"]
    actions.answer(relief_id, my_post().setting_id, accepts, my_post().person_id)
    return redirect(url_for("requirements.assignments", said="answered"))
