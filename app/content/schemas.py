"""The shape of every content file, as JSON Schema; each `description` is the sentence that helps to mend it."""

from typing import Any, TypeAlias

from app.core.vocabulary import EVERYONE, ChangeClass, ReviewKind, Role, RunBy, SettingKind, Topic

Schema: TypeAlias = dict[str, Any]
KINDS = [kind.value for kind in SettingKind]
EVIDENCE = ["seen", "secondary", "not-read", "unverified"]


def text(help_: str) -> Schema:
    return {"type": "string", "minLength": 1, "description": help_}


def maybe(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def one_of(values: list[str], help_: str) -> Schema:
    return {"type": "string", "enum": values, "description": f"{help_} One of: {', '.join(values)}."}


def list_of(item: Schema, help_: str, least: int = 0, most: int | None = None) -> Schema:
    limits: Schema = {"minItems": least} | ({"maxItems": most} if most else {})
    return {"type": "array", "items": item, "description": help_, **limits}


def record(required: Schema, optional: Schema | None = None, help_: str = "A block of keys.") -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
        "description": help_,
    }


YES_NO: Schema = {"type": "boolean", "description": "Write true or false, without quotes."}
NUMBER: Schema = {"type": "integer", "minimum": 0, "description": "Write a whole number, without quotes."}
ID: Schema = {
    "type": "string",
    "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$",
    "description": "Write small letters, digits and single dashes, such as quiet-children.",
}
ADDRESS: Schema = {
    "type": "string",
    "pattern": r"^https?://\S+$",
    "description": "Write a web address that begins with https:// or http://, or null.",
}
DATE: Schema = {
    "type": "string",
    "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
    "description": 'Write a year, month or day in quotes: "2013", "2013-09" or "2013-09-17".',
}
REFS = list_of(text("A finding such as coventry-2013.1, or a source id."), "A list of references.", 1)

CHOICE = record(
    {
        "text": text("What the reader can choose, in a few words."),
        "verdict": one_of(["strong", "partial", "weak"], "How good the choice is."),
        "consequence": text("What happens because of it, kindly."),
    }
)
CHOICES = list_of(CHOICE, "Three choices, exactly one of them strong.", 3, 3)
SCENES = record(
    {
        "kind": one_of(KINDS, "The kind of setting these scenes are for."),
        "scenes": list_of(
            record(
                {
                    "id": ID,
                    "title": text("A few words."),
                    "note": text("One line on what the scene touches on."),
                    "scene": text("The scene: you, here, now."),
                    "first": record({"question": text("The first question."), "choices": CHOICES}),
                    "second": record(
                        {
                            "scene": text("What comes next, true after any first choice."),
                            "question": text("The second question."),
                            "choices": CHOICES,
                        }
                    ),
                    "taught": text("What the reviews taught."),
                    "gentle": text("The learning without the scene."),
                    "findings": REFS,
                    "statements": list_of(ID, "The statements this scene brings to life.", 1),
                }
            ),
            "One to three scenes.",
            1,
            3,
        ),
    }
)

_QUESTION: Schema = {
    "id": ID,
    "type": one_of(["single", "several", "order", "match", "true-false"], "The kind of question."),
    "difficulty": one_of(["easy", "medium", "hard"], "How hard it is."),
    "statement": ID,
    "sources": REFS,
    "misconception": text("The wrong idea this question brings to light."),
    "stem": text("The question itself."),
    "explanation": text("The point, with the review by place and year."),
}
_FEEDBACK = text("Why it is right or wrong, kindly; every option has one.")
OPTION = record({"text": text("What can be chosen."), "feedback": _FEEDBACK}, {"correct": YES_NO})
QUESTION_PARTS: dict[str, Schema] = {
    "single": {"options": list_of(OPTION, "Three to six options, one of them correct.", 3, 6)},
    "several": {"options": list_of(OPTION, "Four to six options, two to four of them correct.", 4, 6)},
    "order": {
        "steps": list_of(
            record({"text": text("One step."), "feedback": _FEEDBACK}), "Three to six steps, in the right order.", 3, 6
        )
    },
    "match": {
        "pairs": list_of(
            record({"left": text("The left side."), "right": text("What belongs to it."), "feedback": _FEEDBACK}),
            "Three to five pairs.",
            3,
            5,
        )
    },
    "true-false": {
        "answer": YES_NO,
        "if_true": text("Feedback for saying true."),
        "if_false": text("Feedback for saying false."),
        "reasons": list_of(OPTION, "Three or four reasons, one of them correct.", 3, 4),
    },
}


def question(kind: str) -> Schema:
    """The shape of one question of a kind; an unknown kind gets the shared part, which names the kinds there are."""
    parts = QUESTION_PARTS.get(kind, {})
    shape = record({**_QUESTION, **parts}, {"critical": YES_NO})
    return shape if parts else {**shape, "additionalProperties": True}


