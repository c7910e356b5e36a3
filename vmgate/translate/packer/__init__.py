"""Packer: the machines that builds run, and the images that they make.

A source states a machine, the links that its build opens, and the build itself. What platforms mean by their words
(guest ids, advanced settings) stands with their providers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.packer.arguments import commands, post_processors
from vmgate.translate.packer.build import Build
from vmgate.translate.packer.connection import BuildConnection, management
from vmgate.translate.packer.desktop import ClonedVmware, HypervMachine, InstalledVmware, QemuMachine
from vmgate.translate.packer.proxmox import ClonedMachine as ClonedProxmox
from vmgate.translate.packer.proxmox import ProxmoxMachine
from vmgate.translate.packer.supervisor import SupervisorMachine
from vmgate.translate.packer.vsphere import ClonedMachine as ClonedVsphere
from vmgate.translate.packer.vsphere import InstalledMachine
from vmgate.translate.uncovered import names_tool
from vmgate.vocabulary.uncovered import LocalCommand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.translate.packer.arguments import Command
    from vmgate.translate.packer.machine import BuiltMachine
    from vmgate.translate.translation import Translation
    from vmgate.vocabulary.thing import Thing

MACHINES: dict[str, type[BuiltMachine]] = {
    "vsphere-iso": InstalledMachine,
    "vsphere-clone": ClonedVsphere,
    "vsphere-supervisor": SupervisorMachine,
    "proxmox": ProxmoxMachine,
    "proxmox-iso": ProxmoxMachine,
    "proxmox-clone": ClonedProxmox,
    "qemu": QemuMachine,
    "hyperv-iso": HypervMachine,
    "hyperv-vmcx": HypervMachine,
    "vmware-iso": InstalledVmware,
    "vmware-vmx": ClonedVmware,
}
"""The machine that each builder runs."""


def _source(resource: Resource, estate: Estate) -> Iterator[Thing]:
    machine = MACHINES[resource.type](resource)
    yield machine
    yield Build(resource, estate, machine)
    yield BuildConnection(resource)
    yield from management(resource, list(post_processors(resource)))
    for command in (*commands(resource), *post_processors(resource)):
        if command.kind == "shell-local":
            yield from _local(command)


def _local(command: Command) -> Iterator[LocalCommand]:
    """What runs beside the build, one thing for each argument that holds commands."""
    for name in ("inline", "command", "script", "scripts"):
        value = command.raw(name)
        if value is None:
            continue
        words = value if isinstance(value, list) else [value]
        unknown = next((word for word in words if isinstance(word, Unknown)), None)
        text = "\n".join(str(word) for word in words)
        fact: Fact[str] = Fact(text if unknown is None else unknown, command.resource, command.at(name))
        literal = text if unknown is None else command.literal
        yield LocalCommand(command.resource, fact, literal, names_tool(literal))


TRANSLATIONS: dict[tuple[str, str], Translation] = {("packer", type_): _source for type_ in MACHINES}
"""By mode and type, what each source states."""
