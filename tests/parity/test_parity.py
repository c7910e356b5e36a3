"""Source is evaluated as Terraform evaluates it: every configuration against its plan."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.parity.cases import CASES, PROJECT, Case, small_cases, whole_sites
from tests.parity.compare import Comparison, unknowns
from tests.parity.planned import Instance, instances, schema
from tests.standin.errors import StandInError
from tests.standin.plans import plan_directory
from tests.standin.requirements import lacking
from vmgate.commands import inspect
from vmgate.model.value import Unknown
from vmgate.read.hcl import Inputs, load

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

SMALL = small_cases()
PLANNED = [case for case in SMALL if case.plan is not None]
REFUSED = [case for case in SMALL if case.plan is None]
SITES = whole_sites()
BUILT_IN = {
    "attributes": {name: {"type": "dynamic"} for name in ("input", "triggers_replace", "output")},
}


def estate(case: Case) -> Estate:
    """What is read of a case."""
    variables = dict(text.split("=", 1) for text in case.variables)
    files = [case.directory / name for name in case.variable_files]
    return load(case.directory, Inputs(variables=variables, var_files=files))


def read(case: Case) -> dict[str, Resource]:
    """The resources and data sources of a case by address."""
    return {one.address: one for one in estate(case).resources if one.mode != "provider"}


def compared(case: Case, planned: dict[str, Instance]) -> dict[str, Comparison]:
    """The comparison of every instance. A data source that is answered for is not what was asked of it."""
    found: dict[str, Comparison] = {}
    for address, resource in read(case).items():
        if address not in planned or (case.site and resource.mode == "data"):
            continue
        plan = planned[address]
        block = schema(plan.provider, plan.mode, plan.type) or BUILT_IN
        ours = {name: resource.read(name) for name in resource.attributes()}
        found[address] = Comparison(zeros=case.site)
        found[address].block(block, ours, plan.values, plan.unknown, ())
    return found


@pytest.mark.parametrize("case", [*PLANNED, *SITES], ids=str)
def test_the_instances_are_those_of_the_plan(case: Case) -> None:
    """`count`, `for_each` and modules make the same addresses, of the same providers."""
    assert case.plan is not None
    planned = instances(case.plan)
    source = read(case)
    assert sorted(source) == sorted(planned)
    # The older plans of the sites were made under the provider's former address.
    old, new = ("hashicorp/vsphere", "vmware/vsphere") if case.site else ("", "")
    names = {address: one.provider.replace(old, new) for address, one in planned.items()}
    assert {address: one.provider for address, one in source.items()} == names
    assert not estate(case).unread


VALUED = [
    pytest.param(
        case, id=str(case), marks=[pytest.mark.xfail(strict=True, reason=case.wrong)] if case.wrong else []
    )
    for case in (*PLANNED, *SITES)
]


@pytest.mark.parametrize("case", VALUED)
def test_every_known_value_is_the_plan_s(case: Case) -> None:
    """No value is wrong, and none is known that Terraform does not know before it applies."""
    assert case.plan is not None
    found = compared(case, instances(case.plan))
    assert {address: one.wrong for address, one in found.items() if one.wrong} == {}
    assert sum(one.compared for one in found.values()) > 0


@pytest.mark.parametrize("case", PLANNED, ids=str)
def test_what_terraform_knows_without_a_provider_is_known(case: Case) -> None:
    """Only what `expect.toml` lists is unknown though the plan knows it, besides what data sources answer."""
    missed = missing(case)
    assert missed.keys() - case.pending.keys() == case.unknown.keys(), missed


PENDING = [
    pytest.param(case, path, id=f"{case}-{path}", marks=pytest.mark.xfail(strict=True, reason=reason))
    for case in PLANNED
    for path, reason in case.pending.items()
]


@pytest.mark.parametrize(("case", "path"), PENDING)
def test_what_is_pending_is_known(case: Case, path: str) -> None:
    """What `expect.toml` calls pending is known one day, and then is no longer listed there."""
    assert path not in missing(case)


def missing(case: Case) -> dict[str, str]:
    """What the plan knows and the source does not, but for what an expression asks of a data source itself."""
    assert case.plan is not None
    planned = instances(case.plan)
    return {
        f"{address}.{path}": reason
        for address, one in compared(case, planned).items()
        for path, reason in one.missed.items()
        if not _asks_data(planned[address], path)
    }


def _asks_data(instance: Instance, path: str) -> bool:
    """Whether the expression that the plan shows for an attribute refers to a data source itself."""
    expression: Any = instance.expressions
    for step in path.replace("[", ".").replace("]", "").split("."):
        if isinstance(expression, dict) and "references" not in expression:
            expression = expression.get(step)
        elif isinstance(expression, list) and step.isdigit() and int(step) < len(expression):
            expression = expression[int(step)]
    found = expression.get("references", ()) if isinstance(expression, dict) else ()
    return any(name.startswith("data.") for name in found)


@pytest.mark.parametrize("case", PLANNED, ids=str)
def test_what_the_configuration_writes_is_there(case: Case) -> None:
    """Every attribute and block of a block that the plan's configuration shows is read."""
    assert case.plan is not None
    planned = instances(case.plan)
    for address, resource in read(case).items():
        assert set(planned[address].expressions) <= set(resource.attributes()), address


