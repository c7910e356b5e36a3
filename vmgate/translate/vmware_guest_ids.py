"""What a guest id of VMware says of the operating system inside.

The ids are the values of `VirtualMachineGuestOsIdentifier`, with the products that the API's documentation
gives them. Those that end in `srvNext` are the server after the one they name: `windows2019srvNext_64Guest`
is 2022.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.templates import GuestSystem

if TYPE_CHECKING:
    from collections.abc import Iterable


def systems(guest_id: str) -> tuple[GuestSystem, ...] | None:
    """The products that a guest id may mean, letter case as vSphere writes it.

    Empty for a generic id, which says nothing (`otherGuest`, `other5xLinux64Guest`); several where one id
    covers several; a product without a version for an id of a whole family (`ubuntu64Guest`); None for an
    id that is not vSphere's, or is newer than the table.

    Two ids are read by what they name. `windows9Server64Guest` is Windows Server 2016 only: Windows Server
    2019 used it before hardware version 17, and has had an id of its own since. `windows9_64Guest` is
    Windows 10.
    """
    return _SYSTEMS.get(guest_id)


def known() -> Iterable[str]:
    """All guest ids of the table."""
    return _SYSTEMS


def as_in_vmx(guest_id: str) -> str:
    """An id as a machine's own configuration file writes it: `debian13_64Guest` is `debian13-64` there."""
    short = guest_id.removesuffix("Guest").replace("Server64", "srv_64")
    return re.sub(r"_?64\Z", "-64", short).lower()


