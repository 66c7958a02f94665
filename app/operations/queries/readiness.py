"""Whether the site may be opened to people."""

from functools import cache

from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import inspect, text

from app.accounts.queries import demo_people
from app.config import Config
from app.core.database import session
from app.operations.records import Revision
from app.operations.rules import HALF_RESTORED


@cache
def _scripts(folder: str) -> tuple[str | None, frozenset[str]]:
    """The newest migration in a folder, and all of them. Releases do not change while they run."""
    config = AlembicConfig()
    config.set_main_option("script_location", folder)
    scripts = ScriptDirectory.from_config(config)
    return scripts.get_current_head(), frozenset(one.revision for one in scripts.walk_revisions())


def revision() -> Revision:
    """Where the database stands among the migrations."""
    newest, known = _scripts(str(current_app.extensions["migrate"].directory))
    is_migrated = inspect(session.connection()).has_table("alembic_version")
    current = session.scalar(text("SELECT version_num FROM alembic_version")) if is_migrated else None
    return Revision(current, newest, current in known)


def is_known_migration(name: str) -> bool:
    """Whether this release knows a migration."""
    return name in _scripts(str(current_app.extensions["migrate"].directory))[1]


def reasons_not_to_open() -> list[str]:
    """Why nobody should be served now, each with what to do; none when all is well.

    Raises:
        OperationalError: the database does not answer.
    """
    config: Config = current_app.config["CSPR"]
    if is_half_restored():
        return ["a backup was brought back only in part: bring it back again into an empty database"]
    found = revision()
    if found.is_behind:
        return [f"the database is at migration {found.current}, this release needs {found.newest}: flask db upgrade"]
    if config.is_production and demo_people():
        return ["people of the demo are in this database: begin with a new one"]
    return []


def is_half_restored() -> bool:
    """Whether a backup that was being brought back did not come to its end."""
    return inspect(session.connection()).has_table(HALF_RESTORED)
