"""Somebody's whole record: a setting's share of it for its lead, all of it for herself; as a page, PDF or JSON."""

from io import BytesIO

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from app.access.guard import asker, my_post, proved, requires
from app.access.permissions import LEAD, SIGNED_IN
from app.core.errors import NotFound
from app.tracker import actions, queries
from app.tracker.records import RecordForm, WholeRecord
from app.tracker.rules import parts_of_post, parts_of_setting
from app.web.days import asked_day, earlier_day, looks_back
from app.web.limits import limited
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

record = Blueprint("record", __name__)


def _of_ours(post_id: int) -> PostRecord:
    """A post of the lead's own setting, held once, now or soon; any other is as none."""
    found = workforce.posts_in(my_post().setting_id, [post_id])
    if not found:
        raise NotFound("There is nobody like that in your setting.")
    return found[0]


def _theirs(post: PostRecord) -> WholeRecord:
    """A setting's share of somebody's record: the posts she held here, and nothing of any other."""
    return queries.whole_record(post.person_id, asked_day(), post.setting_id)


def _page(whole: WholeRecord, post: PostRecord | None) -> str:
    return render_template(
        "tracker/record.html",
        whole=whole,
        post=post,
        day=earlier_day(),
        parts_of_post=parts_of_post,
        parts_of_setting=parts_of_setting,
    )


@record.get("/desk/people/<int:post_id>/record")
@requires(LEAD)
@looks_back
def theirs(post_id: int) -> str:
    """All that my setting has on record of somebody, today or as it stood on a day."""
    post = _of_ours(post_id)
    return _page(_theirs(post), post)


@record.post("/desk/people/<int:post_id>/record")
@requires(LEAD)
@proved("tracker.front")
@limited("60 per hour")
def take_theirs(post_id: int) -> Response:
    """The same, to take away."""
    post = _of_ours(post_id)
    return _sent(_theirs(post), post.setting_id) or redirect(url_for("record.theirs", post_id=post.id))


@record.get("/my-record")
@requires(SIGNED_IN)
@looks_back
def mine() -> str:
    """All that is on record of my learning, in every setting, today or as it stood on a day."""
    return _page(queries.whole_record(asker().person_id, asked_day()), None)


@record.post("/my-record")
@requires(SIGNED_IN)
@proved("record.mine")
@limited("60 per hour")
def take_mine() -> Response:
    """The same, to take away."""
    whole = queries.whole_record(asker().person_id, asked_day())
    return _sent(whole, None) or redirect(url_for("record.mine"))


def _sent(whole: WholeRecord, setting_id: int | None) -> Response | None:
    form = request.form.get("form", "")
    if form not in list(RecordForm):
        return None
    made = actions.take_record(whole, RecordForm(form), asker().person_id, setting_id)
    return send_file(BytesIO(made.content), made.mimetype, as_attachment=True, download_name=made.name)
