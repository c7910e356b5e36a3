"""How long vendors support their operating systems (C35): what is known of it, looked up by product and version.

What the data do not date is not in them, and a system that is not in them has no known end: that is unknown, never
supported. Each date is the last day of support.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.support import Support

if TYPE_CHECKING:
    from vmgate.model.site import Site
    from vmgate.model.templates import GuestSystem

_ALIASES = {"ol": "oracle-linux", "oraclelinux": "oracle-linux", "alma": "almalinux", "rockylinux": "rocky"}


_ANY = "*"
"""In the data: all versions of a product that it has no other entry of."""


def support(system: GuestSystem, site: Site) -> Support | None:
    """The support that a system's vendor gives, or None where the site's data do not have it. The site's own word, in
    its registry, prolongs it.

    Product ids are those of `/etc/os-release` where there are any (`debian`, `rhel`, `sles`); Oracle Linux
    goes by `oracle-linux` too, Windows by `windows` and `windows-server`. CentOS 9 and 10 exist as CentOS Stream
    only, whose /etc/os-release says `centos`. Windows editions end with -e (Enterprise and Education), -w (Home and
    Pro) or -lts (the Long-Term Servicing Channel). Case, blanks and hyphens in a version do not matter: `2012 R2` is
    `2012-r2`, and `15 SP7` is `15.7`.

    A version more exact than the data falls back to what it is a release of: `9.4` to `9` for RHEL,
    `22.04.5` to `22.04`. The vendors of RHEL, Rocky Linux, AlmaLinux, Oracle Linux and Debian fix the
    newest minor release only; the data have their majors, so an old minor release counts as supported as
    long as its major is. Where the data have minor releases (SLES, FreeBSD), one that they do not have is
    None; a major alone is in them only where all its known releases have ended.
    """
    own = site.registry.override(system) if site.registry is not None else None
    found = _vendors(system, site)
    if own is None:
        return found
    vendor = found.vendor if found is not None else None
    paid = found.paid if found is not None else None
    return Support(own.until if vendor is None else max(own.until, vendor), paid)


def _vendors(system: GuestSystem, site: Site) -> Support | None:
    product = system.id.casefold()
    known = site.support.releases if site.support is not None else {}
    releases = known.get(_ALIASES.get(product, product))
    if releases is None:
        return None
    if system.version is None:
        return releases.get(_ANY)
    version = plain_version(system.version)
    found = releases.get(version)
    while found is None and "." in version:
        version = version.rpartition(".")[0]
        if any(other.startswith(f"{version}.") for other in releases):
            return None
        found = releases.get(version)
    return found or releases.get(_ANY)


def data_age(site: Site) -> int:
    """How many days old the site's data are; 0 where there are none, of which nothing is known anyhow."""
    return 0 if site.support is None else (site.as_of - site.support.as_of).days


def plain_version(version: str) -> str:
    """A version as the data spell it: `15 SP7`, `15-sp7` and `15.7` are one; so are `2012 R2` and `2012-r2`."""
    return re.sub(r"[\s_-]+", "", re.sub(r"(?<=\d)[\s_-]*sp(?=\d)", ".", version.casefold().strip()))
