"""flask requirements: what is asked and why, what a partnership or setting adds, and standings reckoned anew."""

import sys
from collections.abc import Callable

import click
from flask.cli import AppGroup

from app.accounts import queries as people
from app.core.database import session
from app.core.dates import say_date
from app.core.errors import DomainError
from app.requirements import actions, queries
from app.requirements.actions import Owner
from app.requirements.rules import clauses_in_words
from app.workforce import queries as workforce
from app.workforce.records import PostRecord

group = AppGroup("requirements", help="What is asked of whom, and why.")
of_setting = click.option("--setting", "setting_code", help="The setting's code.")
of_partnership = click.option("--partnership", "partnership_code", help="The partnership's code.")


@group.command("list")
@of_setting
@of_partnership
def list_all(setting_code: str | None, partnership_code: str | None) -> None:
    """Everything that is asked in a setting, or in every setting of a partnership."""
    owner = _owner(setting_code, partnership_code)
    if owner.setting_id:
        found = queries.requirements_of(owner.setting_id)
    else:
        found = queries.requirements_of_partnership(owner.partnership_id or 0)
    for one in found:
        when = "; ".join(clauses_in_words(one)) or "no day is named"
        click.echo(f"{one.code}: {one.title} ({when}; checked on {one.payload['checked_on']})")


@group.command("explain")
@click.argument("person")
@of_setting
def explain(person: str, setting_code: str | None) -> None:
    """Say why each date of PERSON (a username, an e-mail address, or with --setting a staff code) is what it is."""
    setting_id = _setting(setting_code) if setting_code else None
    posts = _posts(person, setting_id)
    if not posts:
        raise click.ClickException(f"Nobody known as {person!r} holds a post here.")
    for post in posts:
        _explain(post)


def _explain(post: PostRecord) -> None:
    place = workforce.setting(post.setting_id)
    click.echo(f"{post.person_name}, {post.job_title} at {place.name}, since {say_date(post.started_on)}")
    for one in queries.explanation(post):
        click.echo(f"\n{one.requirement.title} [{one.requirement.code}]: {one.state.label}")
        for sentence in one.sentences:
            click.echo(f"  {sentence}")
    for module in queries.modules_explained(post):
        renew = f"; renew by {say_date(module.renew_by)}" if module.renew_by else ""
        click.echo(f"\n{module.title}: done on {say_date(module.done_on)}{renew}")
        for sentence in module.sentences:
            click.echo(f"  {sentence}")


def _posts(person: str, setting_id: int | None) -> list[PostRecord]:
    """The posts that somebody holds today: by username, e-mail address, or by staff code in one setting."""
    known = people.by_username(person.strip().lower()) or people.with_address(person)
    if known:
        held = [post.id for post in workforce.posts_of(known.id) if setting_id in (None, post.setting_id)]
        return workforce.posts(held)
    if setting_id is None:
        return []
    return [post for post in workforce.colleagues(setting_id) if post.external_id == person.strip()]


@group.command("rebuild")
@click.option("--progress/--no-progress", default=None, help="Say how far it is; the default on a terminal.")
def rebuild(progress: bool | None) -> None:
    """Reckon every standing from history, and say how many rows differed from what was stored: none, if all is well."""
    speaks = progress or (progress is None and sys.stderr.isatty())
    changed = actions.rebuild(_progress) if speaks else actions.rebuild()
    session.commit()
    click.echo(f"{changed:,} rows differed, and are right now." if changed else "Every row was right.")


def _progress(done: int, total: int) -> None:
    click.echo(f"{done:,} of {total:,} posts", err=True)


@group.command("add")
@click.argument("title")
@of_setting
@of_partnership
@click.option("--sentence", required=True, help="What is asked for, in one sentence.")
@click.option("--months", type=click.IntRange(1, 120), help="Every how many months; once, at the start, without it.")
@click.option("--role", "roles", multiple=True, help="Whom it concerns; everybody without it. Several are possible.")
@click.option("--module", "modules", multiple=True, help="A module that counts, such as series/01-listening.")
@click.option("--training", multiple=True, help="A part of the title of a course elsewhere that counts.")
def add(
    title: str,
    setting_code: str | None,
    partnership_code: str | None,
    sentence: str,
    months: int | None,
    roles: tuple[str, ...],
    modules: tuple[str, ...],
    training: tuple[str, ...],
) -> None:
    """Ask for something of a partnership's or a setting's own, from today on."""
    payload = actions.own_payload(title, sentence, list(roles) or "all", months, list(modules), list(training))
    code = actions.add_own(_owner(setting_code, partnership_code), payload, None)
    session.commit()
    click.echo(f"{title} is asked for from today on. Its code is {code}.")


@group.command("tighten")
@click.argument("code")
@of_setting
@of_partnership
@click.option("--months", type=click.IntRange(1, 120), help="Every how many months.")
@click.option("--within", type=click.IntRange(0, 365), help="Within how many days of starting.")
def tighten(
    code: str, setting_code: str | None, partnership_code: str | None, months: int | None, within: int | None
) -> None:
    """Ask for a requirement more often, or sooner, than others do; less often is refused."""
    _do(lambda: actions.tighten(_owner(setting_code, partnership_code), code, months, within, None))
    click.echo(f"{code} is asked for this way from today on.")


@group.command("end")
@click.argument("code")
@of_setting
@of_partnership
def end(code: str, setting_code: str | None, partnership_code: str | None) -> None:
    """Ask no more, from today on, for what a partnership or setting itself asked for."""
    _do(lambda: actions.end_own(_owner(setting_code, partnership_code), code, None))
    click.echo(f"{code} is no longer asked for.")


@group.command("count")
@click.argument("code")
@click.argument("what")
@of_setting
@of_partnership
@click.option("--by", required=True, help="Name and office of whoever decided it for the owner of the requirement.")
def count(code: str, what: str, setting_code: str | None, partnership_code: str | None, by: str) -> None:
    """Note that WHAT, a module or the title of a course, is counted by the owner of a requirement as meeting it."""
    _do(lambda: actions.count_as_meeting(_owner(setting_code, partnership_code), code, what, by, None))
    click.echo(f"{what} is counted as meeting {code}, by {by}, from today on.")


def _do(act: Callable[[], None]) -> None:
    try:
        act()
    except DomainError as refusal:
        raise click.ClickException(str(refusal)) from refusal
    session.commit()


def _owner(setting_code: str | None, partnership_code: str | None) -> Owner:
    if bool(setting_code) == bool(partnership_code):
        raise click.ClickException("Name one of --setting and --partnership.")
    if setting_code:
        setting_id = _setting(setting_code)
        return Owner(workforce.setting(setting_id).name, setting_id=setting_id)
    partnership_id = workforce.partnership_id(partnership_code or "")
    if partnership_id is None:
        raise click.ClickException(f"There is no partnership {partnership_code!r}.")
    return Owner(workforce.partnership(partnership_id)[0], partnership_id=partnership_id)


def _setting(code: str) -> int:
    """The setting of a code, the one on its cards or its short name."""
    place = workforce.setting_by_code(code)
    setting_id = place.id if place else workforce.setting_id(code)
    if setting_id is None:
        raise click.ClickException(f"There is no setting {code!r}.")
    return setting_id
