"""Devices of the host that machines are given (C25): graphics cards, and functions of network cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive, parts, told
from vmgate.vocabulary.machine import Device

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.translate.nutanix.attributes import Filled
    from vmgate.vocabulary.machine import VirtualMachine

VENDORS: Final = {"NVIDIA": "10de", "AMD": "1002", "INTEL": "8086"}
"""By the provider's word, the id that PCI devices of the vendor have."""


def graphics(machine: Filled, name: str, owner: VirtualMachine) -> Iterator[Device]:
    """Graphics cards as a whole (`pci:10de:1eb8`), and shares of one (`vgpu:10de:1eb8`)."""
    blocks, unknown = parts(machine, name)
    for block in blocks:
        known = Fact(told(lambda block=block: _name(block)), block.resource, block.path)  # type: ignore[misc]  # mypy infers no defaults of lambdas
        what = f"graphics card {known.value.partition(':')[2]}" if known.known else "a graphics card"
        yield Device(what, known, Fact(value=True, resource=block.resource, path=block.path), owner)
    if unknown is not None:
        yield Device("a graphics card", derive(unknown, str), unknown, owner)


def network_functions(machine: Filled, owner: VirtualMachine) -> Iterator[Device]:
    """Functions of network cards, `sriov` and `dpu`, by the interfaces that they back."""
    nics, unknown = parts(machine, "nics")
    for nic in nics:
        backings, doubt = parts(nic, "nic_backing_info")
        for backing in backings:
            for name, kind in (("sriov_nic", "sriov"), ("dp_offload_nic", "dpu")):
                found, doubt_ = parts(backing, name)
                for block in found:
                    there = Fact(value=True, resource=block.resource, path=block.path)
                    yield Device(
                        f"a network card ({kind})", Fact(kind, block.resource, block.path), there, owner
                    )
                doubt = doubt or doubt_
        if doubt is not None:
            yield Device("a network card of the host", derive(doubt, str), doubt, owner)
    if unknown is not None:
        yield Device("a network card of the host", derive(unknown, str), unknown, owner)


def _name(block: Filled) -> str | Unknown:
    vendor, id_ = block.text("vendor", "").value, block.number("device_id").value
    if vendor.upper() not in VENDORS or id_ is None:
        return Unknown("neither the vendor nor the device is told")
    mode = block.text("mode", "").value
    return f"{'vgpu' if mode.upper() == 'VIRTUAL' else 'pci'}:{VENDORS[vendor.upper()]}:{id_:04x}"
