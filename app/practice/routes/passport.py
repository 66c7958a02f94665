"""The passport: theme by theme, how far a setting has come and what is now different there."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD, LEARN
from app.core.clock import today
from app.core.errors import DomainError
from app.core.identifying import hints
from app.library import queries as library
from app.practice import actions, queries
from app.practice.forms import ReopenForm, StatementForm, TakeOutForm
from app.practice.records import Ladder, ThemePage
from app.practice.routes.blueprint import blueprint
from app.reviews import queries as register
from app.reviews.records import ThemeRecord
from app.web.forms import Form

USUAL_REVIEW = timedelta(weeks=26)


@blueprint.get("/actions/passport")
@requires(LEARN)
def passport() -> str:
    """Every theme that a module is about or of which anything was noted, on one sheet; the others by name."""
    here, modules = my_post(), library.modules_for(my_post().reach)
    pages, every = queries.passport(here.setting_id), queries.of_setting(here.setting_id)
    at_work = {one.front["theme"] for one in modules}.union(*(one.themes for one in every))
    shown = [one for one in pages if one.notes or one.theme in at_work]
    return render_template(
        "practice/passport.html",
        pages=shown,
        others=[one for one in pages if one not in shown],
        touched=queries.modules_by_theme(),
        themes=_themes(),
        ladders=_ladders(),
        actions={one.theme: sum(one.theme in action.themes for action in every) for one in shown},
        series=sorted({one.course_title for one in modules}),
        closed=sum(one.is_closed for one in pages),
        day=today(),
    )


def _themes() -> dict[str, ThemeRecord]:
    return {one.ref: one for one in register.themes()}


def _ladders() -> dict[str, Ladder]:
    """The ladder of each theme, for a lead; others are shown no counts of their colleagues."""
    here = my_post()
    return {one.theme: one for one in queries.ladders(here.setting_id)} if here.is_lead else {}


@blueprint.get("/actions/passport/<theme>")
@requires(LEARN)
def theme(theme: str) -> str:
    """One theme: its statement of practice, what was done about it, and everything that was noted."""
    page, kept = queries.theme_page(my_post().setting_id, theme), request.args.get("kept", type=int)
    return render_template(
        "practice/theme.html",
        page=page,
        theme=_themes()[theme],
        ladder=_ladders().get(theme),
        actions=[one for one in queries.of_setting(my_post().setting_id) if theme in one.themes],
        modules=[
            one
            for one in library.modules_for(my_post().reach)
            if one.module in queries.modules_by_theme().get(theme, ())
        ],
        kept=kept,
        hints=hints(_just_kept(page, kept)) if kept else [],
        form=Form(),
    )


def _just_kept(page: ThemePage, kept: int | None) -> str:
    """What was written in the step just kept; nothing for what cannot be found."""
    return next((f"{one.standing.statement} {one.note}" for one in page.notes if one.id == kept), "")


def _back(theme: str, step_id: int) -> Response:
    return redirect(url_for("practice.theme", theme=theme, kept=step_id))


@blueprint.route("/actions/passport/<theme>/statement", methods=["GET", "POST"])
@requires(LEAD)
def write_statement(theme: str) -> str | tuple[str, int] | Response:
    """Close a theme with a statement of practice, or look at it again."""
    page = queries.theme_page(my_post().setting_id, theme)
    form = StatementForm(data={"words": page.statement, "review_on": _offered(page)})
    if form.validate_on_submit():
        try:
            return _back(theme, actions.write_statement(my_post(), theme, form.words.data, form.review_on.data))
        except DomainError as refusal:
            form.words.errors = [str(refusal)]
    shown = render_template(
        "practice/statement.html",
        form=form,
        page=page,
        theme=_themes()[theme],
        ladder=_ladders().get(theme),
        actions=[one for one in queries.of_setting(my_post().setting_id) if theme in one.themes],
    )
    return (shown, 400) if form.is_submitted() else shown


def _offered(page: ThemePage) -> object:
    later = today() + USUAL_REVIEW
    return later if page.review_on is None or page.is_due else page.review_on


@blueprint.route("/actions/passport/<theme>/open-again", methods=["GET", "POST"])
@requires(LEAD)
def reopen(theme: str) -> str | tuple[str, int] | Response:
    """Open a closed theme again."""
    page, form = queries.theme_page(my_post().setting_id, theme), ReopenForm()
    if form.validate_on_submit():
        return _back(theme, actions.reopen(my_post(), theme, form.note.data))
    shown = render_template("practice/reopen.html", form=form, page=page, theme=_themes()[theme])
    return (shown, 400) if form.is_submitted() else shown


@blueprint.post("/actions/passport/<theme>/undo/<int:step_id>")
@requires(LEAD)
def undo_in_passport(theme: str, step_id: int) -> Response:
    """Take the last thing noted about a theme back."""
    return _back(theme, actions.undo_in_passport(my_post(), theme, step_id))


@blueprint.route("/actions/passport/<theme>/take-out", methods=["GET", "POST"])
@requires(LEAD)
def take_out_of_passport(theme: str) -> str | tuple[str, int] | Response:
    """Take words out of a theme's statements and notes for good."""
    page, form = queries.theme_page(my_post().setting_id, theme), TakeOutForm()
    if form.validate_on_submit():
        try:
            actions.take_out_of_passport(my_post(), theme, form.passage.data)
        except DomainError as refusal:
            if refusal.status != DomainError.status:
                raise
            form.passage.errors = [str(refusal)]
        else:
            return redirect(url_for("practice.theme", theme=theme))
    shown = render_template("practice/take_out_of_passport.html", form=form, page=page, theme=_themes()[theme])
    return (shown, 400) if form.is_submitted() else shown
