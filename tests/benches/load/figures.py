"""One figure each: what was measured, its floor in the same run, and the bar that it is held against."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """A number of a run. `bar` is the most it may be, or, where `is_least`, the least."""

    what: str
    value: float
    unit: str
    bar: float | None = None
    is_least: bool = False
    note: str = ""

    @property
    def is_missed(self) -> bool:
        if self.bar is None:
            return False
        return self.value < self.bar if self.is_least else self.value > self.bar

    def said(self) -> str:
        if self.bar is None:
            return f"{self.what:58} {self.value:10,.2f} {self.unit:9} {self.note}"
        bound = f"{'at least' if self.is_least else 'at most'} {self.bar:g}"
        verdict = "MISSED" if self.is_missed else "holds"
        return f"{self.what:58} {self.value:10,.2f} {self.unit:9} {bound:15} {verdict:7} {self.note}"


@dataclass(frozen=True)
class Load:
    """What some browsers together met: answers a second, milliseconds of waiting, and the server's CPU for each."""

    what: str
    users: int
    requests: int
    per_second: float
    p50: float
    p95: float
    p99: float
    cpu: float
    floor: str = field(default="")

    def said(self) -> str:
        waits = f"{self.p50:8.1f} {self.p95:8.1f} {self.p99:8.1f}"
        asked = f"{self.users:3} {self.requests:6} {self.per_second:9.1f}"
        return f"{self.what:34} {asked} {waits} {self.cpu:8.2f}  {self.floor}"


LOADS = f"{'':32} users  asked  a second {'p50':>8} {'p95':>8} {'p99':>8} {'CPU ms':>8}  beside its floor"
