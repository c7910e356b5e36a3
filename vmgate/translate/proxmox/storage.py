"""Storages, of which those over NFS name a server (C13, C14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.translate.attributes import Attributes
from vmgate.vocabulary.storage import Datastore, Mount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact


class Storage(Datastore):
    """A storage of the cluster."""

    @property
    def name(self) -> Fact[str]:
        """`id`."""
        return Attributes(self.resource).text("id", "")


class NfsStorage(Storage):
    """A storage that nodes mount over NFS."""

    @property
    def mounts(self) -> Sequence[Mount]:
        """`export` of `server`; nodes mount nothing of a storage that is disabled. Raises `UnknownValue`."""
        own = Attributes(self.resource)
        if own.flag("disable", default=False).value:
            return ()
        return [Mount(own.text("server", ""), own.text("export", ""))]
