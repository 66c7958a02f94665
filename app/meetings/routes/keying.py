"""Answer sheets keyed in: one line a person, looked through, and then counted."""

from dataclasses import dataclass

from flask import jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.access.guard import identity, my_post, requires
from app.access.permissions import FACILITATE, LEAD
from app.core.errors import NotFound
from app.handouts import queries as handouts
from app.handouts.records import Sheet
from app.meetings import actions, queries
from app.meetings.records import Kept, MeetingRecord
from app.meetings.routes.blueprint import arrived, blueprint
from app.meetings.rules.holding import has_learned
from app.meetings.rules.lines import as_data, tidy, wanted_in_words
from app.web.forms import Form
from app.workforce import queries as workforce
from app.workforce.records import PostRecord


@dataclass(frozen=True)
class Row:
    """One line of the screen: whose it is, and what came of it so far."""

    post: PostRecord
    kept: Kept | None

    @property
    def said(self) -> str:
        """How it stands, in a word or two."""
        if self.kept is None:
            return ""
        if self.kept.is_complete:
            return "complete"
        if self.kept.waits:
            return "kept"
        return "passed" if self.kept.has_passed else "to try again"


@blueprint.route("/<int:meeting_id>/answers", methods=["GET", "POST"])
@requires(FACILITATE)
def answers(meeting_id: int) -> str | tuple[str, int] | Response:
    """Key in the letters of each sheet; what can be read is kept, and the rest comes back with why."""
    meeting, form = queries.one(my_post().setting_id, meeting_id), Form()
    rows, wrong, paper = _rows(meeting), "", 1
    faults: dict[int, str] = {}
    if form.validate_on_submit():
        wrong, paper = _paper(meeting, request.form.get("code", ""))
        if not wrong:
            typed = {row.post.id: _typed(row) for row in rows if not (row.kept and row.kept.is_complete)}
            faults = actions.keep_lines(my_post(), meeting.id, typed, paper)
            if not faults:
                return arrived(url_for("meetings.answers", meeting_id=meeting.id, kept=1))
    page = render_template(
        "meetings/answers.html",
        meeting=meeting,
        rows=_rows(meeting),
        questions=queries.sheet(meeting, paper).questions,
        code=request.form.get("code", _code(meeting, rows)),
        wanted=wanted_in_words,
        faults=faults,
        wrong=wrong,
        typed=request.form,
        may_take_back=LEAD.rule(identity()),
        form=form,
    )
    return (page, 400) if wrong or faults else page


def _rows(meeting: MeetingRecord) -> list[Row]:
    """Everybody who was there for long enough or whose sheet counts, by name; who needs nothing more comes last."""
    there = {post_id for post_id, one in queries.register(meeting.id).items() if has_learned(one, meeting.minutes)}
    kept = queries.kept(meeting.id)
    there |= {one.post_id for one in kept.values() if one.may_be_taken_back}
    found = [Row(post, kept.get(post.id)) for post in workforce.posts_in(meeting.setting_id, list(there))]
    return sorted(found, key=lambda row: (row.said == "complete", row.post.person_name.casefold()))


def _code(meeting: MeetingRecord, rows: list[Row]) -> str:
    """The code of the lines that wait to be looked through; none where they are of several papers, or none wait."""
    papers = {row.kept.paper for row in rows if row.kept and row.kept.line}
    return queries.sheet(meeting, papers.pop()).code if len(papers) == 1 else ""


def _typed(row: Row) -> str:
    return tidy(request.form.get(f"line-{row.post.id}", ""))[:200]


def _paper(meeting: MeetingRecord, typed: str) -> tuple[str, int]:
    """Why sheets of a code cannot be keyed in here, or nothing; and which of its kind's papers they are."""
    found = handouts.sheet_by_code(typed)
    if not typed.strip():
        return "Enter the version code that stands on the sheets", 1
    if found is None or found.sheet is not Sheet.PACK:
        return "No answer sheet has this code. Look at it once more", 1
    if (found.version.id, found.kind) != (meeting.version_id, meeting.kind):
        what = f"{found.version.title}, edition {found.version.edition}, for: {found.kind.label}"
        return f"This code is of another sheet ({what}). Its letters would mean other answers here", 1
    return "", found.paper


@blueprint.get("/<int:meeting_id>/answers/sheet")
@requires(FACILITATE)
def answer_sheet(meeting_id: int) -> Response:
    """For the page's script: why sheets of a code cannot be keyed in here, or what each of their questions takes."""
    meeting = queries.one(my_post().setting_id, meeting_id)
    wrong, paper = _paper(meeting, request.args.get("code", ""))
    return jsonify(wrong=wrong, questions=[] if wrong else as_data(queries.sheet(meeting, paper).questions))


@blueprint.post("/<int:meeting_id>/answers/count")
@requires(FACILITATE)
def count(meeting_id: int) -> Response:
    """Let what was keyed in count."""
    number = actions.count(my_post(), meeting_id)
    return redirect(url_for("meetings.answers", meeting_id=meeting_id, counted=number))


@blueprint.route("/<int:meeting_id>/answers/<int:post_id>/take-back", methods=["GET", "POST"])
@requires(LEAD)
def take_back(meeting_id: int, post_id: int) -> str | Response:
    """Take back what was keyed in for the wrong person."""
    meeting, form = queries.one(my_post().setting_id, meeting_id), Form()
    kept = queries.kept(meeting.id).get(post_id)
    if kept is None or not kept.may_be_taken_back:
        raise NotFound("No answers that count were keyed in for her at this meeting.")
    if form.validate_on_submit():
        actions.take_back(my_post(), meeting.id, post_id)
        return redirect(url_for("meetings.answers", meeting_id=meeting.id, taken_back=1))
    (post,) = workforce.posts_in(meeting.setting_id, [post_id])
    return render_template("meetings/take_back.html", meeting=meeting, post=post, kept=kept, form=form)
