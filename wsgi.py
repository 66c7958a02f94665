"""Asks the factory for an application; gunicorn and the flask command both find it here."""

import sys

import click

from app.config import ConfigError, from_environment
from app.factory import create_app, refuse_unfit

BOOT_ERROR = 3  # what gunicorn takes for "do not try again"

try:
    app = create_app(from_environment())
    if click.get_current_context(silent=True) is None:  # somebody wants to serve; a command may have to mend it
        refuse_unfit(app)
except ConfigError as fault:
    sys.stderr.write(f"Not started: {fault}\n")
    raise SystemExit(BOOT_ERROR) from None
