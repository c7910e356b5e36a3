"""What stands in a generated site: machines, port groups, and which of them break a rule.

Everything here follows from three numbers, so two fleets of the same arguments are equal.
"""

from __future__ import annotations

import random
import uuid
import zlib
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MACHINES_PER_CALL = 50
NETWORKS = 20
ROLES = ("web", "app", "db", "file", "mail", "queue", "cache", "build", "print", "proxy")
SEEDED_RULES = ("VMG3201", "VMG2401", "VMG3501", "VMG3002", "VMG0902", "VMG2601")

Item = TypeVar("Item")


class Copy(Enum):
    """How a machine states ``isolation.tools.copy.disable``; only ``DISABLED`` is right."""

    DISABLED = "TRUE"
    ENABLED = "FALSE"
    MISSING = "key missing"
    NO_MAP = "no extra_config"


class Vlan(Enum):
    """How a port group states its VLAN; only ``TAGGED`` is right."""

    TAGGED = "tagged"
    ZERO = "zero"
    UNSET = "unset"


@dataclass(frozen=True)
class Template:
    """A virtual machine that others are cloned from."""

    name: str
    guest_id: str

    @property
    def uuid(self) -> str:
        """The identity that a clone names as ``template_uuid``."""
        return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{self.name}.vcenter.example.edu"))


STANDARD = Template("tpl-debian13-2026.11", "debian13_64Guest")
HOMEMADE = Template("scratch-copy-01", "debian13_64Guest")
END_OF_LIFE = (
    Template("tpl-windows2008r2", "windows7Server64Guest"),
    Template("tpl-windows2012r2", "windows8Server64Guest"),
    Template("tpl-centos7", "centos7_64Guest"),
    Template("tpl-debian10", "debian10_64Guest"),
)
APPROVED = (STANDARD, *END_OF_LIFE)


@dataclass(frozen=True)
class PortGroup:
    """One of a call's two port groups: ``distributed`` or of a single host."""

    address: str
    name: str
    distributed: bool
    vlan: int
    tag: Vlan
    forged_transmits: bool


@dataclass(frozen=True)
class Machine:
    """One virtual machine of a call."""

    index: int
    key: str
    address: str
    name: str
    template: Template
    copy: Copy
    client_cdrom: bool

    @property
    def memory(self) -> int:
        """Memory in MiB."""
        return pick((2048, 4096, 4096, 8192, 12288, 16384, 32768), "memory", self.index)

    @property
    def cpus(self) -> int:
        """Number of virtual processors."""
        return pick((1, 2, 2, 4, 8, 16), "cpus", self.index)

    @property
    def disks(self) -> tuple[int, ...]:
        """Sizes of the disks in GiB."""
        return pick(((40,), (40,), (60,), (60,), (80,), (80,), (120,), (40, 100)), "disks", self.index)

    @property
    def static_address(self) -> bool:
        """Whether the clone is customized with an address; the others get theirs from DHCP."""
        linux = not self.template.guest_id.startswith("windows")
        return linux and pick((True, *(False,) * 5), "address", self.index)


@dataclass(frozen=True)
class Call:
    """A module call: odd ones repeat the machine, even ones repeat a nested module."""

    number: int
    first: int
    size: int

    @property
    def name(self) -> str:
        """The name of the module call."""
        return f"team_{self.number:05d}"

    @property
    def nested(self) -> bool:
        """Whether each machine stands in a module of its own."""
        return self.number % 2 == 0

    @property
    def on_port_group(self) -> bool:
        """Whether its machines use the call's own distributed port group, whose id is not known yet."""
        return self.number % 4 in (0, 3)

    @property
    def network(self) -> int:
        """The number of the existing network that its machines use otherwise."""
        return self.number % NETWORKS

    @property
    def legacy(self) -> Template:
        """The call's template of an operating system without vendor support."""
        return END_OF_LIFE[self.number % len(END_OF_LIFE)]

    def machine_address(self, key: str) -> str:
        """The address of the machine with this key."""
        if self.nested:
            return f'module.{self.name}.module.vm["{key}"].vsphere_virtual_machine.this[0]'
        return f'module.{self.name}.vsphere_virtual_machine.vm["{key}"]'


