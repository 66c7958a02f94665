"""Text in the cells of spreadsheets: never taken for a formula, and the same again when it is read back."""

import re

_ARMED = re.compile(r"^'*[=+\-@\t\r\0]")
_DISARMED = re.compile(r"^'+[=+\-@\t\r\0]")


def disarmed(text: str) -> str:
    """Text with an apostrophe before it where a spreadsheet would take it for a formula.

    Text that begins with apostrophes and then such a sign gets one more, so `meant` gives back what went in.
    Source: OWASP, CSV injection.
    """
    return f"'{text}" if _ARMED.match(text) else text


def meant(cell: str) -> str:
    """What a cell said before `disarmed`; text that never was disarmed stays as it is."""
    return cell[1:] if _DISARMED.match(cell) else cell
