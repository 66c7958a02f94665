"""A line of the thread as it leaves: rows for a spreadsheet, and the same as plain values for JSON."""

from collections.abc import Iterator
from typing import Any

from app.library.records import AskedRecord, TaughtRecord
from app.practice.records import State
from app.reviews.records import FindingRecord
from app.thread.records import Counted, Line, OwnAction, Understood

COLUMNS = (
    "Review",
    "Published",
    "Finding",
    "What was found",
    "Theme",
    "Evidence",
    "Taught today",
    "Module",
    "Statement",
    "What is taught",
    "Question",
    "What is asked",
    "Counted in",
    "First answers",
    "Not right",
    "Wrong while sure",
    "Settings with an action",
    *(f"Actions {state.label.lower()}" for state in State),
    "Our practice actions",
)
Value = str | int | None


def rows(line: Line) -> Iterator[list[Value]]:
    """A row for each question of each statement of each finding, and for each partnership that was counted."""
    for finding in line.findings:
        statements: list[TaughtRecord | None] = [*line.statements_of(finding.ref)]
        for statement in statements or [None]:
            questions: list[AskedRecord | None] = [*line.questions_of(statement.key)] if statement else []
            for question in questions or [None]:
                for counted in line.counted or (None,):
                    yield [
                        *_found(line, finding),
                        *_taught(statement, question),
                        *_numbers(counted, statement, question),
                        _own(line.actions_of(statement.key) if statement else []),
                    ]


def _found(line: Line, one: FindingRecord) -> list[Value]:
    theme, today = line.themes.get(one.theme, one.theme), "No" if one.ref in line.untaught else "Yes"
    is_taught = today if one.is_teachable else "Not to be taught yet"
    return [one.review.title, one.review.published or "", one.ref, one.text, theme, one.evidence, is_taught]


def _taught(statement: TaughtRecord | None, question: AskedRecord | None) -> list[Value]:
    said: list[Value] = [statement.module_title, statement.code, statement.text] if statement else [""] * 3
    return said + ([question.code, question.stem] if question else ["", ""])


def _numbers(counted: Counted | None, statement: TaughtRecord | None, question: AskedRecord | None) -> list[Value]:
    if counted is None:
        return ["", *[None] * (4 + len(State))]
    told = counted.questions.get(f"{question.module}:{question.code}") if question else None
    done = counted.taken_up.get(":".join(statement.key)) if statement else None
    return [
        counted.name,
        *((told.answers, told.wrong, told.sure_wrong) if told else [None] * 3),
        done.settings if done else None,
        *(done.states.values() if done else [None] * len(State)),
    ]


def _own(actions: list[OwnAction]) -> str:
    return "\n".join(f"{one.action.words} ({one.action.state.label})" for one in actions)


def as_values(line: Line) -> dict[str, Any]:
    """The line as plain values, the finding outermost; what is too small to show is not there."""
    return {
        "findings": [_finding(line, one) for one in line.findings],
        "counted": [_counted(one) for one in line.counted],
        "our_actions": [_action(one) for one in line.actions],
    }


def _finding(line: Line, one: FindingRecord) -> dict[str, Any]:
    return {
        "finding": one.ref,
        "text": one.text,
        "theme": one.theme,
        "evidence": one.evidence,
        "review": {"id": one.review.ref, "title": one.review.title, "published": one.review.published},
        "taught": one.is_teachable and one.ref not in line.untaught,
        "statements": [_statement(line, statement) for statement in line.statements_of(one.ref)],
    }


def _statement(line: Line, one: TaughtRecord) -> dict[str, Any]:
    asked = [{"question": q.code, "text": q.stem, "critical": q.is_critical} for q in line.questions_of(one.key)]
    facts = {"module": one.module, "edition": one.edition, "statement": one.code, "text": one.text}
    return {**facts, "today": one.is_current, "questions": asked}


def _counted(one: Counted) -> dict[str, Any]:
    return {
        "partnership": one.name,
        "by_kind": {line.label: _told(line) for line in one.kinds},
        "by_question": {key: _told(line) for key, line in one.questions.items()},
        "actions": {key: {"settings": done.settings, **done.states} for key, done in one.taken_up.items()},
        "later": [{"module": m.module, "people": m.people, **m.answers, "barriers": m.barriers} for m in one.impact],
        "left_out": one.is_left_out,
    }


def _told(one: Understood) -> dict[str, int]:
    return {"answers": one.answers, "not_right": one.wrong, "wrong_while_sure": one.sure_wrong}


def _action(one: OwnAction) -> dict[str, Any]:
    facts = {"number": one.action.id, "words": one.action.words, "state": str(one.action.state)}
    return {
        **facts,
        "led_by": one.action.owner,
        "module": one.key[0],
        "statement": one.key[1],
        "findings": one.findings,
    }
