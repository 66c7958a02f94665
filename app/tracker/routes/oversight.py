"""The pages that look at settings from above: trust, governors, partnership."""

from flask import Blueprint

oversight = Blueprint("oversight", __name__)
