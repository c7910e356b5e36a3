"""What the names of media say is on them."""

from __future__ import annotations

import pytest

from vmgate.translate.packer.media import system


@pytest.mark.parametrize(
    ("name", "product"),
    [
        (
            "https://cdimage.debian.org/debian-cd/13.1.0/amd64/iso-cd/debian-13.1.0-amd64-netinst.iso",
            "debian 13.1.0",
        ),
        (
            "https://cloud.debian.org/images/cloud/trixie/latest/debian-13-genericcloud-amd64.qcow2",
            "debian 13",
        ),
        ("[ds-iso] debian/debian-11.7.0-amd64-DVD-1.iso", "debian 11.7.0"),
        ("local:iso/debian-12.iso", "debian 12"),
        ("https://releases.ubuntu.com/noble/ubuntu-24.04.3-live-server-amd64.iso", "ubuntu 24.04"),
        ("ubuntu-22.04.4-live-server-amd64.iso", "ubuntu 22.04.4"),
        ("https://cloud-images.ubuntu.com/jammy/current/jammy-server-cloudimg-amd64.img", "ubuntu 22.04"),
        ("Rocky-9.4-x86_64-minimal.iso", "rocky 9.4"),
        (
            "https://dl.rockylinux.org/pub/rocky/9/images/x86_64/Rocky-9-GenericCloud-Base.latest.x86_64.qcow2",
            "rocky 9",
        ),
        ("AlmaLinux-10.0-x86_64-boot.iso", "almalinux 10.0"),
        ("CentOS-7-x86_64-Minimal-2009.iso", "centos 7"),
        ("CentOS-Stream-9-latest-x86_64-dvd1.iso", "centos-stream 9"),
        ("rhel-9.4-x86_64-dvd.iso", "rhel 9.4"),
        ("rhel-server-7.9-x86_64-dvd.iso", "rhel 7.9"),
        ("OracleLinux-R9-U4-x86_64-dvd.iso", "oracle-linux 9"),
        ("SLE-15-SP6-Full-x86_64-GM-Media1.iso", "sles 15-sp6"),
        ("Fedora-Server-dvd-x86_64-41-1.4.iso", "fedora 41"),
        ("FreeBSD-14.1-RELEASE-amd64-disc1.iso", "freebsd 14.1"),
        ("photon-5.0-dde71ec57.x86_64.iso", "photon 5.0"),
        ("26100.1742.240906-0331.ge_release_svc_refresh_SERVER_EVAL_x64FRE_en-us.iso", "windows-server 2025"),
        ("20348.169.210806-2348.fe_release_svc_refresh_SERVER_EVAL_x64FRE_en-us.iso", "windows-server 2022"),
        ("en-us_windows_server_2019_updated_aug_2021_x64_dvd.iso", "windows-server 2019"),
        ("C:\\ISO\\Windows Server 2012 R2.iso", "windows-server 2012 R2"),
        (
            "26200.6584.250915-1905.25h2_ge_release_svc_refresh_CLIENTENTERPRISEEVAL_OEMRET_x64FRE_en-us.iso",
            "windows 11",
        ),
        ("./iso/Windows_11.iso", "windows 11"),
        ("tpl-win2022-base", "windows-server 2022"),
        ("installer.iso", "None"),
        ("virtio-win-0.1.240.iso", "None"),
        ("", "None"),
    ],
)
def test_a_medium_is_known_by_its_name(name: str, product: str) -> None:
    """Vendors' own names, cloud images, and those that people give their templates."""
    assert str(system(name)) == product
