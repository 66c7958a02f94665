"""Beginning a module, reading a section, doing a step, completing."""

from typing import Any

from flask import current_app
from sqlalchemy import func, select

from app.accounts.queries import person
from app.audit.actions import record
from app.core import events
from app.core.clock import now
from app.core.database import session
from app.core.errors import NotFound, OutOfOrder
from app.core.vocabulary import SettingKind, Step
from app.learning import emails, queries
from app.learning.models import Completion, Enrolment, SectionRead, StepDone, TakenBack, TopUp
from app.learning.records import EnrolmentRecord
from app.learning.rules import is_complete, may_do, own_steps
from app.library import queries as library
from app.library.records import VersionRecord
from app.notices.actions import queue_all
from app.reviews.queries import editions
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

SELF_STUDY = "self-study"


def begin(post_id: int, module: str) -> EnrolmentRecord:
    """Begin a module from a post, or go on with the journey under way: beginning twice is beginning once.

    Raises:
        NotFound: there is no such module for her setting or her kind of setting, or none that was not withdrawn.
    """
    under_way = queries.newest_of_post(post_id).get(module)
    if under_way and queries.completion_of(under_way.id) is None and not queries.is_stopped(under_way):
        return under_way
    post = workforce.post(post_id)
    version = library.newest_for(module, workforce.reach_from(post.setting_id))
    if version.withdrawn_at:
        raise NotFound("This module was withdrawn, and there is no other edition of it yet.")
    if post.kind not in version.kinds:
        raise NotFound("This module is for other kinds of setting.")
    begun = _begin(post, version, post.kind, is_renewal=queries.shorter_path(post_id, module) is not None)
    events.module_started.send(enrolment=begun)
    return begun


def attend(post_id: int, version_id: int, kind: SettingKind, **facts: Any) -> EnrolmentRecord:
    """Put a version's sections behind a post that it was taught to in person; a second time changes nothing.

    A journey under way goes on where it is through the same version for the same kind of setting; another begins
    otherwise, whole and never shortened.

    Args:
        post_id: whose journey.
        version_id: what was taught.
        kind: for which kind of setting.
        facts: how, as `method`, and for how many `minutes`, both of which a certificate says.
    """
    version = library.version(version_id)
    under_way = queries.newest_of_post(post_id).get(version.module)
    fits = under_way and (under_way.version_id, under_way.kind, under_way.is_renewal) == (version_id, kind, False)
    if under_way is None or not fits or queries.completion_of(under_way.id):
        under_way = _begin(workforce.post(post_id), version, kind, is_renewal=False)
        events.module_started.send(enrolment=under_way)
    record_step(under_way, Step.SECTIONS, **facts)
    return under_way


def _begin(post: PostRecord, version: VersionRecord, kind: str, **facts: Any) -> EnrolmentRecord:
    mine = (Enrolment.post_id == post.id) & (Enrolment.module == version.module)
    number = session.scalar(select(func.count()).select_from(Enrolment).where(mine))
    row = Enrolment(
        person_id=post.person_id,
        post_id=post.id,
        module=version.module,
        version_id=version.id,
        kind=kind,
        number=(number or 0) + 1,
        began_at=now(),
        **facts,
    )
    session.add(row)
    session.flush()
    return queries.to_record(row)


def begin_top_up(post_id: int, module: str) -> EnrolmentRecord:
    """Begin a journey through what changed of a module since it was completed, or go on with the one under way.

    Raises:
        NotFound: nothing that this post learned has changed.
    """
    owed = {one.code for one in queries.owed_top_up(post_id, module)}
    if not owed:
        raise NotFound("Nothing that you learned in this module has changed.")
    under_way, version = queries.top_up_under_way(post_id, module), library.newest(module)
    if under_way and under_way.version_id == version.id and owed == set(under_way.top_up or ()):
        return under_way
    kind = queries.holders(module, post_id)[post_id].kind
    codes = [one.code for one in library.statements(version.id) if one.code in owed]
    return _begin(workforce.post(post_id), version, kind, top_up=codes)


def _topped_up(enrolment: EnrolmentRecord, statements: tuple[str, ...]) -> None:
    done = TopUp(
        enrolment_id=enrolment.id,
        person_id=enrolment.person_id,
        post_id=enrolment.post_id,
        module=enrolment.module,
        version_id=enrolment.version_id,
        statements=list(statements),
        done_at=now(),
    )
    session.add(done)
    session.flush()
    record("top-up done", enrolment.person_id, enrolment=enrolment.id, module=enrolment.module)
    events.top_up_done.send(post_id=enrolment.post_id)


def tell_those_under_way(version: VersionRecord) -> None:
    """Write once to whoever is under way in a module of which new learning was published; she stays where she is."""
    if not version.changed:
        return
    address = current_app.config["CSPR"].address
    journeys = queries.under_way(version.module)
    for setting_id in {setting_id for _, _, setting_id in journeys}:
        here = [(journey, person(who)) for journey, who, where in journeys if where == setting_id]
        letters = [
            (who.id, who.email, emails.newer_edition(one, who.name, version.title, version.module, address))
            for one, who in here
        ]
        queue_all(letters, setting_id)


def read_section(enrolment: EnrolmentRecord, slug: str) -> None:
    """Mark a section as read; the last one does the step. Raises NotFound for a section that is not there."""
    slugs = [title.slug for title in queries.sections(enrolment)]
    if slug not in slugs:
        raise NotFound("There is no such section.")
    _may_go_on(enrolment)
    if session.get(SectionRead, (enrolment.id, slug)) is None:
        session.add(SectionRead(enrolment_id=enrolment.id, slug=slug, read_at=now()))
        session.flush()
    of_journey = (SectionRead.enrolment_id == enrolment.id) & SectionRead.slug.in_(slugs)
    read = session.scalar(select(func.count()).select_from(SectionRead).where(of_journey)) or 0
    if not enrolment.is_top_up:
        events.section_finished.send(enrolment=enrolment, read=read, total=len(slugs))
    if read == len(slugs):
        record_step(enrolment, Step.SECTIONS)


