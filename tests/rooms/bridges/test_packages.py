"""Modules as packages: who takes them, what is in them, and the same file every time."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from lxml import etree

from app.access.guard import permission_of
from app.bridges.packages.queries import package
from app.bridges.packages.records import Format, Mode, Order
from app.bridges.packages.rules.cartridge import CP
from app.bridges.packages.rules.cmi5 import STRUCTURE
from app.bridges.packages.rules.fields import asked, fields
from app.bridges.packages.rules.qti import ONE, QTI, SEVERAL, assessment
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import Office, Role, SettingKind
from app.library import queries as library
from app.privacy.actions import erase
from app.privacy.queries import everything_about
from app.quizzes.kinds import question
from tests.conftest import beside
from tests.factories.people import a_colleague, an_officer
from tests.factories.shelf import MODULE
from tests.journeys.walks import complete, finish_reflection, pass_the_check, read_all_sections
from tests.visitor import Visitor

KIND = SettingKind.PRIMARY
EXAM, PROFILES = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment", (ONE, SEVERAL)


def order(form: Format = Format.SCORM12, mode: Mode = Mode.FULL, *kinds: SettingKind) -> Order:
    return Order(library.newest(MODULE), kinds or (KIND,), form, mode)


def files(of: Order) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(package(of).content))
    return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("form", list(Format))
@pytest.mark.parametrize("mode", list(Mode))
def test_a_package_made_twice_is_the_same_to_the_byte(app: Flask, form: Format, mode: Mode) -> None:
    assert package(order(form, mode)).content == package(order(form, mode)).content


def test_a_package_carries_what_a_reader_of_that_kind_reads_and_nothing_of_another(app: Flask) -> None:
    found = files(order())
    told = json.loads(found["content/primary.js"].decode().partition(", ")[2].removesuffix(");\n"))

    assert [name for name in found if name.startswith("content/")] == ["content/primary.js"]
    assert [one["title"] for one in told["sections"]] == [
        one.title for one in library.section_titles(library.newest(MODULE).id, KIND)
    ]
    assert len(told["questions"]) == len(library.questions(library.newest(MODULE).id, KIND))
    assert "ask your manager" in found["content/primary.js"].decode() or "⟦" not in found["content/primary.js"].decode()


def test_one_that_lets_readers_choose_carries_every_kind(app: Flask) -> None:
    found = files(order(Format.SCORM12, Mode.FULL, *SettingKind))

    assert {f"content/{kind}.js" for kind in SettingKind} <= set(found)


def test_a_course_structure_names_one_unit_by_an_address_of_ours_and_asks_for_both_ends(app: Flask) -> None:
    course = etree.fromstring(files(order(Format.CMI5))["cmi5.xml"])
    named = {"c": STRUCTURE}
    (unit,) = course.findall("c:au", named)

    assert [one.tag.rpartition("}")[2] for one in course] == ["course", "au"]
    assert unit.get("id", "").startswith(f"http://localhost/activities/{MODULE}/")
    assert unit.get("moveOn") == "CompletedAndPassed"
    assert [one.tag.rpartition("}")[2] for one in unit] == ["title", "description", "url"]
    assert unit.findtext("c:url", None, named) == "index.html"
    assert unit.get("masteryScore") is None


def test_a_cartridge_leads_to_every_file_that_it_has_and_to_no_other(app: Flask) -> None:
    for mode, kinds in ((Mode.FULL, {"webcontent", EXAM}), (Mode.THIN, {"imswl_xmlv1p1"})):
        found = files(order(Format.CARTRIDGE, mode))
        manifest, named = etree.fromstring(found["imsmanifest.xml"]), {"c": CP}
        resources = {one.get("identifier"): one for one in manifest.findall(".//c:resource", named)}

        assert [one.tag.rpartition("}")[2] for one in manifest] == ["metadata", "organizations", "resources"]
        assert manifest.findtext("c:metadata/c:schemaversion", None, named) == "1.1.0"
        assert {one.get("href") for one in manifest.findall(".//c:file", named)} == set(found) - {"imsmanifest.xml"}
        assert {one.get("type") for one in resources.values()} == kinds
        assert {one.get("identifierref") for one in manifest.findall(".//c:item[@identifierref]", named)} <= set(
            resources
        )
        assert manifest.find("c:organizations/c:organization", named).get("structure") == "rooted-hierarchy"


def test_the_check_of_a_cartridge_takes_what_is_right_and_nothing_else(shipped_app: Flask) -> None:
    version = library.newest("working-together-better/01-voice-of-the-child")
    pool = [question(payload) for payload in library.questions(version.id, KIND).values()]
    tree, named = etree.fromstring(assessment("code", "Check", pool)), {"q": QTI}
    wanted = [field for one in pool for field in fields(one)]
    items = tree.findall(".//q:item", named)

    assert len(items) == len({one.get("ident") for one in items}) == len(wanted)
    for item, field in zip(items, wanted, strict=True):
        offered = [one.get("ident") for one in item.findall(".//q:response_label", named)]
        refused = {one.text for one in item.findall(".//q:not/q:varequal", named)}
        taken = {one.text for one in item.findall(".//q:varequal", named)} - refused
        assert taken == {offered[place] for place in (field.right if field.type == "several" else field.right[:1])}
        assert refused == (set(offered) - taken if field.type == "several" else set())
        assert item.findtext(".//q:itemmetadata//q:fieldentry", None, named) in PROFILES


def test_a_full_cartridge_is_for_one_kind_of_setting(app: Flask) -> None:
    with pytest.raises(DomainError, match="choose which"):
        package(order(Format.CARTRIDGE, Mode.FULL, *SettingKind))


def test_every_page_says_whom_to_ring_and_that_answers_can_be_read(app: Flask) -> None:
    page = files(order())["index.html"].decode()

    assert "ring <strong>999</strong>" in page
    assert "A determined learner can read the answers" in page


def test_no_package_asks_anything_of_a_network(app: Flask) -> None:
    own = {name: text for name, text in files(order()).items() if name.startswith(("runtime/", "index"))}

    assert [name for name, text in own.items() if b"http" in text] == []


@pytest.mark.parametrize(
    ("payload", "rights"),
    [
        ({"type": "single", "options": [{"text": "a"}, {"text": "b", "correct": True}]}, [(1,)]),
        ({"type": "several", "options": [{"text": "a", "correct": True}, {"text": "b", "correct": True}]}, [(0, 1)]),
        ({"type": "order", "steps": [{"text": "a"}, {"text": "b"}]}, [(0,), (1,)]),
        (
            {
                "type": "match",
                "pairs": [{"left": "a", "right": "x"}, {"left": "b", "right": "y"}, {"left": "c", "right": "x"}],
            },
            [(0,), (1,), (0,)],
        ),
        (
            {"type": "true-false", "answer": False, "reasons": [{"text": "a", "correct": True}, {"text": "b"}]},
            [(1,), (0,)],
        ),
    ],
)
def test_every_kind_of_question_becomes_fields_that_know_what_is_right(
    payload: dict[str, object], rights: list[tuple[int, ...]]
) -> None:
    assert [field.right for field in fields(question({"id": "q", **payload}))] == rights


def test_what_is_explained_after_a_check_says_what_was_right(shipped_app: Flask) -> None:
    version = library.newest("working-together-better/01-voice-of-the-child")
    for payload in library.questions(version.id, KIND).values():
        told = asked(question(payload))
        assert any(line["right"] for line in told["lines"]), payload["id"]
        assert all(line["why"] for line in told["lines"]), payload["id"]


def test_the_command_writes_the_file_and_says_its_fingerprint(app: Flask, tmp_path: Path) -> None:
    out = tmp_path / "made.zip"
    asked_for = ["package", "export", MODULE, "--format", "scorm12", "--kind", "primary", "--mode", "full"]

    done = FlaskCliRunner(app).invoke(args=[*asked_for, "--out", str(out)])

    assert done.exit_code == 0, done.output
    assert package(order()).digest in done.output
    assert out.read_bytes() == package(order()).content


def test_the_command_says_when_there_is_no_such_module(app: Flask, tmp_path: Path) -> None:
    asked_for = ["package", "export", "series/99-nothing", "--format", "scorm12", "--out", str(tmp_path / "x.zip")]

    done = FlaskCliRunner(app).invoke(args=asked_for)

    assert done.exit_code == 1
    assert "There is no such module." in done.output


def test_a_lead_takes_a_package_for_her_own_kind_and_no_other(app: Flask) -> None:
    a_colleague("siân", Role.DSL)
    lead = Visitor(app)
    lead.sign_in("siân")
    lead.visit("/packages")

    ready = lead.press("Make the package", format="scorm12", mode="full")

    assert ready.says("A determined learner can read the answers")
    assert ready.says(package(order()).digest)
    lead.visit(f"/packages/{library.newest(MODULE).id}/childminder/full/scorm12.zip", 404)
    lead.visit(f"/packages/{library.newest(MODULE).id}/any/full/scorm12.zip", 404)


def test_a_trainer_takes_one_that_lets_readers_choose(app: Flask) -> None:
    an_officer("priya", Office.AUTHOR)
    trainer = Visitor(app)
    trainer.sign_in("priya")
    trainer.visit("/packages")

    assert trainer.press("Make the package", format="scorm12", mode="full", kind="any").says("any kind of setting")


def test_nonsense_in_the_address_is_no_package(app: Flask) -> None:
    a_colleague("siân", Role.DSL)
    lead = Visitor(app)
    lead.sign_in("siân")

    for asked_for in ("kind=moon&mode=full&format=scorm12", "kind=primary&mode=half&format=scorm12", "version=x"):
        lead.visit(f"/packages/ready?{asked_for}", 404)


HANDLE = "0123456789abcdef0123456789abcdef"
OPEN, ASK = f"/packages/open/{MODULE}?handle={HANDLE}", f"/packages/came-of-it?handle={HANDLE}"


def came_of_it(app: Flask, address: str = ASK) -> dict[str, object]:
    """What a package is answered, wherever it is played."""
    answer = app.test_client().get(address)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    told: dict[str, object] = answer.get_json()
    return told


def test_a_thin_package_carries_no_question_and_no_answer(app: Flask) -> None:
    found = files(order(Format.SCORM12, Mode.THIN))

    assert [name for name in found if name.startswith("content/")] == []
    assert f'data-open="http://localhost/packages/open/{MODULE}"' in found["index.html"].decode()


def test_whoever_has_the_handle_hears_how_far_a_journey_is_and_nothing_else(app: Flask) -> None:
    amina, learner = a_colleague("amina"), Visitor(app)
    learner.sign_in("amina")
    told = [came_of_it(app)]
    learner.visit(OPEN)
    learner.press("Go on to the module")
    told.append(came_of_it(app))
    read_all_sections(learner)
    pass_the_check(learner, amina.id, MODULE)
    told.append(came_of_it(app))
    finish_reflection(learner)
    told.append(came_of_it(app))

    assert told == [
        {"begun": False, "percent": None, "passed": False, "done": False},
        {"begun": True, "percent": None, "passed": False, "done": False},
        {"begun": True, "percent": 100, "passed": True, "done": False},
        {"begun": True, "percent": 100, "passed": True, "done": True},
    ]


def test_somebody_else_cannot_take_over_a_handle(app: Flask) -> None:
    for name in ("amina", "ben"):
        a_colleague(name)
    amina, ben = Visitor(app), Visitor(app)
    amina.sign_in("amina")
    ben.sign_in("ben")
    amina.visit(OPEN)
    amina.press("Go on to the module")
    ben.visit(OPEN)

    refused = ben.press("Go on to the module", status=DomainError.status)

    assert refused.says("was opened by somebody else")


def test_what_was_completed_before_can_be_told_or_done_again(app: Flask) -> None:
    amina, learner = a_colleague("amina"), Visitor(app)
    learner.sign_in("amina")
    complete(learner, amina.id, MODULE)
    learner.visit(OPEN)
    learner.press("Tell it that I completed this")

    assert came_of_it(app)["done"] is True

    learner.visit(OPEN.replace("0123", "3210"))
    learner.press("Do it again")

    assert came_of_it(app, ASK.replace("0123", "3210"))["done"] is False


def test_a_handle_that_is_none_leads_to_the_module_and_to_no_answer(app: Flask) -> None:
    a_colleague("amina")
    learner = Visitor(app)
    learner.sign_in("amina")

    assert learner.visit(f"/packages/open/{MODULE}?handle=x").address == f"/learn/{MODULE}"
    assert came_of_it(app, "/packages/came-of-it?handle=../x")["begun"] is False


def test_what_opened_a_journey_is_hers_to_take_away_and_erased_with_her(app: Flask) -> None:
    amina, learner = a_colleague("amina"), Visitor(app)
    learner.sign_in("amina")
    learner.visit(OPEN)
    learner.press("Go on to the module")

    assert len(everything_about(amina.person_id)["package_launch"]) == 1
    erase(amina.person_id, "Mark", "She asked")
    session.commit()
    assert came_of_it(app)["begun"] is False


def test_switched_off_it_adds_no_route_and_no_command(app: Flask) -> None:
    with beside(app, packages=False) as without:
        assert [name for name in without.view_functions if name.startswith("packages.")] == []
        assert "package" not in without.cli.commands
    assert all(permission_of(view) for name, view in app.view_functions.items() if name.startswith("packages."))