@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_what_terraform_refuses_is_read_as_far_as_it_goes(case: Case) -> None:
    """What is missing is named, what hangs on it is unknown, and everything else is known."""
    found = estate(case)
    assert [part.name for part in found.unread if part.name.startswith("module.")] == list(case.unread)
    resources = {one.address: one for one in found.resources}
    for path in case.unknown:
        address, _, attribute = path.rpartition(".")
        assert any(True for _ in unknowns(resources[address].read(attribute))), path
    for path, value in case.known.items():
        address, _, attribute = path.rpartition(".")
        assert resources[address].read(attribute) == value, path


@pytest.mark.skipif(bool(lacking()), reason="no terraform, or no packages for the stand-in")
@pytest.mark.parametrize("case", [case for case in REFUSED if not case.unread], ids=str)
def test_terraform_does_refuse_it(case: Case) -> None:
    """With the words of `expect.toml`. What would have to be downloaded is not asked for."""
    with pytest.raises(StandInError) as caught:
        plan_directory(case.directory, providers={})
    said = " ".join(str(caught.value).split())
    assert [words for words in case.refused if words not in said] == []


@pytest.mark.parametrize("case", PLANNED, ids=str)
def test_inspect_shows_what_is_read(case: Case) -> None:
    """The document of `vmgate inspect` has the same instances with the same values, secrets blotted out."""
    text = inspect.run([str(case.directory)], case.variables, case.variable_files, "json", {}).text
    document = json.loads(text)
    source = read(case)
    assert [row["address"] for row in document["resources"]] == list(source)
    for row in document["resources"]:
        resource = source[row["address"]]
        for name, shown in row["values"].items():
            if not resource.is_sensitive((name,)):
                assert _as_shown(_without_unknown(resource.read(name)), shown) == shown
        assert bool(row["sensitive"]) == ('"(sensitive)"' in json.dumps(row["values"]))


def _as_shown(value: Any, shown: Any) -> Any:
    """The value with the same texts blotted out."""
    if isinstance(value, dict):
        return {key: _as_shown(item, shown[key]) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_shown(item, other) for item, other in zip(value, shown, strict=True)]
    return shown if shown == "(sensitive)" and isinstance(value, str) else value


def _without_unknown(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_unknown(v) for k, v in value.items() if not isinstance(v, Unknown)}
    if isinstance(value, list):
        return [_without_unknown(item) for item in value]
    return None if isinstance(value, Unknown) else value


def test_the_command_shows_it_too() -> None:
    """`vmgate inspect DIR --format json` as a program prints that document."""
    directory = CASES / "module_for_each"
    command = [sys.executable, "-m", "vmgate", "inspect", str(directory), "--format", "json"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == inspect.run([str(directory)], [], [], "json", {}).text


def test_there_are_enough_cases() -> None:
    """Forty things at least are held against Terraform, and every case has its plan or the words of its refusal."""
    assert len(PLANNED) >= 40
    assert all(case.plan is not None and case.plan.exists() for case in PLANNED)


def test_origins_are_shown_when_asked_for() -> None:
    """Each value with its steps, in both formats; without the option the document has no such key."""
    directory = str(CASES / "module_for_each")
    (row,) = [
        row
        for row in json.loads(inspect.run([directory], [], [], "json", {}, origins=True).text)["resources"]
        if row["address"] == 'module.vm["web-1"].proxmox_virtual_environment_vm.this'
    ]
    whats = [step["what"] for step in row["origin"]["cpu[0].cores"]]
    assert whats == ["attribute", "argument cores of module.vm", "for_each of module.vm", "local.machines"]
    assert row["origin"]["cpu[0].cores"][-1]["line"] == 3
    text = inspect.run([directory], [], [], "text", {}, origins=True).text
    (line,) = [line for line in text.splitlines() if line.startswith("  cpu[0].cores = 4")]
    assert line.count("  <- ") == 3
    plain = json.loads(inspect.run([directory], [], [], "json", {}).text)
    assert all("origin" not in row for row in plain["resources"])
