"""Whom a requirement concerns: by kind of setting, who runs it, its size, role, contract and job."""

from collections.abc import Iterable
from typing import Any, Protocol

from app.core.vocabulary import LEADS, Role, RunBy, SettingKind
from app.requirements.records import RequirementRecord


class Post(Protocol):
    """What is asked about a post."""

    @property
    def kind(self) -> SettingKind: ...
    @property
    def role(self) -> Role: ...
    @property
    def contract(self) -> str: ...
    @property
    def job_title(self) -> str: ...


class Place(Protocol):
    """What is asked about a setting."""

    @property
    def run_by_kind(self) -> RunBy | None: ...
    @property
    def people_count(self) -> int | None: ...


def concerns(payload: dict[str, Any], post: Post, place: Place) -> bool | None:
    """Whether a requirement concerns a post: True, False where that should be confirmed, None where it does not.

    A childminder is her own lead; her assistants are staff. Whoever governs is no member of staff.
    """
    if payload.get("of", "post") == "setting" or not _held(post) & set(_roles(payload)):
        return None
    contracts = payload.get("contracts", "all")
    if contracts != "all" and post.contract not in contracts:
        return None
    if not _job_fits(payload.get("job_words"), post.job_title):
        return None
    is_sure = fits_place(payload, post.kind, place)
    if is_sure is None:
        return None
    return is_sure and post.contract not in payload.get("unsure_contracts", ())


def _roles(payload: dict[str, Any]) -> Iterable[str]:
    return ["anyone"] if payload["roles"] == "all" else payload["roles"]


def _held(post: Post) -> set[str]:
    held = {str(post.role), "anyone"}
    if post.kind is SettingKind.CHILDMINDER and post.role in LEADS:
        held.add("childminder")
    if post.contract == "governor":
        held.add("governor")
    return held


def _job_fits(words: list[str] | None, job_title: str) -> bool:
    return not words or any(word.casefold() in job_title.casefold() for word in words)


def fits_place(payload: dict[str, Any], kind: SettingKind, place: Place) -> bool | None:
    """Whether a requirement holds where children of a kind are: True, False where unsure, None where it does not."""
    found = [
        bool(where.get("sure", True)) for where in (payload, *payload.get("also", ())) if _fits(where, kind, place)
    ]
    return any(found) if found else None


def _fits(where: dict[str, Any], kind: SettingKind, place: Place) -> bool:
    kinds, runs = where["kinds"], place.run_by_kind
    if kinds != "all" and kind not in kinds:
        return False
    if "run_by" in where and runs not in where["run_by"]:
        return False
    return runs is None or runs not in where.get("not_run_by", ())


def contributing(requirements: Iterable[RequirementRecord], codes: Iterable[str]) -> list[RequirementRecord]:
    """Those of some requirements that a module contributes to."""
    wanted = set(codes)
    return [one for one in requirements if one.code in wanted and one.payload["contributes"]]
