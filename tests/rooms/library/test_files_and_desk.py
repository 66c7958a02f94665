"""Files and desk: what is published leaves as the files it came from, and neither side overrules the other unseen."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from app.content.checks import check, check_module
from app.content.settling import CONFLICT, DESK, FILES, MINE, SAME, THEIRS, settle
from app.content.writer import module_files
from app.core.database import session
from app.core.errors import DomainError
from app.core.vocabulary import EVERYONE
from app.library import queries
from app.library.actions import publish, publish_shelf
from tests.factories.shelf import MODULE, change, write_shelf

TEXT = f"courses/{MODULE}.md"


def run(app: Flask, folders: tuple[Path, Path], *words: str) -> Result:
    app.config["CSPR"] = replace(app.config["CSPR"], courses=folders[0], quizzes=folders[1])
    return app.test_cli_runner().invoke(args=["content", *words])


def from_desk(tmp_path: Path, words: str) -> None:
    """A version that a trainer published, in which one statement says something else."""
    courses, quizzes = write_shelf(tmp_path / "desk")
    change(courses / f"{MODULE}.md", "Ask first.", words)
    shelf, _, _ = check(courses, quizzes)
    assert shelf is not None
    publish(shelf.modules[0], shelf, DESK)
    session.commit()


def test_what_is_exported_is_read_and_exported_again_to_the_byte(app: Flask, tmp_path: Path) -> None:
    folders = write_shelf(tmp_path / "given")
    first = run(app, folders, "export", str(tmp_path / "one"))
    assert first.exit_code == 0, first.output
    for name in ("language.yml", "support.yml", "pathways/england.yml"):
        path = tmp_path / "one" / "courses" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text((folders[0] / name).read_text(encoding="utf-8"), encoding="utf-8")
    exported = (tmp_path / "one" / "courses", tmp_path / "one" / "quizzes")
    assert run(app, exported, "publish").output.strip() == "Everything was already published."

    second = run(app, exported, "export", str(tmp_path / "two"))

    assert second.exit_code == 0
    names = [path.relative_to(tmp_path / "two") for path in (tmp_path / "two").rglob("*.*")]
    assert len(names) == 26
    assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "two" / n).read_bytes() for n in names)


WORDS = st.text("abc äß„“’–:#-|>'\"\\{}[]&*!%@,.?", min_size=1, max_size=40).map(str.strip).filter(bool)


@settings(max_examples=40)
@given(stem=WORDS, statement=st.text("abc äß„“’–,.", min_size=1, max_size=40).map(str.strip).filter(bool))
def test_what_is_imported_is_exported_to_the_byte(small_shelf: tuple[Path, Path], stem: str, statement: str) -> None:
    shelf, _, _ = check(*small_shelf)
    assert shelf is not None
    module = shelf.modules[0]
    module.banks[EVERYONE].marked.value["questions"][0]["stem"] = stem
    given_files = module_files(module)
    given_files[TEXT] = given_files[TEXT].replace("Ask first.", statement)

    found, _ = check_module(MODULE, given_files, shelf)

    assert found is not None
    assert module_files(found) == given_files


def test_one_module_comes_in_by_the_same_door_and_leaves_as_it_came(app: Flask, tmp_path: Path) -> None:
    folders = write_shelf(tmp_path / "given")
    run(app, folders, "export", str(tmp_path / "one"), "--module", MODULE)
    change(tmp_path / "one" / TEXT, "Ask first.", "Ask early.")

    found = run(app, folders, "import", str(tmp_path / "one"), "--module", MODULE)

    assert found.output.strip() == f"Published: {MODULE}"
    run(app, folders, "export", str(tmp_path / "two"), "--module", MODULE)
    names = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*")]
    assert len(names) == 22
    assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "two" / n).read_bytes() for n in names)


def test_an_import_overrides_nothing_that_the_desk_published_unseen(app: Flask, tmp_path: Path) -> None:
    folders = write_shelf(tmp_path / "given")
    run(app, folders, "export", str(tmp_path / "one"), "--module", MODULE)
    from_desk(tmp_path, "Ask at once.")
    change(tmp_path / "one" / TEXT, "Ask first.", "Ask early.")

    refused = run(app, folders, "import", str(tmp_path / "one"), "--module", MODULE)

    assert refused.exit_code == 1
    assert "-Ask at once." in refused.output
    assert "+Ask early." in refused.output


def test_an_import_with_a_mistake_names_it_and_publishes_nothing(app: Flask, tmp_path: Path) -> None:
    folders = write_shelf(tmp_path / "given")
    run(app, folders, "export", str(tmp_path / "one"), "--module", MODULE)
    change(tmp_path / "one" / TEXT, "findings=town-2020.1", "findings=town-2020.9")

    refused = run(app, folders, "import", str(tmp_path / "one"), "--module", MODULE)

    assert refused.exit_code == 1
    assert "town-2020.9" in refused.output
    assert queries.newest(MODULE).id == 1


def test_a_difference_is_shown_line_by_line_and_is_an_exit_of_one(app: Flask, tmp_path: Path) -> None:
    folders = write_shelf(tmp_path)
    assert run(app, folders, "tidy").exit_code == 0
    assert run(app, folders, "diff").exit_code == 0
    change(folders[0] / f"{MODULE}.md", "Ask first.", "Ask early.")

    found = run(app, folders, "diff", "--module", MODULE)

    assert found.exit_code == 1
    assert "-Ask first.\n+Ask early." in found.output


def test_a_module_that_is_not_there_cannot_be_exported(app: Flask, tmp_path: Path) -> None:
    found = run(app, write_shelf(tmp_path), "export", str(tmp_path / "out"), "--module", "no/such")

    assert found.exit_code == 1
    assert "There is no such module." in found.output


def test_files_that_did_not_change_leave_what_the_desk_published(app: Flask, tmp_path: Path) -> None:
    from_desk(tmp_path, "Ask at once.")

    assert run(app, write_shelf(tmp_path / "files"), "publish").output.strip() == "Everything was already published."
    assert "Ask at once." in queries.texts(queries.newest(MODULE).id)[TEXT]


def test_what_both_changed_is_refused_with_both_texts_until_somebody_says_whose_wins(
    app: Flask, tmp_path: Path
) -> None:
    from_desk(tmp_path, "Ask at once.")
    folders = write_shelf(tmp_path / "files")
    change(folders[0] / f"{MODULE}.md", "Ask first.", "Ask early.")

    refused = run(app, folders, "publish")
    assert refused.exit_code == 1
    assert "-Ask at once." in refused.output
    assert "+Ask early." in refused.output
    assert run(app, folders, "publish", "--take", DESK).exit_code == 0
    assert "Ask at once." in queries.texts(queries.newest(MODULE).id)[TEXT]

    assert run(app, folders, "publish", "--take", FILES).exit_code == 0
    assert "Ask early." in queries.texts(queries.newest(MODULE).id)[TEXT]


def test_files_too_may_not_call_a_changed_number_a_typo(app: Flask, tmp_path: Path) -> None:
    folders = write_shelf(tmp_path)
    change(folders[0] / f"{MODULE}.md", "change: learning", "change: typo")
    change(folders[0] / f"{MODULE}.md", "Ask first.", "Ask first, within 3 hours.")
    shelf, _, _ = check(*folders)
    assert shelf is not None

    with pytest.raises(DomainError, match="A number changed"):
        publish_shelf(shelf)


def test_a_version_says_which_statements_are_new_learning(app: Flask, tmp_path: Path) -> None:
    from_desk(tmp_path, "Ask first, within 3 hours.")

    assert queries.newest(MODULE).changed == ("ask-first",)
    assert queries.version(1).changed == ()


SAID = st.sampled_from(["a", "b", "c"])


@given(SAID | st.none(), SAID, SAID)
def test_no_text_gives_way_that_its_side_changed_unless_the_other_did_not(
    base: str | None, desk: str, files: str
) -> None:
    outcome = settle(base, desk, files)

    assert outcome == (SAME if desk == files else MINE if files == base else THEIRS if desk == base else CONFLICT)
    assert settle(base, desk, files, FILES) in (SAME, THEIRS)
    assert settle(base, desk, files, DESK) in (SAME, MINE)
