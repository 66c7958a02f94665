"""One person of the lead's own setting."""

from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.certificates import queries as certificates
from app.core.clock import today
from app.core.dates import date_of
from app.core.errors import NotFound
from app.reminders import queries as reminders
from app.requirements import queries
from app.requirements.records import RequirementRecord
from app.tracker.routes.blueprint import blueprint, has_left, modules_here, of_mine
from app.web.days import asked_day, earlier_day, looks_back
from app.web.paging import asked_page, pages_of
from app.workforce import queries as workforce
from app.workforce.records import PostFacts, PostRecord

A_PAGE = 50


def _facts(post: PostRecord, on: date) -> tuple[PostFacts, list[PostFacts]]:
    """What was known on a day of a post, and of its holder's other posts in this setting; of none elsewhere."""
    here = [one.post.id for one in workforce.history_of(post.person_id) if one.post.setting_id == post.setting_id]
    known = workforce.facts_of(here, on)
    if post.id not in known:
        raise NotFound("This post was not known on that day.")
    return known[post.id][-1], [facts[-1] for number, facts in known.items() if number != post.id]


def _asked(post: PostRecord, day: date | None) -> list[RequirementRecord]:
    return [one.requirement for one in queries.explanation(post, day)] if day else queries.concerning(post)


@blueprint.get("/left")
@requires(LEAD)
@looks_back
def left() -> str:
    """Who has left, each with the record that stays; today, or as it stood on a day."""
    page, day = asked_page(), earlier_day()
    found, total = workforce.leavers(my_post().setting_id, asked_day(), page, A_PAGE)
    pages = pages_of(total, A_PAGE)
    return render_template("tracker/left.html", people=found, total=total, page=page, pages=pages, day=day)


@blueprint.get("/people/<int:post_id>")
@requires(LEAD)
@looks_back
def person(post_id: int) -> str | Response:
    """Where one person stands in the post she holds here, and what she was asked and given; today, or on a day."""
    try:
        post, day, on = of_mine(post_id), earlier_day(), asked_day()
    except NotFound:
        if has_left(post_id):
            return redirect(url_for("record.theirs", post_id=post_id))
        raise
    held, sent = certificates.of_post(post_id), reminders.sent_by(post.setting_id, post.person_id, on)
    modules, (facts, others) = modules_here(on), _facts(post, on)
    return render_template(
        "tracker/person.html",
        post=post,
        held_as=facts,
        day=day,
        modules=modules,
        standings={one.module: one for one in queries.post_as_at(post_id, on).standings},
        requirements=_asked(post, day),
        certificates=[one for one in held if date_of(one.issued_at) <= on],
        training=queries.training_of(post_id, day),
        reliefs=queries.reliefs_of(post_id, day),
        leaves=workforce.leaves_of([post_id], on).get(post_id, []),
        asks={(one.module, one.ask.assigned_on): one.by for one in queries.asked_until(post_id, on)},
        titles={version.module: version.title for version in modules},
        others=others,
        reminders=sent if day else reminders.sent_to(post.person_id, post.setting_id),
        said=request.args.get("said", ""),
        today=today(),
    )
