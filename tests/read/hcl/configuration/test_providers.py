"""Which provider, which configuration of it and which version a resource uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.estate import ProviderVersion
from vmgate.model.value import Reference

if TYPE_CHECKING:
    from tests.read.hcl.conftest import Read

_FILES = {
    "main.tf": """
terraform {
  required_providers {
    vsphere = {
      source  = "vmware/vsphere"
      version = ">= 2.16"
    }
    old = ">= 1"
  }
}
variable "insecure" { default = true }
provider "vsphere" {
  allow_unverified_ssl = var.insecure
}
provider "vsphere" {
  alias = "dr"
  user  = "x"
}
resource "vsphere_folder" "a" {}
resource "vsphere_folder" "b" {
  provider = vsphere.dr
}
resource "random_pet" "c" {}
module "m" {
  source    = "./m"
  providers = { vsphere.inner = vsphere.dr }
}
module "d" {
  source    = "./m"
  providers = { vsphere = vsphere.dr }
}
""",
    "m/main.tf": """
terraform {
  required_providers {
    vsphere = {
      source                = "vmware/vsphere"
      version               = "~> 2.0"
      configuration_aliases = [vsphere.inner]
    }
  }
}
resource "vsphere_folder" "default" {}
resource "vsphere_folder" "inner" {
  provider = vsphere.inner
}
provider "random" {}
resource "random_pet" "own" {}
""",
}


def test_each_resource_knows_its_provider_configuration(read: Read) -> None:
    """Defaults, aliases, what modules are passed and what they configure themselves."""
    estate = read(_FILES)
    used = {r.address: r.provider_block for r in estate.resources if r.mode == "managed"}
    assert used == {
        "vsphere_folder.a": "provider.vsphere",
        "vsphere_folder.b": "provider.vsphere.dr",
        "random_pet.c": None,
        "module.m.vsphere_folder.default": "provider.vsphere",
        "module.m.vsphere_folder.inner": "provider.vsphere.dr",
        "module.m.random_pet.own": "module.m.provider.random",
        "module.d.vsphere_folder.default": "provider.vsphere.dr",
        "module.d.vsphere_folder.inner": None,
        "module.d.random_pet.own": "module.d.provider.random",
    }
    assert {r.provider for r in estate.of_type("vsphere_folder")} == {"registry.terraform.io/vmware/vsphere"}
    assert estate.of_type("random_pet")[0].provider == "registry.terraform.io/hashicorp/random"


def test_provider_configurations_are_resources(read: Read) -> None:
    """Their arguments are values; alias and version are not."""
    estate = read(_FILES)
    one, two = estate.of_type("vsphere", mode="provider")
    assert (one.address, one.read("allow_unverified_ssl")) == ("provider.vsphere", True)
    assert (two.address, list(two.attributes())) == ("provider.vsphere.dr", ["user"])


def test_a_provider_may_be_configured_for_each_of_several(read: Read) -> None:
    """As OpenTofu has it: a resource or a module says which of them is its own."""
    text = """
locals {
  sites = { a = { lax = false }, b = { lax = true } }
}
provider "vsphere" {
  alias                = "by"
  for_each             = local.sites
  vsphere_server       = "${each.key}.example.edu"
  allow_unverified_ssl = each.value.lax
}
resource "vsphere_folder" "of" {
  for_each = local.sites
  provider = vsphere.by[each.key]
}
resource "vsphere_folder" "later" {
  provider = vsphere.by[timestamp()]
}
module "m" {
  source    = "./m"
  for_each  = local.sites
  providers = { vsphere = vsphere.by[each.key] }
}
"""
    estate = read({"main.tofu": text, "m/main.tofu": 'resource "vsphere_folder" "inner" {\n}\n'})
    configured = {
        one.address: (one.read("vsphere_server"), one.read("allow_unverified_ssl"))
        for one in estate.of_type("vsphere", mode="provider")
    }
    assert configured == {
        'provider.vsphere.by["a"]': ("a.example.edu", False),
        'provider.vsphere.by["b"]': ("b.example.edu", True),
    }
    used = {r.address: r.provider_block for r in estate.of_type("vsphere_folder")}
    assert used == {
        'vsphere_folder.of["a"]': 'provider.vsphere.by["a"]',
        'vsphere_folder.of["b"]': 'provider.vsphere.by["b"]',
        "vsphere_folder.later": "provider.vsphere.by",
        'module.m["a"].vsphere_folder.inner': 'provider.vsphere.by["a"]',
        'module.m["b"].vsphere_folder.inner': 'provider.vsphere.by["b"]',
    }
    one = estate.at(Reference('provider.vsphere.by["a"]'))
    assert [found.address for found in one] == ['provider.vsphere.by["a"]']
    assert len(estate.at(Reference("provider.vsphere.by"))) == 2


def test_versions_come_from_constraints_and_the_lock_file(read: Read) -> None:
    """All constraints on one provider are together, with the version that is locked."""
    lock = 'provider "registry.terraform.io/vmware/vsphere" {\n  version = "2.16.1"\n  hashes = ["h1:x"]\n}\n'
    versions = {v.source: v for v in read({**_FILES, ".terraform.lock.hcl": lock}).providers}
    vsphere = "registry.terraform.io/vmware/vsphere"
    assert versions[vsphere] == ProviderVersion(vsphere, "2.16.1", (">= 2.16", "~> 2.0"))
    old = "registry.terraform.io/hashicorp/old"
    assert versions[old] == ProviderVersion(old, None, (">= 1",))


def test_a_lock_file_of_opentofu_names_its_registry(read: Read) -> None:
    """A source written without a host is at the registry that the lock file names."""
    lock = 'provider "registry.opentofu.org/vmware/vsphere" {\n  version = "2.16.1"\n}\n'
    estate = read({**_FILES, ".terraform.lock.hcl": lock})
    assert estate.of_type("vsphere_folder")[0].provider == "registry.opentofu.org/vmware/vsphere"
