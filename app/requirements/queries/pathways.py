"""Reading requirements as they were in force on a day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import exists, or_, select

from app.core.database import session
from app.core.vocabulary import SettingKind
from app.requirements.models import Counted, Requirement, RequirementStanding
from app.requirements.records import CountedRecord, Facts, RequirementRecord
from app.requirements.rules import clauses_of, concerns, contributing, fits_place, tightening
from app.workforce import queries as workforce
from app.workforce.records import PlaceFacts, PostRecord

NATIONAL = "england"
PRESENT = date(9000, 1, 1)  # a day by which all that is known is known
Owner = tuple[str, str | int | None]  # the kind of owner, and which one


class Book:
    """Every requirement that some settings had on a day: two statements for any number of them."""

    def __init__(self, day: date, setting_ids: Iterable[int]) -> None:
        ids = set(setting_ids)
        theirs = or_(Requirement.setting_id.is_(None), Requirement.setting_id.in_(ids))
        query = select(Requirement).where(Requirement.valid_from <= day, theirs)
        rows = session.scalars(query.order_by(Requirement.id)).all()
        self._began = _began(rows)
        in_force = [row for row in rows if row.valid_to is None or row.valid_to > day]
        self._rows = sorted(in_force, key=lambda row: (row.pathway != NATIONAL, row.position, row.id))
        self._counted = _counted_on(day, ids)

    def of(self, setting_id: int, place: PlaceFacts) -> list[RequirementRecord]:
        """The requirements of one setting, its own and its partnership's among them, with what tightens them."""
        owners: set[Owner] = {("pathway", NATIONAL), ("pathway", place.pathway)}
        owners |= {("partnership", place.partnership_id), ("setting", setting_id)}
        here = [row for row in self._rows if _owner(row) in owners]
        tighter = [row for row in here if "tightens" in row.payload]
        return [self._record(row, tighter) for row in here if "tightens" not in row.payload]

    def counted(self, setting_id: int, place: PlaceFacts) -> list[CountedRecord]:
        """What owners of requirements count as meeting them, as far as it holds in a setting."""
        return [
            one
            for one in self._counted
            if one.setting_id in (None, setting_id) and one.partnership_id in (None, place.partnership_id)
        ]

    def _record(self, row: Requirement, tighter: list[Requirement]) -> RequirementRecord:
        said, began = row.payload, self._began[_owner(row), row.code]
        own = clauses_of(row.code, said, None if row.pathway else began)
        more = tuple(tightening(one.code, one.payload, one.valid_from) for one in tighter if one.code == row.code)
        months = [one.again_months for one in (*own, *more) if one.again_months]
        return RequirementRecord(
            row.code,
            row.pathway,
            said["title"],
            said["sentence"],
            said["authority"],
            said["statutory"],
            min(months, default=None),
            bool(said.get("also_at_induction")) or said["trigger"] == "induction",
            said.get("edition"),
            said["evidence"],
            said.get("confirm"),
            said.get("contributes_note"),
            said,
            own + more,
            began,
            row.partnership_id,
            row.setting_id,
            more,
        )


def _owner(row: Requirement) -> Owner:
    if row.pathway:
        return "pathway", row.pathway
    return ("setting", row.setting_id) if row.setting_id else ("partnership", row.partnership_id)


def _began(rows: Iterable[Requirement]) -> dict[tuple[Owner, str], date]:
    """The first day of each requirement's unbroken time until now, by whose it is and its code."""
    began: dict[tuple[Owner, str], date] = {}
    ended: dict[tuple[Owner, str], date | None] = {}
    for row in rows:
        key = _owner(row), row.code
        if ended.get(key, date.min) != row.valid_from:
            began[key] = row.valid_from
        ended[key] = row.valid_to
    return began


def _counted_on(day: date, setting_ids: set[int]) -> list[CountedRecord]:
    holds = (Counted.marked_on <= day) & or_(Counted.withdrawn_on.is_(None), Counted.withdrawn_on > day)
    holds &= or_(Counted.setting_id.is_(None), Counted.setting_id.in_(setting_ids))
    return [_counted(row) for row in session.scalars(select(Counted).where(holds).order_by(Counted.id))]


