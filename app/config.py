"""Environment to one frozen Config; the only reader of the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_SECRET = "change-me"  # noqa: S105 - refused in production
SECOND_STEPS = ("leads", "everyone", "offered")
VARIABLES = {
    "CSPR_MODE": "local (default: loopback only, demo allowed) or production",
    "DATABASE_URL": "where the database lies, as postgresql://user:word@host/name; default: SQLite, var/cspr.sqlite3",
    "SECRET_KEY": "signs cookies and forms; required in production, at least 32 characters",
    "CSPR_HOSTS": "comma-separated host names this site answers to; required in production",
    "CSPR_ADDRESS": "the address printed on certificates, such as https://learning.example.org",
    "CSPR_ISSUER": "who certificates name as the issuer; default: CSPR Learning",
    "CSPR_SECOND_STEP": "leads (default in production), everyone, or offered (default elsewhere)",
    "CSPR_SSO": "a YAML file that lists OpenID providers, see docs/single-sign-on.md; default: none",
    "CSPR_PACKAGES": "on (default) or off: modules as packages for other platforms, see docs/guides/packages.md",
    "CSPR_LTI": "on or off (default): modules inside learning platforms by LTI 1.3, see docs/guides/plug-in.md",
    "CSPR_XAPI": "a learning record store, as https://key:secret@host/path, see docs/guides/record-store.md",
    "CSPR_MAIL": "the mail server, such as smtp://user:password@host:587?tls=starttls; default: files in var/mail",
    "CSPR_MAIL_FROM": "who letters come from; default: CSPR Learning <learning@localhost>",
    "CSPR_PROXIES": "comma-separated addresses or networks of the proxies that are believed; default: none",
    "CSPR_REDIS": "a Redis where all processes count tries together, as in redis://127.0.0.1:6379; default: none",
    "CSPR_METRICS": "where flask metrics serves figures, a loopback or private address; default: nowhere",
    "CSPR_BACKUP_KEY": "a file whose content encrypts backups; default: none, and whoever has a backup can read it",
    "CSPR_ERASURES": "a file, best on another disk, of who was erased; default: var/erasures",
}


class ConfigError(Exception):
    """The environment asks for something that must not start; the message says what to change."""


@dataclass(frozen=True)
class Config:
    """Everything that differs between one installation and another."""

    mode: str
    database_url: str
    secret_key: str = field(repr=False)
    hosts: tuple[str, ...]
    address: str
    issuer: str
    second_step: str = "offered"
    sso: Path | None = None
    packages: bool = True
    lti: bool = False
    xapi: str = field(default="", repr=False)
    mail: str = field(default="", repr=False)
    mail_from: str = "CSPR Learning <learning@localhost>"
    proxies: tuple[str, ...] = ()
    redis: str = field(default="", repr=False)
    metrics: str = ""
    backup_key: Path | None = None
    erasures: Path = ROOT / "var" / "erasures"
    var: Path = ROOT / "var"
    courses: Path = ROOT / "courses"
    quizzes: Path = ROOT / "quizzes"
    translations: Path = ROOT / "app" / "translations"
    testing: bool = False

    @property
    def is_production(self) -> bool:
        return self.mode == "production"


def from_environment(environment: Mapping[str, str] | None = None) -> Config:
    """Read the environment once.

    Raises:
        ConfigError: production without a strong secret, host names or an https address; or an unknown mode.
    """
    values = os.environ if environment is None else environment
    mode = values.get("CSPR_MODE", "local")
    if mode not in ("local", "production"):
        raise ConfigError(f"CSPR_MODE is {mode!r}; it must be 'local' or 'production'.")
    var = ROOT / "var"
    config = Config(
        mode=mode,
        database_url=_driven(values.get("DATABASE_URL", f"sqlite:///{var / 'cspr.sqlite3'}")),
        secret_key=values.get("SECRET_KEY", "") or _local_secret(mode, var),
        hosts=_hosts(values.get("CSPR_HOSTS", ""), mode),
        address=values.get("CSPR_ADDRESS", "http://127.0.0.1:5000").rstrip("/"),
        issuer=values.get("CSPR_ISSUER", "CSPR Learning"),
        second_step=values.get("CSPR_SECOND_STEP", "leads" if mode == "production" else "offered"),
        sso=Path(values["CSPR_SSO"]) if values.get("CSPR_SSO") else None,
        packages=_switched("CSPR_PACKAGES", values.get("CSPR_PACKAGES") or "on"),
        lti=_switched("CSPR_LTI", values.get("CSPR_LTI") or "off"),
        xapi=values.get("CSPR_XAPI", ""),
        mail=values.get("CSPR_MAIL", ""),
        mail_from=values.get("CSPR_MAIL_FROM", Config.mail_from),
        proxies=_listed(values.get("CSPR_PROXIES", "")),
        redis=values.get("CSPR_REDIS", ""),
        metrics=values.get("CSPR_METRICS", ""),
        backup_key=Path(values["CSPR_BACKUP_KEY"]) if values.get("CSPR_BACKUP_KEY") else None,
        erasures=Path(values.get("CSPR_ERASURES") or Config.erasures),
    )
    if config.second_step not in SECOND_STEPS:
        raise ConfigError(f"CSPR_SECOND_STEP is {config.second_step!r}; it must be one of {', '.join(SECOND_STEPS)}.")
    if config.is_production:
        _refuse_weak_production(config)
        if values.get("FLASK_DEBUG", "0").lower() not in ("", "0", "false", "no"):
            raise ConfigError("FLASK_DEBUG is on: a debugger in production runs whatever a stranger types.")
    return config


def _driven(address: str) -> str:
    """A PostgreSQL address as the world writes it, made to name the driver that is installed."""
    scheme, colon, rest = address.partition(":")
    return f"postgresql+psycopg:{rest}" if colon and scheme in ("postgres", "postgresql") else address


def _switched(name: str, value: str) -> bool:
    if value not in ("on", "off"):
        raise ConfigError(f"{name} is {value!r}; it must be 'on' or 'off'.")
    return value == "on"


def _listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(",") if name.strip())


def _hosts(listed: str, mode: str) -> tuple[str, ...]:
    return _listed(listed) or (("127.0.0.1", "localhost") if mode == "local" else ())


def _local_secret(mode: str, var: Path) -> str:
    if mode == "production":
        return ""
    kept = var / "secret"
    var.mkdir(exist_ok=True)
    try:
        with open(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return kept.read_text()


def _refuse_weak_production(config: Config) -> None:
    if not config.secret_key or config.secret_key == SAMPLE_SECRET or len(config.secret_key) < 32:
        raise ConfigError("SECRET_KEY is missing, the sample one, or shorter than 32 characters.")
    if not config.hosts:
        raise ConfigError("CSPR_HOSTS is missing: name the hosts this site answers to.")
    if not config.address.startswith("https://"):
        raise ConfigError("CSPR_ADDRESS must start with https:// in production.")
