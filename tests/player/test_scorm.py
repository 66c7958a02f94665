"""A full package in a SCORM run-time of somebody else's making: passed, failed, resumed; and its manifest by schema."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from app.bridges.packages.records import Format
from app.bridges.packages.rules.scorm import ADL, ADL12, CP, CP12, SEQUENCING
from tests.player.conftest import KIND, SCHEMAS, Unpack, node

MOST_CHARACTERS = 4096
EDITIONS = {"1.2": Format.SCORM12, "2004": Format.SCORM2004}
EDITION = pytest.mark.parametrize("edition", list(EDITIONS))
OF_SCHEMA = {
    "1.2": ("scorm12edition", {CP12: "imscp_rootv1p1p2.xsd", ADL12: "adlcp_rootv1p2.xsd"}),
    "2004": ("scorm20044thedition", {CP: "imscp_v1p1.xsd", ADL: "adlcp_v1p3.xsd", SEQUENCING: "imsss_v1p0.xsd"}),
}


def told(edition: str, folder: Path, *sessions: list[str]) -> list[dict[str, Any]]:
    """What the platform knows after each session."""
    asked = {"folder": str(folder), "edition": edition, "kind": KIND, "sessions": sessions}
    answered: list[dict[str, Any]] = node("play.mjs", asked)
    return answered


def standing(edition: str, cmi: dict[str, Any]) -> tuple[str, ...]:
    """Where the learner stands, and with what score, in the words of the edition."""
    if edition == "1.2":
        return cmi["core"]["lesson_status"], cmi["core"]["score"]["raw"], cmi["core"]["exit"]
    return cmi["completion_status"], cmi["success_status"], cmi["score"]["raw"], cmi["exit"]


@EDITION
def test_who_fails_is_failed_and_who_passes_is_passed_once_the_reflection_is_done(edition: str, unpack: Unpack) -> None:
    failed, passed, done = told(
        edition, unpack(EDITIONS[edition]), ["read", "start", "wrong", "send"], ["start", "right", "send"], ["finish"]
    )

    said = [standing(edition, one["cmi"]) for one in (failed, passed, done)]
    assert (
        said
        == {
            "1.2": [("failed", "0", "suspend"), ("incomplete", "100", "suspend"), ("passed", "100", "")],
            "2004": [
                ("incomplete", "failed", "0", "suspend"),
                ("incomplete", "passed", "100", "suspend"),
                ("completed", "passed", "100", "normal"),
            ],
        }[edition]
    )
    assert [one["error"] for one in (failed, passed, done)] == [0, 0, 0]


@EDITION
def test_who_comes_back_finds_the_same_questions_and_her_answers(edition: str, unpack: Unpack) -> None:
    before, after = told(edition, unpack(EDITIONS[edition]), ["read", "start", "half"], ["right", "send"])

    assert before["resumed"] == {"read": 0, "drawn": [], "answers": 0}
    assert after["resumed"] == {"read": 6, "drawn": before["drawn"], "answers": 5}


@EDITION
def test_what_a_platform_must_keep_is_short_after_many_tries(edition: str, unpack: Unpack) -> None:
    tries = [["start", "wrong", "send"]] * 12
    *_, last = told(edition, unpack(EDITIONS[edition]), ["read"], *tries)

    assert last["characters"] == len(last["cmi"]["suspend_data"])
    assert last["characters"] <= MOST_CHARACTERS / 4


@EDITION
def test_the_manifest_is_what_the_schemas_of_the_standard_ask(edition: str, unpack: Unpack) -> None:
    folder, named = OF_SCHEMA[edition]
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{SCHEMAS / folder / name}"/>' for space, name in named.items()
    )
    whole = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    schema, manifest = etree.XMLSchema(etree.fromstring(whole)), unpack(EDITIONS[edition]) / "imsmanifest.xml"

    schema.assertValid(etree.parse(manifest))
    spoilt = etree.fromstring(manifest.read_bytes().replace(b"<item ", b"<thing ").replace(b"</item>", b"</thing>"))
    assert not schema.validate(spoilt)
