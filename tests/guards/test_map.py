"""The map names every room there is, in the order that the contracts hold."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAP = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")


def rooms_there_are() -> set[str]:
    return {
        path.stem
        for path in (ROOT / "app").iterdir()
        if (path.is_dir() or path.suffix == ".py") and not path.name.startswith("_") and path.name != "translations"
    }


def rooms_on_the_map() -> list[str]:
    rows = re.findall(r"^\| ([^|]+) \|", MAP, re.MULTILINE)[1:]
    return [name.strip() for row in rows for name in row.split(",")]


def test_every_room_is_on_the_map_and_every_room_on_the_map_is_there() -> None:
    standing = {name for name in rooms_on_the_map() if not name.startswith("(")}

    assert standing == rooms_there_are()


def test_a_place_that_is_kept_has_no_room_yet() -> None:
    kept = {name.strip("()") for name in rooms_on_the_map() if name.startswith("(")}

    assert kept & rooms_there_are() == set()


def test_the_map_keeps_the_order_of_the_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(one["layers"] for one in contracts if one["name"] == "Rooms look down, never up")
    floors = [{re.sub(r"[() ]|app\.", "", room) for room in re.split(r"[|:]", layer)} for layer in layers]
    order = [next(n for n, floor in enumerate(floors) if name.strip("()") in floor) for name in rooms_on_the_map()]

    assert order == sorted(order)


def test_every_decision_is_numbered_once_and_in_a_row() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))

    assert numbers == list(range(1, len(numbers) + 1))
