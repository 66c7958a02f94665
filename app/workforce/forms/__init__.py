"""Forms about people, posts, joining, and a setting's start and profile."""

from app.workforce.forms.joining import CardForm, CodeForm, JoinForm, PinForm
from app.workforce.forms.people import EditPersonForm, EndForm, LeaveForm, MoveForm, NewPersonForm
from app.workforce.forms.profile import ProfileForm, StartForm

__all__ = [
    "CardForm",
    "CodeForm",
    "EditPersonForm",
    "EndForm",
    "JoinForm",
    "LeaveForm",
    "MoveForm",
    "NewPersonForm",
    "PinForm",
    "ProfileForm",
    "StartForm",
]
