"""What machines are created from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.proxmox.build import (
    CONTAINER,
    LATER,
    MACHINE,
    copy_of,
    known,
    planned,
    provider,
    resource,
    thing,
)
from vmgate.model.fact import NotExpressible, UnknownValue
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.vocabulary.template import Origin

DOWNLOAD = "proxmox_download_file"
FILE = "proxmox_virtual_environment_file"
URL = "https://cloud.example.edu/debian-13.qcow2"


def origin(own: Resource, *others: Resource) -> Origin:
    """The origin of a machine in an estate with others."""
    return thing(VirtualMachine, own, *others).origin


def identities(own: Resource, *others: Resource) -> list[object]:
    """What the templates that it may be from are identified by."""
    return [known(template.identity) for template in origin(own, *others).templates]


def test_a_planned_clone_names_its_template_by_number() -> None:
    """The template is part of the real plan, which gives its name too."""
    (template,) = planned(VirtualMachine, f'{MACHINE}.web["web-1"]').origin.templates
    assert template.platform == "proxmox"
    assert template.identity.value == "9013"
    assert template.name.value == "tpl-debian13"
    assert template.endpoint == "127.0.0.1"
    assert template.where.path == ("clone", 0, "vm_id")
    assert template.defect is None


def test_a_planned_machine_from_an_iso_is_built_from_nothing() -> None:
    """A blank disk and installation medium."""
    found = planned(VirtualMachine, f"{MACHINE}.scratch").origin
    assert found.templates == ()
    assert found.nothing == "no clone and no disk image, but an ISO image in the CD-ROM drive"


def test_a_planned_template_is_not_asked_where_it_comes_from() -> None:
    """It is made into a template from an image; the rule is for machines that run."""
    with pytest.raises(NotExpressible):
        _ = planned(VirtualMachine, f"{MACHINE}.template").origin


def test_a_template_made_of_nothing_is_built_from_nothing() -> None:
    """An empty machine does not become a template by calling it one."""
    assert origin(resource(MACHINE, template=True)).nothing == "no clone and no disk image"


def test_a_planned_container_comes_from_its_template_file() -> None:
    """The id of the file where the configuration does not download it itself."""
    (template,) = planned(VirtualMachine, f"{CONTAINER}.tool").origin.templates
    assert template.identity.value == "local:vztmpl/debian-13-standard_13.1-1_amd64.tar.zst"
    assert template.name.value is None


def test_a_clone_of_a_machine_elsewhere_has_a_number_only() -> None:
    """Its name is not known to the configuration, which is not the same as unknown."""
    (template,) = origin(
        resource(MACHINE, clone=[{"vm_id": 9000}]), provider(endpoint="https://pve:8006")
    ).templates
    assert template.identity.value == "9000"
    assert template.name.value is None
    assert template.endpoint == "pve"


def test_a_clone_of_a_running_machine_is_from_no_template() -> None:
    """A machine of the configuration that is not marked as template cannot be one."""
    source = resource(MACHINE, "web", vm_id=100, name="web")
    (template,) = origin(resource(MACHINE, clone=[{"vm_id": 100}]), source).templates
    assert template.defect == "a machine of this configuration that is not a template"


def test_an_unknown_number_is_that_of_the_machine_it_is_copied_from() -> None:
    """Name and kind are known though the number is not."""
    source = resource(MACHINE, "tpl", vm_id=LATER, name="tpl", template=True)
    clone = resource(MACHINE, clone=[{"vm_id": copy_of(source.address, "vm_id")}])
    (template,) = origin(clone, source).templates
    assert template.name.value == "tpl"
    assert template.defect is None
    assert known(template.identity) == "unknown: known after apply"


def test_an_unknown_number_that_is_no_copy_is_unknown() -> None:
    """The clone is from something, nobody knows what."""
    assert identities(resource(MACHINE, clone=[{"vm_id": LATER}])) == ["unknown: known after apply"]


@pytest.mark.parametrize("attribute", ["import_from", "file_id"])
def test_a_disk_image_is_known_by_where_it_is_downloaded_from(attribute: str) -> None:
    """Through a reference, and through a file id that the download gets."""
    download = resource(
        DOWNLOAD, url=URL, datastore_id="local", content_type="import", file_name="d.qcow2", id=LATER
    )
    for value in (copy_of(download.address, "id"), "local:import/d.qcow2"):
        own = resource(MACHINE, disk=[{"interface": "scsi0", attribute: value}])
        assert identities(own, download) == [URL]


def test_a_download_without_a_file_name_takes_that_of_its_url() -> None:
    """So a literal file id finds it."""
    download = resource(DOWNLOAD, url=URL, datastore_id="local", content_type="import")
    own = resource(MACHINE, disk=[{"import_from": "local:import/debian-13.qcow2"}])
    assert identities(own, download) == [URL]


@pytest.mark.parametrize(
    ("source", "identity"),
    [
        (resource(FILE, source_file=[{"path": URL}]), URL),
        (resource(FILE, source_raw=[{"data": "x"}]), "unknown: the file is written out in the configuration"),
        (resource(FILE, source_file=LATER), "unknown: known after apply"),
        (
            resource("proxmox_oci_image", reference="docker.io/library/debian:13"),
            "docker.io/library/debian:13",
        ),
        (
            resource(
                "proxmox_file", mode="data", datastore_id="local", content_type="import", file_name="d.qcow2"
            ),
            "local:import/d.qcow2",
        ),
    ],
)
def test_an_image_is_known_by_its_source(source: Resource, identity: str) -> None:
    """An upload by its path, an OCI image by its reference, a file that is there by its id."""
    assert identities(resource(MACHINE, disk=[{"import_from": copy_of(source.address, "id")}]), source) == [
        identity
    ]


def test_an_image_that_nobody_knows_may_turn_out_to_be_none() -> None:
    """Whether the machine is built from nothing is unknown, unless another disk certainly has an image."""
    with pytest.raises(UnknownValue, match="known after apply"):
        identities(resource(MACHINE, disk=[{"file_id": LATER}]))
    both = resource(MACHINE, disk=[{"file_id": "local:import/debian-13.qcow2"}, {"file_id": LATER}])
    assert identities(both) == ["local:import/debian-13.qcow2", "unknown: known after apply"]


def test_disks_whose_number_is_unknown_leave_the_origin_unknown() -> None:
    """One of them may have an image."""
    with pytest.raises(UnknownValue, match="known after apply"):
        origin(resource(MACHINE, disk=LATER))


def test_a_machine_of_blank_disks_is_built_from_nothing() -> None:
    """With an empty drive or none."""
    found = origin(resource(MACHINE, disk=[{"interface": "scsi0"}], cdrom=[{"file_id": "none"}]))
    assert found.templates == ()
    assert found.nothing == "no clone and no disk image"
    assert found.where.path == ("clone",)


def test_a_container_is_cloned_from_a_container() -> None:
    """Whose host name is its name."""
    source = resource(CONTAINER, "tpl", vm_id=9100, template=True, initialization=[{"hostname": "tpl-ct"}])
    (template,) = origin(resource(CONTAINER, clone=[{"vm_id": 9100}]), source).templates
    assert (template.identity.value, template.name.value, template.defect) == ("9100", "tpl-ct", None)


def test_a_container_without_any_source_is_built_from_nothing() -> None:
    """Neither cloned nor from a file."""
    assert origin(resource(CONTAINER)).nothing == "no clone and no operating_system block"
