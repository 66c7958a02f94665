"""flask quizzes: count again what first tries showed of each question and each theme."""

import click
from flask.cli import AppGroup

from app.core.database import session
from app.quizzes import actions
from app.workforce import queries as workforce

AT_ONCE = 50  # settings a transaction

group = AppGroup("quizzes", help="Knowledge checks.")


@group.command("count")
def count() -> None:
    """Count what first tries showed of each question and theme again, from the attempts that are kept.

    Marking keeps the counts true by itself. One that was killed counts the rest when it is run once more.
    """
    places = workforce.setting_ids()
    for first in range(0, len(places), AT_ONCE):
        actions.count_again(places[first : first + AT_ONCE])
        session.commit()
    click.echo(f"Settings counted: {len(places)}")
