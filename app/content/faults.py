"""One mistake in a content file, said so that its author can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """Where it is (file, line from 1, key path), what is wrong, and how to mend it."""

    file: str
    line: int
    key: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.wrong} {self.mend}"


@dataclass(frozen=True, order=True)
class Confirmation:
    """A place that rests on somebody else's account and should be confirmed by the partnership."""

    file: str
    where: str
    rests_on: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where} rests on {self.rests_on} (to be confirmed by your partnership)"
