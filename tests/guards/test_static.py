"""The compiled style sheet is small, names its typefaces one by one and asks nothing of another host."""

import gzip
import re
from pathlib import Path

STATIC = Path(__file__).parents[2] / "app" / "web" / "static"
CSS = (STATIC / "app.css").read_text(encoding="utf-8")


def test_the_style_sheet_weighs_at_most_20_kb_gzipped() -> None:
    assert len(gzip.compress(CSS.encode())) <= 20 * 1024


def test_the_scripts_weigh_at_most_15_kb_gzipped() -> None:
    assert sum(len(gzip.compress(path.read_bytes())) for path in STATIC.glob("*.js")) <= 15 * 1024


def test_every_typeface_list_ends_in_a_generic_family_and_is_a_list() -> None:
    families = set(re.findall(r"font-family:([^;}]+)", CSS))

    assert families
    assert all(family.split(",")[-1].strip() in ("sans-serif", "monospace") for family in families), families


def test_nothing_is_asked_of_another_host_and_no_official_typeface_is_used() -> None:
    for path in STATIC.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"url\(|@import|GDS Transport|crown", text), path.name
