"""A knowledge check as QTI 1.2.1, in the profile that Common Cartridge 1.1 takes.

The profile knows no putting in order and no matching, so each thing to choose becomes an item of its own.
Source: IMS Common Cartridge Profile 1.1, section 5 (item types, metadata, response processing).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from app.bridges.packages.rules.fields import Field, fields
from app.bridges.packages.rules.scorm import written
from app.quizzes.kinds import Question

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
ONE, SEVERAL = "cc.multiple_choice.v0p1", "cc.multiple_response.v0p1"
_make = ElementMaker(namespace=QTI, nsmap={None: QTI})


def assessment(code: str, title: str, questions: Sequence[Question]) -> bytes:
    """A check of questions, each thing to choose an item; it may be tried as often as one likes."""
    items = [
        _item(f"{question.code}-{n}", *asked) for question in questions for n, asked in enumerate(_asked(question), 1)
    ]
    whole = _make.assessment(
        _facts({"cc_profile": "cc.exam.v0p1", "qmd_assessmenttype": "Examination", "cc_maxattempts": "unlimited"}),
        _make.section(*items, ident="root_section"),
        ident=code,
        title=title,
    )
    return written(_make.questestinterop(whole))


def _asked(question: Question) -> Iterator[tuple[str, Field]]:
    """The words of each item of a question, with what is chosen."""
    for field in fields(question):
        yield f"{question.payload['stem']} {field.label}".strip(), field


def _facts(named: dict[str, str]) -> etree._Element:
    return _make.qtimetadata(
        *(_make.qtimetadatafield(_make.fieldlabel(name), _make.fieldentry(value)) for name, value in named.items())
    )


def _item(code: str, words: str, field: Field) -> etree._Element:
    profile = SEVERAL if field.type == "several" else ONE
    labels = [_label(f"A{place}", text) for place, text in enumerate(field.options)]
    shown: dict[str, Any] = {"ident": "ANSWER", "rcardinality": "Multiple" if field.type == "several" else "Single"}
    choices = _make.render_choice(*labels, shuffle="Yes" if field.is_mixed else "No")
    scored = _make.decvar(maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    right = _make.respcondition(
        _make.conditionvar(_right(field)), _make.setvar("100", action="Set", varname="SCORE"), **{"continue": "No"}
    )
    return _make.item(
        _make.itemmetadata(_facts({"cc_profile": profile})),
        _make.presentation(_words(words), _make.response_lid(choices, **shown)),
        _make.resprocessing(_make.outcomes(scored), right),
        ident=code,
    )


def _right(field: Field) -> etree._Element:
    """What must have been chosen: where several may be, every right one and no other."""
    said = [_make.varequal(f"A{place}", respident="ANSWER") for place in range(len(field.options))]
    if field.type != "several":
        return said[field.right[0]]
    wanted = [one if place in field.right else _make("not", one) for place, one in enumerate(said)]
    return _make("and", *wanted)


def _label(code: str, text: str) -> etree._Element:
    return _make.response_label(_words(text), ident=code)


def _words(text: str) -> etree._Element:
    return _make.material(_make.mattext(text, texttype="text/plain"))
