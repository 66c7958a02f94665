"""What can be done with people: make and close them, sign them in and out, keep their passwords, PINs and links."""

from app.accounts.actions.keys import (
    LinkSpent,
    change_password,
    choose_password,
    choose_pin,
    invite,
    link_opens,
    new_card_pin,
    send_reset,
)
from app.accounts.actions.people import close, confirm_name, correct, create_person
from app.accounts.actions.sign_in import (
    FirstPin,
    SignInRefused,
    TooManyTries,
    choose_post,
    demo_session,
    end_one_session,
    end_session,
    sign_in,
    sign_in_with_pin,
    start_session,
    touch,
)

__all__ = [
    "FirstPin",
    "LinkSpent",
    "SignInRefused",
    "TooManyTries",
    "change_password",
    "choose_password",
    "choose_pin",
    "choose_post",
    "close",
    "confirm_name",
    "correct",
    "create_person",
    "demo_session",
    "end_one_session",
    "end_session",
    "invite",
    "link_opens",
    "new_card_pin",
    "send_reset",
    "sign_in",
    "sign_in_with_pin",
    "start_session",
    "touch",
]
