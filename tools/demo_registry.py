"""Writes the registries that the project ships: `templates/`, and the example site's.

    python -m tools.demo_registry

Everything in them is really signed, by keys that are made here and thrown away at the end: nobody can add to them,
and every run signs all of it anew. The people do not exist; the images are those that `packer/` describes.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.registry.author import Author, Key
from vmgate.commands.template.beginning import ATTRIBUTES
from vmgate.registry.parts import Build, Demands, Member, Patch, Place, Platform, Role, System

if TYPE_CHECKING:
    from vmgate.registry.facts import Image

PROJECT = Path(__file__).parent.parent
DAY = date(2026, 11, 23)
PROXMOX = "pve.campus.example.edu"
VCENTER = "vcenter.campus.example.edu"
ADA, BOB, EVE, ZOE = (f"{name}@campus.example.edu" for name in ("ada", "bob", "eve", "zoe"))
PEOPLE = {
    ADA: Member(roles=(Role.OWNER,)),
    BOB: Member(roles=(Role.APPROVER,)),
    EVE: Member(roles=(Role.SECURITY,)),
    ZOE: Member(roles=(Role.ROOT, Role.CHECKPOINT)),
}
SUPPORTED = {
    "centos7_64Guest": "legacy",
    "debian12_64Guest": "supported",
    "debian13_64Guest": "supported",
    "otherLinux64Guest": "supported",
    "rockylinux_64Guest": "supported",
    "ubuntu64Guest": "supported",
    "windows2022srvNext_64Guest": "supported",
    "windows2019srvNext_64Guest": "supported",
}
"""What the hypervisors of the example say of the systems that it speaks of."""

SUPPORTED_ON_PROXMOX = {
    "debian 13": "supported",
    "rocky 9": "supported",
    "ubuntu 24.04": "supported",
    "windows-server 2025": "supported",
}
"""Proxmox knows kinds of systems only (any Linux is l26), so the systems stand under their own names."""


@dataclass(frozen=True)
class Template:
    """An image on the example's vCenter: its name there is `tpl-NAME-VERSION`."""

    name: str
    version: str
    built: date
    uuid: str
    system: System | None
    method: str = "apt-inrelease"


DEBIAN = Template("debian13", "2026.11", date(2026, 11, 20), "4222d5a1-0c3e-7b64-91f2-5d8e0a6b13c7",
                  System(id="debian", version="13", arch="x86_64"))  # fmt: skip
UBUNTU = Template("ubuntu2404", "2026.11", date(2026, 11, 20), "4222e8c3-71a0-4f5d-b2c9-60d1f7a4385e",
                  System(id="ubuntu", version="24.04", arch="x86_64"))  # fmt: skip
ROCKY = Template("rocky9", "2026.11", date(2026, 11, 19), "42223f96-d84b-0a17-c5e2-9b71d02e68fa",
                 System(id="rocky", version="9.8", arch="x86_64"), "dnf-updateinfo")  # fmt: skip
WINDOWS = Template("windows2025", "2026.11", date(2026, 11, 12), "4222a07d-95b2-e63c-18f4-c3d85e7f0b29",
                   System(id="windows-server", version="2025", arch="x86_64"), "windows-update")  # fmt: skip
DEBIAN_OLD = Template("debian13", "2025.09", date(2025, 9, 12), "4222b7d0-91e4-3c5a-77f8-2d60e8a1c94b",
                      System(id="debian", version="13", arch="x86_64"))  # fmt: skip
CENTOS = Template("centos7", "2024.05", date(2024, 5, 14), "42228c47-6e19-d0b5-3a70-9f4c2e81b6d3",
                  System(id="centos", version="7", arch="x86_64"), "dnf-updateinfo")  # fmt: skip
# The vendor's appliance: which system is inside was never written down.
LIBRENMS = Template(
    "librenms", "25.4", date(2026, 11, 6), "4222b1f0-94ad-2c58-e6d3-07a5c4f9218e", None, "vendor"
)