# `centosGuest` and `oracleLinuxGuest` are «4/5 or later» in the client, hence without a version.
# CentOS Stream 8 has no id of its own; CentOS 9 is Stream.
_TABLE = """
otherGuest otherGuest64 genericLinuxGuest otherLinuxGuest otherLinux64Guest =
other24xLinuxGuest other24xLinux64Guest other26xLinuxGuest other26xLinux64Guest =
other3xLinuxGuest other3xLinux64Guest other4xLinuxGuest other4xLinux64Guest =
other5xLinuxGuest other5xLinux64Guest other6xLinuxGuest other6xLinux64Guest =
other7xLinuxGuest other7xLinux64Guest =
dosGuest = dos
win31Guest = windows 3.1
win95Guest = windows 95
win98Guest = windows 98
winMeGuest = windows Me
winNTGuest = windows NT 4
win2000ProGuest = windows 2000
win2000ServGuest win2000AdvServGuest = windows-server 2000
winXPHomeGuest winXPProGuest winXPPro64Guest = windows XP
winVistaGuest winVista64Guest = windows Vista
windows7Guest windows7_64Guest = windows 7
windows8Guest windows8_64Guest = windows 8, windows 8.1
windows9Guest windows9_64Guest = windows 10
windows11_64Guest = windows 11
windows12_64Guest = windows 12
winNetWebGuest winNetStandardGuest winNetEnterpriseGuest winNetDatacenterGuest = windows-server 2003
winNetBusinessGuest = windows-server 2003
winNetStandard64Guest winNetEnterprise64Guest winNetDatacenter64Guest = windows-server 2003
winLonghornGuest winLonghorn64Guest = windows-server 2008
windows7Server64Guest = windows-server 2008 R2
windows8Server64Guest = windows-server 2012, windows-server 2012 R2
windows9Server64Guest = windows-server 2016
windows2019srv_64Guest = windows-server 2019
windows2019srvNext_64Guest = windows-server 2022
windows2022srvNext_64Guest = windows-server 2025
windowsHyperVGuest = hyper-v
freebsdGuest freebsd64Guest = freebsd
freebsd11Guest freebsd11_64Guest = freebsd 11
freebsd12Guest freebsd12_64Guest = freebsd 12
freebsd13Guest freebsd13_64Guest = freebsd 13
freebsd14Guest freebsd14_64Guest = freebsd 14
freebsd15Guest freebsd15_64Guest = freebsd 15
redhatGuest = red-hat-linux
rhel2Guest = rhel 2
rhel3Guest rhel3_64Guest = rhel 3
rhel4Guest rhel4_64Guest = rhel 4
rhel5Guest rhel5_64Guest = rhel 5
rhel6Guest rhel6_64Guest = rhel 6
rhel7Guest rhel7_64Guest = rhel 7
rhel8_64Guest = rhel 8
rhel9_64Guest = rhel 9
rhel10_64Guest = rhel 10
centosGuest centos64Guest = centos
centos6Guest centos6_64Guest = centos 6
centos7Guest centos7_64Guest = centos 7
centos8_64Guest = centos 8, centos-stream 8
centos9_64Guest = centos-stream 9
oracleLinuxGuest oracleLinux64Guest = oracle-linux
oracleLinux6Guest oracleLinux6_64Guest = oracle-linux 6
oracleLinux7Guest oracleLinux7_64Guest = oracle-linux 7
oracleLinux8_64Guest = oracle-linux 8
oracleLinux9_64Guest = oracle-linux 9
oracleLinux10_64Guest = oracle-linux 10
rockylinux_64Guest = rocky
almalinux_64Guest = almalinux
suseGuest suse64Guest = suse-linux
slesGuest sles64Guest = sles 9
sles10Guest sles10_64Guest = sles 10
sles11Guest sles11_64Guest = sles 11
sles12Guest sles12_64Guest = sles 12
sles15_64Guest = sles 15
sles16_64Guest = sles 16
opensuseGuest opensuse64Guest = opensuse
nld9Guest = novell-linux-desktop 9
oesGuest = open-enterprise-server
sjdsGuest = java-desktop-system
mandrakeGuest = mandrake
mandrivaGuest mandriva64Guest = mandriva
turboLinuxGuest turboLinux64Guest = turbolinux
ubuntuGuest ubuntu64Guest = ubuntu
debian4Guest debian4_64Guest = debian 4
debian5Guest debian5_64Guest = debian 5
debian6Guest debian6_64Guest = debian 6
debian7Guest debian7_64Guest = debian 7
debian8Guest debian8_64Guest = debian 8
debian9Guest debian9_64Guest = debian 9
debian10Guest debian10_64Guest = debian 10
debian11Guest debian11_64Guest = debian 11
debian12Guest debian12_64Guest = debian 12
debian13Guest debian13_64Guest = debian 13
asianux3Guest asianux3_64Guest = asianux 3
asianux4Guest asianux4_64Guest = asianux 4
asianux5_64Guest = asianux 5
asianux7_64Guest = asianux 7
asianux8_64Guest = asianux 8
asianux9_64Guest = asianux 9
fedoraGuest fedora64Guest = fedora
coreos64Guest = coreos
vmwarePhoton64Guest = photon
amazonlinux2_64Guest = amazon-linux 2
amazonlinux3_64Guest = amazon-linux 3
kylinlinux_64Guest = kylin
fusionos_64Guest = fusionos
prolinux_64Guest = prolinux
crxPod1Guest = crx 1
solaris6Guest = solaris 6
solaris7Guest = solaris 7
solaris8Guest = solaris 8
solaris9Guest = solaris 9
solaris10Guest solaris10_64Guest = solaris 10
solaris11_64Guest = solaris 11
os2Guest = os2
eComStationGuest = ecomstation 1
eComStation2Guest = ecomstation 2
netware4Guest = netware 4
netware5Guest = netware 5.1
netware6Guest = netware 6
openServer5Guest = sco-openserver 5
openServer6Guest = sco-openserver 6
unixWare7Guest = sco-unixware 7
darwinGuest darwin64Guest = macos 10.5
darwin10Guest darwin10_64Guest = macos 10.6
darwin11Guest darwin11_64Guest = macos 10.7
darwin12_64Guest = macos 10.8
darwin13_64Guest = macos 10.9
darwin14_64Guest = macos 10.10
darwin15_64Guest = macos 10.11
darwin16_64Guest = macos 10.12
darwin17_64Guest = macos 10.13
darwin18_64Guest = macos 10.14
darwin19_64Guest = macos 10.15
darwin20_64Guest = macos 11
darwin21_64Guest = macos 12
darwin22_64Guest = macos 13
darwin23_64Guest = macos 14
vmkernelGuest = esxi 4
vmkernel5Guest = esxi 5
vmkernel6Guest = esxi 6
vmkernel65Guest = esxi 6.5, esxi 6.7
vmkernel7Guest = esxi 7
vmkernel8Guest = esxi 8
"""


def _systems() -> dict[str, tuple[GuestSystem, ...]]:
    found: dict[str, tuple[GuestSystem, ...]] = {}
    for line in _TABLE.strip().splitlines():
        ids, _, products = line.partition("=")
        meant = tuple(_system(product) for product in products.split(",") if product.strip())
        found.update(dict.fromkeys(ids.split(), meant))
    return found


def _system(text: str) -> GuestSystem:
    product, _, version = text.strip().partition(" ")
    return GuestSystem(product, version or None)


_SYSTEMS = _systems()
