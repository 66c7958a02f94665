"""An application with LTI switched on, and a platform that it has confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.bridges.lti import actions
from app.bridges.lti.records import PlatformRecord
from app.core.database import session
from app.core.vocabulary import Office
from app.jobs.actions import carry_out_due
from tests.conftest import beside
from tests.factories.learning_platform import CLIENT, DEPLOYMENT, LearningPlatform, a_learning_platform
from tests.factories.people import a_colleague, an_officer
from tests.visitor import Visitor


@dataclass
class Plugged:
    """Our application, a confirmed platform, and the setting that its course belongs to."""

    app: Flask
    platform: LearningPlatform
    setting_id: int = 0

    def browser(self) -> FlaskClient:
        session.commit()
        return self.app.test_client()

    def visitor(self, client: FlaskClient | None = None) -> Visitor:
        found = Visitor(self.app)
        found.client = client or found.client
        return found

    def work(self) -> int:
        """Let a worker do what waits."""
        session.commit()
        with self.app.app_context():
            return carry_out_due()


@pytest.fixture
def there() -> Iterator[LearningPlatform]:
    with a_learning_platform() as platform:
        yield platform


@pytest.fixture
def plugged(app: Flask, there: LearningPlatform) -> Iterator[Plugged]:
    with beside(app, lti=True) as ours:
        admin, setting_id = an_officer("admin", Office.ADMINISTRATOR).id, a_colleague("lee").setting_id
        addresses = [f"{there.base}/{name}" for name in ("auth", "token", "keys")]
        added = actions.add(PlatformRecord("Town platform", there.base, CLIENT, *addresses))
        actions.confirm(added.id, [DEPLOYMENT], [there.base], admin)
        there.tool_keys = actions.published()
        session.commit()
        yield Plugged(ours, there, setting_id)


@pytest.fixture
def mapped(plugged: Plugged) -> Plugged:
    """The platform's course belongs to a setting here."""
    from app.bridges.lti.models import Course

    course = Course(platform_id=1, deployment=DEPLOYMENT, code="course-1", title="Safeguarding")
    course.setting_id = plugged.setting_id
    session.add(course)
    session.commit()
    return plugged
