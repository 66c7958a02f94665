"""Manifests of SCORM 1.2 and of SCORM 2004, 4th edition: one organisation, one item, one resource.

Sources: SCORM Content Aggregation Model 1.2, 2.3; SCORM 2004 4th edition, Content Aggregation Model, 3.4.
No mastery score is given: a platform would let it overrule what a check says of questions that have to be right.
"""

from collections.abc import Iterable

from lxml import etree
from lxml.builder import ElementMaker

from app.bridges.packages.records import Activity

CP12 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL12 = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADL = "http://www.adlnet.org/xsd/adlcp_v1p3"
SEQUENCING = "http://www.imsglobal.org/xsd/imsss"


def manifest12(about: Activity, files: Iterable[str]) -> bytes:
    """imsmanifest.xml of SCORM 1.2."""
    return _manifest(about, files, ElementMaker(namespace=CP12, nsmap={None: CP12, "adlcp": ADL12}), "1.2", ADL12)


def manifest2004(about: Activity, files: Iterable[str]) -> bytes:
    """imsmanifest.xml of SCORM 2004, 4th edition. Passing is told by the package, not reckoned from its scores."""
    named = {None: CP, "adlcp": ADL, "imsss": SEQUENCING}
    return _manifest(about, files, ElementMaker(namespace=CP, nsmap=named), "2004 4th Edition", ADL)


def _manifest(about: Activity, files: Iterable[str], make: ElementMaker, edition: str, adl: str) -> bytes:
    is_2004 = adl == ADL
    item = make.item(make.title(about.title), identifier="ITEM", identifierref="RESOURCE", isvisible="true")
    resource = make.resource(
        *(make.file(href=name) for name in sorted(files)), identifier="RESOURCE", type="webcontent", href="index.html"
    )
    resource.set(f"{{{adl}}}{'scormType' if is_2004 else 'scormtype'}", "sco")
    if is_2004:
        item.append(_sequencing())
    whole = make.manifest(
        make.metadata(make.schema("ADL SCORM"), make.schemaversion(edition)),
        make.organizations(make.organization(make.title(about.title), item, identifier="MODULE"), default="MODULE"),
        make.resources(resource),
        identifier=about.code,
        version="1.0",
    )
    return written(whole)


def _sequencing() -> etree._Element:
    """That the package itself says whether it is completed and passed: nothing is taken for granted when it is left."""
    make = ElementMaker(namespace=SEQUENCING)
    delivery = make.deliveryControls(completionSetByContent="true", objectiveSetByContent="true")
    return make.sequencing(delivery)


def written(tree: etree._Element) -> bytes:
    """An XML file of a tree, the same each time."""
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=True))
