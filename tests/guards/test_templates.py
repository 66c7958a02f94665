"""Every template compiles, and somebody uses it."""

import re
from pathlib import Path

from flask import Flask

APP = Path(__file__).parents[2] / "app"
NAMED = re.compile(r"""["']([a-z_]+/[a-z_/]+\.html)["']""")


def addresses() -> set[str]:
    """Every template by the address under which it is asked for: room, then file."""
    found = set()
    for path in APP.glob("*/templates/**/*.html"):
        room, _, *rest = path.relative_to(APP).parts
        found.add("/".join([room, *rest]))
    return found


def test_every_template_compiles(empty_app: Flask) -> None:
    for address in addresses():
        empty_app.jinja_env.get_template(address)


def test_every_template_is_asked_for_and_every_one_asked_for_is_there() -> None:
    sources = [*APP.rglob("*.py"), *APP.rglob("*.html")]
    asked = {name for path in sources for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    asked = {name for name in asked if not name.startswith("govuk")}
    by_kind = {name for name in addresses() if name.startswith("quizzes/kinds/")}

    assert addresses() - asked - by_kind == set()
    assert asked - addresses() == set()


def test_no_template_takes_the_site_to_lie_at_the_top_of_its_host() -> None:
    rooted = re.compile(r"""(?:href|action|src|formaction)"?[=:] ?["']/""")

    assert [path.name for path in APP.glob("*/templates/**/*.html") if rooted.search(path.read_text("utf-8"))] == []