QUESTIONS = record(
    {
        "for": one_of([*KINDS, EVERYONE], "Whom the questions are for."),
        "questions": list_of({"type": "object", "description": "A question."}, "The questions.", 1),
    },
    {
        "prompts": list_of(
            record({"id": ID, "text": text("The prompt, about our practice."), "hint": text("A line to help.")}),
            "Six reflection prompts.",
            6,
            6,
        )
    },
)

QUESTIONS_HERE = record(
    {
        "for": one_of(KINDS, "The kind of setting."),
        "questions": list_of(
            record(
                {
                    "id": ID,
                    "topic": one_of([topic.value for topic in Topic], "What it is about."),
                    "sources": REFS,
                    "stem": text("The moment, in which she has to know whom to ring or where to write."),
                    "options": list_of(OPTION, "Three to five options, one of them correct.", 3, 5),
                    "explanation": text("Why, with the review by place and year; and when to ring 999."),
                }
            ),
            "The questions.",
            1,
        ),
    }
)

FINDING = record(
    {
        "number": {**NUMBER, "minimum": 1},
        "text": text("One plain sentence in your own words."),
        "theme": ID,
        "evidence": one_of(EVIDENCE, "How well the finding is known."),
    },
    {"page": maybe(NUMBER), "paragraph": maybe(text("Such as 4.2, in quotes."))},
)
REVIEWS = record(
    {
        "reviews": list_of(
            record(
                {
                    "id": ID,
                    "title": text("The published title."),
                    "label": text("How our pages refer to it, without a child’s name."),
                    "body": text("Who published it."),
                    "kind": one_of([kind.value for kind in ReviewKind], "What kind of review it is."),
                    "locality": maybe(text("The place, or null.")),
                    "published": maybe(DATE),
                    "settings": list_of(one_of(KINDS, "A kind of setting."), "Kinds it speaks to; [] for all."),
                    "where": list_of(
                        record({"name": text("What can be read there.")}, {"address": maybe(ADDRESS)}),
                        "Where it can be found.",
                        1,
                    ),
                    "checked_on": DATE,
                    "taken_down": YES_NO,
                    "findings": list_of(FINDING, "Numbered findings; [] where it was not read."),
                },
                {
                    "note": maybe(text("One line.")),
                    "names_in_title": list_of(text("A name."), "Names that may stand in the title only."),
                },
            ),
            "The reviews.",
            1,
        )
    }
)
SOURCES = record(
    {
        "sources": list_of(
            record(
                {
                    "id": ID,
                    "title": text("Its title."),
                    "label": text("Its short name in running text."),
                    "publisher": text("Who publishes it."),
                    "evidence": one_of(EVIDENCE, "How well it is known."),
                    "checked_on": DATE,
                },
                {
                    "edition": maybe(text("Its edition, in quotes.")),
                    "in_force_on": maybe(DATE),
                    "address": maybe(ADDRESS),
                    "replaces": maybe(text("What it replaced.")),
                    "watch": maybe(text("What may change.")),
                },
            ),
            "Guidance and other sources that are not reviews.",
            1,
        )
    }
)
THEMES = record(
    {
        "themes": list_of(
            record({"id": ID, "title": text("Its name."), "sentence": text("One plain line.")}), "The themes.", 1
        )
    }
)
LANGUAGE = record(
    {
        "swaps": list_of(
            record({"avoid": text("Words to avoid."), "say": text("What to say."), "why": text("Why.")}),
            "The swap list.",
            1,
        )
    }
)
SUPPORT = record(
    {
        "contacts": list_of(
            record(
                {
                    "id": ID,
                    "name": text("Who answers."),
                    "what": text("What they help with."),
                    "number": text("The number, in quotes."),
                    "checked_on": DATE,
                },
                {
                    "text": maybe(text("A text number.")),
                    "available": maybe(text("When they answer.")),
                    "for": text("Whom it is for."),
                },
            ),
            "Support contacts.",
            1,
        )
    }
)
_KINDS_OR_ALL: Schema = {
    "anyOf": [{"const": "all"}, list_of(one_of(KINDS, "A kind of setting."), "Kinds.", 1)],
    "description": "Write all, or a list of kinds of setting.",
}
_ROLES = [*(role.value for role in Role), "childminder", "governor"]
CONTRACTS = ["employed", "agency", "volunteer", "governor", "student"]
_TRIGGERS = ["induction", "once", "interval", "each-edition", "academic-year", "policy"]
DAY: Schema = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}$",
    "description": 'Write a day in quotes: "2026-09-01".',
}
_RUN_BY = list_of(one_of([one.value for one in RunBy], "Who runs it."), "Who runs the setting.", 1)
_WHERE: Schema = {"run_by": _RUN_BY, "not_run_by": _RUN_BY, "sure": YES_NO}
_SIZES = list_of(
    record({"words": text("What it means for a setting of this size.")}, {"most": {**NUMBER, "minimum": 1}}),
    "Sizes, the smallest first; the last without `most`.",
    1,
)
_SATISFIED_BY = record(
    {},
    {
        "modules": list_of(text("A module, such as series/01-listening."), "Modules."),
        "levels": list_of(text("A level, as modules say it."), "Levels."),
        "training": list_of(text("A part of the title of a course elsewhere."), "Titles of courses elsewhere."),
    },
)
PATHWAY = record(
    {
        "pathway": ID,
        "title": text("Its name."),
        "partnership": maybe(ID),
        "requirements": list_of(
            record(
                {
                    "code": {"type": "string", "pattern": "^[A-Z0-9-]+$", "description": "Write a code: ESSEX-L2."},
                    "title": text("A few words."),
                    "sentence": text("One plain sentence."),
                    "authority": text("Who asks for it."),
                    "source": ID,
                    "statutory": YES_NO,
                    "kinds": _KINDS_OR_ALL,
                    "roles": {
                        "anyOf": [{"const": "all"}, list_of(one_of(_ROLES, "A role."), "Roles.", 1)],
                        "description": "Write all, or a list of roles.",
                    },
                    "trigger": one_of(_TRIGGERS, "When it falls."),
                    "evidence": one_of(EVIDENCE, "How well it is known."),
                    "contributes": YES_NO,
                    "checked_on": DAY,
                },
                {
                    **_WHERE,
                    "of": one_of(["post", "setting"], "Whose duty it is."),
                    "also": list_of(record({"kinds": _KINDS_OR_ALL}, _WHERE), "Where else it holds.", 1),
                    "contracts": list_of(one_of(CONTRACTS, "A kind of contract."), "Kinds of contract.", 1),
                    "unsure_contracts": list_of(one_of(CONTRACTS, "A kind of contract."), "Not sure for these.", 1),
                    "job_words": list_of(text("A part of a job title."), "Job titles that it concerns.", 1),
                    "sizes": _SIZES,
                    "edition": maybe(text("Its edition, in quotes.")),
                    "in_force_on": DAY,
                    "interval_months": maybe({**NUMBER, "minimum": 1}),
                    "also_at_induction": YES_NO,
                    "grace_days": NUMBER,
                    "early_renewal_days": NUMBER,
                    "satisfied_by": _SATISFIED_BY,
                    "confirm": maybe(text("What the partnership should confirm.")),
                    "contributes_note": maybe(text("How a module contributes, or does not.")),
                },
            ),
            "The requirements.",
            1,
        ),
    }
)
COURSE = record(
    {
        "id": ID,
        "title": text("The series’ name."),
        "about": text("Two sentences."),
        "modules": list_of(ID, "Module ids in order; [] while none is ready."),
    }
)
MODULE = record(
    {
        "id": ID,
        "course": ID,
        "edition": text('The edition in quotes, such as "1.0".'),
        "change": one_of([change.value for change in ChangeClass], "What changed since the last edition."),
        "title": text("The module’s title."),
        "level": text("The level wording."),
        "theme": ID,
        "minutes": {**NUMBER, "minimum": 1, "maximum": 240},
        "review_by": DATE,
        "written_on": DATE,
        "outcomes": list_of(text("I can …"), "What staff can do after it.", 1),
        "content_note": text("What it touches on and how to take care."),
        "check": record(
            {
                "questions": {**NUMBER, "minimum": 1},
                "own_kind": NUMBER,
                "pass_percent": {**NUMBER, "minimum": 1, "maximum": 100},
                "critical_must_be_right": YES_NO,
            }
        ),
        "reflection": record({"prompts": {**NUMBER, "minimum": 1}, "at_least": {**NUMBER, "minimum": 1}}),
        "contributes_to": list_of(text("A requirement code."), "Requirement codes."),
        "does_not_evidence": list_of(text("A requirement code."), "Requirement codes."),
    },
    {
        "renewal": record(
            {
                "sections": list_of(ID, "The slugs of the sections that a renewal reads again.", 1),
                "minutes": {**NUMBER, "minimum": 1, "maximum": 240},
                "within_months": {**NUMBER, "minimum": 1, "maximum": 60},
                "check": record({"questions": {**NUMBER, "minimum": 1}, "own_kind": NUMBER}),
            }
        ),
        "kinds": list_of(one_of(KINDS, "A kind of setting."), "The kinds of setting it is for, where not for all.", 1),
        "only_for": {
            "type": "string",
            "pattern": "^(partnership|trust|setting)/[a-z0-9][a-z0-9-]*$",
            "description": "Whom alone it is for: setting/, trust/ or partnership/ and its code; leave it out for all.",
        },
        "easy_read": list_of(
            record(
                {
                    "title": text("A few easy words."),
                    "lines": list_of(text("One short sentence, or two."), "What is said, line by line.", 1),
                },
                {"for": list_of(one_of(KINDS, "A kind of setting."), "For whom, where not for all.", 1)},
            ),
            "The same learning in easy words, in parts.",
            1,
        ),
    },
)
