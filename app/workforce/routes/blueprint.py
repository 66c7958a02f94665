"""The blueprint that this room's pages share."""

from flask import Blueprint

blueprint = Blueprint("workforce", __name__)
