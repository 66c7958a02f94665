"""The form that brings a picture into a draft."""

from flask import request
from govuk_frontend_wtf.wtforms_widgets import (
    GovCheckboxInput,
    GovFileInput,
    GovSelect,
    GovSubmitInput,
    GovTextInput,
)
from wtforms import BooleanField, FileField, SelectField, StringField, SubmitField
from wtforms.validators import Length, ValidationError

from app.content.picture_checks import LONGEST
from app.web.forms import Form


class PictureForm(Form):
    """A picture, what it shows, and where it goes."""

    file = FileField(
        "Which picture?",
        description="PNG, JPEG or WebP, up to 8 MB. It is drawn anew: where and with what it was taken is not kept.",
        widget=GovFileInput(),
    )
    words = StringField(
        "What does it show?",
        description="One sentence for whoever cannot see it. You can write it later, but not publish without it.",
        widget=GovTextInput(),
        validators=[Length(max=LONGEST, message=f"What it shows must be {LONGEST} characters or fewer")],
    )
    decorative = BooleanField("It is decorative: it shows nothing that matters", widget=GovCheckboxInput())
    section = SelectField("At the end of which section?", widget=GovSelect())
    submit = SubmitField("Bring it in", widget=GovSubmitInput())

    def validate_file(self, _field: FileField) -> None:
        """Whether a file was chosen; what is in it is somebody else's question."""
        if not self._name():
            raise ValidationError("Choose a picture")

    def validate_decorative(self, field: BooleanField) -> None:
        """A picture shows something, or nothing that matters."""
        if field.data and (self.words.data or "").strip():
            raise ValidationError("Either say what it shows, or call it decorative")

    def _name(self) -> str:
        sent = request.files.get("file")
        return (sent and sent.filename) or ""

    def content(self) -> bytes:
        """What was sent."""
        return bytes(request.files["file"].read())
