"""The operating systems that a template can be begun for, and what installs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class System:
    """One system. `family` names its scripts, `boot` is what is typed to begin its installer.

    Its answers lie in a folder of the scaffold that is named like the system; with a `label` they are put on a CD of
    that name, `files` of them, else they are served over HTTP. `evidence` are the files that its builds bring along.
    """

    title: str
    family: str
    vsphere_guest: str
    iso_url: str = ""
    iso_checksum: str = ""
    boot: tuple[str, ...] = ()
    label: str = ""
    files: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def windows(self) -> bool:
        """Whether it is a Windows, which has a template of its own."""
        return self.family == "windows"


_DEBIAN: Final = ("InRelease", "Packages", "status", "os-release")
_ROCKY: Final = (
    "repomd-baseos.xml", "repomd-baseos.xml.asc", "repomd-appstream.xml", "repomd-appstream.xml.asc",
    "dnf-updateinfo.txt", "rpm-packages.txt", "os-release",
)  # fmt: skip

_PRESEED: Final = (
    "install auto=true priority=critical url=http://{{ .HTTPIP }}:{{ .HTTPPort }}/preseed.cfg "
    "vmgate.key=${local.build_key}<enter>"
)

SYSTEMS: Final = {
    "debian13": System(
        "Debian 13", "apt", "debian13_64Guest",
        iso_url="https://cdimage.debian.org/cdimage/archive/13.1.0/amd64/iso-cd/debian-13.1.0-amd64-netinst.iso",
        iso_checksum="file:https://cdimage.debian.org/cdimage/archive/13.1.0/amd64/iso-cd/SHA512SUMS",
        boot=(
            "<esc><wait>",
            _PRESEED,
        ),
        evidence=_DEBIAN,
    ),
    "ubuntu2404": System(
        "Ubuntu 24.04 LTS", "apt", "ubuntu64Guest",
        iso_url="https://releases.ubuntu.com/24.04/ubuntu-24.04.3-live-server-amd64.iso",
        iso_checksum="file:https://releases.ubuntu.com/24.04/SHA256SUMS",
        boot=(
            "c<wait>",
            "linux /casper/vmlinuz autoinstall vmgate.key=${local.build_key} ---<enter><wait>",
            "initrd /casper/initrd<enter><wait>",
            "boot<enter>",
        ),
        label="cidata",
        files=("cidata/user-data", "cidata/meta-data"),
        evidence=_DEBIAN,
    ),
    "rocky9": System(
        "Rocky Linux 9", "dnf", "rockylinux_64Guest",
        iso_url="https://dl.rockylinux.org/vault/rocky/9.6/isos/x86_64/Rocky-9.6-x86_64-minimal.iso",
        iso_checksum="file:https://dl.rockylinux.org/vault/rocky/9.6/isos/x86_64/CHECKSUM",
        boot=("<up><wait><tab> vmgate.key=${local.build_key}<enter>",),
        label="OEMDRV",
        files=("oemdrv/ks.cfg",),
        evidence=_ROCKY,
    ),
    "windows2025": System("Windows Server 2025", "windows", "windows2022srvNext_64Guest"),
}  # fmt: skip
"""By the name that `--os` takes."""

SOURCES: Final = {"vsphere": "vsphere-iso", "proxmox": "proxmox-iso", "qemu": "qemu"}
"""The builder of each platform, by the name that `--platform` takes."""
