"""Modules that are not for everybody: the small shelf's module once more, under another name and for its owner."""

from app.authoring.rules.starts import copied
from app.content.checks import check_module
from app.core.database import session
from app.library import queries
from app.library.actions import publish_modules
from app.library.records import VersionRecord
from tests.factories.shelf import MODULE

OWN = "series/02-our-own"


def texts_for(only_for: str, code: str = OWN, title: str = "Our own way") -> dict[str, str]:
    """The texts of a module that is for somebody alone, such as setting/school; for everybody where nothing is said."""
    texts = copied(queries.newest_texts(MODULE, "files"), MODULE, code, title)
    main = f"courses/{code}.md"
    line = f"only_for: {only_for}\n" if only_for else ""
    return {**texts, main: texts[main].replace("level:", f"{line}level:", 1)}


def a_module_for(only_for: str, code: str = OWN, title: str = "Our own way", edition: str = "1.0") -> VersionRecord:
    """Such a module, published and committed."""
    texts = texts_for(only_for, code, title)
    main = f"courses/{code}.md"
    texts[main] = texts[main].replace("edition: '1.0'", f"edition: '{edition}'").replace('"1.0"', f'"{edition}"')
    shelf = queries.foundations()
    module, faults = check_module(code, texts, shelf)
    assert module is not None
    assert not faults
    publish_modules((module,), shelf)
    session.commit()
    return queries.newest(code)
