"""What is asked of a setting, and of each post: on whose authority, and why each date is what it is."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from app.access.guard import my_post, requires
from app.access.permissions import LEAD, LEARN
from app.core.errors import DomainError, NotFound
from app.library import queries as library
from app.requirements import actions, queries
from app.requirements.actions import Owner
from app.requirements.forms.own import AddForm, CountForm, TightenForm
from app.requirements.records import RequirementRecord
from app.requirements.routes.blueprint import blueprint, modules
from app.requirements.rules import clauses_in_words
from app.reviews import queries as register
from app.reviews.records import Citation
from app.web.days import earlier_day, looks_back
from app.workforce import queries as workforce


def _owner() -> Owner:
    here = my_post()
    return Owner(here.setting_name, setting_id=here.setting_id)


@blueprint.get("/our-setting/requirements")
@requires(LEAD)
@looks_back
def ours() -> str:
    """Everything that is asked of the lead's own setting and of the people in it."""
    setting_id, day = my_post().setting_id, earlier_day()
    found, of_setting = queries.requirements_here(setting_id, day), queries.duties_of_setting(setting_id, day)
    return render_template(
        "requirements/ours.html",
        requirements=found,
        of_setting=of_setting,
        when={one.code: clauses_in_words(one) for one in found},
        sources=_sources([*found, *(one for one, _ in of_setting)]),
        counted=queries.counted_in(setting_id, day),
        titles={version.module: version.title for version in library.modules()},
        said=request.args.get("said", ""),
        day=day,
    )


def _sources(found: list[RequirementRecord]) -> dict[str, Citation]:
    return register.citations(one.payload["source"] for one in found if one.payload["source"])


@blueprint.route("/our-setting/requirements/new", methods=["GET", "POST"])
@requires(LEAD)
def add() -> str | tuple[str, int] | Response:
    """Ask for something of the setting's own."""
    form = AddForm()
    form.modules.choices = modules()
    if form.validate_on_submit():
        payload = actions.own_payload(
            form.title.data.strip(),
            form.sentence.data.strip(),
            form.roles.data or "all",
            form.interval_months.data,
            form.modules.data,
            [form.training.data.strip()] if form.training.data.strip() else [],
        )
        actions.add_own(_owner(), payload, my_post().person_id)
        return redirect(url_for("requirements.ours", said="added"))
    page = render_template("requirements/add.html", form=form)
    return (page, 400) if form.is_submitted() else page


def _here(code: str) -> RequirementRecord:
    """A requirement that the lead's own setting is under; any other is as if it were not there."""
    found = next((one for one in queries.requirements_of(my_post().setting_id) if one.code == code), None)
    if found is None or found.is_of_setting:
        raise NotFound("There is no such requirement here.")
    return found


@blueprint.route("/our-setting/requirements/<code>", methods=["GET", "POST"])
@requires(LEAD)
def one(code: str) -> str | tuple[str, int] | Response:
    """One requirement: ask for it more often or sooner than others do."""
    form = TightenForm()
    requirement = _here(code)
    if form.validate_on_submit():
        try:
            actions.tighten(_owner(), code, form.interval_months.data, form.within_days.data, my_post().person_id)
        except DomainError as refusal:
            form.interval_months.errors = [str(refusal)]
        else:
            return redirect(url_for("requirements.ours", said="tightened"))
    page = _page(requirement, form)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/our-setting/requirements/<code>/counts", methods=["GET", "POST"])
@requires(LEAD)
def count(code: str) -> str | tuple[str, int] | Response:
    """Say by name what meets a requirement of the setting's own; of any other, only its owner can."""
    requirement = _here(code)
    if requirement.setting_id is None:
        raise NotFound("Only whoever owns a requirement can say what meets it.")
    form = _count_form(requirement)
    if form.validate_on_submit():
        actions.count_as_meeting(_owner(), code, form.what.data, form.by.data, my_post().person_id)
        return redirect(url_for("requirements.ours", said="counted"))
    page = render_template("requirements/count.html", requirement=requirement, form=form)
    return (page, 400) if form.is_submitted() else page


def _count_form(requirement: RequirementRecord) -> CountForm:
    form, wanted = CountForm(), requirement.payload.get("satisfied_by") or {}
    courses = [SelectChoice(title, f"{title} (elsewhere)") for title in wanted.get("training", ())]
    form.what.choices = [*modules(), *courses]
    return form


def _page(requirement: RequirementRecord, form: TightenForm) -> str:
    here = my_post().setting_id
    return render_template(
        "requirements/one.html",
        requirement=requirement,
        when=clauses_in_words(requirement),
        is_tightened=any(clause.authority == my_post().setting_name for clause in requirement.tightened),
        counted=[one for one in queries.counted_in(here) if one.code == requirement.code],
        titles={version.module: version.title for version in library.modules()},
        sources=_sources([requirement]),
        form=form,
    )


@blueprint.post("/our-setting/requirements/<code>/end")
@requires(LEAD)
def end(code: str) -> Response:
    """Ask no more for what the setting itself asked for; what others ask for stays."""
    actions.end_own(_owner(), code, my_post().person_id)
    return redirect(url_for("requirements.ours", said="ended"))


@blueprint.post("/our-setting/requirements/counts/<int:counted_id>/end")
@requires(LEAD)
def count_no_more(counted_id: int) -> Response:
    """Take back that something meets a requirement of the setting's own."""
    actions.no_longer_count(_owner(), counted_id, my_post().person_id)
    return redirect(url_for("requirements.ours", said="counted-no-more"))


@blueprint.get("/my-learning/requirements")
@requires(LEARN)
@looks_back
def mine() -> str:
    """Why I am asked for what I am asked, and where each date comes from; today, or on a day."""
    return render_template("requirements/mine.html", **_explained(my_post().id))


@blueprint.get("/desk/people/<int:post_id>/requirements")
@requires(LEAD)
@looks_back
def of_person(post_id: int) -> str:
    """Why a post of the lead's own setting stands where it does, or stood on a day."""
    return render_template("requirements/of_person.html", **_explained(post_id))


def _explained(post_id: int) -> dict[str, Any]:
    found, day = workforce.posts_in(my_post().setting_id, [post_id]), earlier_day()
    if not found or not (queries.duties_on(post_id, day) if day else found[0].ended_on is None):
        raise NotFound("There is nobody like that in your setting.")
    post = found[0]
    return {
        "post": post,
        "day": day,
        "explained": queries.explanation(post, day),
        "modules": queries.modules_explained(post, day),
    }
