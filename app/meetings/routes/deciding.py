"""What the group decides becomes a practice action."""

from datetime import timedelta

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from app.access.guard import asker, my_post, requires
from app.access.permissions import FACILITATE
from app.core.clock import today
from app.library import queries as library
from app.library.records import StatementRecord
from app.meetings import actions, queries
from app.meetings.forms import DecisionForm
from app.meetings.records import MeetingRecord
from app.meetings.routes.blueprint import blueprint
from app.practice.actions import TwoOfThatName
from app.practice.records import Source
from app.workforce import queries as workforce

USUAL_REVIEW, MOST_SUGGESTED = timedelta(weeks=6), 60


@blueprint.route("/<int:meeting_id>/decision", methods=["GET", "POST"])
@requires(FACILITATE)
def decide(meeting_id: int) -> str | tuple[str, int] | Response:
    """Write down what we will do differently, who leads it, and when we look at it again."""
    meeting = queries.one(my_post().setting_id, meeting_id)
    taught = library.statements(meeting.version_id, meeting.kind)
    form = DecisionForm(data={"owner": asker().name, "review_on": today() + USUAL_REVIEW})
    form.statement.choices = [SelectChoice("", "No one point"), *(SelectChoice(one.code, one.text) for one in taught)]
    if form.validate_on_submit():
        source = _source(meeting, taught, form.statement.data)
        words, owner, day = form.words.data, form.owner.data, form.review_on.data
        try:
            actions.decide(my_post(), meeting.id, words, owner, day, source)
            return redirect(url_for("meetings.show", meeting_id=meeting.id))
        except TwoOfThatName as refusal:
            form.owner.errors = [str(refusal)]
    here = workforce.colleagues(meeting.setting_id)[:MOST_SUGGESTED]
    names = [f"{one.person_name}, {one.job_title}" for one in here]
    page = render_template("meetings/decision.html", form=form, meeting=meeting, colleagues=names)
    return (page, 400) if form.is_submitted() else page


def _source(meeting: MeetingRecord, taught: list[StatementRecord], code: str) -> Source:
    if code not in {one.code for one in taught}:
        return Source(module=meeting.module, version_id=meeting.version_id, theme=meeting.theme)
    return Source(meeting.module, code, meeting.version_id, meeting.theme)
