"""Reading requirements."""

from sqlalchemy import select

from app.core.database import session
from app.core.vocabulary import Role, SettingKind
from app.requirements.models import Requirement
from app.requirements.records import RequirementRecord
from app.requirements.rules import applies

NATIONAL = "england"


def requirements(pathway: str | None = None) -> list[RequirementRecord]:
    """Every requirement of England and of a local pathway, in order."""
    wanted = [NATIONAL, pathway] if pathway else [NATIONAL]
    query = select(Requirement).where(Requirement.pathway.in_(wanted)).order_by(Requirement.position)
    return [_requirement(row) for row in session.scalars(query)]


def _requirement(row: Requirement) -> RequirementRecord:
    said = row.payload
    return RequirementRecord(
        row.code,
        row.pathway,
        said["title"],
        said["sentence"],
        said["authority"],
        said["statutory"],
        said.get("interval_months"),
        bool(said.get("also_at_induction")) or said["trigger"] == "induction",
        said.get("edition"),
        said["evidence"],
        said.get("confirm"),
        said.get("contributes_note"),
        said,
    )


def concerning(kind: SettingKind, role: Role, pathway: str | None) -> list[RequirementRecord]:
    """The requirements that concern a kind of setting and a role."""
    return [one for one in requirements(pathway) if applies(one.payload, kind, role)]
