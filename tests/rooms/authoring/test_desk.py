"""The trainer's desk keeps what was typed, overwrites nobody, and lets nothing out that one person alone has seen."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.accounts.queries import by_username
from app.audit.models import AuditEntry
from app.authoring import queries
from app.content.checks import check
from app.core.clock import now
from app.core.database import session
from app.core.vocabulary import Office
from app.jobs.actions import carry_out_due
from app.jobs.models import Job
from app.library import queries as library
from app.library.actions import publish_shelf
from app.workforce import actions
from app.workforce.queries import partnership_id
from tests.factories.people import an_officer
from tests.factories.shelf import MODULE, change, write_shelf
from tests.visitor import Visitor

MAIN = f"courses/{MODULE}.md"


def somebody(app: Flask, name: str, office: Office) -> Visitor:
    an_officer(name, office)
    visitor = Visitor(app)
    visitor.sign_in(name)
    return visitor


@pytest.fixture
def trainer(app: Flask) -> Visitor:
    """A trainer with a new version of the published module begun as draft 1."""
    visitor = somebody(app, "trainer", Office.AUTHOR)
    visitor.visit("/write/new")
    visitor.press("Begin the draft", title="Listening", start="new-version 1")
    return visitor


@pytest.fixture
def reviewer(app: Flask) -> Visitor:
    return somebody(app, "reviewer", Office.REVIEWER)


def main_text() -> str:
    return queries.whole(1).texts[MAIN]


def rewrite(visitor: Visitor, old: str, new: str) -> None:
    visitor.visit(f"/write/1/text/{MAIN}")
    visitor.press("Save", text=main_text().replace(old, new))


def ask(visitor: Visitor, status: int = 200, **changes: str) -> None:
    visitor.visit("/write/1/review")
    said = {f"change.{statement.replace('_', '-')}": change for statement, change in changes.items()}
    visitor.press("Ask for a review", status, edition="2.0", **said)


def approve(visitor: Visitor, status: int = 200) -> None:
    visitor.visit("/write/1/review")
    visitor.press("Approve this text", status)


class TestSaving:
    def test_a_text_that_cannot_be_read_is_kept_as_typed_with_its_fault_beside(self, trainer: Visitor) -> None:
        name = f"quizzes/{MODULE}/primary.yml"
        trainer.visit(f"/write/1/text/{name}")
        page = trainer.press("Save", text="for: primary\nquestions: [\n")

        assert page.says("Saved as it is.")
        assert page.says("not YAML that can be read")
        assert queries.whole(1).texts[name] == "for: primary\nquestions: [\n"

    def test_a_step_over_a_text_that_cannot_be_taken_apart_leads_to_the_plain_text(self, trainer: Visitor) -> None:
        rewrite(trainer, "# Asking {#asking}", "Words before any section.\n\n# Asking {#asking}")

        page = trainer.visit("/write/1/step/statements/asking", 400)

        assert page.says("must be mended in its plain text first")
        assert "Words before any section." in main_text()

    def test_a_step_changes_its_own_part_and_leaves_every_other_word(self, trainer: Visitor) -> None:
        before = main_text()
        trainer.visit("/write/1/step/statements/asking")
        trainer.press("Save", **{"statements.0.text": "Ask early."})

        assert main_text() == before.replace("Ask first.", "Ask early.")

    def test_saving_a_page_without_a_change_changes_nothing(self, trainer: Visitor) -> None:
        before = main_text()
        for key in ("statements/asking", "kinds/asking", "about"):
            trainer.visit(f"/write/1/step/{key}")
            trainer.press("Save")

        assert main_text() == before
        assert queries.history(1) == []

    def test_two_who_edit_different_parts_of_one_file_both_keep_their_words(self, trainer: Visitor, app: Flask) -> None:
        other = somebody(app, "other", Office.AUTHOR)
        trainer.visit("/write/1/step/statements/asking")
        page = other.visit("/write/1/step/about")
        assert page.says("Also writing in this draft: Trainer Test")
        other.press("Save", minutes="25")
        trainer.press("Save", **{"statements.0.text": "Ask early."})

        assert "minutes: 25" in main_text()
        assert "Ask early." in main_text()

    @pytest.mark.parametrize("key", ["step/statements/asking", f"text/{MAIN}"])
    def test_the_second_of_two_is_refused_in_words_and_sees_both_texts(
        self, trainer: Visitor, app: Flask, key: str
    ) -> None:
        other = somebody(app, "other", Office.AUTHOR)
        hers, mine = ({"statements.0.text": words} for words in ("Ask at once.", "Ask early."))
        if key.startswith("text"):
            hers, mine = (
                {"text": main_text().replace("Ask first.", words)} for words in ("Ask at once.", "Ask early.")
            )
        trainer.visit(f"/write/1/{key}")
        other.visit(f"/write/1/{key}")
        other.press("Save", **hers)

        page = trainer.press("Save", 409, **mine)

        assert page.says("Other Test saved this while you were writing")
        assert page.says("Ask at once.")
        assert page.says("Ask early.")
        assert "Ask at once." in main_text()
        trainer.press("Save mine in its place")
        assert "Ask early." in main_text()

    def test_every_save_can_be_taken_back_and_done_again(self, trainer: Visitor) -> None:
        first = main_text()
        rewrite(trainer, "Ask first.", "Ask early.")
        rewrite(trainer, "Ask early.", "Ask at once.")
        third = main_text()
        for _ in range(2):
            trainer.visit("/write/1")
            trainer.press("Take the last save back")
        assert main_text() == first

        for _ in range(2):
            trainer.visit("/write/1")
            trainer.press("Do it again")

        assert main_text() == third

    def test_what_was_taken_back_is_gone_once_something_else_is_written(self, trainer: Visitor) -> None:
        rewrite(trainer, "Ask first.", "Ask early.")
        trainer.visit("/write/1")
        trainer.press("Take the last save back")
        rewrite(trainer, "Ask first.", "Ask at once.")
        trainer.visit("/write/1")

        page = trainer.press("Do it again", 400)

        assert page.says("There is nothing to do again.")


class TestTwoPairsOfEyes:
    def test_nobody_approves_what_she_wrote_not_even_as_a_reviewer_too(self, trainer: Visitor, app: Flask) -> None:
        both = somebody(app, "both", Office.AUTHOR)
        rewrite(both, "Ask first.", "Ask early.")
        appoint_as_reviewer("both")
        ask(trainer)

        page = both.visit("/write/1/review")
        assert not page.says("Approve this text")
        token = page.form("Ask for a review").find(attrs={"name": "csrf_token"})
        assert token is not None
        refused = both.post(
            "/write/1/decide",
            {"csrf_token": token["value"], "seen": queries.whole(1).digest, "verdict": "approved"},
            400,
        )

        assert refused.says("You wrote in this draft, so somebody else has to look at it.")

    def test_a_text_that_changed_after_it_was_approved_does_not_go_out(
        self, trainer: Visitor, reviewer: Visitor
    ) -> None:
        rewrite(trainer, "Ask first.", "Ask early.")
        ask(trainer)
        approve(reviewer)
        trainer.visit("/write/1/review")
        token = trainer.page and trainer.page.form("Publish").find(attrs={"name": "csrf_token"})
        assert token
        held = token["value"]
        rewrite(trainer, "Ask early.", "Ask whenever.")

        page = trainer.post("/write/1/publish", {"csrf_token": held}, 400)

        assert page.says("This text has not been approved by a second pair of eyes.")
        assert library.newest(MODULE).id == 1

    def test_the_log_names_who_approved_and_published_which_text(self, trainer: Visitor, reviewer: Visitor) -> None:
        rewrite(trainer, "Ask first.", "Ask early.")
        ask(trainer, ask_first="learning")
        digest = queries.whole(1).digest
        approve(reviewer)
        trainer.visit("/write/1/review")
        trainer.press("Publish")

        acts = {row.act: row.facts.get("text") for row in session.query(AuditEntry) if row.facts.get("text")}
        assert acts == dict.fromkeys(("review of draft asked", "draft approved", "module published"), digest)
        version = library.newest(MODULE)
        assert (version.id, version.edition, version.origin, version.changed) == (2, "2.0", "desk", ("ask-first",))

    def test_a_reviewer_can_ask_for_changes_and_both_talk_about_a_passage(
        self, trainer: Visitor, reviewer: Visitor
    ) -> None:
        ask(trainer)
        reviewer.visit("/write/1/remarks")
        reviewer.press("Say it", passage="Ask first.", words="Whom?")
        trainer.visit("/write/1/remarks")
        trainer.press("Answer", words="The child.")
        page = trainer.press("Close")
        assert page.says("closed by Trainer Test")
        reviewer.visit("/write/1/review")
        page = reviewer.press("Ask for changes", words="Say whom to ask.")

        assert page.says("asked for changes")
        assert trainer.visit("/write/1/review").says("Say whom to ask.")

    def test_an_author_alone_cannot_approve(self, trainer: Visitor, app: Flask) -> None:
        other = somebody(app, "other", Office.AUTHOR)
        ask(trainer)

        assert not other.visit("/write/1/review").says("Approve this text")


class TestChangesAndTheirNames:
    def test_a_changed_answer_is_never_a_typo(self, trainer: Visitor) -> None:
        name = f"quizzes/{MODULE}/primary.yml"
        text = queries.whole(1).texts[name]
        trainer.visit(f"/write/1/text/{name}")
        trainer.press("Save", text=text.replace("answer: false", "answer: true"))

        trainer.visit("/write/1/review")
        page = trainer.press("Ask for a review", 400, edition="1.1", **{"change.ask-first": "typo"})

        assert page.says("This is more than it is called: question")
        assert page.says("Its right answer changed.")

    def test_a_change_of_each_statement_is_called_what_its_author_says(
        self, trainer: Visitor, reviewer: Visitor
    ) -> None:
        rewrite(trainer, "Ask first.", "Ask before all else.")
        rewrite(trainer, "Write it down today", "Write it down within 3 hours")
        ask(trainer, ask_first="typo", write_down="wording")
        approve(reviewer)
        trainer.visit("/write/1/review")
        trainer.press("Publish")

        version = library.newest(MODULE)
        assert {code: str(one.change) for code, one in version.changes.items()} == {
            "ask-first": "typo",
            "write-down": "wording",
        }
        assert (version.change, version.changed) == ("wording", ())
        assert trainer.visit("/modules/2/since/1").says("ask-first (a typo), write-down (new wording)")

    def test_the_page_proposes_what_the_change_is_and_says_whom_it_concerns(self, trainer: Visitor) -> None:
        rewrite(trainer, "Ask first.", "Ask frist.")
        page = trainer.visit("/write/1/review")

        assert page.says("It looks like a typo.")
        assert page.says("0 people have completed this module")

    def test_two_versions_can_be_compared_side_by_side(self, trainer: Visitor, reviewer: Visitor) -> None:
        rewrite(trainer, "Ask first.", "Ask early.")
        ask(trainer)
        approve(reviewer)
        trainer.visit("/write/1/review")
        trainer.press("Publish")

        trainer.visit("/modules")
        trainer.follow("Compare its versions")
        page = trainer.press("Compare", older="1", newer="2")

        assert page.says("Statement ask-first: looks like new wording")
        assert [mark.get_text() for mark in page.soup.find_all("mark")] == ["first.", "early."]


class TestAtATime:
    def publish_at(self, trainer: Visitor, reviewer: Visitor, hours: int) -> None:
        rewrite(trainer, "Ask first.", "Ask early.")
        ask(trainer)
        approve(reviewer)
        trainer.visit("/write/1/review")
        trainer.press("Publish", due=f"{now() + timedelta(hours=hours):%Y-%m-%d %H:%M}")

    def test_a_publication_waits_for_its_time(self, trainer: Visitor, reviewer: Visitor) -> None:
        self.publish_at(trainer, reviewer, 30)

        assert carry_out_due() == 0
        assert library.newest(MODULE).id == 1
        make_it_due()
        assert carry_out_due() == 1
        assert library.newest(MODULE).id == 2

    def test_what_changed_meanwhile_is_not_published_and_says_why(self, trainer: Visitor, reviewer: Visitor) -> None:
        self.publish_at(trainer, reviewer, 30)
        rewrite(trainer, "Ask early.", "Ask whenever.")
        make_it_due()
        carry_out_due()

        assert library.newest(MODULE).id == 1
        assert trainer.visit("/write/1").says("The text changed after it was approved, so it was not published.")


class TestBeginnings:
    def test_a_module_adopted_remembers_its_origin_and_shows_what_changed_there(
        self, trainer: Visitor, reviewer: Visitor
    ) -> None:
        trainer.visit("/write/new")
        page = trainer.press("Begin the draft", title="Listening here", start="adopt 1")
        assert page.says("series/listening-here")
        assert page.says("Nothing is left to mend.")
        rewrite(trainer, "Ask first.", "Ask early.")
        ask(trainer)
        approve(reviewer)
        trainer.visit("/write/1/review")
        trainer.press("Publish")

        page = trainer.visit("/write/2")
        assert page.says("The module this began from has changed.")
        assert trainer.follow("See what changed in it").says("Ask early.")

    def test_what_changed_there_is_merged_in_and_words_of_ones_own_stay(
        self, trainer: Visitor, reviewer: Visitor
    ) -> None:
        trainer.visit("/write/new")
        trainer.press("Begin the draft", title="Listening here", start="adopt 1")
        ours = "courses/series/listening-here.md"
        trainer.visit(f"/write/2/text/{ours}")
        trainer.press("Save", text=queries.whole(2).texts[ours].replace("Write it down today", "Write it on a card"))
        rewrite(trainer, "Ask first.", "Ask early.")
        rewrite(trainer, "Write it down today", "Write it down at once")
        ask(trainer)
        approve(reviewer)
        trainer.visit("/write/1/review")
        trainer.press("Publish")

        page = trainer.visit("/write/2/upstream")
        assert page.says("Merging keeps your words in this part.")
        assert page.says("Write it on a card, and tell")
        page = trainer.press("Merge what changed into my draft")

        assert page.says("What changed was merged in.")
        merged = queries.whole(2).texts[ours]
        assert "Ask early." in merged
        assert "Write it on a card" in merged
        assert "title: Listening here" in merged
        trainer.press("Take the last save back")
        assert "Ask early." not in queries.whole(2).texts[ours]

    def test_a_draft_does_not_go_out_over_what_the_files_published_meanwhile(
        self, trainer: Visitor, reviewer: Visitor, tmp_path: Path
    ) -> None:
        rewrite(trainer, "Ask first.", "Ask early.")
        folders = write_shelf(tmp_path)
        change(folders[0] / f"{MODULE}.md", "Write it down today", "Write it down at once")
        shelf, _, _ = check(*folders)
        assert shelf is not None
        publish_shelf(shelf)
        session.commit()
        ask(trainer)
        approve(reviewer)
        trainer.visit("/write/1/review")
        page = trainer.press("Publish", 409)
        assert page.says("was published since. Look at what changed in it first.")
        trainer.visit("/write/1")
        page = trainer.follow("See what changed in it")
        assert page.says("at once")

        trainer.press("I have taken in what I want")
        trainer.visit("/write/1/review")

        assert trainer.press("Publish").says("published as version 3")

    def test_one_module_has_one_draft_at_a_time(self, trainer: Visitor) -> None:
        trainer.visit("/write/new")
        page = trainer.press("Begin the draft", 400, title="Listening", start="new-version 1")

        assert page.says("A draft of this module is being written already.")

    def test_a_draft_put_away_can_be_brought_back_whole(self, trainer: Visitor) -> None:
        rewrite(trainer, "Ask first.", "Ask early.")
        trainer.visit("/write/1")
        trainer.press("Put this draft away")
        trainer.visit("/write/1", 404)
        trainer.visit("/write")

        page = trainer.press("Bring back")

        assert page.heading == "Draft: Listening"
        assert "Ask early." in main_text()

    def test_files_go_into_a_draft_and_come_out_to_the_byte_whatever_their_form(
        self, trainer: Visitor, app: Flask, tmp_path: Path
    ) -> None:
        write_shelf(tmp_path / "in")
        trainer.visit("/write/1")
        trainer.press("Put this draft away")
        words = ["--module", MODULE, "--partnership", "town", "--by", "trainer"]
        runner = app.test_cli_runner()

        begun = runner.invoke(args=["draft", "import", str(tmp_path / "in"), *words])
        again = runner.invoke(args=["draft", "import", str(tmp_path / "in"), *words])
        runner.invoke(args=["draft", "export", "2", str(tmp_path / "out")])

        assert begun.output == "Draft 2, 22 files.\n"
        assert "being written already" in again.output
        files = [path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*.*")]
        assert len(files) == 22
        assert all((tmp_path / "in" / one).read_bytes() == (tmp_path / "out" / one).read_bytes() for one in files)

    def test_what_is_exported_is_what_was_published(self, trainer: Visitor) -> None:
        assert queries.whole(1).texts == library.texts(1)


class TestLooking:
    @pytest.mark.parametrize("look", ["", "?as=phone", "?as=print", "?as=outline"])
    def test_a_draft_is_seen_as_it_would_be_read(self, trainer: Visitor, look: str) -> None:
        page = trainer.visit(f"/write/1/preview/primary/asking{look}")

        assert page.says("Ask first.")

    def test_empty_cells_of_the_coverage_lead_to_the_step_that_mends_them(self, trainer: Visitor) -> None:
        trainer.visit("/write/1/coverage?kind=primary")
        page = trainer.follow("None yet")

        assert page.address.startswith("/write/1/step/")

    def test_an_unfinished_draft_can_be_looked_at_all_the_same(self, trainer: Visitor) -> None:
        for name in (MAIN, f"courses/{MODULE}/primary.yml", f"quizzes/{MODULE}/primary.yml"):
            trainer.visit(f"/write/1/text/{name}")
            trainer.press("Save", text="---\nminutes: many\n---\n# Asking {#asking}\n\n::: scene 1\n:::\n")

        for address in ("", "/checks", "/coverage", "/review", "/preview/primary/asking", "/findings"):
            trainer.visit(f"/write/1{address}")


def make_it_due() -> None:
    for job in session.query(Job):
        job.due_at = now() - timedelta(minutes=1)
    session.commit()


def appoint_as_reviewer(username: str) -> None:
    person = by_username(username)
    assert person is not None
    actions.appoint(person.id, Office.REVIEWER, None, None, partnership_id("town"))
    session.commit()


def test_an_administrator_opens_no_draft(trainer: Visitor, app: Flask) -> None:
    admin = somebody(app, "admin", Office.ADMINISTRATOR)

    admin.visit("/write", 403)
    admin.visit("/write/1", 403)
