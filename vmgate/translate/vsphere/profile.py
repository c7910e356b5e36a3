"""What a cluster's hosts are all set to: `vsphere_configuration_profile` (C08, C09, C16).

Its `configuration` is a JSON document of VMware's. The shape of `profile.esx.network_vss` is documented; where
a key for log servers stands is not, so any key that is called one is taken, wherever it is.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.model.fact import Fact, NotExpressible, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.derivation import told
from vmgate.translate.vsphere.inventory import FromInventory
from vmgate.translate.vsphere.joins import identity
from vmgate.vocabulary.logs import Log, LoggingThing, LogTarget
from vmgate.vocabulary.network import VirtualSwitch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.resource import Resource
    from vmgate.translate.vsphere.inventory import Inventory

TYPE: Final = "vsphere_configuration_profile"
LOG_HOSTS: Final = re.compile(r"(remote_?)?log_?hosts?|remote_?hosts?", re.IGNORECASE)
TLS: Final = "ssl"
PATH: Final = ("configuration",)
SECURITY: Final = {
    "promiscuous": "allow_promiscuous",
    "mac_changes": "mac_changes",
    "forged_transmits": "forged_transmits",
}
"""By the vocabulary's word: the key under `policy.security` of a switch."""


class ConfigurationProfile(FromInventory, LoggingThing, Log):
    """The settings of a cluster's hosts."""

    kind: ClassVar[str] = "configuration profile"

    @property
    def logs(self) -> Sequence[Log]:
        """Its hosts', where it says where they go. Raises `UnknownValue`, or `NotExpressible` where it does not."""
        self.targets  # noqa: B018  - raises where it does not say
        return (self,)

    @property
    def name(self) -> Fact[Subject]:
        """`cluster:` and the id of the cluster."""
        cluster = self.attributes.text("cluster_id", "")
        return Fact(told(lambda: Subject(SubjectKind.CLUSTER, cluster.value)), self.resource, cluster.path)

    @property
    def targets(self) -> Sequence[LogTarget]:
        """The values of keys that are called `log_host` or the like: `ssl://logs.example.edu:6514, udp://…`."""
        found = [
            url for text in _log_hosts(document(self.resource)) for url in re.split(r"[,\s]+", text) if url
        ]
        if not found:
            raise NotExpressible("where hosts log to")
        return [_target(url, self.resource) for url in found]


class ProfileSwitch(FromInventory, VirtualSwitch):
    """A standard switch that the profile has every host make; where the profile is not known, any that it may have."""

    def __init__(self, resource: Resource, inventory: Inventory, index: int = 0) -> None:
        super().__init__(resource, inventory)
        self._index = index

    @property
    def name(self) -> Fact[str]:
        """`name`."""
        return Fact(told(lambda: str(self._switch().get("name", ""))), self.resource, PATH)

    @property
    def promiscuous(self) -> Fact[bool]:
        """`policy.security.allow_promiscuous`."""
        return self._security("promiscuous")

    @property
    def mac_changes(self) -> Fact[bool]:
        """`policy.security.mac_changes`."""
        return self._security("mac_changes")

    @property
    def forged_transmits(self) -> Fact[bool]:
        """`policy.security.forged_transmits`."""
        return self._security("forged_transmits")

    def _security(self, word: str) -> Fact[bool]:
        def read() -> bool:
            policy = self._switch().get("policy")
            security = policy.get("security") if isinstance(policy, dict) else None
            value = security.get(SECURITY[word]) if isinstance(security, dict) else None
            if not isinstance(value, bool):
                raise UnknownValue(
                    "the profile does not say, and the host keeps what it has", self.resource, PATH
                )
            return value

        return Fact(told(read), self.resource, PATH)

    def _switch(self) -> dict[str, object]:
        found = switches(document(self.resource))
        if self._index >= len(found):
            raise UnknownValue("the profile is not known", self.resource, PATH)
        return found[self._index]


def things(resource: Resource, inventory: Inventory) -> list[ConfigurationProfile | ProfileSwitch]:
    """The profile, and the switches that it has hosts make."""
    try:
        count = len(switches(document(resource)))
    except UnknownValue:
        count = 1
    made: list[ConfigurationProfile | ProfileSwitch] = [ConfigurationProfile(resource, inventory)]
    return [*made, *(ProfileSwitch(resource, inventory, index) for index in range(count))]


def speaks_of_logs(resource: Resource) -> bool:
    """Whether a profile says where hosts log to. Raises `UnknownValue`."""
    return any(_log_hosts(document(resource)))


def of_cluster(host: Resource, inventory: Inventory) -> Resource | None:
    """The profile of a host's cluster, None where there is none for sure. Raises `UnknownValue`."""
    profiles = inventory.estate.of_type(TYPE)
    own = identity(inventory.estate, host, "cluster") if profiles else None
    for profile in profiles:
        theirs = identity(inventory.estate, profile, "cluster_id")
        if own is not None and own == theirs:
            return profile
        if host.read("cluster") is not None and (own is None or theirs is None or own[0] != theirs[0]):
            raise UnknownValue(
                "whether the profile is of the host's cluster is not told", profile, ("cluster_id",)
            )
    return None


def document(resource: Resource) -> object:
    """The document. Raises `UnknownValue`."""
    value = resource.at(PATH)
    if isinstance(value, Unknown) or value is None:
        reason = value.reason if isinstance(value, Unknown) else "it is taken from a reference host"
        raise UnknownValue(reason, resource, PATH)
    try:
        found: object = json.loads(str(value))
    except ValueError:
        raise UnknownValue("the profile is no JSON", resource, PATH) from None
    return found


def switches(found: object) -> list[dict[str, object]]:
    """`profile.esx.network_vss.switches`."""
    for step in ("profile", "esx", "network_vss", "switches"):
        found = found.get(step) if isinstance(found, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _log_hosts(found: object) -> Iterator[str]:
    if isinstance(found, dict):
        for key, value in found.items():
            if LOG_HOSTS.fullmatch(key):
                yield from _texts(value)
            else:
                yield from _log_hosts(value)
    elif isinstance(found, list):
        for one in found:
            yield from _log_hosts(one)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _target(url: str, resource: Resource) -> LogTarget:
    scheme, _, rest = url.rpartition("://")
    host = rest.rsplit(":", 1)[0] if rest.count(":") == 1 else rest.partition("]")[0].strip("[")
    return LogTarget(Fact(host, resource, PATH), Fact(scheme.lower() == TLS, resource, PATH))
