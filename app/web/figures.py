"""How many requests were answered, how, and how fast: a small file a process, summed by whoever asks.

Each web process counts in a file of its own that lies in memory too (mmap), so counting costs no wait and nothing is
lost when a process is killed. Files of processes that ended are folded into one.
"""

import mmap
import os
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds
CLASSES = ("2xx", "3xx", "4xx", "5xx")
WIDTH = len(BOUNDS) + 2  # one count a bound, those above the last, and the seconds in all
BYTES = len(CLASSES) * WIDTH * 8
ENDED = "ended"


@dataclass(frozen=True)
class Answered:
    """The answers of one class: how many took at most each bound of seconds, how many in all, and how long in all."""

    status: str
    within: tuple[int, ...]
    count: int
    seconds: float


class Figures:
    """The counts of this machine's web processes, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, Lock()
        self._process = 0
        self._counts: memoryview[float] = memoryview(bytes(8)).cast("d")

    def note(self, status: int, seconds: float) -> None:
        """Count one answer."""
        row = min(max(status // 100 - 2, 0), len(CLASSES) - 1) * WIDTH
        place = next((place for place, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))
        with self._lock:
            counts = self._mine()
            counts[row + place] += 1
            counts[row + WIDTH - 1] += seconds

    def _mine(self) -> "memoryview[float]":
        """This process's own counts; a process that was forked since begins its own."""
        if self._process != os.getpid():
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / str(os.getpid())).open("a+b") as file:
                file.truncate(BYTES)
                self._counts = memoryview(mmap.mmap(file.fileno(), BYTES)).cast("d")
            self._process = os.getpid()
        return self._counts

    def answered(self) -> list[Answered]:
        """The sum over all processes, those that ended included."""
        total = _sum(path.read_bytes() for path in self._folder.glob("*"))
        rows = [total[place : place + WIDTH] for place in range(0, len(total), WIDTH)]
        return [_answered(status, row) for status, row in zip(CLASSES, rows, strict=True)]

    def fold(self) -> None:
        """Put the counts of processes that ended into one file. Only one process may do this."""
        ended = [path for path in self._folder.glob("[0-9]*") if not Path("/proc", path.name).exists()]
        if not ended or not Path("/proc").exists():
            return
        kept = self._folder / ENDED
        total = _sum(path.read_bytes() for path in (*ended, kept) if path.exists())
        fresh = kept.with_suffix(".new")
        fresh.write_bytes(total.tobytes())
        fresh.replace(kept)
        for path in ended:
            path.unlink()


def _sum(files: Iterable[bytes]) -> "array[float]":
    total = array("d", bytes(BYTES))
    for held in files:
        if len(held) == BYTES:
            total = array("d", map(sum, zip(total, array("d", held), strict=True)))
    return total


def _answered(status: str, row: "array[float]") -> Answered:
    counts = [int(one) for one in row[:-1]]
    within = tuple(sum(counts[: place + 1]) for place in range(len(BOUNDS)))
    return Answered(status, within, sum(counts), row[-1])
