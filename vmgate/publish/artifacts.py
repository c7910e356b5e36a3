"""What a builder's `artifact_id` is worth: how a platform names what was built, builder by builder.

No builder for a hypervisor of one's own gives an identity that is tied to the content: vSphere's is the machine's name,
Proxmox's a number that is used again, QEMU's the constant `VM`. What is missing has to come from `custom_data`, or
from the files' digest.

Sources: artifact.go of the vSphere, Proxmox, QEMU, Amazon, Azure and Google plugins.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.templates import Locator
from vmgate.publish.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.publish.manifest import Build

VSPHERE_IDENTITIES = ("uuid", "template_uuid", "library_item_id", "content_library_item_id")
"""The names in `custom_data` under which a build tells the uuid of its template, or the id of its library item."""


def locators(build: Build, digest: str | None) -> list[Locator]:
    """How the platforms name a build's result. `digest` is the sha256 of its only disk file, if it has one.

    None for a builder that is not known. Raises `RefusalError` for an `artifact_id` that its builder does not give.
    """
    for pattern, read in _BUILDERS:
        if re.fullmatch(pattern, build.builder):
            return read(build, digest)
    return []


def _vsphere(build: Build, _digest: str | None) -> list[Locator]:
    identity = next((build.data[key] for key in VSPHERE_IDENTITIES if build.data.get(key)), None)
    name = build.artifact.strip().rpartition("/")[2]
    if not name:
        raise RefusalError(f"{build.title}: it names no machine")
    return [Locator("vsphere", name, identity, _endpoint(build, "vcenter", "vcenter_server"))]


def _proxmox(build: Build, _digest: str | None) -> list[Locator]:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", build.artifact):
        raise RefusalError(
            f"{build.title}: its artifact_id is {build.artifact!r}, not the number of a machine"
        )
    name = build.data.get("template_name")
    return [Locator("proxmox", name, build.artifact, _endpoint(build, "cluster", "proxmox_host"))]


def _qemu(build: Build, digest: str | None) -> list[Locator]:
    """The artifact id is the same for every image, so the file is what there is."""
    if digest is None:
        raise RefusalError(
            f"{build.title}: it has no single disk file, and its artifact_id ({build.artifact}) is the same for every "
            "image; keep the disk (and name no post-processor that takes it away)"
        )
    return [Locator("libvirt", None, build.data.get("url"), None, digest)]


def _amazon(build: Build, _digest: str | None) -> list[Locator]:
    found = []
    for part in build.artifact.split(","):
        region, _, image = part.strip().partition(":")
        if not re.fullmatch(r"ami-[0-9a-f]{8,17}", image):
            raise RefusalError(f"{build.title}: its artifact_id is {build.artifact!r}, not images by region")
        found.append(Locator("aws", None, image, region))
    return found


def _azure(build: Build, _digest: str | None) -> list[Locator]:
    if not build.artifact:
        raise RefusalError(f"{build.title}: it does not tell its image")
    return [Locator("azure", None, build.artifact)]


def _google(build: Build, _digest: str | None) -> list[Locator]:
    return [Locator("gcp", build.artifact, None, build.data.get("project"))]


def _null(build: Build, _digest: str | None) -> list[Locator]:
    raise RefusalError(f"{build.title}: the null builder builds no image")


def _endpoint(build: Build, *names: str) -> str | None:
    return next((build.data[name] for name in names if build.data.get(name)), None)


_BUILDERS: tuple[tuple[str, Callable[[Build, str | None], list[Locator]]], ...] = (
    (r"vsphere-(iso|clone)", _vsphere),
    (r"proxmox(-iso|-clone)?", _proxmox),
    (r"qemu", _qemu),
    (r"amazon-(ebs|ebssurrogate|chroot|instance)", _amazon),
    (r"azure-(arm|chroot)", _azure),
    (r"googlecompute", _google),
    (r"null", _null),
)
