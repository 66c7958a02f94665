"""The form every room's forms begin with."""

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from wtforms.validators import Regexp

csrf = CSRFProtect()
ADDRESS = Regexp(r"^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+$", message="Enter an email address such as name@example.org")


class Form(FlaskForm):  # type: ignore[misc]
    """A form with an anti-forgery token. What was typed is kept when it comes back with an error."""


def chosen(name: str) -> list[str]:
    """Every value posted under a name, for pages whose fields are drawn from content rather than from a class."""
    return [value.strip() for value in request.form.getlist(name) if value.strip()]
