"""Beginning a module, reading a section, doing a step, completing."""

from typing import Any

from sqlalchemy import func, select

from app.accounts.queries import person
from app.audit.actions import record
from app.core import events
from app.core.clock import now
from app.core.database import session
from app.core.errors import NotFound, OutOfOrder
from app.core.vocabulary import SettingKind, Step
from app.learning import queries
from app.learning.models import Completion, Enrolment, SectionRead, StepDone
from app.learning.records import EnrolmentRecord
from app.learning.rules import is_complete, may_do
from app.library import queries as library
from app.reviews.queries import editions
from app.workforce import queries as workforce


def begin(post_id: int, module: str) -> EnrolmentRecord:
    """Begin a module from a post, or go on with the journey under way: beginning twice is beginning once."""
    under_way = queries.newest_of_post(post_id).get(module)
    if under_way and queries.completion_of(under_way.id) is None:
        return under_way
    post, version = workforce.post(post_id), library.newest(module)
    if post.kind not in version.kinds:
        raise NotFound("This module is for other kinds of setting.")
    number = session.scalar(
        select(func.count()).select_from(Enrolment).where(Enrolment.post_id == post_id, Enrolment.module == module)
    )
    row = Enrolment(
        person_id=post.person_id,
        post_id=post_id,
        module=module,
        version_id=version.id,
        kind=post.kind,
        number=(number or 0) + 1,
        began_at=now(),
        is_renewal=queries.shorter_path(post_id, module) is not None,
    )
    session.add(row)
    session.flush()
    begun = queries.to_record(row)
    events.module_started.send(enrolment=begun)
    return begun


def read_section(enrolment: EnrolmentRecord, slug: str) -> None:
    """Mark a section as read; the last one does the step. Raises NotFound for a section that is not there."""
    slugs = [title.slug for title in queries.sections(enrolment)]
    if slug not in slugs:
        raise NotFound("There is no such section.")
    if session.get(SectionRead, (enrolment.id, slug)) is None:
        session.add(SectionRead(enrolment_id=enrolment.id, slug=slug, read_at=now()))
        session.flush()
    count = select(func.count()).select_from(SectionRead).where(SectionRead.enrolment_id == enrolment.id)
    read = session.scalar(count) or 0
    events.section_finished.send(enrolment=enrolment, read=read, total=len(slugs))
    if read == len(slugs):
        record_step(enrolment, Step.SECTIONS)


def require(enrolment: EnrolmentRecord, step: Step) -> None:
    """Raise OutOfOrder while an earlier step is still to do."""
    if not may_do(step, queries.steps_done(enrolment.id)):
        before = "read every section" if step is Step.CHECK else "pass the knowledge check"
        raise OutOfOrder(f"First {before}; then this opens.")


def record_step(enrolment: EnrolmentRecord, step: Step, **facts: Any) -> None:
    """Put a step behind a journey, and complete it with the last; a step done twice is done once."""
    require(enrolment, step)
    done = queries.steps_done(enrolment.id)
    if step in done:
        return
    session.add(StepDone(enrolment_id=enrolment.id, step=step, done_at=now(), facts=facts))
    session.flush()
    if is_complete({*done, step}):
        _complete(enrolment, done | {step: facts})


def _complete(enrolment: EnrolmentRecord, steps: dict[Step, dict[str, Any]]) -> None:
    completion = Completion(
        enrolment_id=enrolment.id,
        person_id=enrolment.person_id,
        post_id=enrolment.post_id,
        module=enrolment.module,
        completed_at=now(),
        facts=_facts(enrolment, steps),
    )
    session.add(completion)
    session.flush()
    record("module completed", enrolment.person_id, completion=completion.id, module=enrolment.module)
    kept = queries.completion_of(enrolment.id)
    events.module_completed.send(completion=kept)


def _facts(enrolment: EnrolmentRecord, steps: dict[Step, dict[str, Any]]) -> dict[str, Any]:
    """Everything a certificate or an inspector asks for, as it was on the day."""
    version, post = library.version(enrolment.version_id), workforce.post(enrolment.post_id)
    setting, learner = workforce.setting(post.setting_id), person(enrolment.person_id)
    return {
        "name": learner.certificate_name or learner.name,
        "setting": setting.name,
        "partnership": setting.partnership,
        "kind": str(SettingKind(enrolment.kind)),
        "role": str(post.role),
        "job_title": post.job_title,
        "module_title": version.title,
        "course_title": version.course_title,
        "theme": version.front["theme_title"],
        "level": version.front["level"],
        "edition": version.edition,
        "version": version.id,
        "minutes": version.front["renewal"]["minutes"] if enrolment.is_renewal else version.minutes,
        "is_renewal": enrolment.is_renewal,
        "outcomes": version.outcomes,
        "contributes_to": version.front["contributes_to"],
        "does_not_evidence": version.front["does_not_evidence"],
        "drawn_on": version.front["drawn_on"],
        "score": steps[Step.CHECK].get("percent"),
        "method": "self-study",
        "guidance": editions(),
    }