def at(day: date, hour: int) -> datetime:
    """An hour of a day, UTC."""
    return datetime.combine(day, time(hour), UTC)


class Demo(Author):
    """A registry of the example's people, with keys that exist only as long as this object."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory, keys={person: Key(Ed25519PrivateKey.generate()) for person in PEOPLE})

    def begin(self, day: date, demands: Demands) -> None:
        """The root."""
        self.root(by=ZOE, people=PEOPLE, issued=at(day, 8), demands=demands)

    def publish(self, template: Template, approver: str = BOB, **given: Any) -> Image:
        """A template that Ada built, and on the next day somebody approved."""
        image = self.image(
            template.name,
            template.version,
            by=ADA,
            issued=at(template.built, 14),
            system=template.system,
            locators=(
                Place(
                    platform=Platform.VSPHERE,
                    endpoint=VCENTER,
                    name=f"tpl-{template.name}-{template.version}",
                    identity=template.uuid,
                ),
            ),
            build=Build(tool="packer", builder="vsphere-iso", finished=at(template.built, 13)),
            patch=Patch(until=at(template.built, 6), method=template.method),
            **given,
        )
        self.approve(image, approver, issued=at(template.built + timedelta(days=1), 9))
        return image


def shipped(directory: Path) -> None:
    """What `packer/` builds, approved by two people, under checkpoints."""
    demo = Demo(directory)
    demo.begin(date(2026, 1, 12), Demands(approvals=2, of_role={Role.SECURITY: 1}, checkpoints=True))
    for template in (DEBIAN, UBUNTU, ROCKY, WINDOWS):
        image = demo.publish(template)
        demo.approve(image, EVE, issued=at(template.built + timedelta(days=1), 11))
        demo.channel(image, "prod", ADA, issued=at(template.built + timedelta(days=1), 15))
        demo.validate(image, BOB, issued=at(date(2026, 11, 22), 10), method=template.method)
    demo.hypervisors(
        SUPPORTED, by=ADA, endpoint=VCENTER, release="ESXi 8.0.3", issued=at(date(2026, 11, 2), 9)
    )
    demo.hypervisors(
        SUPPORTED_ON_PROXMOX, by=ADA, endpoint=PROXMOX, platform=Platform.PROXMOX, release="Proxmox VE 9.0",
        issued=at(date(2026, 11, 2), 10),
    )  # fmt: skip
    demo.checkpoint(ZOE, by=ZOE, issued=at(date(2026, 11, 22), 16), expires=date(2026, 12, 31))


def campus(directory: Path) -> None:
    """What the example site knows of its templates: one to use, and what became of others."""
    demo = Demo(directory)
    # The approval of CentOS 7 stands, and says nothing about the system's age.
    demo.begin(date(2024, 1, 15), Demands(approval_days=1825))
    demo.publish(CENTOS)
    old = demo.publish(DEBIAN_OLD)
    image = demo.publish(DEBIAN, supersedes=DEBIAN_OLD.version)
    demo.publish(LIBRENMS)
    reason = "the build account's key was left in it"
    demo.revoke(
        old,
        EVE,
        reason,
        issued=at(date(2025, 10, 6), 10),
        effective=date(2025, 10, 6),
        replacement=DEBIAN.version,
    )
    demo.channel(image, "prod", ADA, issued=at(date(2026, 11, 21), 15))
    demo.validate(image, BOB, issued=at(date(2026, 11, 22), 10), method=DEBIAN.method)
    demo.hypervisors(
        SUPPORTED, by=ADA, endpoint=VCENTER, release="ESXi 8.0.3", issued=at(date(2026, 11, 2), 9)
    )


def main() -> None:
    """Write both anew."""
    for directory, write in (
        (PROJECT / "templates", shipped),
        (PROJECT / "examples/campus/templates", campus),
    ):
        readme = directory / "README.md"
        text = readme.read_text(encoding="utf-8") if readme.exists() else None
        shutil.rmtree(directory, ignore_errors=True)
        write(directory)
        (directory / ".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
        if text is not None:
            readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
