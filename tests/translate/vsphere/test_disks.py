"""Ways from a machine into a datastore, and what spoils its origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import Planned, alone, of, plan, reason, thing
from vmgate.model.value import Unknown
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from vmgate.model.value import Value

MACHINE = "vsphere_virtual_machine.vm"


def open_ways(**values: Value) -> list[str]:
    """The ways that are open, by their last word or two."""
    found = alone(VirtualMachine, of(MACHINE, name="web-01", **values)).datastore_accesses
    return [way.what for way in found if way.present.value]


@pytest.mark.parametrize(
    ("path", "foreign"),
    [
        ("web-01/data.vmdk", False),
        ("[ds-general-01] web-01/data.vmdk", False),
        ("web-011/data.vmdk", True),
        ("[ds-general-01] db-01/db-01.vmdk", True),
        ("data.vmdk", True),
        (None, True),
    ],
)
def test_an_attached_disk_is_foreign_outside_the_machines_folder(path: str | None, *, foreign: bool) -> None:
    """A folder has the machine's name, and the datastore may stand before it."""
    disk: Value = {"label": "disk1", "attach": True, "path": path}
    assert bool(open_ways(disk=[disk])) is foreign


def test_nothing_is_open_by_default() -> None:
    """A machine of its own disks, and a drive without an image."""
    assert open_ways(disk=[{"label": "disk0", "size": 40}], cdrom=[{"client_device": True}]) == []


def test_each_way_is_told() -> None:
    """Disks, the bus and the drive."""
    disk: Value = {"label": "disk0", "disk_sharing": "sharingMultiWriter"}
    drive: Value = {"datastore_id": "datastore-1", "path": "iso/a.iso"}
    told = open_ways(scsi_bus_sharing="virtualSharing", disk=[disk], cdrom=[drive])
    assert told == [
        "the machine shares its SCSI bus with others",
        "a disk is shared for writing by several machines",
        "an image of a datastore is left in the CD drive",
    ]


def test_disks_that_nobody_wrote_are_the_templates() -> None:
    """They are known after apply; disks that are written and unknown may be anybody's."""
    written = of(MACHINE, name="web-01")
    quiet = alone(VirtualMachine, Planned(written, ["disk"])).datastore_accesses
    assert not [way.what for way in quiet if way.present.value]
    (doubt,) = (
        way
        for way in alone(VirtualMachine, of(MACHINE, name="a", disk=Unknown("for_each"))).datastore_accesses
        if not way.present.known
    )
    assert reason(doubt.present) == "for_each"


def test_an_attached_disk_counts_only_where_nothing_is_cloned() -> None:
    """And it is unknown where a clone may be there."""
    disk: Value = [{"label": "disk0", "attach": True, "path": "x/y.vmdk"}]
    cases: tuple[tuple[Value, bool | None], ...] = (
        ([], True),
        ([{"template_uuid": "4222"}], False),
        (Unknown("for_each"), None),
    )
    for clone, expected in cases:
        flaws = alone(VirtualMachine, of(MACHINE, name="a", disk=disk, clone=clone)).provenance_flaws
        attached = flaws[-1].present
        assert (attached.value if attached.known else None) is expected


def test_a_real_plan_shares_a_disk_and_keeps_an_image() -> None:
    """All three ways of the scratch machine."""
    vm = thing(VirtualMachine, plan("broken/plan-vsphere-2.16.1"), "vsphere_virtual_machine.scratch")
    assert len([way for way in vm.datastore_accesses if way.present.value]) == 3