def require(enrolment: EnrolmentRecord, step: Step) -> None:
    """Raise OutOfOrder while an earlier step is still to do."""
    _may_go_on(enrolment)
    if enrolment.is_top_up and step is Step.REFLECTION:
        raise OutOfOrder("A top-up has no reflection.")
    if not may_do(step, queries.steps_done(enrolment.id)):
        before = "read every section" if step is Step.CHECK else "pass the knowledge check"
        raise OutOfOrder(f"First {before}; then this opens.")


def take_back(enrolment: EnrolmentRecord, by_person_id: int, reason: str) -> None:
    """Let a journey that was put behind the wrong person count nowhere from now on; a second time changes nothing.

    What she did of it herself goes on in a journey of its own: the sections that she read, and every step that nobody
    put behind her.

    Args:
        enrolment: the journey.
        by_person_id: who takes it back.
        reason: why, in words that she may read.

    Raises:
        OutOfOrder: she did all of it herself.
    """
    if queries.is_taken_back(enrolment.id):
        return
    own, completion = own_steps(queries.steps_done(enrolment.id)), queries.completion_of(enrolment.id)
    if completion and is_complete(own, queries.steps_needed(enrolment)):
        raise OutOfOrder("Everything that counts here she did herself.")
    back = TakenBack(enrolment_id=enrolment.id, taken_back_at=now(), by_person_id=by_person_id, reason=reason)
    session.add(back)
    session.flush()
    concerned = {"person": enrolment.person_id, "enrolment": enrolment.id, "module": enrolment.module}
    record("journey taken back", by_person_id, **concerned, reason=reason)
    _go_on_alone(enrolment, own)
    events.journey_taken_back.send(enrolment=enrolment, completion=completion, by_person_id=by_person_id, reason=reason)


def _go_on_alone(enrolment: EnrolmentRecord, own: tuple[Step, ...]) -> None:
    """A journey with what somebody did herself of one that is taken back, begun when she began.

    None for nothing, and none where she has begun another since.
    """
    if enrolment.module in queries.newest_of_post(enrolment.post_id, enrolment.number):
        return
    read = session.scalars(select(SectionRead).where(SectionRead.enrolment_id == enrolment.id)).all()
    if not read and not own:
        return
    post, version = workforce.post(enrolment.post_id), library.version(enrolment.version_id)
    alone = _begin(post, version, enrolment.kind, is_renewal=enrolment.is_renewal)
    session.get_one(Enrolment, alone.id).began_at = enrolment.began_at
    session.add_all(SectionRead(enrolment_id=alone.id, slug=one.slug, read_at=one.read_at) for one in read)
    mine = (StepDone.enrolment_id == enrolment.id) & StepDone.step.in_(own)
    session.add_all(
        StepDone(enrolment_id=alone.id, step=one.step, done_at=one.done_at, facts=one.facts)
        for one in session.scalars(select(StepDone).where(mine)).all()
    )
    session.flush()


def _may_go_on(enrolment: EnrolmentRecord) -> None:
    if queries.is_taken_back(enrolment.id):
        raise OutOfOrder("This was put behind you by mistake, and was taken back. Begin on the page of the module.")
    if queries.is_stopped(enrolment) and queries.completion_of(enrolment.id) is None:
        raise OutOfOrder("This edition was withdrawn. Begin the one that took its place, on the page of the module.")


def record_step(enrolment: EnrolmentRecord, step: Step, **facts: Any) -> None:
    """Put a step behind a journey, and complete it with the last; a step done twice is done once."""
    require(enrolment, step)
    done = queries.steps_done(enrolment.id)
    if step in done:
        return
    session.add(StepDone(enrolment_id=enrolment.id, step=step, done_at=now(), facts=facts))
    session.flush()
    if is_complete({*done, step}, queries.steps_needed(enrolment)):
        if enrolment.top_up is None:
            _complete(enrolment, done | {step: facts})
        else:
            _topped_up(enrolment, enrolment.top_up)


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
    usual = version.front["renewal"]["minutes"] if enrolment.is_renewal else version.minutes
    # Where the sections were read before, whoever gave the check says how the rest was learned.
    taught = {**steps[Step.CHECK], **steps[Step.SECTIONS]}
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
        "minutes": taught.get("minutes") or usual,
        "is_renewal": enrolment.is_renewal,
        "outcomes": version.outcomes,
        "contributes_to": version.front["contributes_to"],
        "does_not_evidence": version.front["does_not_evidence"],
        "drawn_on": version.front["drawn_on"],
        "score": steps[Step.CHECK].get("percent"),
        "method": taught.get("method", SELF_STUDY),
        "guidance": editions(),
    }


def tell_of_withdrawal(version: VersionRecord) -> None:
    """Write to whoever is under way in a version that was withdrawn; of a reinstatement nobody is written to."""
    if version.withdrawn_at is None:
        return
    address = current_app.config["CSPR"].address
    for journey, person_id, setting_id in queries.under_way(version.module, version.id):
        who = person(person_id)
        letter = emails.withdrawn(journey, version.id, who.name, version.title, f"{address}/learn/{version.module}")
        queue_all([(who.id, who.email, letter)], setting_id)
