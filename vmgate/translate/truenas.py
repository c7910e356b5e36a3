"""TrueNAS (truenas/truenas, PjSalty/truenas): NFS shares, iSCSI targets, and where the log goes.

From the providers' source: no schema of them is held. What the server fills in is unknown in a plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.model.fact import Fact, NotExpressible
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive, told
from vmgate.translate.reasons import (
    NO_FIREWALL,
    NO_HOST_ADAPTERS,
    NO_HOSTS,
    NO_MIGRATION,
    NO_RIGHTS,
    NO_VIRTUAL_SWITCHES,
    because,
)
from vmgate.translate.translation import alone, nothing
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, EnvironmentSwitch, Link
from vmgate.vocabulary.hypervisors import EVERYONE
from vmgate.vocabulary.logs import Log, LoggingThing, LogTarget
from vmgate.vocabulary.storage import BlockStorage, Mount, NfsExport, NfsShare, Transport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vmgate.translate.translation import Translation

SKIPPING: Final = ("insecure", "insecure_skip_verify")
VARIABLE: Final = "TRUENAS_INSECURE_SKIP_VERIFY"
CHAP: Final = frozenset({"CHAP", "CHAP_MUTUAL"})
NO_ADDRESS: Final = Unknown("which address the server has on the storage network is not told")


class ProviderConnection(Connection, TrustingThing):
    """From Terraform to the server. Each of the two providers has its own names for the same."""

    kind: ClassVar[str] = Connection.kind

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure` (truenas/truenas), `insecure_skip_verify` (PjSalty/truenas), turned round."""
        return [derive(skipped, lambda on: not on) for skipped in self._skipped]

    @property
    def environment_switches(self) -> Sequence[EnvironmentSwitch]:
        """`TRUENAS_INSECURE_SKIP_VERIFY`, where the configuration does not set the attribute."""
        if any(Attributes(self.resource).raw(name) is not None for name in SKIPPING):
            return ()
        return [EnvironmentSwitch(VARIABLE, check) for check in self.certificate_checks]

    @property
    def links(self) -> Sequence[Link]:
        """`endpoint`, or `url`."""
        own = Attributes(self.resource)
        flaw = "the link to the storage is not encrypted"
        return [Link(flaw, derive(own.text(name, ""), _is_encrypted)) for name in ("endpoint", "url")]

    @property
    def pins(self) -> Sequence[Pin]:
        """The same as the checks."""
        flaw = "whatever certificate the storage shows is taken, a self-signed one too"
        return [Pin(flaw, skipped) for skipped in self._skipped]

    @property
    def _skipped(self) -> Sequence[Fact[bool]]:
        return [Attributes(self.resource).flag(name, default=False) for name in SKIPPING]


def _is_encrypted(url: str) -> bool:
    return not url.lower().startswith(("http://", "ws://"))


class Share(NfsExport, NfsShare):
    """An NFS share, which says itself who may mount it."""

    kind: ClassVar[str] = NfsShare.kind

    @property
    def clients(self) -> Sequence[Fact[str]]:
        """`hosts` and `networks`; everyone where both are empty, and nobody where it is off. Raises `UnknownValue`."""
        own = Attributes(self.resource)
        if not own.flag("enabled", default=True).value:
            return ()
        listed = [own.texts(name) for name in ("hosts", "networks")]
        found = [Fact(one, some.resource, some.path) for some in listed for one in some.value]
        return found or [Fact(EVERYONE, self.resource, ("hosts",), "neither hosts nor networks")]

    @property
    def writable(self) -> Fact[bool]:
        """`ro`, which one of the providers calls `readonly`, turned round."""
        own = Attributes(self.resource)
        name = "readonly" if self.resource.type == "truenas_share_nfs" else "ro"
        return derive(own.flag(name, default=False), lambda on: not on)

    @property
    def path(self) -> Fact[str]:
        """`path`."""
        return Attributes(self.resource).text("path", "")

    @property
    def exports(self) -> Sequence[NfsExport]:
        """Itself."""
        return (self,)

    @property
    def places(self) -> Sequence[Mount]:
        """`path`, on a server whose addresses are not told: `truenas_nfs_config` may bind it to some."""
        own = Attributes(self.resource)
        return [Mount(Fact(NO_ADDRESS, self.resource, ("path",)), own.text("path", ""))]


class Target(BlockStorage):
    """An iSCSI target."""

    @property
    def name(self) -> Fact[str]:
        """`name`."""
        return Attributes(self.resource).text("name", "")

    @property
    def transports(self) -> Fact[tuple[Transport, ...]]:
        """iSCSI, as the type says."""
        return Fact((Transport.ISCSI,), self.resource, ("groups",))

    @property
    def chap(self) -> Fact[bool]:
        """`groups.authmethod` with an `auth` in every group, and that there is one."""
        own = Attributes(self.resource)

        def every() -> bool:
            groups = _groups(own)
            return bool(groups) and all(_authenticates(group) for group in groups)

        return Fact(told(every), self.resource, ("groups",))


class SystemLog(LoggingThing, Log):
    """The server's own log. The provider has no attribute for TLS: evidence about `storage:ADDRESS` shows it."""

    kind: ClassVar[str] = LoggingThing.kind

    @property
    def logs(self) -> Sequence[Log]:
        """Itself."""
        return (self,)

    @property
    def name(self) -> Fact[Subject]:
        """`storage:` and the name of the resource, as nothing else tells the server apart."""
        return Fact(Subject(SubjectKind.STORAGE, self.resource.name), self.resource, ("syslogservers",))

    @property
    def targets(self) -> Sequence[LogTarget]:
        """None where `syslogservers` is empty, as written. Raises `NotExpressible` otherwise, and `UnknownValue`."""
        own = Attributes(self.resource)
        if own.raw("syslogservers") is None or own.written("syslogservers") is False:
            raise NotExpressible("the server keeps what it has")
        if own.texts("syslogservers").value:
            raise NotExpressible("TLS to a log server")
        return ()


def _groups(own: Attributes) -> Sequence[Attributes]:
    return own.blocks("groups")


def _authenticates(group: Attributes) -> bool:
    method = group.text("authmethod", "NONE")
    return method.value in CHAP and bool(group.number("auth", 0).value)


TRANSLATIONS: dict[tuple[str, str], Translation] = {
    ("provider", "truenas"): alone(ProviderConnection),
    **dict.fromkeys((("managed", name) for name in ("truenas_nfs_share", "truenas_share_nfs")), alone(Share)),
    ("managed", "truenas_iscsi_target"): alone(Target),
    ("managed", "truenas_system_advanced"): alone(SystemLog),
    **dict.fromkeys((("managed", f"truenas_{name}") for name in ("dataset", "zvol", "pool")), nothing),
}
"""By mode and type, what each resource states."""

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_HOSTS,
    **NO_RIGHTS,
    **NO_HOST_ADAPTERS,
    **NO_VIRTUAL_SWITCHES,
    **because(
        "whether the network of its addresses is one of its own only the switches and the hosts tell", "C10"
    ),
    **because("no resource configures IPsec", "C14"),
    **because(
        "its own virtual machines (`truenas_vm`) are unread, which VMG0301 says of each",
        "C19",
        "C20",
        "C21",
        "C22",
        "C23",
        "C25",
        "C28",
        "C29",
        "C30",
        "C31",
        "C32",
        "C35",
        "C36",
        "C37",
    ),
    **because("it has no ports that it could leave unused", "C24"),
    **NO_MIGRATION,
    **NO_FIREWALL,
}
