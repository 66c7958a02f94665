"""Reading what waits."""

from sqlalchemy import func, select

from app.bridges.xapi.models import XapiStatement
from app.bridges.xapi.records import Backlog
from app.core.database import session


def backlog() -> Backlog:
    """What the store was not told yet."""
    waits = XapiStatement.due_at.is_not(None)
    waiting, since = session.execute(select(func.count(), func.min(XapiStatement.queued_at)).where(waits)).one()
    refused = session.scalar(select(func.count()).select_from(XapiStatement).where(~waits)) or 0
    last = select(XapiStatement.answer).where(XapiStatement.tries > 0).order_by(XapiStatement.queued_at.desc()).limit(1)
    return Backlog(waiting, since, refused, session.scalar(last) or "")
