"""An examination of the whole installation: one finding for each thing, with its remedy."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO

from flask import current_app
from pypdf import PdfReader
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.accounts.queries import demo_people
from app.audit.queries import newest
from app.config import Config
from app.core.database import session
from app.jobs.queries import is_somebody_at_work
from app.notices.queries import mail_fault
from app.operations.queries.readiness import is_half_restored, revision
from app.operations.records import Finding, Grade
from app.operations.rules import LEAST_FREE_BYTES, WEAKEST_SECRET_BITS, guessing_bits
from app.web.limits import is_counting_together
from app.web.pdf import FONTS, PdfFailed, to_pdf

TRIAL_NAME = "Łucja Ångström Θ"
TRIAL_PAGE = f"""
    <style>
    @font-face {{ font-family: DejaVu; src: url("{FONTS / "DejaVuSans.ttf"}") }}
    p {{ font-family: DejaVu }}
    </style>
    <p>{TRIAL_NAME}</p>
"""
CLOCK_MAY_DIFFER = timedelta(seconds=30)


def examination() -> list[Finding]:
    """Look at everything; what needs the database is looked at only when it answers."""
    config: Config = current_app.config["CSPR"]
    looks = (_configuration, _secret, _disk, _mail, _metrics, _limits)
    found = [*(look(config) for look in looks), _fonts()]
    database = _database()
    found.append(database)
    if database.grade is Grade.ILL:
        return found
    return found + [_looked(name, look) for name, look in IN_THE_DATABASE.items()]


def _looked(name: str, look: Callable[[], Finding]) -> Finding:
    """A table that is not there is a finding too."""
    try:
        return look()
    except SQLAlchemyError as fault:
        session.rollback()
        return Finding(name, Grade.ILL, f"cannot be read ({type(fault).__name__})", "flask db upgrade")


def _configuration(config: Config) -> Finding:
    if config.is_production:
        return Finding("configuration", Grade.WELL, f"production, for {', '.join(config.hosts)} at {config.address}")
    return Finding(
        "configuration", Grade.MIND, "local, for this machine only", "CSPR_MODE=production before others use it"
    )


def _secret(config: Config) -> Finding:
    bits = guessing_bits(config.secret_key)
    if bits < WEAKEST_SECRET_BITS:
        remedy = "python -c 'import secrets; print(secrets.token_urlsafe(48))', kept in SECRET_KEY"
        return Finding("secret", Grade.ILL, f"worth at most {bits:.0f} bits; {WEAKEST_SECRET_BITS} are needed", remedy)
    return Finding("secret", Grade.WELL, f"worth up to {bits:.0f} bits")


def _disk(config: Config) -> Finding:
    config.var.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(config.var).free
    seen = f"{free / 1e9:.1f} GB free at {config.var}"
    if free < LEAST_FREE_BYTES:
        return Finding("disk", Grade.ILL, seen, "make room: a full disk stops every answer from being kept")
    return Finding("disk", Grade.WELL, seen)


def _fonts() -> Finding:
    remedy = "install the release again, fonts included"
    try:
        made = PdfReader(BytesIO(to_pdf(TRIAL_PAGE, "Trial", "", "")))
    except (PdfFailed, StopIteration):  # the latter: none of the fonts is ours
        return Finding("fonts", Grade.ILL, "a certificate cannot be made", remedy)
    if TRIAL_NAME not in made.pages[0].extract_text():
        return Finding("fonts", Grade.ILL, "a certificate does not read back as it was written", remedy)
    return Finding("fonts", Grade.WELL, "a trial page reads back as it was written")


def _mail(config: Config) -> Finding:
    fault = mail_fault(config.mail)
    if fault is None:
        return Finding("mail", Grade.WELL, "the mail server greets us")
    if fault:
        return Finding("mail", Grade.ILL, fault, "check CSPR_MAIL: host, port, user, password, tls")
    grade = Grade.ILL if config.is_production else Grade.MIND
    return Finding("mail", grade, "letters are written to var/mail", "name a mail server in CSPR_MAIL")


def _metrics(config: Config) -> Finding:
    if config.metrics:
        return Finding("figures", Grade.WELL, f"for Prometheus at {config.metrics}, served by flask metrics")
    return Finding("figures", Grade.MIND, "not counted", "CSPR_METRICS=127.0.0.1:9108 if you watch the site")


def _limits(config: Config) -> Finding:
    if not config.redis:
        return Finding("limits", Grade.MIND, "each process counts tries for itself", "CSPR_REDIS counts them together")
    if is_counting_together():
        return Finding("limits", Grade.WELL, "all processes count tries together")
    remedy = "check CSPR_REDIS and the server; until then each process counts for itself"
    return Finding("limits", Grade.ILL, "Redis does not answer", remedy)


def _database() -> Finding:
    engine = session.get_bind().dialect.name
    try:
        version = session.execute(
            text("SELECT sqlite_version()" if engine == "sqlite" else "SHOW server_version")
        ).scalar()
    except SQLAlchemyError as fault:
        session.rollback()
        return Finding(
            "database", Grade.ILL, f"does not answer ({type(fault).__name__})", "check DATABASE_URL and the server"
        )
    return Finding("database", Grade.WELL, f"{engine} {version}")


def _migrations() -> Finding:
    if is_half_restored():
        remedy = "empty the database and bring the backup back again"
        return Finding("migrations", Grade.ILL, "a backup was brought back only in part", remedy)
    found = revision()
    if found.is_newest:
        return Finding("migrations", Grade.WELL, f"at {found.current}, the newest")
    if found.is_behind:
        return Finding("migrations", Grade.ILL, f"at {found.current}, not {found.newest}", "flask db upgrade")
    return Finding(
        "migrations", Grade.MIND, f"at {found.current}, newer than this release", "upgrade the release here too"
    )


def _clock() -> Finding:
    here = datetime.now(UTC)
    last = newest()
    if last and last > here + CLOCK_MAY_DIFFER:
        return Finding(
            "clock", Grade.ILL, f"the last act is dated {last:%d/%m/%Y %H:%M}, later than now", "set the clock"
        )
    if session.get_bind().dialect.name == "postgresql":
        there = session.execute(text("SELECT clock_timestamp()")).scalar_one()
        if abs(there - here) > CLOCK_MAY_DIFFER:
            seen = f"{abs(there - here).total_seconds():.0f} seconds from the database's"
            return Finding("clock", Grade.ILL, seen, "keep both by NTP")
    return Finding("clock", Grade.WELL, f"{here:%d/%m/%Y %H:%M:%S} UTC")


def _worker() -> Finding:
    if is_somebody_at_work():
        return Finding("worker", Grade.WELL, "seen within the last half minute")
    return Finding(
        "worker", Grade.ILL, "not seen for half a minute", "start flask worker; letters and lists wait for it"
    )


def _demo() -> Finding:
    config: Config = current_app.config["CSPR"]
    count = len(demo_people())
    if count:
        grade = Grade.ILL if config.is_production else Grade.MIND
        return Finding("demo", grade, f"{count} people of the demo may be signed in as", "begin with a new database")
    return Finding("demo", Grade.WELL, "nobody of the demo is here")


IN_THE_DATABASE = {"migrations": _migrations, "clock": _clock, "worker": _worker, "demo": _demo}
