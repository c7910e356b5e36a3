"""What terraform-provider-openstack/openstack cannot express: hosts are the operator's, and hidden from projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import NO_HOST_ADAPTERS, NO_SCREEN, because

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **because(
        "what a role may do is in the operator's policy files, not in an assignment of it", "C04", "C29"
    ),
    **NO_HOST_ADAPTERS,
    **because("a network has no promiscuous mode: ports are mirrored one by one", "C08"),
    **because("how hosts reach the storage of volumes is set in Cinder and Nova", "C10", "C11", "C12", "C15"),
    **because("a VPN of a project does not reach from a host to the server that exports a share", "C14"),
    **because("where the logs of hosts go is set on the hosts", "C16"),
    **NO_SCREEN,
    **because(
        "what an instance sees of its host is set in Nova, and its ports come from its image", "C21", "C24"
    ),
    **because("how instances move is set in Nova", "C27"),
    **because("an instance gets volumes and shares from services, never a path of a host", "C28"),
    **because("consoles are set in Nova, and have no clipboard", "C32"),
    **because("a security group does not say which addresses its members have", "C34"),
}
