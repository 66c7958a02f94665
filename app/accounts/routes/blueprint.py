"""The blueprint that this room's pages share."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