@dataclass(frozen=True)
class Fleet:
    """A whole site of ``vms`` machines.

    ``violations`` is the share of the machines that break each rule about machines, and
    ``port_group_violations`` the share of the port groups that break each rule about those.
    """

    vms: int
    violations: float
    port_group_violations: float = 0.1

    @property
    def calls(self) -> Iterator[Call]:
        """The module calls in order; the last may be smaller."""
        for number, first in enumerate(range(0, self.vms, MACHINES_PER_CALL), start=1):
            yield Call(number, first, min(MACHINES_PER_CALL, self.vms - first))

    def machines(self, call: Call) -> Iterator[Machine]:
        """The machines of a call in the order of their keys."""
        for place in range(call.size):
            index = call.first + place
            role = ROLES[place % len(ROLES)]
            key = f"{role}-{place + 1:02d}"
            yield Machine(
                index=index,
                key=key,
                address=call.machine_address(key),
                name=f"t{call.number:05d}-{key}",
                template=self._template(call, index),
                copy=self._copies.get(index, Copy.DISABLED),
                client_cdrom=index in self._cdroms,
            )

    def port_groups(self, call: Call) -> tuple[PortGroup, PortGroup]:
        """The distributed and the host port group of a call."""
        distributed, host = 2 * call.number, 2 * call.number + 1
        return (
            PortGroup(
                address=f"module.{call.name}.vsphere_distributed_port_group.segment",
                name=f"pg-{call.name}",
                distributed=True,
                vlan=1000 + call.number % 3000,
                tag=self._tags.get(distributed, Vlan.TAGGED),
                forged_transmits=distributed in self._forging,
            ),
            PortGroup(
                address=f"module.{call.name}.vsphere_host_port_group.lab",
                name=f"pg-lab-{call.number:05d}",
                distributed=False,
                vlan=200 + call.number % 700,
                tag=self._tags.get(host, Vlan.TAGGED),
                forged_transmits=host in self._forging,
            ),
        )

    def seeded(self) -> dict[str, list[str]]:
        """The addresses that break each rule, sorted."""
        found: dict[str, list[str]] = {rule: [] for rule in SEEDED_RULES}
        for call in self.calls:
            for machine in self.machines(call):
                broken = {
                    "VMG3201": machine.copy is not Copy.DISABLED,
                    "VMG2401": machine.client_cdrom,
                    "VMG3501": machine.template in END_OF_LIFE,
                    "VMG3002": machine.template is HOMEMADE,
                }
                for rule in (rule for rule, breaks in broken.items() if breaks):
                    found[rule].append(machine.address)
            for group in self.port_groups(call):
                if group.forged_transmits:
                    found["VMG0902"].append(group.address)
                if group.tag is not Vlan.TAGGED:
                    found["VMG2601"].append(group.address)
        return {rule: sorted(addresses) for rule, addresses in found.items()}

    def _template(self, call: Call, index: int) -> Template:
        legacy, homemade = self._templates
        if index in legacy:
            return call.legacy
        return HOMEMADE if index in homemade else STANDARD

    @cached_property
    def _copies(self) -> dict[int, Copy]:
        wrong = (Copy.MISSING, Copy.ENABLED, Copy.NO_MAP)
        chosen = _sample("copy", range(self.vms), self.violations)
        return {index: wrong[place % len(wrong)] for place, index in enumerate(chosen)}

    @cached_property
    def _cdroms(self) -> frozenset[int]:
        return frozenset(_sample("cdrom", range(self.vms), self.violations))

    @cached_property
    def _templates(self) -> tuple[frozenset[int], frozenset[int]]:
        # A machine has one template, so the two faults of a template never meet on one machine.
        legacy = _sample("legacy", range(self.vms), self.violations)
        others = sorted(set(range(self.vms)) - set(legacy))
        count = self.violations * self.vms / max(1, len(others))
        return frozenset(legacy), frozenset(_sample("homemade", others, count))

    @cached_property
    def _forging(self) -> frozenset[int]:
        groups = [group for call in self.calls for group in (2 * call.number, 2 * call.number + 1)]
        return frozenset(_sample("forged", groups, self.port_group_violations))

    @cached_property
    def _tags(self) -> dict[int, Vlan]:
        # A port group that carries machines keeps its VLAN: the fault is then the port group's alone.
        free = [2 * call.number for call in self.calls if not call.on_port_group]
        hosts = [2 * call.number + 1 for call in self.calls]
        groups = free + hosts
        share = self.port_group_violations * 2 * len(hosts) / max(1, len(groups))
        chosen = _sample("vlan", groups, share)
        return {group: (Vlan.ZERO, Vlan.UNSET)[place % 2] for place, group in enumerate(chosen)}


def pick(choices: Sequence[Item], *key: object) -> Item:
    """One of the choices, always the same for the same key."""
    return choices[zlib.crc32(repr(key).encode()) % len(choices)]


def _sample(name: str, population: Sequence[int], share: float) -> list[int]:
    """At least one member if ``share`` is above zero, in an order without pattern."""
    if share <= 0 or not population:
        return []
    count = min(len(population), max(1, round(share * len(population))))
    return random.Random(name).sample(population, count)  # noqa: S311 - it must be repeatable
