"""Publication is all or nothing, never changes what is out, and does nothing when nothing changed."""

from dataclasses import replace
from pathlib import Path

from flask import Flask

from app.content.checks import check
from app.content.documents import Shelf
from app.core.database import session
from app.learning import actions as learning
from app.library import queries
from app.library.actions import publish_shelf
from tests.factories.people import a_colleague
from tests.factories.shelf import MODULE, change, write_shelf
from tests.visitor import Visitor


def sound(folders: tuple[Path, Path]) -> Shelf:
    shelf, faults, _ = check(*folders)
    assert shelf is not None
    assert faults == []
    return shelf


def test_publishing_twice_makes_one_version(app: Flask, small_shelf: tuple[Path, Path]) -> None:
    assert publish_shelf(sound(small_shelf)) == []
    assert queries.newest(MODULE).id == 1


def test_a_changed_word_makes_a_new_version_and_the_old_one_stays(app: Flask, tmp_path: Path) -> None:
    folders = write_shelf(tmp_path)
    change(folders[0] / f"{MODULE}.md", "Ask first.", "Ask early.")

    assert publish_shelf(sound(folders)) == [MODULE]

    assert queries.newest(MODULE).id == 2
    assert queries.version(1).module == MODULE


def test_a_learner_stays_on_the_version_she_began(app: Flask, tmp_path: Path) -> None:
    a_colleague("amina")
    learner = Visitor(app)
    learner.sign_in("amina")
    learner.follow("Look and begin")
    learner.press("Begin")
    folders = write_shelf(tmp_path)
    change(folders[0] / f"{MODULE}.md", "Ask first.", "Ask early.")
    publish_shelf(sound(folders))
    session.commit()

    hers = learner.visit("/learn/1/asking")
    other = a_colleague("tom")

    assert hers.says("Ask first.")
    assert not hers.says("Ask early.")
    assert learning.begin(other.id, MODULE).version_id == 2


def test_a_mistake_publishes_nothing_and_names_itself(app: Flask, tmp_path: Path) -> None:
    folders = write_shelf(tmp_path)
    change(folders[0] / f"{MODULE}.md", "⟦dsl⟧", "⟦boss⟧")
    app.config["CSPR"] = replace(app.config["CSPR"], courses=folders[0], quizzes=folders[1])

    result = app.test_cli_runner().invoke(args=["content", "publish"])

    assert result.exit_code == 1
    assert "1 mistake found; nothing is published" in result.output
    assert queries.newest(MODULE).id == 1


def test_the_preview_shows_every_module_to_every_kind_of_setting(app: Flask, tmp_path: Path) -> None:
    folders = write_shelf(tmp_path / "shelf")
    app.config["CSPR"] = replace(app.config["CSPR"], courses=folders[0], quizzes=folders[1])

    result = app.test_cli_runner().invoke(args=["content", "preview", str(tmp_path / "out")])

    assert result.exit_code == 0, result.output
    assert len(list((tmp_path / "out").glob("*.html"))) == 11
    assert "Ask first." in (tmp_path / "out" / "series-01-listening-primary.html").read_text(encoding="utf-8")
