"""The schemas on disk: which version is chosen, what the extracts hold, what the facts say."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.standin.configuration import version_constraints
from tests.standin.errors import StandInError
from tests.standin.extract import PROSE, compressed, stripped
from tests.standin.facts import provider_facts
from tests.standin.schemas import SCHEMAS, allows, choose, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

VSPHERE = "registry.terraform.io/vmware/vsphere"
HELD = [f"{s.name}-{s.version}" for s in sources(SCHEMAS)]


def schema_nodes(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every block and attribute of a provider's schema, but not the names that map to them."""
    todo: list[dict[str, Any]] = [schema["provider"]]
    for kind in ("resource_schemas", "data_source_schemas", "functions", "ephemeral_resource_schemas"):
        todo += schema.get(kind, {}).values()
    while todo:
        node = todo.pop()
        yield node
        todo += [
            node[key] for key in ("block", "nested_type", "return_type") if isinstance(node.get(key), dict)
        ]
        for key in ("attributes", "block_types"):
            todo += node.get(key, {}).values()
        todo += node.get("parameters", [])


@pytest.mark.parametrize(
    ("constraint", "version", "satisfied"),
    [
        ("", "2.16.1", True),
        ("2.16.1", "2.16.1", True),
        ("= 2.16.1", "2.16.0", False),
        (">= 2.2, < 3.0", "2.16.1", True),
        (">= 2.2, < 2.16", "2.16.1", False),
        ("~> 2.13", "2.16.1", True),
        ("~> 2.13.0", "2.16.1", False),
        ("~> 0.8.0", "0.8.3", True),
        ("!= 2.13.0", "2.13.0", False),
        ("<= 3.0.2", "3.0.2-rc09", True),
        (">= 3.0.2", "3.0.2-rc09", False),
        ("> 2.9", "2.10.0", True),
    ],
)
def test_a_version_satisfies_a_constraint_as_terraform_says(
    constraint: str, version: str, *, satisfied: bool
) -> None:
    """Numbers compare as numbers, `~>` fixes all but its last number, a pre-release precedes its release."""
    assert allows(constraint, version) is satisfied


def test_constraints_are_read_from_required_providers() -> None:
    """Source addresses are completed with the registry host; commented-out constraints do not count."""
    text = """
    terraform {
      required_providers {
        vsphere = {
          source  = "vmware/vsphere"
          # version = "1.0"
          version = "~> 2.13.0"
        }
        null = "3.3.1"
      }
    }
    """
    assert version_constraints(text) == {
        VSPHERE: ["~> 2.13.0"],
        "registry.terraform.io/hashicorp/null": ["3.3.1"],
    }


@pytest.mark.parametrize(
    ("picked", "constraint", "version"),
    [
        ({}, None, "2.16.1"),
        ({}, "< 2.14", "2.13.0"),
        ({"vsphere": "2.13.0"}, ">= 2.16", "2.13.0"),
        ({}, ">= 2.14, < 2.15", "2.16.1"),
    ],
)
def test_the_version_is_picked_else_constrained_else_the_default(
    picked: dict[str, str], constraint: str | None, version: str
) -> None:
    """A picked version wins over constraints; with none that fits, a later one stands in."""
    stated = {} if constraint is None else {VSPHERE: [constraint]}
    assert choose(sources(SCHEMAS), picked, stated)[VSPHERE].version == version


def test_a_picked_version_without_a_schema_is_refused() -> None:
    """The message names the version that cannot be stood in for."""
    with pytest.raises(StandInError, match=r"no schema for --provider vsphere=9\.9\.9"):
        choose(sources(SCHEMAS), {"vsphere": "9.9.9"}, {})


@pytest.mark.parametrize("key", HELD)
def test_an_extract_holds_no_prose(key: str) -> None:
    """No block, attribute or function keeps its description; attributes named `description` stay."""
    source = {f"{s.name}-{s.version}": s for s in sources(SCHEMAS)}[key]
    nodes = list(schema_nodes(source.schema))
    assert len(nodes) > 1
    assert [node for node in nodes if not set(PROSE).isdisjoint(node)] == []


def test_an_attribute_named_description_survives_the_stripping() -> None:
    """A machine's own `description` is an attribute, not prose about one."""
    assert provider_facts("proxmox", "0.111.1").exists("proxmox_virtual_environment_vm", "description")
    schema = {"attributes": {"description": {"type": "string", "description": "The text."}}}
    assert stripped(schema) == {"attributes": {"description": {"type": "string"}}}


