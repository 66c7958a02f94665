"""How a row of the audit log is bound to the one before."""

import hashlib
import json
from datetime import datetime
from typing import Any

BEGINNING = "0" * 64
CUT = "audit log cut"


def chain(before: str, at: datetime, act: str, person_id: int | None, facts: dict[str, Any]) -> str:
    """The hash (SHA-256, hex) of a row and the hash of the row before."""
    row = json.dumps([before, at.isoformat(), act, person_id, facts], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(row.encode()).hexdigest()
