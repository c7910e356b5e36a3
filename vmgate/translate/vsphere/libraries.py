"""Content libraries and depots, which fetch from other servers and offer to them.

`vsphere_content_library`, `vsphere_content_library_item`, `vsphere_offline_software_depot`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere import defaults
from vmgate.translate.vsphere.connections import encrypted
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.vocabulary.connection import Connection, Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.fact import Fact
    from vmgate.translate.attributes import Attributes

NOBODY = "NONE"


class ContentLibrary(FromInventory, Connection):
    """A content library: one that subscribes to another, or is published to others."""

    @property
    def links(self) -> Sequence[Link]:
        """`subscription.subscription_url`, and `publication` without authentication."""
        return [*self._subscriptions(), *self._publications()]

    def _subscriptions(self) -> list[Link]:
        flaw = "the library is fetched over a link that is not encrypted"
        blocks = self.attributes.blocks("subscription")
        return [Link(flaw, encrypted(block, "subscription_url")) for block in blocks]

    def _publications(self) -> list[Link]:
        value = self.attributes.outline("publication")
        if isinstance(value, Unknown) and self.attributes.written("publication") is False:
            hidden = self.attributes.resource.hidden_blocks()
            if hidden is not None:
                raise UnknownValue(hidden.reason, self.attributes.resource, ("publication",))
            # Known after apply, because vCenter fills it in: nothing is published.
            return []
        flaw = "the library is published without authentication"
        return [Link(flaw, _guarded(block)) for block in self.attributes.blocks("publication")]


def _guarded(block: Attributes) -> Fact[bool]:
    published = defaults.flag(block, "published")
    if not published.known or not published.value:
        return derive(published, lambda on: not on)
    method = defaults.text(block, "authentication_method")
    return derive(method, lambda name: name.upper() != NOBODY)


class ContentLibraryItem(FromInventory, Connection):
    """An item of a content library, which vCenter may fetch from elsewhere."""

    @property
    def links(self) -> Sequence[Link]:
        """`file_url`."""
        flaw = "the item is fetched over a link that is not encrypted"
        return [Link(flaw, encrypted(self.attributes, "file_url"))]


class SoftwareDepot(FromInventory, Connection):
    """A depot that the software of hosts is taken from."""

    @property
    def links(self) -> Sequence[Link]:
        """`location`."""
        flaw = "the hosts' software is fetched over a link that is not encrypted"
        return [Link(flaw, encrypted(self.attributes, "location"))]
