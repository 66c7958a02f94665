"""Opening a journey from another platform."""

from app.bridges.packages.models import PackageLaunch
from app.core.clock import now
from app.core.codes import digest
from app.core.database import session
from app.core.errors import DomainError
from app.learning import actions as learning
from app.learning import queries as journeys
from app.learning.records import EnrolmentRecord


def open_from_package(post_id: int, module: str, handle: str, again: bool = False) -> EnrolmentRecord:
    """The journey that a package's handle stands for from now on: the one under way or completed, or a new one.

    Args:
        post_id: who opens it.
        module: which module the package is of.
        handle: what the package calls this launch by.
        again: whether a journey that was completed is begun anew, to renew it.

    Raises:
        DomainError: the handle was opened by somebody else, or for another module.
        NotFound: there is no such module for this post.
    """
    known = session.get(PackageLaunch, digest(handle))
    opened = journeys.journey(known.enrolment_id) if known else journeys.newest_of_post(post_id).get(module)
    if opened and (opened.post_id, opened.module) != (post_id, module):
        raise DomainError("That page of your learning platform was opened by somebody else. Open it afresh there.")
    if opened is None or again or (journeys.is_stopped(opened) and journeys.completion_of(opened.id) is None):
        opened = learning.begin(post_id, module)
    session.merge(PackageLaunch(digest=digest(handle), enrolment_id=opened.id, opened_at=now()))
    session.flush()
    return opened
