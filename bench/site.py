"""The site policy and the template registry that belong to a generated plan."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bench.fleet import APPROVED, NETWORKS, Fleet, Template
from bench.fragments import ENDPOINT, network_cidr, network_name, network_vlan
from tests.registry.author import Author
from vmgate.registry.parts import Place, Platform

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def write_site(folder: Path, fleet: Fleet) -> None:
    """Write ``vmgate.toml`` and ``templates/`` into the folder, in place of whatever is in it.

    The inventory names every network that a machine of the plan uses. The registry approves
    every template but the homemade one: those of operating systems without vendor support were
    approved in their time, and the hypervisors support them still, so that a machine cloned from
    one breaks one rule and not two.
    """
    # The facts of a registry never change: a new one begins in an empty folder.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "vmgate.toml").write_text("\n".join(_policy(fleet)) + "\n", encoding="utf-8")
    write_registry(folder / "templates", APPROVED)


def write_registry(registry: Path, approved: Iterable[Template]) -> None:
    """Write a record for every approved template into the folder, which is made if it is missing."""
    author = Author(registry)
    author.root()
    for template in approved:
        name, _, version = template.name.removeprefix("tpl-").partition("-")
        place = Place(platform=Platform.VSPHERE, name=template.name, identity=template.uuid)
        author.approved(name, version or "1", system=None, locators=(place,))
    author.hypervisors({template.guest_id: "supported" for template in approved}, endpoint=ENDPOINT)


def _policy(fleet: Fleet) -> Iterator[str]:
    yield from ("[organization]", 'name = "Example University"', 'management = ["ciso@example.edu"]', "")
    yield from ("[[endpoint]]", f'name = "{ENDPOINT}"', "")
    yield from ("[registry]", 'path = "templates"')
    for number in range(NETWORKS):
        yield from _network(network_name(number), network_vlan(number))
        yield f'cidr = "{network_cidr(number)}"'
    for call in fleet.calls:
        if call.on_port_group:
            group = fleet.port_groups(call)[0]
            yield from _network(group.name, group.vlan)


def _network(name: str, vlan: int) -> tuple[str, ...]:
    return "", "[[network]]", f'name = "{name}"', 'role = "production"', f"vlan = {vlan}"
