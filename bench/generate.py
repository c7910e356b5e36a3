"""Write a large vSphere plan, and beside it which resources break which rule.

``python -m bench.generate --vms 10000 --violations 0.03 plan.json`` writes ``plan.json`` (about
8.1 kB a machine), ``plan.seeded.json`` (the addresses that break each rule) and ``plan.site/``
(site policy and template registry). The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench import configuration, fragments
from bench.fleet import Call, Fleet, pick
from bench.site import write_site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.fragments import Json

GO_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.generate", description=__doc__)
    parser.add_argument("--vms", type=_count, default=10_000, help="number of virtual machines")
    parser.add_argument("--violations", type=_share, default=0.03, help="share that breaks each VM rule")
    parser.add_argument(
        "--port-group-violations", type=_share, default=0.1, help="share that breaks each port group rule"
    )
    parser.add_argument("output", type=Path, metavar="OUT.json")
    options = parser.parse_args(arguments)
    write(options.output, Fleet(options.vms, options.violations, options.port_group_violations))
    return 0


def write(output: Path, fleet: Fleet) -> None:
    """Write the plan and what stands beside it; needs the memory of one module call only."""
    with output.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(plan(fleet))
    seeded = json.dumps(fleet.seeded(), indent=1) + "\n"
    output.with_suffix(".seeded.json").write_text(seeded, encoding="utf-8")
    write_site(output.with_suffix(".site"), fleet)


def plan(fleet: Fleet) -> Iterator[str]:
    """The text of the plan in pieces, one line in all, with the line end that ``show`` prints."""
    fixed = fragments.model()["plan"]
    yield f'{{"format_version":{encode(fixed["format_version"])}'
    yield f',"terraform_version":{encode(fixed["terraform_version"])}'
    yield f',"variables":{encode(_variables())}'
    yield ',"planned_values":{"outputs":'
    yield from _object((_output(call), _planned_output(fleet, call)) for call in fleet.calls)
    yield ',"root_module":{"resources":'
    yield encode([fragments.planned(change) for change in fragments.root_changes()])
    yield ',"child_modules":'
    yield from _array(_planned_module(fleet, call) for call in fleet.calls)
    yield '}},"resource_changes":'
    yield from _array(_changes(fleet))
    yield ',"output_changes":'
    yield from _object((_output(call), _output_change(fleet, call)) for call in fleet.calls)
    yield from _prior_state(fleet)
    yield from _configuration(fleet)
    yield ',"relevant_attributes":'
    yield from _array(_relevant(fleet))
    for key in ("timestamp", "applyable", "complete", "errored"):
        yield f',"{key}":{encode(fixed[key])}'
    yield "}\n"


def encode(value: object) -> str:
    """JSON as Go writes it: no spaces, and ``<``, ``>``, ``&`` escaped."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    for character, escape in GO_ESCAPES.items():
        text = text.replace(character, escape)
    return text


def _array(items: Iterable[object]) -> Iterator[str]:
    comma = "["
    for item in items:
        yield comma + encode(item)
        comma = ","
    yield "]"


def _object(items: Iterable[tuple[str, object]]) -> Iterator[str]:
    comma = "{"
    for key, item in items:
        yield f"{comma}{encode(key)}:{encode(item)}"
        comma = ","
    yield "}"


def _variables() -> Json:
    declared = configuration.root_variables()
    values = {name: {"value": variable.get("default")} for name, variable in declared.items()}
    # A plan holds the value of a sensitive variable in clear.
    return {**values, "vcenter_password": {"value": fragments.SENSITIVE_VALUE}}


def _output(call: Call) -> str:
    return f"{call.name}_names"


def _names(fleet: Fleet, call: Call) -> list[str]:
    return [machine.name for machine in fleet.machines(call)]


def _planned_output(fleet: Fleet, call: Call) -> Json:
    names = _names(fleet, call)
    return {"sensitive": False, "type": ["tuple", ["string"] * len(names)], "value": names}


