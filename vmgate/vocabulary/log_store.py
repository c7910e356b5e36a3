"""Shares that hold audit files (C17): who may write to them, and who may read them."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import NotExpressible
from vmgate.model.site import StaffRole
from vmgate.vocabulary.hypervisors import EVERYONE
from vmgate.vocabulary.logs import collector_hosts

if TYPE_CHECKING:
    from vmgate.model.fact import Fact
    from vmgate.model.site import Site
    from vmgate.vocabulary.storage import NfsExport, NfsShare, SmbShare

READERS: Final = (StaffRole.AUDITOR, StaffRole.OPERATIONS, StaffRole.PLATFORM)
"""The staff who may read audit files."""


def exposed_over_nfs(share: NfsShare, site: Site) -> tuple[str, Fact[object]] | None:
    """Who beside the collectors may write to a share of audit files, or that everyone may read it; None if nobody.

    Raises `NotExpressible` for a share that holds none, as far as the site tells, and `UnknownValue`.
    """
    _require_store(share.path, site)
    faults = (_exposed(export, site) for export in share.exports)
    return next(filter(None, faults), None)


def exposed_over_smb(share: SmbShare, site: Site) -> tuple[str, Fact[object]] | None:
    """Who may write to a share of audit files, or read it without being of the staff who may; None if nobody.

    Raises as `exposed_over_nfs` does.
    """
    _require_store(share.path, site)
    for grant in share.grants:
        who = grant.principal.value
        if grant.writes.value:
            return f"{who} may write to the share of audit files{grant.writes.noted}", grant.writes
        if not any(one.role in READERS for group in (True, False) for one in site.staffed(who, group=group)):
            return f"{who} may read audit files, and is no auditor of the site's staff", grant.principal
    return None


def _exposed(export: NfsExport, site: Site) -> tuple[str, Fact[object]] | None:
    writable = export.writable.value
    collectors = collector_hosts(site)
    for client in export.clients:
        if client.value == EVERYONE:
            return f"everyone may {'write' if writable else 'read'} the audit files", client
        if writable and client.value not in collectors:
            return (
                f"{client.value} may write to audit files, and is no collector of the site",
                export.writable,
            )
    return None


def _require_store(path: Fact[str], site: Site) -> None:
    if not site.log_stores or not any(fnmatchcase(path.value, pattern) for pattern in site.log_stores):
        raise NotExpressible("a share of audit files")
