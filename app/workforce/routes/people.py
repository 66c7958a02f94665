"""The people of a lead's own setting: list, add, edit, end, and answer those who ask to join."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.accounts import actions as accounts
from app.accounts import queries as accounts_queries
from app.accounts.records import PersonRecord
from app.core.clock import today
from app.core.errors import DomainError, NotFound
from app.web.forms import Form, chosen
from app.web.paging import paged
from app.workforce import actions, queries
from app.workforce.forms import EditPersonForm, EndForm, LeaveForm, MoveForm, NewPersonForm
from app.workforce.records import Details, Newcomer, PostRecord
from app.workforce.routes.blueprint import blueprint

PEOPLE_A_PAGE = 25


@blueprint.get("/people")
@requires(LEAD)
def people() -> str:
    """Everyone who works in the setting, and who asks to join it."""
    setting_id = my_post().setting_id
    words = request.args.get("words", "").strip()[:80].casefold()
    everyone = queries.colleagues(setting_id)
    found = [one for one in everyone if words in one.person_name.casefold() or words in one.job_title.casefold()]
    page, pages, shown = paged(found, PEOPLE_A_PAGE)
    return render_template(
        "workforce/people.html",
        people=shown,
        matches=len(found),
        page=page,
        pages=pages,
        total=len(everyone),
        words=words,
        requests=queries.requests_to(setting_id),
        setting=queries.setting(setting_id),
        trusted_elsewhere=queries.is_trusted_elsewhere((one.person_id for one in shown), setting_id),
        said=request.args.get("said", ""),
        form=Form(),
    )


@blueprint.route("/people/new", methods=["GET", "POST"])
@requires(LEAD)
def add_person() -> str | tuple[str, int] | Response:
    """Give somebody a post here."""
    post = my_post()
    form = NewPersonForm(of=queries.setting(post.setting_id).kind)
    if form.validate_on_submit():
        newcomer = Newcomer(
            name=form.name.data,
            email=form.email.data or None,
            role=form.granted(),
            job_title=form.job_title.data,
            started_on=form.started_on.data,
            contract=form.contract.data,
            works_days=form.works_days.data or None,
            kind=form.other_kind(),
            site=form.site.data or None,
            line_manager=form.line_manager.data or None,
        )
        try:
            added = actions.add_colleague(post.setting_id, newcomer, post.person_id)
        except DomainError as refusal:
            form.email.errors = [str(refusal)]
        else:
            return redirect(url_for("workforce.people", said="asked" if added.is_asked else "added"))
    page = render_template("workforce/new_person.html", form=form)
    return (page, 400) if form.is_submitted() else page


def _of_mine(post_id: int) -> PostRecord:
    """A post held in the lead's own setting; any other is as if it were not there."""
    found = next((one for one in queries.colleagues(my_post().setting_id) if one.id == post_id), None)
    if found is None:
        raise NotFound("There is nobody like that in your setting.")
    return found


def _edit_form(post: PostRecord, holder: PersonRecord) -> EditPersonForm:
    own_kind = queries.setting(post.setting_id).kind
    known = {
        "name": holder.name,
        "email": holder.email,
        "job_title": post.job_title,
        "role": str(post.role),
        "works_days": post.works_days,
        "contract": post.contract,
        "started_on": post.started_on,
        "kind": "" if post.kind is own_kind else str(post.kind),
        "site": post.site,
        "line_manager": post.line_manager,
    }
    return EditPersonForm(of=own_kind, data=known)


def _details(form: EditPersonForm, post: PostRecord) -> Details:
    return Details(
        contract=form.contract.data,
        started_on=form.started_on.data or post.started_on,
        kind=form.other_kind(),
        site=form.site.data or None,
        line_manager=form.line_manager.data or None,
    )


@blueprint.route("/people/<int:post_id>", methods=["GET", "POST"])
@requires(LEAD)
def edit_person(post_id: int) -> str | tuple[str, int] | Response:
    """Change somebody's job and role here, and correct her name and address."""
    post = _of_mine(post_id)
    holder = accounts_queries.person(post.person_id)
    form = _edit_form(post, holder)
    if form.validate_on_submit():
        try:
            if not queries.works_elsewhere(post.person_id, post.setting_id):
                # Whoever has chosen a password looks after her own address: it is a way into her reflections.
                address = holder.email if holder.has_password else form.email.data or None
                accounts.correct(post.person_id, form.name.data, address)
            days = form.works_days.data or None
            actions.change_post(post.id, form.granted(), form.job_title.data, days, _details(form, post))
        except DomainError as refusal:
            form.role.errors = [str(refusal)]
        else:
            is_mine = post.person_id == my_post().person_id  # and may no longer lead
            return redirect(url_for("home.my_learning") if is_mine else url_for("workforce.people", said="saved"))
    page = render_template(
        "workforce/edit_person.html",
        form=form,
        post=post,
        holder=holder,
        works_elsewhere=queries.works_elsewhere(post.person_id, post.setting_id),
    )
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/people/<int:post_id>/end", methods=["GET", "POST"])
@requires(LEAD)
def end_person(post_id: int) -> str | tuple[str, int] | Response:
    """End somebody's post here; what she learned stays hers."""
    post, form = _of_mine(post_id), EndForm()
    if form.validate_on_submit():
        try:
            actions.end_post(post.id, form.last_day.data)
        except DomainError as refusal:
            form.last_day.errors = [str(refusal)]
        else:
            return redirect(url_for("workforce.people", said="ended"))
    page = render_template("workforce/end_person.html", form=form, post=post)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/people/<int:post_id>/move", methods=["GET", "POST"])
@requires(LEAD)
def move_person(post_id: int) -> str | tuple[str, int] | Response:
    """End somebody's post here and ask another setting to begin one; what she learned goes with her."""
    post, form = _of_mine(post_id), MoveForm()
    if form.validate_on_submit():
        try:
            actions.send_on(post.id, form.code.data, form.last_day.data, my_post().person_id)
        except actions.NowhereToGo as refusal:
            form.code.errors = [str(refusal)]
        except DomainError as refusal:
            form.last_day.errors = [str(refusal)]
        else:
            is_mine = post.person_id == my_post().person_id
            return redirect(url_for("home.my_learning") if is_mine else url_for("workforce.people", said="moved"))
    page = render_template("workforce/move_person.html", form=form, post=post)
    return (page, 400) if form.is_submitted() else page


@blueprint.route("/people/<int:post_id>/leave", methods=["GET", "POST"])
@requires(LEAD)
def note_leave(post_id: int) -> str | tuple[str, int] | Response:
    """Note when somebody is away for long, so that nothing falls due meanwhile."""
    post, form = _of_mine(post_id), LeaveForm()
    if form.validate_on_submit():
        try:
            actions.note_leave(post.id, form.first_day.data, form.last_day.data, my_post().person_id)
        except DomainError as refusal:
            form.last_day.errors = [str(refusal)]
        else:
            return redirect(url_for("workforce.people", said="leave"))
    leaves = queries.leaves_of([post.id], today()).get(post.id, [])
    page = render_template("workforce/leave.html", form=form, post=post, leaves=leaves)
    return (page, 400) if form.is_submitted() else page


@blueprint.post("/people/requests/<int:request_id>")
@requires(LEAD)
def answer_request(request_id: int) -> Response:
    """Say yes or no to somebody who asked to join."""
    accepts = chosen("answer") == ["yes"]
    added = actions.answer_request(request_id, my_post().setting_id, accepts, my_post().person_id)
    said = "refused" if added is None else "asked" if added.is_asked else "added"
    return redirect(url_for("workforce.people", said=said))
