"""The pages of what is asked and why, of assignments, of time given, and of training elsewhere."""

from app.requirements.routes import assigning, mine, outside, own, relief
from app.requirements.routes.blueprint import blueprint

__all__ = ["assigning", "blueprint", "mine", "outside", "own", "relief"]
