"""The blueprint of everything that platforms and their people ask for, and the envelopes of its pages."""

import logging
from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

from app.bridges.lti.records import Refused
from app.bridges.lti.rules import AGAIN

_LOG = logging.getLogger(__name__)
LASTS_SECONDS = 900
blueprint = Blueprint("lti", __name__, url_prefix="/lti")


def address_of(endpoint: str) -> str:
    """The whole address of one of our pages, as platforms know it."""
    return f"{current_app.config['CSPR'].address}{url_for(endpoint)}"


def enveloped(purpose: str, said: Any) -> str:
    """What a page hands back to us: signed, for one purpose, for a quarter of an hour. It needs no cookie."""
    return str(_signer(purpose).dumps(said))


def opened(purpose: str, envelope: str) -> Any:
    """What an envelope holds. Raises Refused where it is not ours, or too old."""
    try:
        return _signer(purpose).loads(envelope, max_age=LASTS_SECONDS)
    except BadData as fault:
        raise Refused(AGAIN, f"{purpose}: {type(fault).__name__}") from fault


def _signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt=f"lti {purpose}")


@blueprint.errorhandler(Refused)
def refused(refusal: Refused) -> tuple[str, int]:
    """Say what did not work, and log why."""
    _LOG.warning("LTI refused: %s", refusal.cause)
    return render_template("bridges/lti_refused.html", said=str(refusal)), 400
