"""Taking my data away, proving that another account is mine, and how long a setting keeps things."""

from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovCheckboxInput, GovPasswordInput, GovSubmitInput, GovTextInput
from wtforms import BooleanField, IntegerField, PasswordField, StringField, SubmitField
from wtforms.validators import InputRequired, Length, ValidationError

from app.privacy import rules
from app.web.forms import Form


class TakeAwayForm(Form):
    """A button that hands everything over."""

    submit = SubmitField("Give me my data", widget=GovSubmitInput())


class MergeForm(Form):
    """The other account, proved to be one's own."""

    username = StringField(
        "Username of your other account",
        widget=GovTextInput(),
        validators=[InputRequired("Enter the username of your other account"), Length(max=60)],
    )
    other_key = PasswordField(
        "Password or PIN of that account",
        widget=GovPasswordInput(),
        validators=[InputRequired("Enter the password or PIN of your other account")],
    )
    submit = SubmitField("Make the two one", widget=GovSubmitInput())


class MergeTwoForm(Form):
    """Which other record is the same person's, and why that is known."""

    username = StringField(
        "Username of the other record",
        widget=GovTextInput(),
        validators=[InputRequired("Enter the username of the other record"), Length(max=60)],
    )
    reason = StringField(
        "How you know that it is one person",
        description="She reads this too. For example: added by two schools, confirmed by both leads on the phone.",
        widget=GovTextInput(),
        validators=[
            InputRequired("Enter how you know"),
            Length(max=300, message="Write this in 300 characters or fewer"),
        ],
    )
    is_sure = BooleanField(
        "I have checked that these are one person",
        widget=GovCheckboxInput(),
        validators=[InputRequired("Check that these are one person, then tick the box")],
    )
    submit = SubmitField("Make the two one", widget=GovSubmitInput())


class Months(IntegerField):  # type: ignore[misc]
    """How many months one kind of thing is kept."""

    def __init__(self, what: str, **more: Any) -> None:
        self.kept = kept = rules.KEPT[what]
        usual = f"{kept.months} {'month' if kept.months == 1 else 'months'}"
        hint = f"Months, {kept.least} to {kept.most}. Usually {usual}."
        super().__init__(
            kept.label,
            description=hint,
            widget=GovTextInput(),
            validators=[InputRequired("Enter a number of months"), self.fits],
            **more,
        )

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError("Enter a whole number of months, in digits") from fault

    def fits(self, form: Form, field: IntegerField) -> None:  # noqa: ARG002 - the signature of a validator
        if field.data is not None and not self.kept.least <= field.data <= self.kept.most:
            raise ValidationError(f"Choose {self.kept.least} to {self.kept.most} months")


class KeptForForm(Form):
    """How many months a setting keeps each kind of thing."""

    completions = Months(rules.COMPLETIONS)
    answers = Months(rules.ANSWERS)
    reflections = Months(rules.REFLECTIONS)
    drafts = Months(rules.DRAFTS)
    actions = Months(rules.ACTIONS)
    submit = SubmitField("Keep things for this long", widget=GovSubmitInput())
