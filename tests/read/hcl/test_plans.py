"""Source against the plans that the real providers made of it."""

from __future__ import annotations

import json
import pathlib
from typing import TYPE_CHECKING, Any

import pytest

from vmgate.model.value import Unknown
from vmgate.read.hcl import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.resource import Resource

_PLANS = pathlib.Path(__file__).parents[2] / "fixtures" / "plans"
_SITES = ["campus", "broken"]


def planned(site: str) -> dict[str, dict[str, Any]]:
    """All resource instances of a plan by address, and the data sources it read."""
    document = json.loads((_PLANS / site / "plan-vsphere-2.16.1.json").read_text("utf-8"))
    found: dict[str, dict[str, Any]] = {}

    def collect(module: dict[str, Any]) -> None:
        for resource in module.get("resources", ()):
            found[resource["address"]] = resource["values"]
        for child in module.get("child_modules", ()):
            collect(child)

    collect(document["planned_values"]["root_module"])
    collect(document.get("prior_state", {}).get("values", {}).get("root_module", {}))
    return found


def differences(source: object, plan: object, path: str = "") -> Iterator[str]:
    """Where a value that the source knows is not the plan's, as the provider's schema converts it."""
    if isinstance(source, Unknown) or source is None:
        return
    if isinstance(source, dict):
        for name, value in source.items():
            yield from differences(
                value, plan.get(name) if isinstance(plan, dict) else None, f"{path}.{name}"
            )
    elif isinstance(source, list) and source and isinstance(plan, list):
        if any(isinstance(item, Unknown) for item in source):
            return
        if all(isinstance(item, str) for item in source):
            source, plan = sorted(source), sorted(plan)
        if len(source) != len(plan):
            yield f"{path}: {source} is not {plan}"
        for position, (one, other) in enumerate(zip(source, plan, strict=False)):
            yield from differences(one, other, f"{path}[{position}]")
    elif source == [] and plan is None:
        return
    elif str(source) != str(plan):
        yield f"{path}: {source} is not {plan}"


@pytest.mark.parametrize("site", _SITES)
def test_the_instances_are_those_of_the_plan(site: str) -> None:
    """`count`, `for_each` and modules make the same addresses as Terraform's plan."""
    estate = load(_PLANS / site)
    assert {r.address for r in estate.resources if r.mode != "provider"} == set(planned(site))
    assert not estate.unread


@pytest.mark.parametrize("site", _SITES)
def test_every_known_value_is_the_plan_s(site: str) -> None:
    """For each attribute that the configuration sets, the value from source is the planned one, or unknown."""
    plan = planned(site)
    compared = 0
    for resource in load(_PLANS / site).resources:
        if resource.mode != "managed":
            # What a data source finds replaces its arguments: the simulator answers with names of its own.
            continue
        for name in resource.attributes():
            expected = plan[resource.address].get(name)
            value = resource.read(name)
            if expected is None and isinstance(value, dict) and not all(known(v) for v in value.values()):
                # The provider makes a map wholly unknown by one unknown element.
                continue
            assert list(differences(value, expected, name)) == [], resource.address
            compared += 1
    assert compared > 100


def known(value: object) -> bool:
    """Whether a plain value is known."""
    return not isinstance(value, Unknown)


@pytest.mark.parametrize("site", _SITES)
def test_an_unknown_id_points_at_its_block(site: str) -> None:
    """Whatever the source cannot know of these sites it can trace to a block that is there."""
    estate = load(_PLANS / site)
    traced = 0
    for resource in estate.resources:
        for name in resource.attributes():
            for value in unknowns(resource, name):
                for reference in value.references:
                    assert estate.at(reference), reference
                traced += bool(value.references)
    assert traced > 20


def unknowns(resource: Resource, name: str) -> Iterator[Unknown]:
    """The unknown parts of an attribute."""
    pending: list[Any] = [resource.read(name)]
    while pending:
        value = pending.pop()
        if isinstance(value, Unknown):
            yield value
        pending += value.values() if isinstance(value, dict) else value if isinstance(value, list) else []


def test_a_machine_in_a_module_knows_its_network_and_template() -> None:
    """References pass through module arguments, lists and whole objects: the links that rules follow."""
    estate = load(_PLANS / "campus")
    (machine,) = [
        r for r in estate.resources if r.address == 'module.web["web-2"].vsphere_virtual_machine.this'
    ]
    (network,) = machine.references(("network_interface", 0, "network_id"))
    (template,) = machine.references(("clone", 0, "template_uuid"))
    assert [r.read("name") for r in estate.at(network)] == ["pg-prod-100"]
    assert [r.read("name") for r in estate.at(template)] == ["tpl-debian13-2026.11"]
    assert machine.read("folder") == "web-servers"
    assert machine.block_address == "module.web.vsphere_virtual_machine.this"
    assert machine.provider == "registry.terraform.io/vmware/vsphere"
    assert machine.provider_block == "provider.vsphere"