def _counted(row: Counted) -> CountedRecord:
    return CountedRecord(
        row.id, row.code, row.what, row.by, row.marked_on, row.withdrawn_on, row.partnership_id, row.setting_id
    )


def requirements_of(setting_id: int, day: date = PRESENT) -> list[RequirementRecord]:
    """Every requirement that a setting is under on a day, today unless another is named, whomever it concerns there."""
    return Book(day, [setting_id]).of(setting_id, workforce.places_on([setting_id], day)[setting_id])


def requirements_here(setting_id: int, day: date | None = None) -> list[RequirementRecord]:
    """The requirements of people that hold in a setting for its own kind of children, or concern somebody in it.

    Today's, or those of an earlier day.
    """
    place = workforce.places_on([setting_id], day or PRESENT)[setting_id]
    found = [one for one in Book(day or PRESENT, [setting_id]).of(setting_id, place) if not one.is_of_setting]
    codes = _concerning_somebody(setting_id, found, place, day) if day else _held(setting_id)
    return [one for one in found if one.code in codes or fits_place(one.payload, place.kind, place) is not None]


def _held(setting_id: int) -> set[str]:
    """Which codes concern anybody in a setting: asked of each code once, not of each person."""
    mine = (RequirementStanding.setting_id == setting_id) & (RequirementStanding.code == Requirement.code)
    return set(session.scalars(select(Requirement.code).where(exists().where(mine)).distinct()))


def _concerning_somebody(setting_id: int, found: Iterable[RequirementRecord], place: PlaceFacts, day: date) -> set[str]:
    """Which of some requirements concerned anybody in a setting on a day; people of one sort are looked at once."""
    known = workforce.facts_of(workforce.post_ids([setting_id]), day).values()
    held = (timeline[-1] for timeline in known if timeline[-1].ended_on is None)
    sorts = {Facts(one.kind, one.role, one.contract, one.job_title) for one in held}
    return {one.code for one in found if any(concerns(one.payload, sort, place) is not None for sort in sorts)}


def counted_in(setting_id: int, day: date | None = None) -> list[CountedRecord]:
    """What owners of requirements count as meeting them, today or on a day, as far as it holds in a setting."""
    place = workforce.places_on([setting_id], day or PRESENT)[setting_id]
    return Book(day or PRESENT, [setting_id]).counted(setting_id, place)


def requirements_of_partnership(partnership_id: int) -> list[RequirementRecord]:
    """Every requirement that holds today in all settings of a partnership."""
    name, pathway = workforce.partnership(partnership_id)
    anywhere = PlaceFacts(name, SettingKind.PRIMARY, pathway, partnership_id)
    return Book(PRESENT, []).of(0, anywhere)


def concerning(post: PostRecord) -> list[RequirementRecord]:
    """The requirements that concern a post today."""
    place = workforce.places_on([post.setting_id], PRESENT)[post.setting_id]
    found = Book(PRESENT, [post.setting_id]).of(post.setting_id, place)
    return [one for one in found if concerns(one.payload, post, place) is not None]


def contributed_to(post: PostRecord, codes: Iterable[str]) -> list[RequirementRecord]:
    """The requirements of a post that a module contributes to."""
    return contributing(concerning(post), codes)


def duties_of_setting(setting_id: int, day: date | None = None) -> list[tuple[RequirementRecord, bool]]:
    """What is asked of a setting as such, and of nobody's post; with whether it is sure that it concerns it."""
    place = workforce.places_on([setting_id], day or PRESENT)[setting_id]
    found = []
    for one in Book(day or PRESENT, [setting_id]).of(setting_id, place):
        is_sure = fits_place(one.payload, place.kind, place) if one.is_of_setting else None
        if is_sure is not None:
            found.append((replace(one, sentence=_by_size(one, place.people_count)), is_sure))
    return found


def _by_size(requirement: RequirementRecord, people_count: int | None) -> str:
    """A duty's sentence, with what it means for a setting of this size where it says so."""
    sizes = requirement.payload.get("sizes") or ()
    fitting = (one["words"] for one in sizes if people_count and people_count <= one.get("most", people_count))
    return " ".join([requirement.sentence, *([next(fitting, "")] if people_count else [])]).strip()
