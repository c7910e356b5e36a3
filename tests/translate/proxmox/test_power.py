"""Whether a machine runs, whether it stays off, and what Proxmox identifies it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.translate.proxmox.build import CONTAINER, LATER, MACHINE, resource, thing
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from vmgate.model.fact import Fact


def told(fact: Fact[Any]) -> object:
    """The value, or "unknown"."""
    return fact.value if fact.known else "unknown"


@pytest.mark.parametrize(
    ("values", "running", "stays_off"),
    [
        ({}, True, False),
        ({"started": True}, True, False),
        ({"started": False}, False, False),
        ({"started": False, "on_boot": False}, False, True),
        ({"started": True, "on_boot": False}, True, False),
        ({"template": True}, False, True),
        ({"template": LATER}, "unknown", "unknown"),
        ({"template": LATER, "started": False, "on_boot": False}, False, True),
        ({"started": LATER, "on_boot": False}, "unknown", "unknown"),
        ({"started": False, "on_boot": LATER}, False, "unknown"),
    ],
)
def test_a_machine_runs_unless_it_is_told_not_to(
    values: dict[str, Any], running: object, stays_off: object
) -> None:
    """It starts when it is made and with its host by default; a template never runs."""
    vm = thing(VirtualMachine, resource(MACHINE, **values))
    assert (told(vm.running), told(vm.powered_off)) == (running, stays_off)


@pytest.mark.parametrize(
    ("values", "running", "stays_off"),
    [
        ({}, True, False),
        ({"started": False}, False, False),
        ({"started": False, "start_on_boot": False}, False, True),
    ],
)
def test_a_container_does_too(values: dict[str, Any], running: object, stays_off: object) -> None:
    """Under another name of the attribute."""
    vm = thing(VirtualMachine, resource(CONTAINER, **values))
    assert (told(vm.running), told(vm.powered_off)) == (running, stays_off)


@pytest.mark.parametrize(
    ("values", "expected"), [({}, "unknown"), ({"started": True}, True), ({"started": False}, False)]
)
def test_of_a_cloned_machine_it_is_known_once_it_exists(values: dict[str, Any], expected: object) -> None:
    """The type has no default."""
    vm = thing(VirtualMachine, resource("proxmox_cloned_vm", **values))
    assert told(vm.running) == expected
    assert told(vm.powered_off) == (expected if expected == "unknown" else not expected)


@pytest.mark.parametrize(
    ("type_", "values", "identity"),
    [(MACHINE, {"vm_id": 101, "id": "x"}, "101"), (CONTAINER, {"vm_id": 7}, "7"),
     ("proxmox_cloned_vm", {"id": 8}, "8"), (MACHINE, {}, None), (MACHINE, {"vm_id": LATER}, "unknown")],
)  # fmt: skip
def test_a_machine_is_identified_by_its_number(type_: str, values: dict[str, Any], identity: object) -> None:
    """Whatever the attribute is called."""
    vm = thing(VirtualMachine, resource(type_, **values))
    assert told(vm.identity) == identity
    assert vm.platform == "proxmox"
