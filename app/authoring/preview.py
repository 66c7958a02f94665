"""A draft's section as it would be published: the same rendering, with gaps stood in for."""

from app.content import unfinished
from app.content.documents import Shelf
from app.content.pages import Page, pages
from app.content.texts import Texts
from app.core.errors import NotFound
from app.core.vocabulary import SettingKind


def section_as(
    code: str, texts: Texts, kind: SettingKind, slug: str, shelf: Shelf
) -> tuple[Page, list[Page], list[SettingKind]]:
    """One section as a kind of setting would read it, all sections, and the kinds that the draft is for.

    Raises:
        NotFound: the draft is not for this kind, or has no such section.
    """
    module = unfinished.module(code, texts)
    if kind not in module.kinds:
        raise NotFound("This draft is for other kinds of setting.")
    found = pages(module, kind, shelf)
    for page in found:
        if page.slug == slug:
            return page, found, module.kinds
    raise NotFound("There is no such section.")
