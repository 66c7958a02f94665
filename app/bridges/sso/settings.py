"""Which providers there are: a YAML file that CSPR_SSO names."""

from pathlib import Path

import yaml

from app.bridges.sso.records import Provider
from app.config import ConfigError


def providers(path: Path | None, local: bool) -> dict[str, Provider]:
    """Every provider by its slug; none without a file.

    Args:
        path: the file.
        local: whether they may be on this machine or its own network.

    Raises:
        ConfigError: the file is missing or lacks something; the message names it.
    """
    if path is None:
        return {}
    try:
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        found = [
            Provider(
                slug=str(one["slug"]),
                name=str(one["name"]),
                issuer=str(one["issuer"]),
                client_id=str(one["client_id"]),
                client_secret=str(one["client_secret"]),
                domains=tuple(str(domain).lower() for domain in one.get("domains", ())),
                tenants=tuple(str(tenant) for tenant in one.get("tenants", ())),
                local=local,
            )
            for one in listed
        ]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as fault:
        raise ConfigError(f"CSPR_SSO names a file that cannot be used: {fault!r}") from fault
    for one in found:
        if one.template and not one.tenants:
            raise ConfigError(f"CSPR_SSO: {one.slug} speaks for many organisations; name those let in as its tenants.")
    return {one.slug: one for one in found}
