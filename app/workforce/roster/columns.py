"""The columns of a staff list: what each is called elsewhere, and the ones that are never read. Pure."""

import re

from app.core.vocabulary import SettingKind

# Column, and the names other staff systems give it. Names are compared without case, spaces or underscores.
SYNONYMS = {
    "external_id": ("staff code", "employee id", "payroll number", "usr id", "staff id"),
    "first_name": ("forename", "legal forename", "preferred forename", "given name", "first"),
    "last_name": ("surname", "legal surname", "family name", "last"),
    "email": ("work email", "email address", "e-mail"),
    "username": ("login name", "login"),
    "role": ("job title", "post", "job role", "job"),
    "setting_type": ("phase", "setting kind", "kind of setting"),
    "site": ("school", "campus"),
    "line_manager": ("manager", "reports to"),
    "start_date": ("employment start", "employment start date", "start", "date started"),
    "leave_date": ("employment end", "employment end date", "leaving date", "end date"),
    "works_days": ("days", "working days"),
    "last_training": ("training", "course", "qualification"),
    "last_training_date": ("training date", "attained", "date attained"),
    "provider": ("training provider",),
    "certificate_no": ("certificate number", "certificate"),
}
NEEDED = ("first_name", "last_name", "role")
# Our own download of rows to mend adds these; they mean nothing when it comes back.
ADDED_BY_US = ("line", "to fix")
# What belongs to the person alone. A header that holds one of these is never read, and its cells are never kept.
PRIVATE = ("accessneed", "disab", "medical", "health")
KIND_WORDS = {
    SettingKind.EARLY_YEARS: "early years, eyfs, foundation stage, nursery, pre-school, preschool, nursery school",
    SettingKind.CHILDMINDER: "childminding, childminders",
    SettingKind.PRIMARY: "infant, infants, junior, juniors, ks1, ks2, key stage 1, key stage 2, primary phase",
    SettingKind.SECONDARY: "ks3, ks4, key stage 3, key stage 4, high school, upper school, secondary phase",
    SettingKind.SPECIAL: "send, sen",
    SettingKind.FURTHER_EDUCATION: "fe, college, post-16, 16-19, 16 to 19, ks5, key stage 5, sixth form",
    SettingKind.OUT_OF_SCHOOL: "club, after-school club, breakfast club, holiday club, holiday scheme, tuition",
    SettingKind.ALTERNATIVE_PROVISION: "ap, pru, pupil referral unit",
    SettingKind.YOUTH_VOLUNTARY: "youth, youth club, youth group, voluntary, voluntary group",
    SettingKind.RESIDENTIAL: "children’s home, care home, boarding",
}


def key(words: str) -> str:
    """Words without case, spaces, dashes, underscores or apostrophes, to be compared."""
    return re.sub(r"[\s_'’-]+", "", words.casefold())


_MEANINGS = {key(said): name for name, others in SYNONYMS.items() for said in (name, *others)}
_KINDS = {key(said): kind for kind, words in KIND_WORDS.items() for said in (str(kind), kind.label, *words.split(", "))}


def is_private(header: str) -> bool:
    """Whether a column is about somebody's health or needs, which a list is never asked for."""
    return any(part in key(header) for part in PRIVATE)


def placed(headers: list[str]) -> tuple[dict[int, str], list[str]]:
    """Which column stands where, and the headers that mean nothing to us; private ones are in neither."""
    columns: dict[int, str] = {}
    ignored = []
    for place, header in enumerate(headers):
        name = None if is_private(header) else _MEANINGS.get(key(header))
        if name and name not in columns.values():
            columns[place] = name
        elif header and not is_private(header) and header not in ADDED_BY_US:
            ignored.append(header)
    return columns, ignored


def kind_said(words: str) -> SettingKind | None:
    """The kind of setting that a cell means, by its code, its label or a common word; None when it is none."""
    return _KINDS.get(key(words))
