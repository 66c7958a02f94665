"""The pages of team meetings."""

from app.meetings.routes import deciding, joining, keying, meeting, planning, register, screen
from app.meetings.routes.blueprint import blueprint

__all__ = ["blueprint", "deciding", "joining", "keying", "meeting", "planning", "register", "screen"]
