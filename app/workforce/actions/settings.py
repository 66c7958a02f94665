"""Making partnerships and settings, setting one up, and keeping its profile true."""

from datetime import date

from app.audit.actions import record
from app.core import events
from app.core.clock import now, today
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import SettingKind, YearKind
from app.workforce import queries
from app.workforce.actions.history import keep_setting
from app.workforce.models import Partnership, Setting
from app.workforce.records import Makeup


def create_partnership(code: str, name: str, pathway: str | None, by: int | None = None) -> int:
    """Make a partnership; `pathway` names the requirements that hold there beside England's."""
    partnership = Partnership(code=code, name=name, pathway=pathway)
    session.add(partnership)
    session.flush()
    record("partnership made", by, partnership=partnership.id)
    return partnership.id


def create_setting(
    code: str,
    name: str,
    kind: SettingKind,
    partnership_id: int,
    checked_on: date | None = None,
    is_set_up: bool = False,
    **facts: str | None,
) -> int:
    """Make a setting, which its lead sets up herself with three questions unless `is_set_up`.

    `facts` are its “in our setting” facts; `checked_on` is when they were last checked.
    """
    setting = Setting(
        code=code,
        name=name,
        kind=kind,
        partnership_id=partnership_id,
        facts_checked_on=checked_on,
        set_up_at=now() if is_set_up else None,
        **facts,
    )
    session.add(setting)
    session.flush()
    keep_setting(setting)
    return setting.id


def start_setting(setting_id: int, person_id: int, kind: SettingKind, partnership_id: int, year_kind: YearKind) -> None:
    """Set a new setting up with its lead's three answers; every post in it is told, as its kind may have changed.

    Raises:
        DomainError: it is set up already, or there is no such partnership.
    """
    setting = session.get_one(Setting, setting_id)
    if setting.set_up_at is not None:
        raise DomainError("This setting is set up already. You can change its facts at any time.")
    if session.get(Partnership, partnership_id) is None:
        raise DomainError("Choose your partnership from the list")
    setting.kind, setting.partnership_id, setting.year_kind = kind, partnership_id, year_kind
    setting.set_up_at = now()
    session.flush()
    record("setting set up", person_id, setting=setting_id, kind=str(kind), partnership=partnership_id)
    for post in [*queries.colleagues(setting_id), *queries.colleagues_to_be(setting_id)]:
        events.post_changed.send(post=post)
    _say_changed(setting)


def _say_changed(setting: Setting) -> None:
    if keep_setting(setting):
        events.setting_changed.send(setting_id=setting.id)


def keep_profile(
    setting_id: int, person_id: int, asks_second_step: bool, makeup: Makeup | None = None, **facts: str | None
) -> None:
    """Keep a setting’s facts as its lead checked them today, its make-up, and whether it asks for a second step."""
    setting = session.get_one(Setting, setting_id)
    for name, value in facts.items():
        setattr(setting, name, (value or "").strip() or None)
    if makeup:
        setting.run_by_kind, setting.people_count = makeup.run_by_kind, makeup.people_count
        setting.year_kind = makeup.year_kind
        setting.term_dates = [[first.isoformat(), last.isoformat()] for first, last in makeup.terms]
    setting.facts_checked_on, setting.asks_second_step = today(), asks_second_step
    session.flush()
    record("setting profile kept", person_id, setting=setting_id, asks_second_step=asks_second_step)
    _say_changed(setting)
