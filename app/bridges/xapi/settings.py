"""Which store there is: an address that CSPR_XAPI names."""

from urllib.parse import unquote, urlsplit

from app.bridges.outward import may_ask
from app.bridges.xapi.records import Store
from app.config import ConfigError


def store(named: str, local: bool) -> Store:
    """The store of https://key:secret@host/path. Raises ConfigError where the address is none, or is not https."""
    parts = urlsplit(named)
    address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")
    if not may_ask(address, local) or not parts.username:
        raise ConfigError("CSPR_XAPI must be https://key:secret@host/path, the address before /statements.")
    return Store(address, unquote(parts.username), unquote(parts.password or ""), local)
