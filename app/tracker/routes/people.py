"""One person of the lead's own setting."""

from flask import render_template, request

from app.access.guard import requires
from app.access.permissions import LEAD
from app.certificates import queries as certificates
from app.core.clock import today
from app.core.dates import date_of
from app.library import queries as library
from app.reminders import queries as reminders
from app.requirements import queries
from app.tracker.routes.blueprint import blueprint, of_mine
from app.web.days import earlier_day
from app.workforce import queries as workforce
from app.workforce.records import PostHistory, PostRecord


def _others(post: PostRecord) -> list[PostHistory]:
    """The other posts that somebody holds or held in this setting; what she does elsewhere is not shown here."""
    here = workforce.history_of(post.person_id)
    return [one for one in here if one.post.setting_id == post.setting_id and one.post.id != post.id]


@blueprint.get("/people/<int:post_id>")
@requires(LEAD)
def person(post_id: int) -> str:
    """The whole record of one person in the post she holds here, today or as it stood on a day."""
    post, day = of_mine(post_id), earlier_day()
    standings = queries.standings_of_post(post_id)
    if day:
        standings = {one.module: one for one in queries.post_as_at(post_id, day).standings}
    held = certificates.of_post(post_id)
    return render_template(
        "tracker/person.html",
        post=post,
        day=day,
        modules=library.modules(),
        standings=standings,
        requirements=queries.concerning(post),
        certificates=[one for one in held if day is None or date_of(one.issued_at) <= day],
        training=queries.training_of(post_id),
        reliefs=queries.reliefs_of(post_id),
        leaves=workforce.leaves_of([post_id], today()).get(post_id, []),
        asks=queries.asks_of_post(post_id),
        titles={version.module: version.title for version in library.modules()},
        others=_others(post),
        reminders=reminders.sent_to(post.person_id, post.setting_id),
        said=request.args.get("said", ""),
        today=today(),
    )
