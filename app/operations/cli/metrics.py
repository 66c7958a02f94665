"""flask metrics: figures for Prometheus, at an address of their own that strangers cannot reach."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from urllib.parse import urlsplit

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.config import Config
from app.core.database import session
from app.operations.queries.figures import figures
from app.operations.rules import exposition

TIMEOUT_SECONDS = 5


class _Figures(BaseHTTPRequestHandler):
    """Answers /metrics and nothing else."""

    app: Flask
    timeout = TIMEOUT_SECONDS  # a line that stays silent holds up nobody else

    def do_GET(self) -> None:
        """Answer with everything that is counted."""
        if urlsplit(self.path).path != "/metrics":
            self.send_error(404)
            return
        with self.app.app_context():
            words = exposition(figures()).encode()
            session.remove()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(words)))
        self.end_headers()
        self.wfile.write(words)

    def log_message(self, *_: object) -> None:
        """Say nothing: it is asked every few seconds."""


def server_at(app: Flask, address: str) -> HTTPServer:
    """A server of figures, not yet serving. Raises ClickException for an address that strangers could reach."""
    host, _, port = address.rpartition(":")
    try:
        place = ip_address(host.strip("[]"))
    except ValueError as fault:
        raise click.ClickException(f"CSPR_METRICS is {address!r}; it must be like 127.0.0.1:9108.") from fault
    if not port.isdigit() or place.is_unspecified or not (place.is_loopback or place.is_private):
        raise click.ClickException(
            f"CSPR_METRICS is {address!r}; figures are served at loopback or private addresses only."
        )
    handler = type("Figures", (_Figures,), {"app": app})
    return HTTPServer((str(place), int(port)), handler)


@click.command("metrics")
@with_appcontext
def metrics() -> None:
    """Serve figures for Prometheus at CSPR_METRICS, until told to stop; one on each machine."""
    config: Config = current_app.config["CSPR"]
    if not config.metrics:
        raise click.ClickException("CSPR_METRICS names no address, so nothing is counted.")
    with server_at(current_app._get_current_object(), config.metrics) as server:  # type: ignore[attr-defined]
        server.serve_forever()
