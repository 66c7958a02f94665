"""The code on a sheet: which sheet it is, in a few characters that can be typed.

It needs no table. The number of the version, the kind of setting and the sheet are written in base 32; four more
characters are taken from the fingerprint of the version, so that a slip of the finger, or a sheet of another site, is
noticed.
"""

import hashlib

from app.core.codes import ALPHABET, normalised
from app.core.vocabulary import SettingKind
from app.handouts.records import Print, Sheet

PAPERS = 3
SHORTEST, LONGEST, CHECK = 4, 7, 4  # seven characters hold versions up to 134 million
# Places in these lists are part of every code that was ever printed: new ones go to the end.
KINDS = (
    SettingKind.EARLY_YEARS,
    SettingKind.CHILDMINDER,
    SettingKind.PRIMARY,
    SettingKind.SECONDARY,
    SettingKind.SPECIAL,
    SettingKind.FURTHER_EDUCATION,
    SettingKind.OUT_OF_SCHOOL,
    SettingKind.ALTERNATIVE_PROVISION,
    SettingKind.YOUTH_VOLUNTARY,
    SettingKind.RESIDENTIAL,
)
SHEETS = (
    (Sheet.BRIEFING, 1),
    (Sheet.POSTER, 1),
    (Sheet.PACK, 1),
    (Sheet.PACK, 2),
    (Sheet.PACK, 3),
    (Sheet.GUIDE, 1),
    (Sheet.EASY_READ, 1),
    (Sheet.SLIDES, 1),
)
_SIDE = 16


def code_of(what: Print, fingerprint: str) -> str:
    """The code of a sheet, ungrouped.

    Args:
        what: the sheet.
        fingerprint: of the version that it is printed from.
    """
    number = (what.version_id * _SIDE + KINDS.index(what.kind)) * _SIDE + SHEETS.index((what.sheet, what.paper))
    body = ""
    while number or len(body) < SHORTEST:
        number, digit = divmod(number, len(ALPHABET))
        body = ALPHABET[digit] + body
    return body + _check(body, fingerprint)


def _check(body: str, fingerprint: str) -> str:
    mixed = hashlib.sha256(f"{body}:{fingerprint}".encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in mixed[:CHECK])


def read_code(typed: str) -> Print | None:
    """What a code as somebody typed it stands for, not yet held against the version; None where it can be none."""
    body = normalised(typed)[:-CHECK]
    if not SHORTEST <= len(body) <= LONGEST or set(body) - set(ALPHABET):
        return None
    number = 0
    for character in body:
        number = number * len(ALPHABET) + ALPHABET.index(character)
    number, sheet = divmod(number, _SIDE)
    version_id, kind = divmod(number, _SIDE)
    if sheet >= len(SHEETS) or kind >= len(KINDS):
        return None
    return Print(version_id, KINDS[kind], *SHEETS[sheet])
