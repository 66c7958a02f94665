"""cmi5.xml: a course of one assignable unit. Source: cmi5 (AICC), section 13, and CourseStructure.xsd.

No mastery score is given: a platform would let it overrule what a check says of questions that have to be right.
"""

from collections.abc import Iterable

from lxml.builder import ElementMaker

from app.bridges.packages.records import Activity
from app.bridges.packages.rules.scorm import written

STRUCTURE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
LANGUAGE = "en-GB"


def course_structure(about: Activity, _files: Iterable[str]) -> bytes:
    """The course structure of a package, which need not name its files."""
    make = ElementMaker(namespace=STRUCTURE, nsmap={None: STRUCTURE})

    def told(name: str, words: str) -> object:
        return make(name, make.langstring(words, lang=LANGUAGE))

    course = make.course(told("title", about.title), told("description", about.summary), id=f"{about.address}/course")
    unit = make.au(
        told("title", about.title),
        told("description", about.summary),
        make.url("index.html"),
        id=about.address,
        moveOn="CompletedAndPassed",
        launchMethod="AnyWindow",
    )
    return written(make.courseStructure(course, unit))
