"""What is installed is what is pinned, above the floor of its known weaknesses; the bill of materials names it."""

import json
import re
import subprocess
import sys
import sysconfig
from importlib.metadata import distributions
from pathlib import Path

import yaml
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)
WITHOUT_HASHES = re.compile(r"^[A-Za-z0-9._-]+==\S+$", re.MULTILINE)


def installed() -> dict[str, str]:
    """What lies in this environment itself; setuptools brings copies of its own, which are not."""
    here = [sysconfig.get_paths()["purelib"]]
    return {canonicalize_name(one.metadata["Name"]): one.version for one in distributions(path=here)}


def pinned(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return {canonicalize_name(found[1]): found[2] for found in PINNED.finditer(text)}


def test_everything_is_pinned_with_its_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert WITHOUT_HASHES.findall((ROOT / name).read_text(encoding="utf-8")) == []
        assert len(pinned(name)) > 40


def test_what_runs_is_pinned_alike_for_those_who_build_it() -> None:
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


def test_every_line_of_what_we_ask_for_is_locked() -> None:
    for name in ("requirements", "requirements-dev"):
        asked = re.findall(r"^([A-Za-z0-9._-]+)(?:\[\w+\])?==(\S+)$", (ROOT / f"{name}.in").read_text(), re.MULTILINE)
        assert {canonicalize_name(one): version for one, version in asked}.items() <= pinned(f"{name}.txt").items()


def test_what_is_installed_is_what_is_pinned() -> None:
    there = installed()

    assert {name: there.get(name) for name in pinned("requirements-dev.txt")} == pinned("requirements-dev.txt")


def test_no_library_is_below_the_floor_of_its_known_weaknesses() -> None:
    floors, there = yaml.safe_load((ROOT / "tests/guards/floors.yml").read_text(encoding="utf-8")), installed()

    below = [name for name, floor in floors.items() if Version(there[name]) < Version(str(floor["at_least"]))]

    assert below == []


def test_the_bill_of_materials_names_what_is_installed(tmp_path: Path) -> None:
    written = tmp_path / "sbom.json"
    make = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON"]
    subprocess.run([*make, "-o", str(written), sys.executable], check=True, capture_output=True)
    named = json.loads(written.read_text(encoding="utf-8"))["components"]

    assert {canonicalize_name(one["name"]): one["version"] for one in named} == installed()
