"""The environment is read in one place, documented, and refused where it is unsafe."""

import re
from pathlib import Path

import pytest

from app.config import SAMPLE_SECRET, VARIABLES, ConfigError, from_environment

ROOT = Path(__file__).parents[2]
SAFE = {
    "CSPR_MODE": "production",
    "SECRET_KEY": "x" * 40,
    "CSPR_HOSTS": "learning.example.org",
    "CSPR_ADDRESS": "https://learning.example.org",
}


def test_the_example_file_names_exactly_the_variables_that_are_read() -> None:
    named = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)

    assert named == list(VARIABLES)


def test_production_starts_with_a_strong_secret_hosts_and_https() -> None:
    assert from_environment(SAFE).is_production


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", SAMPLE_SECRET),
        ("SECRET_KEY", "short"),
        ("CSPR_HOSTS", ""),
        ("CSPR_ADDRESS", "http://learning.example.org"),
        ("CSPR_MODE", "staging"),
        ("FLASK_DEBUG", "1"),
    ],
)
def test_an_unsafe_environment_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        from_environment({**SAFE, name: value})


def test_an_address_of_postgresql_as_the_world_writes_it_names_our_driver() -> None:
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        config = from_environment({"DATABASE_URL": f"{scheme}://cspr@db.example.org/cspr"})
        assert config.database_url == "postgresql+psycopg://cspr@db.example.org/cspr"
