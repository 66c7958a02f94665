"""What can be done with settings and posts."""

from app.workforce.actions.cards import print_cards
from app.workforce.actions.founding import appoint_newcomer, found_setting, invite_lead, short_code
from app.workforce.actions.history import keep_new_posts, keep_post, keep_posts
from app.workforce.actions.joining import add_colleague, answer_offer, answer_request, ask_to_join
from app.workforce.actions.leave import note_leave
from app.workforce.actions.leaving import tell_leavers
from app.workforce.actions.moving import NowhereToGo, move_post, send_on
from app.workforce.actions.offices import (
    LastAdministrator,
    appoint,
    create_trust,
    deactivate,
    end_appointment,
    put_in_trust,
)
from app.workforce.actions.posts import change_post, end_post, look_from, note_name, start_post
from app.workforce.actions.roster import (
    AT_ONCE,
    LIST_TO_BRING_IN,
    apply,
    bring_in,
    confirm,
    lay_beside,
    planned,
    take_in,
    upload,
)
from app.workforce.actions.settings import create_partnership, create_setting, keep_profile, start_setting

__all__ = [
    "AT_ONCE",
    "LIST_TO_BRING_IN",
    "LastAdministrator",
    "NowhereToGo",
    "add_colleague",
    "answer_offer",
    "answer_request",
    "apply",
    "appoint",
    "appoint_newcomer",
    "ask_to_join",
    "bring_in",
    "change_post",
    "confirm",
    "create_partnership",
    "create_setting",
    "create_trust",
    "deactivate",
    "end_appointment",
    "end_post",
    "found_setting",
    "invite_lead",
    "keep_new_posts",
    "keep_post",
    "keep_posts",
    "keep_profile",
    "lay_beside",
    "look_from",
    "move_post",
    "note_leave",
    "note_name",
    "planned",
    "print_cards",
    "put_in_trust",
    "send_on",
    "short_code",
    "start_post",
    "start_setting",
    "take_in",
    "tell_leavers",
    "upload",
]
