"""flask access: the table of who may call what, written from the routes themselves."""

from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.access.guard import asks_proof, permission_of
from app.access.permissions import ALL

group = AppGroup("access", help="Who may call what.")
HEAD = """# Who may call what

Written by `CSPR_LTI=on flask access write` from the routes themselves; a test holds the two against each other, both
ways. The addresses below /lti are there only where that is on.

"""


def table(app: Flask) -> str:
    """The access table of an application, as Markdown."""
    rows = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
        view = app.view_functions[rule.endpoint]
        permission, proof = permission_of(view), ", proved" if asks_proof(view) else ""
        methods = ", ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        rows.append(
            f"| `{rule.rule}` | {methods} | {rule.endpoint} | {permission.name if permission else '(none)'}{proof} |"
        )
    legend = "\n".join(f"- **{permission.name}**: {permission.sentence}" for permission in ALL)
    legend += "\n- **proved**: and who has shown within the last quarter of an hour that it is she."
    head = "| address | methods | endpoint | permission |\n|---|---|---|---|\n"
    return f"{HEAD}{legend}\n\n{head}" + "\n".join(rows) + "\n"


@group.command("write")
@click.argument("file", type=click.Path(path_type=Path), default=Path("docs/access.md"))
def write(file: Path) -> None:
    """Write the table."""
    file.write_text(table(current_app), encoding="utf-8")
    click.echo(f"Written: {file}")
