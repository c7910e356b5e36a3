"""Ports that a machine keeps, devices of the host that it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import alone, copy_of, of, reason
from vmgate.model.value import Unknown
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.model.value import Value
    from vmgate.vocabulary.machine import Device

ISO: Value = {"datastore_id": "datastore-1", "path": "iso/x.iso"}


def machine(*others: Resource, **values: Value) -> VirtualMachine:
    """A machine, its other attributes not written."""
    return alone(VirtualMachine, of("vsphere_virtual_machine.vm", **{"name": "gpu-1", **values}), *others)


def device(*others: Resource, **values: Value) -> Device:
    """The only device of a machine."""
    (found,) = machine(*others, **values).devices
    return found


class TestPorts:
    """C24."""

    @pytest.mark.parametrize(
        ("key", "what"),
        [
            ("floppy0.present", "floppy drive"),
            ("SERIAL1.present", "serial port"),
            ("parallel0.present", "parallel port"),
            ("usb.present", "USB controller"),
            ("usb_xhci.present", "USB controller"),
            ("sound.present", "sound card"),
        ],
    )
    def test_ports_by_setting(self, key: str, what: str) -> None:
        """TRUE keeps the port, FALSE does not."""
        for text, expected in (("TRUE", True), ("FALSE", False), ("", False)):
            (port,) = machine(extra_config={key: text}).ports
            assert (port.what, port.present.value) == (what, expected)
            assert port.present.path == ("extra_config", key)

    def test_an_iso_left_connected(self) -> None:
        """A drive with a datastore's image."""
        (port,) = machine(cdrom=[ISO]).ports
        assert (port.what, port.present.value, port.present.path) == (
            "CD drive with an ISO",
            True,
            ("cdrom", 0, "path"),
        )

    def test_a_clients_drive_is_needed_for_vapp_properties_only(self) -> None:
        """They reach the guest on an ISO."""
        (port,) = machine(cdrom=[{"client_device": True}]).ports
        assert port.present.value is True
        (needed,) = machine(cdrom=[{"client_device": True}], vapp=[{"properties": {}}]).ports
        assert needed.present.value is False
        (unsure,) = machine(cdrom=[{"client_device": True}], vapp=Unknown("for_each")).ports
        assert reason(unsure.present) == "for_each"

    def test_unknown_drives_and_settings_are_ports_that_may_be_there(self) -> None:
        """One of each kind, so that nothing passes for lack of knowledge."""
        (drive,) = machine(cdrom=Unknown("for_each")).ports
        assert reason(drive.present) == "for_each"
        (kind,) = machine(cdrom=[{"client_device": Unknown("flag")}]).ports
        assert reason(kind.present) == "flag"
        hidden = machine(extra_config=Unknown("map")).ports
        assert {reason(port.present) for port in hidden} == {"map"}
        assert len(hidden) == 5

    def test_none(self) -> None:
        """A machine without any of them has no ports to judge."""
        assert machine(cdrom=[], extra_config={"guestinfo.x": "y"}).ports == []


class TestDevices:
    """C25."""

    def test_a_pci_device_by_id(self) -> None:
        """Its place on the host is its name."""
        found = device(pci_device_id=["0000:3b:00.0"])
        assert found.what == "PCI device 0000:3b:00.0"
        assert (found.name.value, found.present.value) == ("pci:0000:3b:00.0", True)
        assert found.machine.name.value == "gpu-1"
        assert found.present.path == ("pci_device_id", 0)

    def test_a_pci_device_that_is_looked_up_has_its_makers_id(self) -> None:
        """The data source says whose devices it looks for, before and after it was read."""
        source = of("data.vsphere_host_pci_device.gpu", vendor_id="10DE", host_id="host-1", id="0000:3b:00.0")
        read = device(source, pci_device_id=["0000:3b:00.0"], host_system_id="host-1")
        unread = device(source, pci_device_id=[copy_of("data.vsphere_host_pci_device.gpu:id")])
        assert read.name.value == unread.name.value == "pci:10de"
        assert unread.present.value is True

    def test_an_id_on_another_host_is_another_device(self) -> None:
        """PCI ids are places on one host."""
        source = of("data.vsphere_host_pci_device.gpu", vendor_id="10de", host_id="host-2", id="0000:3b:00.0")
        found = device(source, pci_device_id=["0000:3b:00.0"], host_system_id="host-1")
        assert found.name.value == "pci:0000:3b:00.0"

    def test_a_pci_device_that_cannot_be_told(self) -> None:
        """It may be there, and may be any."""
        either: tuple[Value, ...] = (Unknown("no value"), [Unknown("no value")])
        for value in either:
            found = device(pci_device_id=value)
            assert reason(found.name) == reason(found.present) == "no value"

    @pytest.mark.parametrize("interface", [{"adapter_type": "sriov"}, {"physical_function": "0000:3b:00.0"}])
    def test_sriov(self, interface: Value) -> None:
        """A network function of the host, by either attribute."""
        found = device(network_interface=[{"network_id": "n"}, interface])
        assert (found.name.value, found.present.value) == ("sriov", True)
        assert found.present.path[:2] == ("network_interface", 1)

    def test_an_unknown_adapter_may_be_sriov(self) -> None:
        """So may an unknown number of interfaces."""
        assert reason(device(network_interface=[{"adapter_type": Unknown("kind")}]).present) == "kind"
        assert reason(device(network_interface=Unknown("for_each")).present) == "for_each"

    def test_the_hosts_or_clients_cd_drive(self) -> None:
        """A drive with an ISO is no device of anybody's."""
        assert device(cdrom=[{"client_device": True}, ISO]).name.value == "cdrom"
        assert reason(device(cdrom=[{"client_device": Unknown("flag")}]).present) == "flag"

    def test_graphics_by_the_hosts_hardware(self) -> None:
        """Only the renderer "hardware" is a device of the host."""

        def card(renderer: Value) -> Value:
            return [{"num_displays": 1, "graphics_3d": [{"renderer": renderer}]}]

        assert device(video_card=card("hardware")).name.value == "vgpu:hardware"
        assert machine(video_card=card("automatic")).devices == []
        assert reason(device(video_card=card(Unknown("no value"))).present) == "no value"
        assert reason(device(video_card=Unknown("for_each")).present) == "for_each"

    def test_passthrough_by_setting(self) -> None:
        """The settings behind the attribute work as well."""
        settings: Value = {
            "pciPassthru0.present": "TRUE",
            "pciPassthru0.vendorId": "0x10de",
            "pciPassthru0.deviceId": "0x2330",
            "pciPassthru1.present": "FALSE",
            "pciPassthru2.present": "TRUE",
            "pciPassthru3.vgpu": "grid_a100-4c",
        }
        found = machine(extra_config=settings).devices
        assert [item.name.value for item in found] == [
            "pci:10de:2330",
            "pci:pciPassthru2",
            "vgpu:grid_a100-4c",
        ]

    def test_unknown_settings_may_pass_a_device_through(self) -> None:
        """As one device that nobody can name."""
        found = device(extra_config=Unknown("map"))
        assert reason(found.present) == reason(found.name) == "map"

    def test_none(self) -> None:
        """Virtual hardware is not the host's."""
        assert (
            machine(network_interface=[{"network_id": "n", "adapter_type": "vmxnet3"}], cdrom=[ISO]).devices
            == []
        )
