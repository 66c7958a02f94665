"""What figures look like to Prometheus, and what is judged too little."""

import math
from collections.abc import Iterable

from app.operations.records import Samples

HALF_RESTORED = "half_restored"
LEAST_FREE_BYTES = 500_000_000
WEAKEST_SECRET_BITS = 96


def exposition(figures: Iterable[Samples]) -> str:
    """Figures in the text format of Prometheus, version 0.0.4. Labels are ours, so nothing in them needs escaping."""
    lines = []
    for one in figures:
        lines += [f"# HELP {one.name} {one.meaning}", f"# TYPE {one.name} {one.kind}"]
        lines += [f"{one.name}{labels} {value:g}" for labels, value in one.values.items()]
    return "\n".join(lines) + "\n"


def guessing_bits(secret: str) -> float:
    """How hard a secret is to guess, at most, judged by its length and how its characters repeat; in bits."""
    shares = [secret.count(sign) / len(secret) for sign in set(secret)]
    return -sum(share * math.log2(share) for share in shares) * len(secret)