def test_the_index_and_the_files_name_the_same_versions() -> None:
    """Every entry has its schema and its defaults, every file its entry, and addresses agree."""
    index = json.loads((SCHEMAS / "index.json").read_text())
    assert sorted(index) == sorted(f.name.removesuffix(".json.gz") for f in SCHEMAS.glob("*.json.gz"))
    assert sorted(index) == sorted(f.stem for f in (SCHEMAS / "defaults").glob("*.json"))
    for key, entry in index.items():
        schema = json.loads(gzip.decompress((SCHEMAS / f"{key}.json.gz").read_bytes()))
        assert list(schema["provider_schemas"]) == [entry["address"]]


def test_one_version_of_each_provider_is_its_default() -> None:
    """Where two versions share an address, exactly one stands for it."""
    defaults = [s.name for s in sources(SCHEMAS) if s.default]
    assert sorted(defaults) == sorted({s.name for s in sources(SCHEMAS)})


def test_the_extracts_stay_small() -> None:
    """They are committed: none takes more than 64 kB, and with what is recorded of defaults, no provider 120 kB."""
    packed = {file: file.stat().st_size for file in SCHEMAS.rglob("*.gz")}
    assert max(packed.values()) < 64_000
    whole = sum(file.stat().st_size for file in SCHEMAS.rglob("*") if file.is_file())
    assert whole < 120_000 * len(HELD)


def test_an_archive_tells_neither_when_nor_where_it_was_made() -> None:
    """The gzip header has no flags (so no name) and time zero: the same schema gives the same bytes."""
    for file in SCHEMAS.glob("*.json.gz"):
        assert file.read_bytes()[3:8] == bytes(5)
    assert compressed(b"text")[3:8] == bytes(5)
    assert gzip.decompress(compressed(b"text")) == b"text"


@pytest.mark.parametrize("key", HELD)
def test_every_recorded_fact_is_about_something_in_the_schema(key: str) -> None:
    """Defaults and computed blocks name paths that the same version's schema has."""
    # A version may have hyphens itself, as 3.0.2-rc09 has; a name has no digit after one.
    name, version = re.split(r"-(?=\d)", key, maxsplit=1)
    facts = provider_facts(name, version)
    sections = ("resource", "computed_blocks", "computed_in_attributes", "force_new")
    stated = [
        (kind, path)
        for s in sections
        for kind, paths in facts.source.facts.get(s, {}).items()
        for path in paths
    ]
    assert [pair for pair in stated if not facts.exists(*pair)] == []
    assert [p for p in facts.source.facts.get("provider", {}) if not facts.provider_exists(p)] == []


def test_facts_of_an_attribute() -> None:
    """Defaults, existence and computed attributes are answered by dotted path."""
    vsphere = provider_facts("vsphere", "2.16.1")
    machine = "vsphere_virtual_machine"
    assert vsphere.default(machine, "network_interface.adapter_type") == "vmxnet3"
    assert vsphere.default(machine, "network_interface.network_id") is None
    assert vsphere.exists(machine, "vtpm.version")
    assert not vsphere.exists(machine, "extra_config.isolation")
    assert not vsphere.exists("vsphere_unheard_of", "name")
    assert vsphere.optional_computed(machine, "disk")
    assert vsphere.optional_computed(machine, "guest_id")
    assert not vsphere.optional_computed(machine, "name")
    assert vsphere.provider_default("allow_unverified_ssl") is False
    assert vsphere.provider_env("allow_unverified_ssl") == ("VSPHERE_ALLOW_UNVERIFIED_SSL",)


def test_facts_differ_by_version() -> None:
    """Host switches fail back by default in 2.13.0; 2.16.1 has the attribute without a default."""
    old, new = (provider_facts("vsphere", version) for version in ("2.13.0", "2.16.1"))
    assert old.default("vsphere_host_virtual_switch", "failback") is True
    assert new.exists("vsphere_host_virtual_switch", "failback")
    assert new.default("vsphere_host_virtual_switch", "failback") is None


def test_facts_reach_into_blocks_written_as_attributes() -> None:
    """In the Proxmox schema a network device is a list of objects, and its MAC address is computed."""
    proxmox = provider_facts("proxmox", "0.111.1")
    machine = "proxmox_virtual_environment_vm"
    assert proxmox.optional_computed(machine, "network_device.mac_address")
    assert not proxmox.exists(machine, "network_device.wrong")
    assert proxmox.provider_default("min_tls") == "1.3"


def test_facts_of_a_version_that_is_not_held_are_refused() -> None:
    """The message lists what there is."""
    with pytest.raises(StandInError, match=r"no facts of vsphere 1\.0\.0; there are .*vsphere 2\.13\.0"):
        provider_facts("vsphere", "1.0.0")
