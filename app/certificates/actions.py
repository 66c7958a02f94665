"""Issuing a certificate when a module is completed; sealing an evidence pack."""

from datetime import date
from typing import Any

from flask import current_app

from app.accounts.queries import person
from app.audit.actions import record
from app.certificates import emails, queries
from app.certificates.models import Certificate, EvidencePack, Withdrawal
from app.certificates.records import CertificateRecord, Correction, PackRecord
from app.certificates.rules import in_short
from app.core.clock import now
from app.core.codes import new_certificate_code
from app.core.database import session
from app.core.dates import date_of
from app.core.errors import DomainError
from app.learning.records import CompletionRecord
from app.notices.actions import queue, stop
from app.requirements import queries as requirements
from app.reviews.queries import citations
from app.workforce import queries as workforce


def issue(completion: CompletionRecord) -> None:
    """Issue the certificate of a completion and queue word of it; a second telling changes nothing."""
    if queries.of_completion(completion.id) is not None:
        return
    holder, facts = person(completion.person_id), _facts(completion)
    code = _add(completion.id, completion.person_id, completion.post_id, facts)
    record("certificate issued", completion.person_id, completion=completion.id)
    address = current_app.config["CSPR"].address
    message = emails.issued(completion.id, facts["name"], facts["module_title"], code, address)
    queue(holder.id, holder.email, message, workforce.post(completion.post_id).setting_id)


def _add(completion_id: int, person_id: int, post_id: int, facts: dict[str, Any], **correction: Any) -> str:
    """Keep a certificate of now; returns its code."""
    row = Certificate(
        code=new_certificate_code(),
        completion_id=completion_id,
        person_id=person_id,
        post_id=post_id,
        issued_at=now(),
        facts=facts,
        in_short=in_short(facts),
        **correction,
    )
    session.add(row)
    session.flush()
    return row.code


def _facts(completion: CompletionRecord) -> dict[str, Any]:
    """The completion's own facts, and what may change later: titles, requirements, renewal, issuer."""
    facts = completion.facts
    post = workforce.post(completion.post_id)
    known = {one.code: one for one in requirements.requirements_of(post.setting_id)}
    mine = {one.code for one in requirements.concerning(post)}
    standing = requirements.standings_of_post(completion.post_id).get(completion.module)
    renew_by = standing.renew_by if standing else None
    drawn_on = citations(facts["drawn_on"])
    return {
        **facts,
        "completed_on": date_of(completion.completed_at).isoformat(),
        "contributes": [_said(known[code]) for code in facts["contributes_to"] if code in mine],
        "not_evidence": [known[code].title for code in facts["does_not_evidence"] if code in mine],
        "reviews": [f"{one.title} ({one.publisher})" for one in drawn_on.values()],
        "renew_by": renew_by.isoformat() if renew_by else None,
        "renew_rule": known[standing.renew_code].title if standing and standing.renew_code in known else None,
        "issuer": current_app.config["CSPR"].issuer,
    }


def _said(requirement: Any) -> dict[str, str]:
    return {"title": requirement.title, "authority": requirement.authority}


def correct(held: CertificateRecord, name: str, why: Correction, by_person_id: int) -> str:
    """Issue a certificate again in another name; its old number leads to the new one from then on.

    Args:
        held: what is to be corrected.
        name: the name that the new one carries.
        why: for the trail that everybody sees who checks the old number.
        by_person_id: who corrects it.

    Returns:
        The new certificate's code.

    Raises:
        DomainError: it says so already, was withdrawn, or another took its place.
    """
    if held.withdrawn_at or held.successor:
        raise DomainError("This certificate holds no longer, so it cannot be corrected.")
    if name == held.facts["name"]:
        raise DomainError("This certificate carries this name already.")
    code = _add(
        held.completion_id,
        held.person_id,
        held.post_id,
        {**held.facts, "name": name},
        issue_number=held.issue_number + 1,
        corrected_by=by_person_id,
        correction=why,
    )
    record("certificate corrected", by_person_id, person=held.person_id, completion=held.completion_id, why=str(why))
    return code


def withdraw(completion: CompletionRecord | None, by_person_id: int, reason: str, **_: object) -> None:
    """Withdraw the certificate of a completion and write to its holder; a second telling changes nothing.

    Word that the certificate is there goes no further where it is still on its way.

    Args:
        completion: what was completed; nothing is withdrawn where nothing was.
        by_person_id: who withdraws it.
        reason: why, in words that she may read.
    """
    held = queries.of_completion(completion.id) if completion else None
    if completion is None or held is None or held.withdrawn_at is not None:
        return
    session.add(Withdrawal(certificate_id=held.id, withdrawn_at=now(), by_person_id=by_person_id, reason=reason))
    session.flush()
    record("certificate withdrawn", by_person_id, person=held.person_id, completion=completion.id, reason=reason)
    holder, address = person(held.person_id), current_app.config["CSPR"].address
    stop(emails.key_of(completion.id))
    message = emails.withdrawn(completion.id, holder.name, held.title, held.code, reason, address)
    queue(holder.id, holder.email, message, workforce.post(held.post_id).setting_id)


def seal_pack(setting_id: int, as_at: date, made_by: int | None, digest: str, facts: dict[str, Any]) -> PackRecord:
    """Keep that an evidence pack was made, so that its paper can be checked by anyone who holds it.

    Args:
        setting_id: the setting it is about.
        as_at: the day whose state it shows.
        made_by: the person who asked for it, if one did.
        digest: the SHA-256 of its content, 64 hexadecimal digits.
        facts: what the check page says of it: titles and counts, never a name of staff.
    """
    moment, code = now(), new_certificate_code()
    row = EvidencePack(
        code=code, setting_id=setting_id, as_at=as_at, made_at=moment, made_by=made_by, digest=digest, facts=facts
    )
    session.add(row)
    session.flush()
    record("evidence pack made", made_by, setting=setting_id, pack=row.id, as_at=as_at.isoformat(), digest=digest)
    return PackRecord(code, setting_id, as_at, moment, digest, facts)
