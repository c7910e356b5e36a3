"""What raw arguments of QEMU give a guest of its host."""

from __future__ import annotations

import pytest

from vmgate.translate.qemu_command import devices, paths


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("-device vfio-pci,host=01:00.0,x-vga=on", ["pci:0000:01:00.0"]),
        ("-device 'vfio-pci,host=0000:3B:00.0'", ["pci:0000:3b:00.0"]),
        ("-device vfio-pci,sysfsdev=/sys/bus/mdev/devices/c217", ["pci:c217"]),
        ("-usb -device usb-host,hostbus=1,hostaddr=2", ["usb:1-2"]),
        ("-device usb-host,vendorid=0x046D,productid=0xc52b", ["usb:046d:c52b"]),
        ("-device usb-redir,chardev=c", ["usb:spice"]),
        ("-drive file=/dev/sdb,if=virtio -cdrom /dev/sr0", ["disk:/dev/sdb", "disk:/dev/sr0"]),
        ("-serial /dev/ttyS0", ["dev:/dev/ttyS0"]),
        ("-object rng-random,filename=/dev/urandom -netdev tap,fd=3,vhostfd=/dev/vhost-net", []),
        ("-cpu host -smbios type=1,serial=ds=nocloud", []),
        ("", []),
    ],
)
def test_devices_of_the_host_go_by_the_names_that_a_site_approves(command: str, names: list[str]) -> None:
    """As those that a provider has attributes for."""
    assert [name for _, name in devices(command)] == names


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("-virtfs local,path=/mnt/pve/nfs,mount_tag=x", ["/mnt/pve/nfs"]),
        ("-fsdev local,id=f0,path=/srv -device virtio-9p-pci,fsdev=f0", ["/srv"]),
        ("-drive file=/var/lib/vz/images/100/a.raw,if=virtio", ["/var/lib/vz/images/100/a.raw"]),
        ("-drive file=/dev/sdb", []),
        ("-cpu host", []),
    ],
)
def test_directories_and_files_of_the_host_are_found(command: str, expected: list[str]) -> None:
    """What is shared with the guest, and what is a disk of it."""
    assert list(paths(command)) == expected
