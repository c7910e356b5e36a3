"""Openings, ports and devices of virtual machines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.translate.proxmox.build import LATER, MACHINE, known, planned, resource, thing
from vmgate.model.resource import Resource
from vmgate.vocabulary.machine import VirtualMachine


def machine(**values: Any) -> VirtualMachine:
    """A virtual machine with these attributes."""
    return thing(VirtualMachine, resource(MACHINE, **values))


def open_ways(of: VirtualMachine) -> list[str]:
    """The openings that are open or may be."""
    return [way.what for way in of.exposures if known(way.exposed) is not False]


def test_a_planned_machine_shows_its_processor() -> None:
    """`cpu.type = "host"` in the real plan."""
    web = planned(VirtualMachine, f'{MACHINE}.web["web-1"]')
    (way,) = [way for way in web.exposures if known(way.exposed) is not False]
    assert way.what == "host CPU passthrough"
    assert way.exposed.path == ("cpu", 0, "type")


def test_a_planned_machine_with_defaults_shows_nothing() -> None:
    """Whatever the provider fills in later is no opening."""
    assert open_ways(planned(VirtualMachine, f"{MACHINE}.scratch")) == []


@pytest.mark.parametrize(
    ("attribute", "value", "what"),
    [
        ("kvm_arguments", "-device ivshmem-plain", "raw QEMU arguments"),
        ("hook_script_file_id", "local:snippets/hook.sh", "a hook script that runs on the host"),
        ("virtiofs", [{"mapping": "home"}], "a directory of the host shared through virtiofs"),
        ("memory", [{"shared": 64}], "memory shared with the host"),
        ("disk", [{"datastore_id": "", "path_in_datastore": "/srv/a.raw"}], "a file of the host as a disk"),
        ("cpu", [{"type": "host"}], "host CPU passthrough"),
        ("cpu", [{"type": "x86-64-v3", "flags": ["+nested-virt"]}], "nested virtualization"),
    ],
)
def test_an_opening_is_open_where_it_is_set(attribute: str, value: object, what: str) -> None:
    """And only that one."""
    assert open_ways(machine(**{attribute: value})) == [what]


@pytest.mark.parametrize(
    "harmless",
    [
        {"agent": [{"enabled": True}]},
        {"serial_device": [{"device": "socket"}]},
        {"rng": [{"source": "/dev/urandom"}]},
        {"disk": [{"path_in_datastore": "vm-100-disk-0"}]},
        {"disk": [{"datastore_id": "local-lvm", "path_in_datastore": LATER}]},
        {"cpu": [{"type": "x86-64-v2-AES"}]},
        {"kvm_arguments": ""},
    ],
)
def test_what_is_no_opening_is_none(harmless: dict[str, object]) -> None:
    """The guest agent, a socket, a volume of a datastore, whether its name is known or not."""
    assert open_ways(machine(**harmless)) == []


@pytest.mark.parametrize("attribute", ["kvm_arguments", "virtiofs", "cpu", "memory", "disk"])
def test_an_unknown_opening_is_neither_open_nor_closed(attribute: str) -> None:
    """It is listed, with its reason."""
    ways = [known(way.exposed) for way in machine(**{attribute: LATER}).exposures]
    assert ways.count("unknown: known after apply") == 1


def test_planned_ports_are_there() -> None:
    """A serial port, a USB port and a CD-ROM drive in the real plan."""
    scratch = planned(VirtualMachine, f"{MACHINE}.scratch")
    assert [(port.what, port.present.value, port.present.path) for port in scratch.ports] == [
        ("serial port", True, ("serial_device", 0)),
        ("USB port", True, ("usb", 0)),
        ("CD-ROM drive", True, ("cdrom", 0)),
    ]


def test_ports_that_are_not_there_are_said_not_to_be() -> None:
    """So that a rule can pass them."""
    assert [port.present.value for port in machine().ports] == [False, False, False]


def test_an_audio_device_can_be_written_and_off() -> None:
    """Its default is on."""
    ports = machine(audio_device=[{"device": "intel-hda"}, {"enabled": False}]).ports
    assert [port.present.value for port in ports if port.what == "sound card"] == [True, False]


def test_planned_devices_have_the_names_that_a_site_approves() -> None:
    """A PCI device by its address, a USB device by vendor and product."""
    web = planned(VirtualMachine, f'{MACHINE}.web["web-2"]')
    scratch = planned(VirtualMachine, f"{MACHINE}.scratch")
    (pci,) = web.devices
    (usb,) = scratch.devices
    assert (pci.what, pci.name.value, pci.present.value) == (
        "PCI device 0000:3b:00.0",
        "pci:0000:3b:00.0",
        True,
    )
    assert (usb.name.value, usb.machine.name.value) == ("usb:046d:c52b", "scratch")


@pytest.mark.parametrize(
    ("attribute", "value", "names"),
    [
        ("hostpci", {"device": "hostpci0", "id": "3B:00"}, ["pci:0000:3b:00"]),
        ("hostpci", {"id": "0000:3b:00.0;0000:3b:00.1"}, ["pci:0000:3b:00.0", "pci:0000:3b:00.1"]),
        ("hostpci", {"mapping": "gpu"}, ["pci:mapping/gpu"]),
        ("hostpci", {}, ["unknown: neither id nor mapping is set"]),
        ("hostpci", {"id": LATER}, ["unknown: known after apply"]),
        ("usb", {"mapping": "dongle"}, ["usb:mapping/dongle"]),
        ("usb", {"host": "046D:C52B"}, ["usb:046d:c52b"]),
        ("usb", {"host": "spice"}, ["usb:spice"]),
        ("disk", {"datastore_id": "", "path_in_datastore": "/dev/sdb"}, ["disk:/dev/sdb"]),
        ("disk", {"path_in_datastore": "vm-100-disk-0"}, []),
        ("disk", {"import_from": "local:import/a.qcow2"}, []),
        ("serial_device", {"device": "/dev/ttyS0"}, ["dev:/dev/ttyS0"]),
        ("serial_device", {}, []),
        ("cdrom", {"file_id": "cdrom"}, ["cdrom"]),
        ("cdrom", {}, ["cdrom"]),
        ("cdrom", {"file_id": "none"}, []),
        ("cdrom", {"file_id": "local:iso/a.iso"}, []),
    ],
)
def test_a_device_is_named_by_what_identifies_it(attribute: str, value: object, names: list[str]) -> None:
    """A drive without a file id is the host's own: the provider sends `cdrom` for it."""
    assert [known(device.name) for device in machine(**{attribute: [value]}).devices] == names


@pytest.mark.parametrize("attribute", ["hostpci", "usb", "disk", "serial_device", "cdrom"])
def test_devices_whose_number_is_unknown_hide_no_others(attribute: str) -> None:
    """The known device beside them is still told."""
    beside = "usb" if attribute != "usb" else "hostpci"
    of = machine(**{attribute: LATER, beside: [{"mapping": "known"}]})
    assert {known(device.present) for device in of.devices} == {True, "unknown: known after apply"}


def test_a_device_from_a_secret_is_not_told() -> None:
    """What is sensitive stays so in what is said of it."""
    own = Resource(
        address="x", mode="managed", type=MACHINE, name="x",
        values={"usb": [{"host": "046d:c52b"}], "hostpci": [{"id": "0000:3b:00.0"}]},
        sensitive=[("usb", 0, "host"), ("hostpci", 0, "id")],
    )  # fmt: skip
    for device in thing(VirtualMachine, own).devices:
        assert "(sensitive)" in device.what
        assert "3b:00" not in device.what
        assert "046d" not in device.what
