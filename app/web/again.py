"""What somebody sent, so that it can be sent again when it could not be taken: no file, and nothing that is secret."""

from typing import TypeAlias

from flask import request
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

Fields: TypeAlias = list[tuple[str, str]]
SECRET = ("password", "pin", "code")
TOKEN = "csrf_token"  # noqa: S105 - the name of a field


def what_was_sent() -> Fields | None:
    """The fields of the form that a browser's page sent, but for its token, as (name, value) in their order.

    None when it may not be sent again: another site or a script sent it, or it held a file or a field whose name speaks
    of a secret.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate" or request.files:
        return None
    try:
        validate_csrf(request.form.get(TOKEN))
    except ValidationError:
        return None
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != TOKEN]
    is_secret = any(word in name.lower() for name, _ in fields for word in SECRET)
    return None if is_secret else fields
