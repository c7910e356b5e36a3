"""From what hosts mount over NFS to the share of this configuration that it is, and to the evidence of its server."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.vocabulary.certain import first
from vmgate.vocabulary.storage import NfsShare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.vocabulary.storage import Datastore, Mount
    from vmgate.vocabulary.thing import Surroundings


def mounted(datastore: Datastore) -> Sequence[tuple[Datastore, Mount]]:
    """Every mount of a datastore with the datastore. Raises as `Datastore.mounts` does."""
    return [(datastore, mount) for mount in datastore.mounts]


def server_of(mount: Mount) -> Subject:
    """The name that evidence of the server goes by: `nfs-server:10.31.0.5`."""
    return Subject(SubjectKind.NFS_SERVER, mount.server.value)


def version_of(mount: Mount) -> int | None:
    """The version of IP that the server is mounted over; None where it goes by a name."""
    try:
        return ip_address(mount.server.value.strip("[]")).version
    except ValueError:
        return None


def is_served_here(mount: Mount, surroundings: Surroundings) -> bool:
    """Whether the share that is mounted is part of this configuration, whoever provides it.

    Raises `UnknownValue` when one may be: its path is the one mounted and its server's address is not known, or the
    server is mounted by name.
    """
    shares = surroundings.of(NfsShare)
    return first(shares, lambda share: any(_is(place, mount) for place in share.places)) is not None


def _is(place: Mount, mount: Mount) -> bool:
    server = mount.server.value
    if not _within(mount.path.value, place.path.value):
        return False
    if place.server.value == server:
        return True
    if version_of(mount) is None:
        raise mount.server.doubt(f"whether {server} is {place.server.value} is not told")
    return False


def _within(path: str, exported: str) -> bool:
    """Whether a path is an exported one or below it."""
    own, other = path.rstrip("/") + "/", exported.rstrip("/") + "/"
    return own.startswith(other)
