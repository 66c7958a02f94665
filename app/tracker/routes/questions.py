"""What audits ask, answered from what is recorded."""

from flask import render_template

from app.access.guard import my_post, requires
from app.access.permissions import LEAD
from app.tracker import queries
from app.tracker.routes.blueprint import blueprint
from app.tracker.rules import answers
from app.web.days import asked_day, earlier_day, looks_back


@blueprint.get("/questions")
@requires(LEAD)
@looks_back
def questions() -> str:
    """Ten questions that audits and governors ask, each answered with where the answer comes from."""
    here = my_post()
    told = queries.facts_for_questions(here.setting_id, asked_day())
    return render_template("tracker/questions.html", answers=answers(told), day=earlier_day(), on=asked_day())
