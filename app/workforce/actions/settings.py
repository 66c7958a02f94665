"""Making partnerships and settings, and keeping a setting's profile true."""

from datetime import date

from app.audit.actions import record
from app.core.clock import today
from app.core.database import session
from app.core.vocabulary import SettingKind
from app.workforce.models import Partnership, Setting


def create_partnership(code: str, name: str, pathway: str | None) -> int:
    """Make a partnership; `pathway` names the requirements that hold there beside England's."""
    partnership = Partnership(code=code, name=name, pathway=pathway)
    session.add(partnership)
    session.flush()
    return partnership.id


def create_setting(
    code: str, name: str, kind: SettingKind, partnership_id: int, checked_on: date | None = None, **facts: str | None
) -> int:
    """Make a setting. `facts` are its “in our setting” facts; `checked_on` is when they were last checked."""
    setting = Setting(
        code=code, name=name, kind=kind, partnership_id=partnership_id, facts_checked_on=checked_on, **facts
    )
    session.add(setting)
    session.flush()
    return setting.id


def keep_profile(setting_id: int, person_id: int, asks_second_step: bool, **facts: str | None) -> None:
    """Keep a setting’s facts as its lead checked them today, and whether it asks everyone for a second step."""
    setting = session.get_one(Setting, setting_id)
    for name, value in facts.items():
        setattr(setting, name, (value or "").strip() or None)
    setting.facts_checked_on, setting.asks_second_step = today(), asks_second_step
    session.flush()
    record("setting profile kept", person_id, setting=setting_id, asks_second_step=asks_second_step)
