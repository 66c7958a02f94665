"""What waits to be told to the store, for whoever looks after the site."""

from flask import Blueprint, Flask, render_template

from app.access.guard import requires
from app.access.permissions import ADMINISTER
from app.bridges.xapi import actions, queries, rights
from app.bridges.xapi.settings import store
from app.core import events
from app.jobs import actions as jobs

blueprint = Blueprint("xapi", __name__, url_prefix="/site/record-store")


def install(app: Flask, under: str) -> None:
    """Read which store there is, hear what people do, and let the worker tell it."""
    config = app.config["CSPR"]
    app.extensions["xapi"] = store(config.xapi, not config.is_production)
    app.register_blueprint(blueprint, url_prefix=f"{under}{blueprint.url_prefix}")
    events.module_started.connect(actions.note_start)
    events.section_finished.connect(actions.note_section)
    events.check_passed.connect(actions.note_pass)
    events.module_completed.connect(actions.note_completion)
    events.action_set.connect(actions.note_action)
    events.person_erased.connect(rights.erase)
    events.data_asked_for.connect(rights.add_to)
    jobs.keep_doing(actions.tell_next)


@blueprint.get("")
@requires(ADMINISTER)
def waiting() -> str:
    """How much waits, since when, and what was answered last; never what, or about whom."""
    return render_template("bridges/xapi/waiting.html", backlog=queries.backlog())
