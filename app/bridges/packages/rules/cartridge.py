"""A Common Cartridge 1.1: pages to read and a check, or a link to this site.

Source: IMS Common Cartridge Profile 1.1, sections 3 (manifest) and 4.5 (web links).
"""

from collections.abc import Mapping

from lxml import etree
from lxml.builder import ElementMaker

from app.bridges.packages.records import Activity
from app.bridges.packages.rules.scorm import written

CP = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
LINK = "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"
TYPES = {
    "page": "webcontent",
    "link": "imswl_xmlv1p1",
    "check": "imsqti_xmlv1p2/imscc_xmlv1p1/assessment",
}


def manifest(about: Activity, items: Mapping[str, tuple[str, str]], beside: tuple[str, ...] = ()) -> bytes:
    """imsmanifest.xml of a cartridge.

    Args:
        about: the module.
        items: in order, by file: what is shown of it, and what it is among `TYPES`.
        beside: files that pages need and no reader is led to.
    """
    make = ElementMaker(namespace=CP, nsmap={None: CP, "lomimscc": LOM})
    listed = [
        make.item(make.title(title), identifier=f"ITEM-{number}", identifierref=f"RESOURCE-{number}")
        for number, (title, _) in enumerate(items.values(), 1)
    ]
    resources = [
        make.resource(make.file(href=name), identifier=f"RESOURCE-{number}", type=TYPES[kind], **_href(name, kind))
        for number, (name, (_, kind)) in enumerate(items.items(), 1)
    ]
    resources += [
        make.resource(make.file(href=name), identifier=f"BESIDE-{number}", type=TYPES["page"], href=name)
        for number, name in enumerate(beside, 1)
    ]
    organization = make.organization(
        make.item(*listed, identifier="ROOT"), identifier="MODULE", structure="rooted-hierarchy"
    )
    metadata = make.metadata(make.schema("IMS Common Cartridge"), make.schemaversion("1.1.0"), _described(about))
    whole = make.manifest(metadata, make.organizations(organization), make.resources(*resources), identifier=about.code)
    return written(whole)


def _href(name: str, kind: str) -> dict[str, str]:
    """Web content says where it begins; links and checks do not."""
    return {"href": name} if kind == "page" else {}


def _described(about: Activity) -> etree._Element:
    make = ElementMaker(namespace=LOM)

    def told(name: str, words: str) -> etree._Element:
        return make(name, make.string(words, language="en-GB"))

    return make.lom(make.general(told("title", about.title), told("description", about.summary)))


def web_link(title: str, address: str) -> bytes:
    """A link that opens in a window of its own."""
    make = ElementMaker(namespace=LINK, nsmap={None: LINK})
    return written(make.webLink(make.title(title), make.url(href=address, target="_blank")))
