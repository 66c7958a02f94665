"""How whole settings stand, as other rooms see it."""

from dataclasses import dataclass
from datetime import datetime

from app.core.vocabulary import SettingKind


@dataclass(frozen=True)
class KindTally:
    """All settings of one kind in a partnership: how many they are, and what was counted in them.

    `numbers` are by subject ("module:…", "theme:…", "actions") and measure; two measures are in every subject:
    `settings`, how many have anybody in it, and `people`, of whom there are at least so many.
    """

    kind: SettingKind
    settings: int
    numbers: dict[str, dict[str, int]]
    counted_at: datetime