def _output_change(fleet: Fleet, call: Call) -> Json:
    sides: Json = {"actions": ["create"], "before": None, "after": _names(fleet, call)}
    return {**sides, "after_unknown": False, "before_sensitive": False, "after_sensitive": False}


def _group_changes(fleet: Fleet, call: Call) -> list[Json]:
    return [fragments.port_group_change(call, group) for group in fleet.port_groups(call)]


def _changes(fleet: Fleet) -> Iterator[Json]:
    yield from fragments.root_changes()
    for call in fleet.calls:
        yield from _group_changes(fleet, call)
        for machine in fleet.machines(call):
            yield fragments.machine_change(call, machine)


def _planned_module(fleet: Fleet, call: Call) -> Json:
    groups = [fragments.planned(change) for change in _group_changes(fleet, call)]
    changes = [fragments.machine_change(call, machine) for machine in fleet.machines(call)]
    module: Json = {"resources": groups, "address": f"module.{call.name}"}
    if not call.nested:
        module["resources"] = groups + [fragments.planned(change) for change in changes]
        return module
    children = [
        {"resources": [fragments.planned(change)], "address": change["module_address"]} for change in changes
    ]
    # Terraform lists the instances of a module in no order.
    module["child_modules"] = sorted(children, key=lambda child: pick(range(2**16), child["address"]))
    return module


def _prior_state(fleet: Fleet) -> Iterator[str]:
    head = fragments.model()["prior_state"]
    yield f',"prior_state":{{"format_version":{encode(head["format_version"])}'
    yield f',"terraform_version":{encode(head["terraform_version"])},"values":{{"outputs":'
    yield from _object((_output(call), _planned_output(fleet, call)) for call in fleet.calls)
    yield f',"root_module":{{"resources":{encode(fragments.root_data())},"child_modules":'
    yield from _array(
        {"resources": list(fragments.data_sources(call)), "address": f"module.{call.name}"}
        for call in fleet.calls
    )
    yield "}}}"


def _configuration(fleet: Fleet) -> Iterator[str]:
    yield f',"configuration":{{"provider_config":{encode(configuration.provider())}'
    yield ',"root_module":{"outputs":'
    yield from _object((_output(call), configuration.root_output(call)) for call in fleet.calls)
    yield f',"resources":{encode(configuration.root_resources())},"module_calls":'
    yield from _object((call.name, configuration.module_call(fleet, call)) for call in fleet.calls)
    yield f',"variables":{encode(configuration.root_variables())}}}}}'


def _relevant(fleet: Fleet) -> Iterator[Json]:
    """What outputs and arguments read, in no order, as Terraform lists it."""
    for call in fleet.calls:
        entries = [_attribute(call, *path) for path in RELEVANT]
        if call.nested:
            entries += [{"resource": item.address, "attribute": ["name"]} for item in fleet.machines(call)]
        yield from sorted(entries, key=lambda entry: pick(range(2**16), entry["resource"]))


RELEVANT = (
    ("data.vsphere_compute_cluster.cluster", "resource_pool_id"),
    ("data.vsphere_datacenter.campus", "id"),
    ("data.vsphere_datastore.general", "id"),
    ("data.vsphere_host.esxi", "id"),
    ("data.vsphere_network.lan", "id"),
    ("data.vsphere_virtual_machine.template", "guest_id"),
    ("data.vsphere_virtual_machine.template", "id"),
    ("vsphere_distributed_port_group.segment", "id"),
)


def _attribute(call: Call, resource: str, attribute: str) -> Json:
    return {"resource": f"module.{call.name}.{resource}", "attribute": [attribute]}


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of machines; give 1 or more")
    return value


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 0.5:
        raise argparse.ArgumentTypeError(f"{text} is not a share; give a number from 0 to 0.5")
    return value


if __name__ == "__main__":
    sys.exit(main())
