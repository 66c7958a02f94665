"""What can be done with platforms, their courses, their people and their launches."""

from app.bridges.lti.actions.keys import published, renew_key, signing_key
from app.bridges.lti.actions.launching import asked_with, begin, course_of, seat, take
from app.bridges.lti.actions.people import ROSTER, ask_for_people, bring_in, join, link, post_in
from app.bridges.lti.actions.registering import add, confirm, give_setting, register, remove
from app.bridges.lti.actions.scoring import SCORE, note_completion, note_pass, send_score

__all__ = [
    "ROSTER",
    "SCORE",
    "add",
    "ask_for_people",
    "asked_with",
    "begin",
    "bring_in",
    "confirm",
    "course_of",
    "give_setting",
    "join",
    "link",
    "note_completion",
    "note_pass",
    "post_in",
    "published",
    "register",
    "remove",
    "renew_key",
    "seat",
    "send_score",
    "signing_key",
    "take",
]
