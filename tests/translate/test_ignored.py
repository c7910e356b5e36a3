"""Which attributes are controlled: what the translations make of them decides, not a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.read.hcl import load
from vmgate.translate import things
from vmgate.vocabulary.ignored import IgnoredAttribute, IgnoredChanges

if TYPE_CHECKING:
    from pathlib import Path

MACHINE = """
resource "vsphere_virtual_machine" "web" {
  name             = "web-01"
  folder           = "web"
  resource_pool_id = data.vsphere_compute_cluster.c.resource_pool_id
  datastore_id     = "datastore-31"
  guest_id         = "debian13_64Guest"
  enable_logging   = true
  tags             = ["urn:1"]
  extra_config     = { "isolation.tools.copy.disable" = "TRUE", "guestinfo.metadata" = "x" }
  clone {
    template_uuid = "4230"
    customize {
      timeout = 10
    }
  }
  network_interface {
    network_id = "dvportgroup-110"
  }
  cdrom {
    client_device = true
  }
  disk {
    label = "disk0"
    size  = 40
  }
  lifecycle {
    ignore_changes = [%s]
  }
}
data "vsphere_compute_cluster" "c" {
  name          = "c"
  datacenter_id = data.vsphere_datacenter.dc.id
}
data "vsphere_datacenter" "dc" {
  name = "campus-dc1"
}
"""
CONTAINER = """
resource "proxmox_virtual_environment_container" "web" {
  node_name    = "pve1"
  unprivileged = true
  description  = "x"
  lifecycle {
    ignore_changes = [%s]
  }
}
"""
SWITCH = """
resource "vsphere_host_virtual_switch" "guests" {
  name             = "vSwitch1"
  host_system_id   = "host-1"
  network_adapters = ["vmnic2"]
  active_nics      = ["vmnic2"]
  mtu              = 1500
  lifecycle {
    ignore_changes = [%s]
  }
}
"""


def ignored(directory: Path, main: str) -> list[IgnoredAttribute]:
    """The attributes whose changes a configuration ignores."""
    (directory / "main.tf").write_text(main)
    found = [thing for thing in things(load(directory)) if isinstance(thing, IgnoredChanges)]
    return [one for thing in found for one in thing.attributes]


@pytest.mark.parametrize(
    ("main", "path", "controlled"),
    [
        (MACHINE, "extra_config", True),
        (MACHINE, 'extra_config["isolation.tools.copy.disable"]', True),
        (MACHINE, 'extra_config["isolation.tools.paste.disable"]', True),
        (MACHINE, 'extra_config["guestinfo.metadata"]', False),
        (MACHINE, 'extra_config["guestinfo.userdata"]', False),
        (MACHINE, "enable_logging", True),
        (MACHINE, "guest_id", True),
        (MACHINE, "nested_hv_enabled", True),
        (MACHINE, "network_interface", True),
        (MACHINE, "network_interface[0].network_id", True),
        (MACHINE, "network_interface[0].bandwidth_limit", False),
        (MACHINE, "cdrom", True),
        (MACHINE, "disk", True),
        (MACHINE, "disk[0].disk_sharing", True),
        (MACHINE, "disk[0].size", False),
        (MACHINE, "annotation", False),
        (MACHINE, "num_cpus", False),
        (MACHINE, "host_system_id", False),
        (MACHINE, "datastore_id", False),
        (MACHINE, "clone[0].customize", False),
        (MACHINE, "clone[0].template_uuid", False),
        (CONTAINER, "unprivileged", True),
        (CONTAINER, "description", False),
        (SWITCH, "allow_promiscuous", True),
        (SWITCH, "standby_nics", True),
        (SWITCH, "mtu", False),
    ],
)
def test_an_attribute_is_controlled_if_something_that_is_said_depends_on_it(
    tmp_path: Path, main: str, path: str, controlled: bool
) -> None:
    """Written or not; what a machine is made from is looked at by a rule of its own."""
    (one,) = ignored(tmp_path, main % path)
    assert one.controlled.value is controlled
    assert one.what == f"changes of {path}"


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("tags", {"tag"}),
        ("folder", {"folder"}),
        ("name", {"name", "folder"}),
        ("custom_attributes", {"attribute"}),
        ("annotation", set()),
    ],
)
def test_what_tells_which_machine_it_is_counts_where_the_site_asks(
    tmp_path: Path, path: str, marks: set[str]
) -> None:
    """Names, folders and tags are controlled by nothing but the marks of the site."""
    (one,) = ignored(tmp_path, MACHINE % path)
    assert one.marks == marks
    assert not one.controlled.value


def test_everything_is_controlled_where_everything_is_ignored(tmp_path: Path) -> None:
    """And nothing is said of a resource that ignores nothing, or that no translation knows."""
    (one,) = ignored(tmp_path, (MACHINE % "").replace("[]", "all"))
    assert one.what == "changes of all attributes"
    assert one.controlled.value
    assert ignored(tmp_path, MACHINE % "") == []
    assert (
        ignored(tmp_path, 'resource "terraform_data" "x" {\n lifecycle {\n ignore_changes = all\n }\n}\n')
        == []
    )


def test_each_attribute_is_a_finding_of_its_own(tmp_path: Path) -> None:
    """In the order in which they are written."""
    found = ignored(tmp_path, MACHINE % "annotation, guest_id, disk")
    assert [one.controlled.value for one in found] == [False, True, True]
