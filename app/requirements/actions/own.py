"""What a setting or partnership asks for beyond others: its own requirements, and others' more often or sooner.

Nothing here can loosen anything: a tightening adds a rule to those there are, and the strictest counts.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.audit.actions import record
from app.core.clock import today
from app.core.database import session
from app.core.errors import DomainError, NotFound
from app.requirements import queries
from app.requirements.actions.standings import restate
from app.requirements.models import Counted, Requirement
from app.requirements.records import RequirementRecord, Trigger
from app.requirements.rules import loosened
from app.workforce import queries as workforce


@dataclass(frozen=True)
class Owner:
    """Whose requirement it is: a setting's, or (with `partnership_id`) a partnership's; `name` is how it is called."""

    name: str
    setting_id: int | None = None
    partnership_id: int | None = None

    @property
    def facts(self) -> dict[str, Any]:
        return {"setting_id": self.setting_id, "partnership_id": self.partnership_id}

    def post_ids(self) -> list[int]:
        """Every post that its requirements can concern."""
        of_setting = [self.setting_id] if self.setting_id else None
        return workforce.post_ids(of_setting, self.partnership_id)


def add_own(owner: Owner, payload: dict[str, Any], by: int | None) -> str:
    """Ask for something of one's own from today on; returns its code.

    Args:
        owner: whose requirement it is.
        payload: title, sentence, roles, contracts, trigger, interval and how it is met, as a pathway file would say.
        by: who adds it, for the audit log.
    """
    count = session.scalar(select(func.count(Requirement.id))) or 0
    scope = f"S{owner.setting_id}" if owner.setting_id else f"P{owner.partnership_id}"
    code = f"OWN-{scope}-{count + 1}"
    whole = {
        "code": code,
        "authority": owner.name,
        "source": None,
        "edition": None,
        "statutory": False,
        "kinds": "all",
        "evidence": "seen",
        "contributes": False,
        "contributes_note": None,
        "checked_on": today().isoformat(),
        **payload,
    }
    _keep(owner, code, whole, by)
    record("requirement added", by, code=code, **owner.facts)
    restate(owner.post_ids())
    return code


def tighten(owner: Owner, code: str, interval_months: int | None, within_days: int | None, by: int | None) -> None:
    """Ask for a requirement more often, or sooner after somebody starts, than others do; from today on.

    Raises:
        NotFound: the owner is not under such a requirement.
        DomainError: it would loosen it, or tighten nothing; the words name the stricter rule.
    """
    there = _under(owner, code)
    others = tuple(clause for clause in there.clauses if clause.authority != owner.name)
    refusal = loosened(others, interval_months, within_days)
    if refusal:
        raise DomainError(refusal)
    payload = {
        "tightens": code,
        "authority": owner.name,
        "interval_months": interval_months,
        "within_days": within_days,
    }
    _close(owner, code)
    _keep(owner, code, payload, by)
    record("requirement tightened", by, code=code, months=interval_months, days=within_days, **owner.facts)
    restate(owner.post_ids())


def end_own(owner: Owner, code: str, by: int | None) -> None:
    """Ask no more, from today on, for what the owner itself asked for. Raises NotFound for what others ask for."""
    if not _close(owner, code):
        raise NotFound("There is no such requirement of your own.")
    record("requirement ended", by, code=code, **owner.facts)
    restate(owner.post_ids())


def count_as_meeting(owner: Owner, code: str, what: str, name: str, by: int | None) -> None:
    """The owner of a requirement says that a module or a course elsewhere meets it, by name and today's date.

    Raises:
        NotFound: it is not the owner's own.
        DomainError: nobody answers for it by name.
    """
    if not name.strip() or not what.strip():
        raise DomainError("Say what meets it, and give the name of whoever answers for that")
    if not _is_owners(owner, code):
        raise NotFound("Only whoever owns a requirement can say what meets it.")
    session.add(Counted(code=code, what=what.strip(), by=name.strip(), person_id=by, marked_on=today(), **owner.facts))
    session.flush()
    record("counted as meeting a requirement", by, code=code, **owner.facts)
    restate(owner.post_ids())


def no_longer_count(owner: Owner, counted_id: int, by: int | None) -> None:
    """Take back, from today on, that something meets a requirement. Raises NotFound for another owner's word."""
    row = session.get(Counted, counted_id)
    mine = (owner.setting_id, owner.partnership_id)
    if row is None or row.withdrawn_on or (row.setting_id, row.partnership_id) != mine:
        raise NotFound("There is no such mark of your own.")
    row.withdrawn_on = today()
    session.flush()
    record("no longer counted as meeting a requirement", by, code=row.code, **owner.facts)
    restate(owner.post_ids())


def _under(owner: Owner, code: str) -> RequirementRecord:
    if owner.setting_id:
        found = queries.requirements_of(owner.setting_id)
    else:
        found = queries.requirements_of_partnership(owner.partnership_id or 0)
    there = next((one for one in found if one.code == code and one.clauses), None)
    if there is None:
        raise NotFound("There is no such requirement with a date in it.")
    return there


def _is_owners(owner: Owner, code: str) -> bool:
    """Whether a requirement is the owner's: its own, or one of the pathway that its partnership stands for."""
    pathway = workforce.partnership(owner.partnership_id)[1] if owner.partnership_id else None
    rows = session.scalars(select(Requirement).where(Requirement.code == code, Requirement.valid_to.is_(None)))
    return any(_is_of(row, owner, pathway) for row in rows if "tightens" not in row.payload)


def _is_of(row: Requirement, owner: Owner, pathway: str | None) -> bool:
    if row.pathway:
        return row.pathway == pathway
    return (row.setting_id, row.partnership_id) == (owner.setting_id, owner.partnership_id)


def _keep(owner: Owner, code: str, payload: dict[str, Any], by: int | None) -> None:
    row = Requirement(code=code, position=0, payload=payload, valid_from=today(), kept_by=by, **owner.facts)
    session.add(row)
    session.flush()


def _close(owner: Owner, code: str) -> bool:
    """Close what an owner asked for under a code; returns whether there was any such thing."""
    mine = select(Requirement).filter_by(code=code, valid_to=None, **owner.facts)
    rows = session.scalars(mine.where(Requirement.pathway.is_(None))).all()
    for row in rows:
        row.valid_to = today()
    session.flush()
    return bool(rows)


def own_payload(
    title: str,
    sentence: str,
    roles: list[str] | str,
    interval_months: int | None,
    modules: list[str],
    training: list[str],
) -> dict[str, Any]:
    """What a form or a command says of a requirement of one's own, as a pathway file would say it.

    Args:
        title: a few words.
        sentence: what is asked, in one sentence.
        roles: whom it concerns.
        interval_months: how often; None for once, at the start.
        modules: codes of modules that count.
        training: titles of courses elsewhere that count.
    """
    return {
        "title": title,
        "sentence": sentence,
        "roles": roles,
        "trigger": Trigger.INTERVAL if interval_months else Trigger.INDUCTION,
        "interval_months": interval_months,
        "also_at_induction": True,
        "satisfied_by": {"modules": modules, "training": training},
    }
