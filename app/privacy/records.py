"""Two records of one person that were made one."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class MergeRecord:
    """One merge: the username of the record that was closed, who answers for it, and why."""

    id: int
    username: str
    by: str
    reason: str
    merged_at: datetime
