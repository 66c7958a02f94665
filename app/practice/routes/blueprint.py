"""The blueprint that the pages of practice actions hang on."""

from flask import Blueprint

blueprint = Blueprint("practice", __name__)
