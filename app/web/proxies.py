"""What a proxy says of the request, believed only of proxies that are named in the configuration."""

from collections.abc import Callable, Iterable
from ipaddress import ip_address, ip_network
from typing import Any

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

SAID = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PREFIX")
_BELIEVED = "cspr.proxy_is_believed"


class KnownProxies:
    """Applies one proxy's X-Forwarded headers when it is one of ours; from anybody else they are taken off."""

    def __init__(self, app: Callable[..., Any], known: Iterable[str]) -> None:
        self._app = app
        self._behind_proxy = ProxyFix(app, x_for=1, x_proto=1, x_host=1)
        self._known = [ip_network(one, strict=False) for one in known]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        if self._knows(environ.get("REMOTE_ADDR", "")):
            environ[_BELIEVED] = True
            return self._behind_proxy(environ, start_response)
        for name in SAID:
            environ.pop(name, None)
        return self._app(environ, start_response)

    def _knows(self, address: str) -> bool:
        try:
            sender = ip_address(address)
        except ValueError:  # a socket of this machine has no address
            return False
        return any(sender in network for network in self._known)


def is_believed() -> bool:
    """Whether this request came through a proxy that is believed."""
    return _BELIEVED in request.environ


def install(app: Flask, known: Iterable[str]) -> None:
    """Believe these proxies, addresses or networks, and nobody else."""
    app.wsgi_app = KnownProxies(app.wsgi_app, known)  # type: ignore[method-assign]
