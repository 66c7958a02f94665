"""Somebody's whole record by the end of a day, gathered from the rooms that know; of reflections they know nothing."""

from datetime import date, timedelta

from app.accounts import queries as accounts
from app.certificates import queries as certificates
from app.certificates.records import CertificateRecord
from app.certificates.rules import WORDS, state
from app.core.clock import today
from app.core.dates import date_of, end_of
from app.learning import queries as learning
from app.learning.records import CompletionRecord
from app.library import queries as library
from app.reminders import queries as reminders
from app.requirements import queries as requirements
from app.requirements.records import OutsideRecord, ReliefRecord
from app.tracker.records import (
    FORMAT,
    Asked,
    Away,
    CertificateState,
    CompletedModule,
    Elsewhere,
    Given,
    ModuleStanding,
    PostPart,
    Reminded,
    RequirementStanding,
    SettingPart,
    WholeRecord,
)
from app.workforce import queries as workforce
from app.workforce.records import PostFacts, PostRecord
from app.workforce.rules import CONTRACTS

Titles = dict[str, str]
DAY = timedelta(days=1)


def whole_record(person_id: int, day: date, setting_id: int | None = None) -> WholeRecord:
    """Everything on record of somebody by the end of a day.

    Args:
        person_id: whose record it is.
        day: today, or an earlier day.
        setting_id: the setting whose share alone is wanted; None for all of them, which is for herself alone.
    """
    titles = {version.module: version.title for version in library.modules(end_of(day))}
    held = [one.post for one in workforce.history_of(person_id) if setting_id in (None, one.post.setting_id)]
    known = workforce.facts_of([post.id for post in held], day)
    parts: dict[int, list[PostPart]] = {}
    for post in held:
        if post.id in known:
            parts.setdefault(post.setting_id, []).append(_post(post, known[post.id], day, titles))
    return WholeRecord(
        FORMAT,
        accounts.person(person_id).name,
        day,
        workforce.setting(setting_id).name if setting_id else None,
        tuple(_setting(person_id, place, posts, day, titles) for place, posts in parts.items()),
    )


def _setting(person_id: int, setting_id: int, posts: list[PostPart], day: date, titles: Titles) -> SettingPart:
    sent = reminders.sent_by(setting_id, person_id, day)
    named = [tuple(titles.get(item["module"], item["module"]) for item in one.items) for one in sent]
    return SettingPart(
        workforce.setting(setting_id).name,
        workforce.places_on([setting_id], day)[setting_id].partnership,
        tuple(posts),
        tuple(Reminded(one.day, one.rule.label, what, one.by) for one, what in zip(sent, named, strict=True)),
    )


def _post(post: PostRecord, timeline: list[PostFacts], day: date, titles: Titles) -> PostPart:
    facts = timeline[-1]
    stood_on = min([day, *(one.day - DAY for one in timeline if one.ended_on)])
    leaves = workforce.leaves_of([post.id], day).get(post.id, [])
    return PostPart(
        facts.job_title,
        facts.role.label,
        facts.kind.label,
        CONTRACTS[facts.contract],
        facts.started_on,
        facts.ended_on,
        stood_on,
        _modules(post, stood_on, titles),
        _completed(post.id, day),
        _requirements(post, stood_on),
        tuple(_elsewhere(one, post.setting_id, day, titles) for one in requirements.training_of(post.id, day)),
        tuple(
            Asked(
                titles.get(one.module, one.module), one.ask.assigned_on, one.ask.due_by, one.by, one.note, one.ended_on
            )
            for one in requirements.asked_until(post.id, day)
        ),
        tuple(_given(one, titles) for one in requirements.reliefs_of(post.id, day)),
        tuple(Away(one.first_day, one.last_day) for one in leaves),
    )


def _modules(post: PostRecord, day: date, titles: Titles) -> tuple[ModuleStanding, ...]:
    return tuple(
        ModuleStanding(
            one.module,
            titles.get(one.module, one.module),
            one.state.label,
            one.began_on,
            one.sections_read,
            one.sections_total,
            one.done_on,
            one.renew_by,
            one.due_by,
            one.top_up_on,
        )
        for one in requirements.post_as_at(post.id, day).standings
    )


def _completed(post_id: int, day: date) -> tuple[CompletedModule, ...]:
    proofs = {one.completion_id: one for one in certificates.of_post(post_id)}
    done = learning.completions_of([post_id], end_of(day))
    return tuple(_one_completed(one, proofs.get(one.id), day) for one in reversed(done))


def _one_completed(one: CompletionRecord, proof: CertificateRecord | None, day: date) -> CompletedModule:
    facts = one.facts
    contributes = proof.facts["contributes"] if proof else []
    return CompletedModule(
        one.module,
        facts["module_title"],
        facts["course_title"],
        facts["edition"],
        date_of(one.completed_at),
        facts["minutes"],
        facts["method"],
        facts["level"],
        facts.get("is_renewal", False),
        tuple(f"{said['title']} ({said['authority']})" for said in contributes),
        _certificate(proof, day) if proof else None,
    )


def _certificate(proof: CertificateRecord, day: date) -> CertificateState:
    withdrawn = proof.withdrawn_at if proof.withdrawn_at and date_of(proof.withdrawn_at) <= day else None
    return CertificateState(
        proof.number,
        date_of(proof.issued_at),
        WORDS[state(withdrawn, proof.renew_by, day)],
        proof.renew_by,
        date_of(withdrawn) if withdrawn else None,
    )


def _requirements(post: PostRecord, day: date) -> tuple[RequirementStanding, ...]:
    told = requirements.explanation(post, day if day < today() else None)
    return tuple(
        RequirementStanding(
            one.requirement.code,
            one.requirement.title,
            one.requirement.authority,
            one.requirement.edition,
            one.requirement.statutory,
            one.state.label,
            one.duty.done_on,
            one.duty.due_on,
            tuple(one.sentences),
        )
        for one in told
    )


def _elsewhere(one: OutsideRecord, setting_id: int, day: date, titles: Titles) -> Elsewhere:
    named = {known.code: known.title for known in requirements.requirements_of(setting_id, day)}
    return Elsewhere(
        one.title,
        one.done_on,
        one.provider,
        one.number,
        one.minutes,
        one.file_name is not None,
        date_of(one.recorded_at) if one.recorded_at else None,
        one.recorded_by or None,
        one.accepted,
        titles.get(one.module, one.module) if one.module else None,
        tuple(named.get(code, code) for code in one.contributes_to),
        date_of(one.decided_at) if one.decided_at else None,
        one.decided_by or None,
        one.reason,
    )


def _given(one: ReliefRecord, titles: Titles) -> Given:
    return Given(
        one.kind.label,
        titles.get(one.module, one.module) if one.module else None,
        one.begins_on,
        one.until,
        one.given_on,
        one.given_by,
        one.reason,
        one.accepted,
        date_of(one.withdrawn_at) if one.withdrawn_at else None,
    )
