"""The pages of learning platforms, and how this bridge is added to an application."""

from typing import Any

from flask import Flask, current_app

from app.bridges.lti import actions, rights
from app.bridges.lti.routes import choosing, launching, platforms
from app.bridges.lti.routes.blueprint import blueprint
from app.bridges.lti.routes.framing import FramedSessions
from app.core import events
from app.jobs import actions as jobs

__all__ = ["choosing", "install", "launching", "platforms"]


def install(app: Flask, under: str) -> None:
    """Add this bridge to an application that lies under a path; it hears of passes and completions from then on."""
    app.session_interface = FramedSessions()
    app.register_blueprint(blueprint, url_prefix=f"{under}{blueprint.url_prefix}")
    app.jinja_env.globals["more_of_site"] = [("lti.platforms", "Learning platforms")]
    events.check_passed.connect(_note_pass)
    events.module_completed.connect(_note_completion)
    events.data_asked_for.connect(_add_to)
    jobs.can(actions.SCORE, actions.send_score)
    jobs.can(actions.ROSTER, actions.bring_in)


def _is_on() -> bool:
    """Whether the application that tells is one with this bridge; a process may hold several."""
    return "lti" in current_app.blueprints


def _note_pass(**news: Any) -> None:
    if _is_on():
        actions.note_pass(**news)


def _note_completion(**news: Any) -> None:
    if _is_on():
        actions.note_completion(**news)


def _add_to(**news: Any) -> None:
    if _is_on():
        rights.add_to(**news)
