"""Clones with overrides: what is not mentioned is the template's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.translate.proxmox.build import LATER, MACHINE, known, resource, thing
from vmgate.model.fact import UnknownValue
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.network import UNTAGGED, tagged

if TYPE_CHECKING:
    from vmgate.model.resource import Resource

CLONED = "proxmox_cloned_vm"
CLONE = {"source_vm_id": 9000}
TEMPLATE = resource(MACHINE, "tpl", vm_id=9000, name="tpl", template=True, network_device=[{}, {}])


def cloned(*others: Resource, **values: Any) -> VirtualMachine:
    """A clone of machine 9000."""
    return thing(VirtualMachine, resource(CLONED, clone=CLONE, node_name="pve1", **values), *others)


@pytest.mark.parametrize("type_", ["proxmox_cloned_vm", "proxmox_virtual_environment_cloned_vm"])
def test_it_goes_by_two_names(type_: str) -> None:
    """And is the same under both."""
    (template,) = thing(VirtualMachine, resource(type_, clone=CLONE)).origin.templates
    assert template.identity.value == "9000"
    assert template.where.path == ("clone", "source_vm_id")


def test_its_template_is_known_where_the_configuration_has_it() -> None:
    """By name, and whether it is one."""
    (template,) = cloned(TEMPLATE).origin.templates
    assert (template.name.value, template.defect) == ("tpl", None)


def test_interfaces_that_are_not_mentioned_may_be_the_templates() -> None:
    """Beside those that are, which are judged."""
    own, inherited = cloned(network={"net0": {"bridge": "vmbr1", "tag": 20}}).nics
    assert own.vlan.value == tagged(20)
    assert own.attachment.path == ("network", "net0", "bridge")
    with pytest.raises(UnknownValue, match="inherited"):
        _ = inherited.networks


def test_no_interface_is_inherited_where_all_of_the_template_s_are_mentioned_or_deleted() -> None:
    """The template has two: one is overridden, one deleted."""
    (own,) = cloned(TEMPLATE, network={"net0": {"bridge": "vmbr1"}}, delete={"network": ["net1"]}).nics
    assert own.vlan.value == UNTAGGED


def test_an_interface_that_names_no_bridge_is_unknown() -> None:
    """There is no default."""
    own, _ = cloned(network={"net0": {"tag": 20}}).nics
    assert known(own.attachment) == "unknown: no bridge is named"


def test_a_trunk_is_a_set_of_numbers() -> None:
    """Unlike that of the other type of machine, which is a string."""
    own, _ = cloned(network={"net0": {"bridge": "vmbr1", "tag": 20, "trunks": [30, 40]}}).nics
    assert own.vlan.value.ranges == ((20, 20), (30, 30), (40, 40))


def test_interfaces_that_are_unknown_as_a_whole_are_unknown() -> None:
    """Nothing is known of any."""
    with pytest.raises(UnknownValue, match="known after apply"):
        _ = cloned(network=LATER).nics


def test_the_display_is_the_templates_unless_it_is_mentioned() -> None:
    """Then it decides on both clipboards."""
    assert [channel.disabled.value for channel in cloned().copy_paste] == [None]
    assert [channel.disabled.value for channel in cloned(vga={"clipboard": "vnc"}).copy_paste] == [
        False,
        True,
    ]
    assert [channel.disabled.value for channel in cloned(vga={"type": "std"}).copy_paste] == [True, True]


def test_the_host_s_drive_and_disks_are_devices() -> None:
    """A drive with an image and a volume are not."""
    of = cloned(
        cdrom={"ide2": {"file_id": "cdrom"}, "ide3": {"file_id": "local:iso/a.iso"}},
        disk={"scsi1": {"file": "/dev/sdb"}, "scsi2": {"file": "local-lvm:vm-1-disk-0"}},
    )
    assert [device.name.value for device in of.devices] == ["cdrom", "disk:/dev/sdb"]
    assert [(port.what, port.present.value) for port in of.ports] == [
        ("CD-ROM drive", True),
        ("CD-ROM drive", True),
    ]


def test_the_processor_is_an_opening_where_it_is_the_host_s() -> None:
    """As for the other type of machine."""
    assert [way.exposed.value for way in cloned(cpu={"type": "host"}).exposures] == [True, False]


def test_nothing_is_said_of_the_system() -> None:
    """It is the template's."""
    guest = cloned().guest
    assert guest.identifier.value is None
    assert guest.systems.value == ()
