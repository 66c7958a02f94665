"""Builds the application: config, database, rooms, templates, errors."""

from functools import partial
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

import app.accounts.login as login
from app import wiring
from app.access import guard
from app.access.cli import group as access_commands
from app.accounts.routes import blueprint as accounts
from app.accounts.routes import kept
from app.audit.cli import group as audit_commands
from app.audit.routes import blueprint as audit
from app.authoring.cli import group as draft_commands
from app.authoring.routes import blueprint as authoring
from app.authoring.routes import register
from app.bridges.sso.routes import blueprint as sso
from app.bridges.sso.routes import install as install_sso
from app.certificates.routes import blueprint as certificates
from app.config import Config, ConfigError
from app.core.database import db, engine_options, migrate, session
from app.demo.cli import group as demo_commands
from app.demo.cli import setup as setup_command
from app.handouts.routes import blueprint as handouts
from app.here.routes import blueprint as here
from app.home.routes import blueprint as home
from app.jobs.routes import blueprint as jobs
from app.learning.routes import blueprint as learning
from app.library.cli import group as content_commands
from app.library.routes import blueprint as library
from app.meetings.routes import blueprint as meetings
from app.notices.cli import UNFIT
from app.notices.cli import group as notices_commands
from app.notices.cli import worker as worker_command
from app.notices.routes import blueprint as notices
from app.operations.cli.backup import group as backup_commands
from app.operations.cli.doctor import doctor as doctor_command
from app.operations.cli.metrics import metrics as metrics_command
from app.operations.queries.readiness import reasons_not_to_open
from app.operations.routes import blueprint as operations
from app.practice.cli import group as practice_commands
from app.practice.routes import blueprint as practice
from app.privacy.cli import group as privacy_commands
from app.privacy.routes import blueprint as privacy
from app.quizzes.cli import group as quiz_commands
from app.quizzes.routes import blueprint as quizzes
from app.recall.cli import group as recall_commands
from app.recall.routes import blueprint as recall
from app.reflection.routes import blueprint as reflection
from app.reminders.cli import group as reminder_commands
from app.reminders.routes import blueprint as reminders
from app.requirements.cli import group as requirement_commands
from app.requirements.routes import blueprint as requirements
from app.site.cli import group as site_commands
from app.site.routes import blueprint as site
from app.thread.routes import blueprint as thread
from app.tracker.cli import group as desk_commands
from app.tracker.routes import blueprint as tracker
from app.tracker.routes import oversight, record
from app.web import addresses, assets, days, edge, errors, headers, language, limits, log, navigation, pages, proxies
from app.web.forms import csrf
from app.workforce import context
from app.workforce.cli import group as roster_commands
from app.workforce.cli import settings as setting_commands
from app.workforce.queries import holdings_of
from app.workforce.routes import blueprint as workforce

ROOMS = (
    operations,
    home,
    audit,
    privacy,
    sso,
    jobs,
    notices,
    accounts,
    workforce,
    site,
    library,
    learning,
    quizzes,
    here,
    reflection,
    requirements,
    certificates,
    handouts,
    practice,
    recall,
    meetings,
    reminders,
    tracker,
    oversight,
    record,
    authoring,
    register,
    thread,
)
COMMANDS = (
    access_commands,
    audit_commands,
    backup_commands,
    content_commands,
    demo_commands,
    desk_commands,
    doctor_command,
    metrics_command,
    draft_commands,
    notices_commands,
    practice_commands,
    privacy_commands,
    quiz_commands,
    recall_commands,
    reminder_commands,
    requirement_commands,
    roster_commands,
    setting_commands,
    setup_command,
    site_commands,
    worker_command,
)
LARGEST_FORM = 256 * 1024


def create_app(config: Config) -> Flask:
    """One application for one configuration."""
    # The site may lie under a path of its host; whoever asks, asks for the whole of it.
    under = urlsplit(config.address).path.rstrip("/")
    app = Flask("app", static_folder="web/static", static_url_path=f"{under}/static", template_folder=None)
    _configure(app, config)
    db.init_app(app)
    migrate.init_app(app, db)
    wiring.connect()
    proxies.install(app, config.proxies)
    # After a request these run last to first: the transaction closes, the session is touched, headers are set, a line
    # is logged.
    log.install(app, config)
    headers.install(app)
    language.install(app, config)
    login.install(app, holdings_of)
    edge.install(app)
    csrf.init_app(app)
    limits.install(app, config.redis)
    assets.install(app)
    guard.install(app, kept.keep)
    errors.install(app)
    pages.install(app)
    days.install(app)
    navigation.install(app)
    context.install(app)
    addresses.install(app)
    install_sso(app)
    for room in ROOMS:
        app.register_blueprint(room, url_prefix=f"{under}{room.url_prefix or ''}" or None)
    app.extensions[UNFIT] = partial(refuse_unfit, app)
    for group in COMMANDS:
        app.cli.add_command(group)
    _add_bridges(app, config, under)
    return app


def _add_bridges(app: Flask, config: Config, under: str) -> None:
    """Add the bridges that are switched on. What is off is not even imported, so it needs nothing installed."""
    if config.packages:
        _bridge("packages", "CSPR_PACKAGES=off").install(app, under)
    if config.lti:
        _bridge("lti", "CSPR_LTI=off").install(app, under)
    if config.xapi:
        _bridge("xapi", "no CSPR_XAPI").install(app, under)


def _bridge(name: str, without: str) -> Any:
    try:
        return import_module(f"app.bridges.{name}.routes")
    except ModuleNotFoundError as missing:
        raise ConfigError(
            f"The bridge {name!r} needs {missing.name}, which is not installed: "
            f"install the extra (pip install '.[{name}]'), or switch the bridge off ({without})."
        ) from missing


def refuse_unfit(app: Flask) -> None:
    """Look, before anybody is served in production, whether anybody may be. Commands need not ask.

    Raises:
        ConfigError: something must be mended first; the message says what.
    """
    config: Config = app.config["CSPR"]
    if not config.is_production:
        return
    with app.app_context():
        try:
            reasons = reasons_not_to_open()
        except SQLAlchemyError as fault:
            raise ConfigError(f"the database does not answer ({type(fault).__name__}): check DATABASE_URL") from None
        finally:
            session.remove()
            db.engine.dispose()
    if reasons:
        raise ConfigError(reasons[0])


def _configure(app: Flask, config: Config) -> None:
    secure = config.is_production
    app.config.update(
        CSPR=config,
        TESTING=config.testing,
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(config.database_url),
        TRUSTED_HOSTS=list(config.hosts),
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        SESSION_COOKIE_NAME="__Host-cspr" if secure else "cspr",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
