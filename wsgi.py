"""Asks the factory for an application; gunicorn and the flask command both find it here."""

from app.config import from_environment
from app.factory import create_app

app = create_app(from_environment())
