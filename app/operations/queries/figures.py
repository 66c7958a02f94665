"""What is counted, for Prometheus: answers of this machine's web processes, and what waits in the database."""

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from app.config import Config
from app.core.database import session
from app.jobs import queries as jobs
from app.notices import queries as notices
from app.operations.records import Samples
from app.web.figures import BOUNDS, Figures


def figures() -> list[Samples]:
    """Everything that is counted; what the database would say is left out while it does not answer."""
    config: Config = current_app.config["CSPR"]
    kept = Figures(config.var / "figures")
    kept.fold()
    try:
        stored, answers = _stored(), 1
    except SQLAlchemyError:
        session.rollback()
        stored, answers = [], 0
    up = Samples("cspr_database_up", "gauge", "Whether the database answers.", {"": answers})
    return [_answered(kept), up, *stored]


def _answered(kept: Figures) -> Samples:
    values: dict[str, float] = {}
    for one in kept.answered():
        for bound, count in zip(BOUNDS, one.within, strict=True):
            values[f'_bucket{{status="{one.status}",le="{bound:g}"}}'] = count
        values[f'_bucket{{status="{one.status}",le="+Inf"}}'] = one.count
        values[f'_sum{{status="{one.status}"}}'] = one.seconds
        values[f'_count{{status="{one.status}"}}'] = one.count
    return Samples("cspr_request_seconds", "histogram", "How long answers took, by class of status.", values)


def _stored() -> list[Samples]:
    letters = {f'{{state="{state}"}}': float(count) for state, count in notices.counts_of_all().items()}
    work = {f'{{state="{state}"}}': float(count) for state, count in jobs.counts().items()}
    return [
        Samples("cspr_letters", "gauge", "Messages by where they stand.", letters),
        Samples("cspr_jobs", "gauge", "Pieces of work by where they stand.", work),
        Samples("cspr_worker_seen", "gauge", "Whether a worker was seen lately.", {"": jobs.is_somebody_at_work()}),
    ]
