"""Cisco Intersight (CiscoDevNet/intersight): zones of the fabric, and where the log of a server goes.

From the provider's documentation: no schema of it is held, so its defaults are not tested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.translate.reasons import (
    NO_FIREWALL,
    NO_HOST_ADAPTERS,
    NO_HOSTS,
    NO_LEDGER,
    NO_MACHINES,
    NO_MIGRATION,
    NO_RIGHTS,
    NO_VIRTUAL_SWITCHES,
    because,
)
from vmgate.translate.translation import alone
from vmgate.vocabulary.logs import Log, LoggingThing, LogTarget
from vmgate.vocabulary.storage import Fabric, Zoning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.translate.translation import Translation

ZONING: Final = "SIST"
"""Of `fc_target_zoning_type`: single initiator, single target."""

ENABLED: Final = True
"""Of `remote_clients.enabled`."""

WITHOUT_ZONES: Final = "None"


class ZonePolicy(Fabric):
    """A policy that zones the targets it lists."""

    @property
    def zoning(self) -> Sequence[Zoning]:
        """`fc_target_zoning_type`, and whether there are `fc_target_members`."""
        own = Attributes(self.resource)
        kind = own.text("fc_target_zoning_type", ZONING)
        members = Fact(
            told(lambda: bool(_blocks(own, "fc_target_members"))), self.resource, ("fc_target_members",)
        )
        return [
            Zoning("the policy makes no zones", derive(kind, lambda name: name != WITHOUT_ZONES)),
            Zoning("the policy zones no target", members),
        ]


class Adapter(Fabric):
    """A Fibre Channel adapter of servers."""

    @property
    def zoning(self) -> Sequence[Zoning]:
        """`fc_zone_policies`."""
        own = Attributes(self.resource)
        policies = Fact(
            told(lambda: bool(_blocks(own, "fc_zone_policies"))), self.resource, ("fc_zone_policies",)
        )
        return [Zoning("the adapter is in no zone: it has no zone policy", policies)]


class SyslogPolicy(LoggingThing, Log):
    """Where servers and their fabric interconnects send their logs."""

    kind: ClassVar[str] = LoggingThing.kind

    @property
    def logs(self) -> Sequence[Log]:
        """Itself."""
        return (self,)

    @property
    def name(self) -> Fact[Subject]:
        """`host:` and the policy's name."""
        return derive(
            Attributes(self.resource).text("name", ""), lambda name: Subject(SubjectKind.HOST, name)
        )

    @property
    def targets(self) -> Sequence[LogTarget]:
        """`remote_clients` that are enabled. There is no TLS, over `udp` or `tcp`. Raises `UnknownValue`."""
        clients = [
            one
            for one in _blocks(Attributes(self.resource), "remote_clients")
            if one.flag("enabled", default=ENABLED).value
        ]
        return [
            LogTarget(one.text("hostname", ""), derive(one.text("protocol", "udp"), lambda _: False))
            for one in clients
        ]


def _blocks(own: Attributes, name: str) -> list[Attributes]:
    """Nested blocks; what is left out and filled in by the server is none. Raises `UnknownValue`."""
    left_out = isinstance(own.raw(name), Unknown) and own.written(name) is False
    if left_out and own.resource.hidden_blocks() is None:
        return []
    return own.blocks(name)


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("managed", "intersight_fabric_fc_zone_policy"): alone(ZonePolicy),
    ("managed", "intersight_vnic_fc_if"): alone(Adapter),
    ("managed", "intersight_syslog_policy"): alone(SyslogPolicy),
}
"""By mode and type, what each resource states."""

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_HOSTS,
    **NO_RIGHTS,
    **NO_HOST_ADAPTERS,
    **because("it always speaks to Intersight over TLS, and verifies its certificate", "C06", "C07"),
    **NO_VIRTUAL_SWITCHES,
    **because("it serves no storage over IP", "C10", "C11", "C12", "C13", "C14"),
    **NO_LEDGER,
    **NO_MACHINES,
    **because(
        "ports of servers and fabric interconnects are in policies that say nothing of their use", "C24"
    ),
    **NO_MIGRATION,
    **NO_FIREWALL,
}
