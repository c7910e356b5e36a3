"""Several devices behind one provider configuration, as the providers of CiscoDevNet have it.

The provider's own `url` or `host` is a device without a name; `devices` lists others, which resources choose by
`device`. An attribute that is not written is not managed: the device keeps what it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Reference, Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.vocabulary.logs import Log, LoggingThing
from vmgate.vocabulary.network import Vlan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

NOBODY = "the switch"
"""What a device goes by where the input does not hold the provider's configuration."""


@dataclass(frozen=True, slots=True)
class Device:
    """One device of a provider configuration. `chosen` is what resources choose it by, None for the provider's own."""

    name: Fact[str]
    chosen: str | None


def host_of(url: Fact[str | None]) -> Fact[str]:
    """The name of a device as evidence has it: its address without scheme and port."""
    return derive(url, lambda text: _host(text or NOBODY))


def _host(url: str) -> str:
    authority = url.rpartition("//")[2].partition("/")[0]
    inside, bracket, _ = authority.partition("]")
    return inside.removeprefix("[") if bracket else authority.partition(":")[0]


def devices(provider: Resource, address: str) -> Iterator[Device]:
    """The devices that a provider configuration manages; `address` is the attribute of its own.

    Raises `UnknownValue`.
    """
    own = Attributes(provider)
    listed = own.blocks("devices")
    for one in listed:
        if one.flag("managed", default=True).value:
            name = one.text("name", "")
            yield Device(name, name.value)
    alone = own.text(address)
    if not listed or not alone.known or alone.value:
        nameless = Unknown("the address of the switch is left to the environment")
        written = not alone.known or alone.value is not None
        yield Device(host_of(alone) if written else Fact(nameless, provider, alone.path), None)


def device_name(resource: Resource, estate: Estate, address: str) -> Fact[str]:
    """The name of the device that a resource is of."""
    chosen = Attributes(resource).text("device")
    if not chosen.known or chosen.value:
        return derive(chosen, lambda name: name or NOBODY)
    block = resource.provider_block
    for provider in () if block is None else estate.at(Reference(block)):
        return host_of(Attributes(provider).text(address))
    return Fact(block or NOBODY, resource, chosen.path)


def members(attributes: Attributes, name: str) -> list[tuple[str, Attributes]]:
    """The elements of a map of objects by their keys. Raises `UnknownValue`."""
    value = attributes.outline(name)
    if isinstance(value, Unknown):
        raise UnknownValue(value.reason, attributes.resource, attributes.at(name))
    path = attributes.at(name)
    return [
        (key, Attributes(attributes.resource, (*path, key)))
        for key in (value if isinstance(value, dict) else ())
    ]


def vlan_ranges(text: str) -> Vlan | Unknown:
    """`10,20-30` as VLANs."""
    ranges = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        low, _, high = part.partition("-")
        if not low.isdecimal() or not (high or low).isdecimal():
            return Unknown(f"{part} is no range of VLANs")
        ranges.append((int(low), int(high or low)))
    return Vlan(tuple(ranges))


class DeviceLog(Log):
    """A device's log, as the provider's configuration makes it known; a resource says where it goes, or none does."""

    def __init__(self, device: Device, logs: Sequence[Resource]) -> None:
        self._device = device
        self._logs = logs

    @property
    def name(self) -> Fact[Subject]:
        """`switch:` and the device's name."""
        return derive(self._device.name, lambda name: Subject(SubjectKind.SWITCH, name))

    @property
    def stated_elsewhere(self) -> bool:
        """Whether a resource of the same device is about logging. Raises `UnknownValue`."""
        return any(Attributes(log).text("device").value == self._device.chosen for log in self._logs)


class Fleet(LoggingThing):
    """The devices of one provider configuration."""

    kind = LoggingThing.kind

    def __init__(self, resource: Resource, address: str, logs: Sequence[Resource]) -> None:
        super().__init__(resource)
        self._address = address
        self._logs = [log for log in logs if log.provider_block in (None, resource.address)]

    @property
    def logs(self) -> Sequence[Log]:
        """One of each device. Raises `UnknownValue`."""
        return [DeviceLog(device, self._logs) for device in devices(self.resource, self._address)]
