"""A provider as configured, and what a verified token says of somebody."""

import re
from dataclasses import dataclass, field

FOR_MANY = re.compile(r"/(common|organizations)/v2\.0$")


@dataclass(frozen=True)
class Provider:
    """One OpenID provider.

    Args:
        slug: its place in addresses of ours.
        name: what the button says.
        issuer: exactly as its tokens say it.
        client_id: who we are there.
        client_secret: how we prove it.
        domains: e-mail domains it may speak for; none means any.
        tenants: values of `tid` (Microsoft) or `hd` (Google) that are let in; none means any.
        local: whether it may be on this machine or its own network.
    """

    slug: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    domains: tuple[str, ...] = ()
    tenants: tuple[str, ...] = ()
    local: bool = False

    @property
    def template(self) -> str:
        """How one that speaks for many tenants describes its issuer; empty for any other."""
        return FOR_MANY.sub("/{tenantid}/v2.0", self.issuer) if FOR_MANY.search(self.issuer) else ""


@dataclass(frozen=True)
class Claims:
    """Who somebody is, as a verified token says."""

    issuer: str
    subject: str
    email: str
    email_is_verified: bool
    name: str
    tenant: str


class Refused(Exception):
    """Single sign-on did not succeed; the message is for whoever tried, the cause for the log."""

    def __init__(self, said: str, cause: str = "") -> None:
        super().__init__(said)
        self.cause = cause or said
