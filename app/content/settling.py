"""Which text stands where the files and the trainers' desk both have one. Neither silently overrides the other."""

import difflib
from typing import Any

FILES, DESK = "files", "desk"
THEIRS, MINE, SAME, CONFLICT = "theirs", "mine", "same", "conflict"


def settle(base: Any, desk: Any, files: Any, take: str = "") -> str:
    """Whose text stands.

    Args:
        base: what the files said when they were last taken in; None where they never were.
        desk: what stands now, written at the desk.
        files: what the files say today.
        take: "files" or "desk", where somebody has said which is to win.

    Returns:
        THEIRS (the files), MINE (the desk), SAME, or CONFLICT.
    """
    if desk == files:
        return SAME
    if take:
        return THEIRS if take == FILES else MINE
    if files == base:
        return MINE
    return THEIRS if desk == base else CONFLICT


def both(code: str, desk: dict[str, str], files: dict[str, str]) -> str:
    """Both texts of what was changed on both sides, as one difference."""
    return f"{code} was changed at the desk and in the files:\n{unified(desk, files, DESK, FILES)}"


def unified(old: dict[str, str], new: dict[str, str], left: str, right: str) -> str:
    """The difference of two sets of files, file by file; empty where they say the same."""
    lines: list[str] = []
    for name in sorted({*old, *new}):
        before, after = old.get(name, "").splitlines(), new.get(name, "").splitlines()
        lines += difflib.unified_diff(before, after, f"{left}/{name}", f"{right}/{name}", lineterm="")
    return "\n".join(lines)
