"""The template registry of a site, as rules see it: read from a directory or from an exported file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vmgate.errors import InputError
from vmgate.model.registry import TemplateRegistry
from vmgate.settings.document import shown
from vmgate.vocabulary.lifecycle import support

if TYPE_CHECKING:
    from datetime import date

    from vmgate.model.site import Site
    from vmgate.model.templates import GuestSystem
    from vmgate.registry.expiry import Limits
    from vmgate.registry.state import States
    from vmgate.registry.store import Store

FIRST = "root/1.json"
"""What makes a directory a template registry."""


def is_registry(path: Path) -> bool:
    """Whether a path is a template registry: a directory with a root, or a file."""
    return path.is_file() or (path / FIRST).is_file()


def read_registry(path: Path, site: Site) -> TemplateRegistry | None:
    """The registry at a path as it stands on the site's day, by the site's limits.

    None where there is nothing: that is no registry, and what it would say is unknown. A directory that has no facts
    is an empty registry, which approves nothing. What is said of an image is read when a rule asks for the image.
    Raises `InputError` for one that cannot be read, or that went back behind the newest state that was seen.
    """
    try:
        if not path.exists():
            return None
        # Asked here, so that a run without a registry pays for nothing of it.
        empty = path.is_dir() and not list(path.iterdir())
    except OSError as error:
        message = f"{shown(path)}: the template registry cannot be read: {error.strerror or error}"
        raise InputError(message) from None
    if empty:
        return TemplateRegistry(())
    from vmgate.registry.place import read  # noqa: PLC0415  - as above
    from vmgate.registry.state import compute  # noqa: PLC0415  - as above

    store = read(path, later=True)
    _refuse_older(store, path, site)
    return compute(store, site.as_of, limits(site))


def read_states(path: Path, site: Site) -> States:
    """Where everything in a registry stands, with all that does not hold. Raises `InputError` as `read_registry`."""
    from vmgate.registry.place import read  # noqa: PLC0415  - as above
    from vmgate.registry.state import States  # noqa: PLC0415
    from vmgate.registry.trust import Trust  # noqa: PLC0415

    store = read(path)
    _refuse_older(store, path, site)
    return States(Trust(store, site.as_of), limits(site))


def _refuse_older(store: Store, path: Path, site: Site) -> None:
    """Raise `InputError` for a registry that is older than the site has seen it."""
    if site.pin is None:
        return
    from vmgate.registry.pin import went_back  # noqa: PLC0415  - as above

    file = Path(site.pin)
    fault = went_back(store, file)
    if fault:
        raise InputError(f"{shown(path)}: the template registry went back: {fault} (says {shown(file)})")


def limits(site: Site) -> Limits:
    """What the site says of ages, and when its support data say that a system's support ends."""
    from vmgate.registry.expiry import Limits  # noqa: PLC0415  - as above

    def end_of_support(system: GuestSystem) -> date | None:
        known = support(system, site)
        if known is None:
            return None
        paid = known.paid if site.policy.accept_paid_support else None
        return max(known.vendor, paid) if known.vendor and paid else known.vendor

    return Limits(site.ages, end_of_support)
