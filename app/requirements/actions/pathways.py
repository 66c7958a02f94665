"""Requirements as their files say: what changed is closed and added anew, so that any day can be looked back at."""

from typing import Any

from sqlalchemy import select

from app.core.clock import today
from app.core.database import session
from app.requirements.actions.standings import restate
from app.requirements.models import Requirement
from app.workforce import queries as workforce


def sync(pathways: list[dict[str, Any]]) -> None:
    """Make the requirements in force today say what the pathway files say, and every standing with them."""
    wanted: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
    for pathway in pathways:
        for payload in pathway["requirements"]:
            wanted[pathway["pathway"], payload["code"]] = len(wanted) + 1, payload
    in_force = select(Requirement).where(Requirement.pathway.is_not(None), Requirement.valid_to.is_(None))
    kept = {(row.pathway or "", row.code): row for row in session.scalars(in_force)}
    changed = [key for key in dict.fromkeys([*wanted, *kept]) if not _is_same(kept.get(key), wanted.get(key))]
    for key in changed:
        if key in kept:
            kept[key].valid_to = today()
        if key in wanted:
            position, payload = wanted[key]
            row = Requirement(code=key[1], pathway=key[0], position=position, payload=payload, valid_from=today())
            session.add(row)
    session.flush()
    if changed:
        restate(workforce.post_ids())


def _is_same(row: Requirement | None, wanted: tuple[int, dict[str, Any]] | None) -> bool:
    return row is not None and wanted is not None and (row.position, row.payload) == wanted
