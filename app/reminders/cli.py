"""flask reminders run: go today's round once, or try any day's out."""

from collections import Counter
from datetime import date, datetime

import click
from flask.cli import AppGroup

from app.core.clock import today
from app.core.database import session
from app.reminders import actions, queries
from app.reminders.records import IN_ORDER, Rule
from app.workforce.queries import setting_ids

group = AppGroup("reminders", help="Reminders of what is due; the worker sends them by itself each morning.")


@group.command("run")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Another day than today; only to try out.")
@click.option("--dry-run", is_flag=True, help="Say how many would be written to, and write nothing.")
def run(day: datetime | None, dry_run: bool) -> None:
    """Send what is due today, once, and say how much; a second run sends nothing."""
    chosen = day.date() if day else today()
    if chosen != today() and not dry_run:
        raise click.ClickException("Reminders are sent for today only. Add --dry-run to try another day out.")
    sent = _try_out(chosen) if dry_run else _send(chosen)
    for rule in IN_ORDER:
        click.echo(f"{rule.label}: {sent[rule]}")
    click.echo(f"{'Would be written to' if dry_run else 'Written to'}: {sum(sent.values())}")


def _try_out(day: date) -> Counter[Rule]:
    return sum((actions.try_out(setting_id, day) for setting_id in setting_ids()), Counter())


def _send(day: date) -> Counter[Rule]:
    total: Counter[Rule] = Counter()
    for setting_id in queries.waiting(day):
        while (sent := actions.do_batch(setting_id, day)) is not None:
            session.commit()
            total += sent
    session.commit()
    return total
