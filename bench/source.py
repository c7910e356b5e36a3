"""Write a large tree of Terraform source, and beside it which resources break which rule.

``python -m bench.source --vms 10000 --violations 0.03 flat out`` writes ``out/`` (the configuration with its site
policy and template registry) and ``out.seeded.json`` (the addresses that break each rule). ``flat`` is blocks of
literals, fifty machines and two port groups a file; ``modules`` is a module call a file, and everything else is
evaluated. The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench import source_flat, source_modules
from bench.fleet import APPROVED, END_OF_LIFE, HOMEMADE, NETWORKS, SEEDED_RULES, Copy, Fleet, Vlan
from bench.fragments import ENDPOINT, network_id, network_name, network_vlan
from bench.site import write_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.fleet import Call, Machine, PortGroup

SHAPES = {"flat": source_flat, "modules": source_modules}


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.source", description=__doc__)
    parser.add_argument("--vms", type=int, default=10_000, help="number of virtual machines")
    parser.add_argument("--violations", type=float, default=0.03, help="share that breaks each VM rule")
    parser.add_argument("shape", choices=tuple(SHAPES))
    parser.add_argument("output", type=Path, metavar="DIRECTORY")
    options = parser.parse_args(arguments)
    write(options.output, options.shape, Fleet(options.vms, options.violations))
    return 0


def write(folder: Path, shape: str, fleet: Fleet) -> None:
    """Write the tree and what stands beside it."""
    made = SHAPES[shape]
    for name, text in made.files(fleet):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "vmgate.toml").write_text("\n".join(_policy()) + "\n", encoding="utf-8")
    write_registry(folder / "templates", APPROVED)
    seeded = json.dumps(_seeded(fleet, made.machine_address, made.port_group_address), indent=1) + "\n"
    folder.with_name(f"{folder.name}.seeded.json").write_text(seeded, encoding="utf-8")


def _seeded(
    fleet: Fleet,
    machine_address: Callable[[Call, Machine], str],
    port_group_address: Callable[[Call, PortGroup], str],
) -> dict[str, list[str]]:
    """The addresses that break each rule, sorted."""
    found: dict[str, list[str]] = {rule: [] for rule in SEEDED_RULES}
    for call in fleet.calls:
        for machine in fleet.machines(call):
            address = machine_address(call, machine)
            for rule, breaks in (
                ("VMG3201", machine.copy is not Copy.DISABLED),
                ("VMG2401", machine.client_cdrom),
                ("VMG3501", machine.template in END_OF_LIFE),
                ("VMG3002", machine.template is HOMEMADE),
            ):
                found[rule] += [address] if breaks else []
        for group in fleet.port_groups(call):
            address = port_group_address(call, group)
            found["VMG0902"] += [address] if group.forged_transmits else []
            found["VMG2601"] += [address] if group.tag is not Vlan.TAGGED else []
    return {rule: sorted(addresses) for rule, addresses in found.items()}


def _policy() -> Iterator[str]:
    yield from ("[organization]", 'name = "Example University"', 'management = ["ciso@example.edu"]', "")
    yield from ("[[endpoint]]", f'name = "{ENDPOINT}"', "")
    yield from ("[registry]", 'path = "templates"')
    for number in range(NETWORKS):
        for key, value in (("name", network_name(number)), ("id", network_id(number))):
            yield from ("", "[[network]]", f'{key} = "{value}"', 'role = "production"')
            yield f"vlan = {network_vlan(number)}"


if __name__ == "__main__":
    sys.exit(main())
