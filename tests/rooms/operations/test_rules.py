"""Figures as Prometheus reads them, and how much a secret is worth."""

import secrets

from app.config import SAMPLE_SECRET
from app.operations.records import Finding, Grade, Revision, Samples
from app.operations.rules import WEAKEST_SECRET_BITS, exposition, guessing_bits


def test_figures_are_written_as_prometheus_reads_them() -> None:
    said = exposition([Samples("cspr_jobs", "gauge", "Work.", {'{state="done"}': 3, "": 0.5})])

    assert said == '# HELP cspr_jobs Work.\n# TYPE cspr_jobs gauge\ncspr_jobs{state="done"} 3\ncspr_jobs 0.5\n'


def test_a_drawn_secret_is_strong_and_a_repeated_or_short_one_is_not() -> None:
    assert guessing_bits(secrets.token_urlsafe(32)) > WEAKEST_SECRET_BITS
    assert guessing_bits("a" * 60) < WEAKEST_SECRET_BITS
    assert guessing_bits(SAMPLE_SECRET) < WEAKEST_SECRET_BITS
    assert guessing_bits("") == 0


def test_a_finding_names_its_remedy_in_its_line() -> None:
    assert str(Finding("disk", Grade.ILL, "full", "make room")) == "wrong disk: full -> make room"
    assert str(Finding("disk", Grade.WELL, "9 GB free")) == "ok    disk: 9 GB free"


def test_a_database_that_is_newer_than_the_release_is_not_behind() -> None:
    assert Revision("0005", "0006", is_known=True).is_behind
    assert Revision(None, "0006", is_known=False).is_behind
    assert not Revision("0006", "0006", is_known=True).is_behind
    assert not Revision("0007", "0006", is_known=False).is_behind
