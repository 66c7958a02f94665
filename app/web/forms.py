"""The form every room's forms begin with."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFProtect
from govuk_frontend_wtf.wtforms_widgets import GovDateInput
from wtforms.validators import Regexp

csrf = CSRFProtect()
View = TypeVar("View", bound=Callable[..., Any])
ADDRESS = Regexp(r"^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+$", message="Enter an email address such as name@example.org")


def from_elsewhere(view: View) -> View:
    """Let a view take a form without our token: another site sends it, or an envelope that we signed stands for it."""
    csrf.exempt(view)
    return view


class Form(FlaskForm):  # type: ignore[misc]
    """A form with an anti-forgery token. What was typed is kept when it comes back with an error."""


def chosen(name: str) -> list[str]:
    """Every value posted under a name, for pages whose fields are drawn from content rather than from a class."""
    return [value.strip() for value in request.form.getlist(name) if value.strip()]


class DayInput(GovDateInput):  # type: ignore[misc]
    """A day by its day, month and year. Where not all three came, what came is shown and the rest is empty."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> Any:
        """What the template of a date is filled with."""
        if field.raw_data is not None:
            field.raw_data = [*field.raw_data, "", "", ""][:3]
        return super().map_gov_params(field, **kwargs)
