"""SMB shares and who may use them: `…_cifs_share` (C17)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.vocabulary.storage import ShareGrant, SmbShare

if TYPE_CHECKING:
    from collections.abc import Sequence

EVERYONE: Final = "Everyone"
"""Who has full control of a share that is made without `acls`: ONTAP's default, the provider has none."""

READ_ONLY: Final = frozenset({"read", "no_access"})


class SmbVolumeShare(SmbShare):
    """A share of a directory of an SVM."""

    @property
    def path(self) -> Fact[str]:
        """`path`."""
        return Attributes(self.resource).text("path", "")

    @property
    def grants(self) -> Sequence[ShareGrant]:
        """`acls`, without those that take access away. Raises `UnknownValue`."""
        own = Attributes(self.resource)
        left_out = own.raw("acls") is None or (
            isinstance(own.raw("acls"), Unknown) and own.written("acls") is False
        )
        if left_out:
            everyone: Fact[str] = Fact(EVERYONE, self.resource, ("acls",), "server default")
            return [
                ShareGrant(
                    everyone, Fact(value=True, resource=self.resource, path=("acls",), note="server default")
                )
            ]
        return [
            ShareGrant(
                one.text("user_or_group", EVERYONE), derive(permission, lambda may: may not in READ_ONLY)
            )
            for one in own.blocks("acls")
            for permission in (one.text("permission", "full_control"),)
            if not permission.known or permission.value != "no_access"
        ]
