"""Somebody who looks after the site, signed in."""

import pytest
from flask import Flask

from app.core.vocabulary import Office
from tests.factories.people import an_officer
from tests.visitor import Visitor


@pytest.fixture
def owen(app: Flask) -> Visitor:
    """The only site administrator, on her desk."""
    an_officer("owen", Office.ADMINISTRATOR)
    visitor = Visitor(app)
    visitor.sign_in("owen")
    visitor.visit("/site")
    return visitor
