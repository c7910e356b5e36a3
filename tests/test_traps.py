"""What leads a checker astray: one test for each of 31 traps, each of which a naive checker falls into.

Most are a block of `fixtures/traps`, which is judged from its source, from the real plan of it, and from both together.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.adapters.test_answers import Graph, adapter
from tests.examples import AS_OF
from tests.fixtures import PLANS
from tests.standin.schemas import SCHEMAS
from vmgate import settings
from vmgate.judge import judge
from vmgate.read.hcl import load
from vmgate.read.plan.load import read_plan
from vmgate.read.state.load import read_state
from vmgate.report import FORMATS
from vmgate.rulebook import by_name, rules
from vmgate.translate import things

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.result import Finding

TRAPS = PLANS.parent / "traps"
CHANGES = PLANS.parent / "changes"
MACHINE = "vsphere_virtual_machine"
SITE = settings.load(TRAPS / "vmgate.toml", AS_OF, [rule.id for rule in rules()])
KINDS = ("source", "plan", "both")


def estate(kind: str) -> Estate:
    """The traps as one reader has them."""
    if kind == "source":
        return load(TRAPS)
    plan = read_plan((TRAPS / "plan.json").read_bytes())
    if kind == "both":
        plan.join(load(TRAPS))
    return plan.estate


def findings(of: Estate, rule: str, environment: dict[str, str] | None = None) -> list[Finding]:
    """Everything that a rule says of an estate, passes too."""
    known = by_name(rule)
    assert known is not None
    site = replace(SITE, environment=environment or {})
    judgement = judge(things(of), [known], site, keep_passes=True)
    return [*judgement.findings, *judgement.passes]


@cache
def _said(kind: str, rule: str) -> dict[str, set[str]]:
    return verdicts(findings(estate(kind), rule))


def verdicts(found: list[Finding]) -> dict[str, set[str]]:
    """What is said, by address."""
    told: dict[str, set[str]] = {}
    for one in found:
        told.setdefault(one.resource.address, set()).add(one.verdict.value)
    return told


def said(rule: str, address: str, *kinds: str) -> list[str]:
    """What a rule says of one block from each kind of input, by default all three; "" where it says nothing."""
    full = address if "." in address else f"{MACHINE}.{address}"
    return [" ".join(sorted(_said(kind, rule).get(full, {""}))) for kind in kinds or KINDS]


def edited(address: str, document: Path = TRAPS / "plan.json", **change: Any) -> bytes:
    """A plan with something else in the change of one machine: of `after`, only what is named."""
    plan = json.loads(document.read_bytes())
    (found,) = (one for one in plan["resource_changes"] if one["address"] == f"{MACHINE}.{address}")
    found["change"]["after"].update(change.pop("after", {}))
    found["change"].update(change)
    return json.dumps(plan, separators=(",", ":")).encode()


def written(directory: Path, **files: str) -> Estate:
    """Configuration in files, whose dots are underlines twice, as it is read."""
    for name, text in files.items():
        (directory / name.replace("__", ".")).write_text(text)
    return load(directory)


def test_01_one_unknown_value_hides_the_whole_map_in_a_plan() -> None:
    """Its literal keys are in the source; without that nothing is claimed."""
    assert said("VMG3201", "t01") == ["pass", "unknown", "pass"]


def test_02_dynamic_blocks_are_not_in_a_plans_configuration() -> None:
    """A network that a dynamic block names is no network without a name."""
    assert said("VMG1901", "t02") == ["fail", "unknown", "fail"]


def test_03_locals_and_branches_are_not_in_a_plan() -> None:
    """References end at a local, and of a condition both branches are listed."""
    assert said("VMG1901", "t03") == ["fail", "unknown", "fail"]
    assert said("VMG1901", "t03b") == ["unknown", "unknown", "unknown"]


def test_04_lifecycle_is_not_in_a_plan() -> None:
    """What is not kept is told from the source, also beside the plan."""
    assert said("VMG0302", "t04") == ["fail", "", "fail"]


def test_05_what_has_no_instance_is_not_judged() -> None:
    """It stands in the configuration of a plan all the same."""
    plan = json.loads((TRAPS / "plan.json").read_bytes())
    blocks = plan["configuration"]["root_module"]["resources"]
    assert f"{MACHINE}.t05" in [block["address"] for block in blocks]
    for kind in KINDS:
        assert not [address for address in _said(kind, "VMG1601") if ".t05" in address]


def test_06_null_absent_and_unknown_are_three_things() -> None:
    """The first two are sent as false, of the third nothing is known."""
    assert said("VMG1601", "t06null") == ["fail"] * 3
    assert said("VMG1601", "t06absent") == ["fail"] * 3
    assert said("VMG1601", "t06unknown") == ["unknown"] * 3


def test_07_unknowns_of_a_list_stand_by_position() -> None:
    """The unknown interface is the first one, and the fault is at the second."""
    for kind in KINDS:
        (found,) = (
            one
            for one in findings(estate(kind), "VMG1901")
            if one.resource.address == f"{MACHINE}.t07" and one.verdict.value == "fail"
        )
        assert found.path[:2] == ("network_interface", 1)


def test_08_a_data_source_was_read_or_was_not() -> None:
    """One is in the prior state with its values, the other among the changes without."""
    assert said("VMG1901", "t08known") == ["fail"] * 3
    assert said("VMG1901", "t08late") == ["unknown"] * 3


def test_09_what_stays_is_judged_and_what_goes_is_not() -> None:
    """A machine that nobody touches is in the plan with all its values; one that goes has none."""
    found = verdicts(findings(read_plan((CHANGES / "changes.json").read_bytes()).estate, "VMG1601"))
    assert found[f"{MACHINE}.kept"] == {"fail"}
    assert found[f"{MACHINE}.new"] == {"fail"}
    assert not {f"{MACHINE}.deleted", f"{MACHINE}.forgotten", f"{MACHINE}.old"} & found.keys()


def test_10_a_plan_shows_ignored_values_as_they_are_and_source_as_they_are_written() -> None:
    """The source beside it says what is written; what is there decides."""
    real = {"extra_config": {"isolation.tools.copy.disable": "FALSE"}}
    plan = read_plan(edited("t04", after=real, actions=["no-op"]))
    plan.join(load(TRAPS))
    assert verdicts(findings(plan.estate, "VMG3201"))[f"{MACHINE}.t04"] == {"fail"}
    assert said("VMG3201", "t04", "source") == ["pass"]


@pytest.mark.parametrize("format_", FORMATS)
def test_11_a_secret_stands_in_clear_in_a_plan_and_nowhere_else(format_: str) -> None:
    """Neither what is marked as one nor what a name gives away, in any format."""
    shown = b""
    for path in (TRAPS / "plan.json", TRAPS):
        done = subprocess.run(
            [sys.executable, "-m", "vmgate", "check", path, "--format", format_, "--verdicts", "all",
             "--as-of", "2026-11-23"],
            capture_output=True, check=False,
        )  # fmt: skip
        shown += done.stdout + done.stderr
    assert b"t11" in shown or format_ == "github", "annotations are but a few"
    assert b"hunter2" in (TRAPS / "plan.json").read_bytes()
    assert b"hunter2" not in shown
    assert b"correct-horse-battery" not in shown


def test_12_a_boolean_is_text_in_a_map_and_a_number_may_be_written_as_text() -> None:
    """Source and plan write them differently and mean the same."""
    assert said("VMG3201", "t12") == ["pass"] * 3
    for kind in KINDS:
        (web,) = (one for one in estate(kind).resources if one.address.endswith("_port_group.web"))
        assert str(web.read("vlan_id")) == "110"
    assert said("VMG2601", "vsphere_distributed_port_group.web") == ["pass"] * 3


@pytest.mark.parametrize("word", ["<computed>", "<deleted>", "<remove, keep disk>"])
def test_13_the_providers_own_words_for_disks_are_no_paths(word: str) -> None:
    """They stand where a path or a label would; and the power of what does not exist yet is not off."""
    disk = {"label": word, "path": word, "datastore_id": "<computed>", "attach": False, "size": 40}
    plan = read_plan(edited("t12", after={"disk": [disk]}))
    assert verdicts(findings(plan.estate, "VMG2801"))[f"{MACHINE}.t12"] == {"pass"}
    assert said("VMG2301", "t12") == ["unknown"] * 3


def test_14_a_standard_port_group_is_found_by_its_name() -> None:
    """Its id does not exist before the run, and its data source waits for it."""
    assert said("VMG1901", "t14") == ["fail"] * 3


def test_15_a_name_is_one_network_on_one_server_only() -> None:
    """The other server has another network of that name."""
    assert said("VMG1901", "t15here") == ["fail"] * 3
    assert said("VMG1901", "t15there") == ["pass"] * 3


def test_16_what_is_not_written_is_not_safe() -> None:
    """Forged transmits, lockdown, logging, a library without a password: the provider's own defaults."""
    assert said("VMG0902", "vsphere_host_virtual_switch.standard") == ["fail"] * 3
    assert said("VMG3401", "vsphere_host.host") == ["fail"] * 3
    assert said("VMG1601", "t06absent") == ["fail"] * 3
    assert said("VMG0602", "vsphere_content_library.library") == ["fail"] * 3


def test_17_since_2_14_a_port_group_that_says_nothing_says_false(tmp_path: Path) -> None:
    """Before, it inherited; `tests/rules/test_promiscuous.py` has the whole table."""
    assert said("VMG0802", "vsphere_host_port_group.standard") == ["fail"] * 3
    older = (TRAPS / "main.tf").read_text().replace('"~> 2.16"', '"2.13.0"')
    found = verdicts(findings(written(tmp_path, main__tf=older), "VMG0802"))
    assert found["vsphere_host_port_group.standard"] == {"pass"}


def test_18_what_the_server_adds_shows_in_the_state_only() -> None:
    """A device that came with the template; and the rights that every role has are no rights."""
    state = json.loads((CHANGES / "before.tfstate").read_bytes())
    kept = next(one for one in state["resources"] if one["name"] == "kept")
    kept["instances"][0]["attributes"]["pci_device_id"] = ["0000:3b:00.0"]
    read = read_state(json.dumps(state).encode()).estate
    assert verdicts(findings(read, "VMG2501"))[f"{MACHINE}.kept"] == {"fail"}
    assert verdicts(findings(load(CHANGES / "before"), "VMG2501"))[f"{MACHINE}.kept"] == {"pass"}
    assert said("VMG0401", "vsphere_entity_permissions.reader") == ["pass"] * 3


def test_19_a_machine_is_made_of_more_than_its_clone_block(tmp_path: Path) -> None:
    """Of a disk that is attached, of nothing, of an import, of an item that is made of a running machine."""
    assert said("VMG3004", "t19attached") == ["fail"] * 3
    assert said("VMG3001", "t19scratch") == ["fail"] * 3
    imported = read_plan(edited("t12", actions=["no-op"], importing={"id": "/dc/vm/t12"}))
    assert verdicts(findings(imported.estate, "VMG3004"))[f"{MACHINE}.t12"] == {"fail"}
    laundered = written(
        tmp_path,
        main__tf=f'resource "{MACHINE}" "first" {{\n  name = "first"\n  resource_pool_id = "p"\n}}\n'
        'resource "vsphere_content_library_item" "item" {\n  name = "item"\n  library_id = "l"\n'
        f"  source_uuid = {MACHINE}.first.id\n}}\n"
        f'resource "{MACHINE}" "second" {{\n  name = "second"\n  resource_pool_id = "p"\n'
        "  clone {\n    template_uuid = vsphere_content_library_item.item.id\n  }\n}\n",
    )
    assert verdicts(findings(laundered, "VMG3002"))[f"{MACHINE}.second"] <= {"fail", "unknown"}


def test_20_on_a_cluster_of_datastores_nobody_knows_which_it_is() -> None:
    """The plan's word for it is no datastore, and the disk on it is none from elsewhere."""
    assert said("VMG2801", "t20") == ["pass"] * 3
    plan = read_plan(edited("t20", after={"datastore_id": "<computed>"}))
    assert verdicts(findings(plan.estate, "VMG2801"))[f"{MACHINE}.t20"] == {"pass"}


def test_21_settings_of_the_guests_tools_close_no_channel() -> None:
    """Without the keys, the console is as open as the hypervisor has it."""
    assert said("VMG3201", "t21") == ["fail"] * 3


def test_22_a_variable_of_the_environment_decides_what_is_not_written() -> None:
    """Neither source nor plan shows it."""
    for kind in KINDS:
        lax = findings(estate(kind), "VMG0601", {"VSPHERE_ALLOW_UNVERIFIED_SSL": "true"})
        assert verdicts(lax)["provider.vsphere"] == {"fail"}
        assert verdicts(findings(estate(kind), "VMG0601"))["provider.vsphere"] == {"pass"}


@pytest.mark.parametrize(
    "source",
    ["hashicorp/vsphere", "registry.opentofu.org/vmware/vsphere", "registry.terraform.io/hashicorp/vsphere"],
)
def test_23_the_provider_has_several_addresses(source: str, tmp_path: Path) -> None:
    """What it is called changes nothing of what it does; an alias is another server."""
    main = (TRAPS / "main.tf").read_text().replace('"vmware/vsphere"', f'"{source}"')
    for rule in ("VMG0802", "VMG1901", "VMG0201"):
        assert verdicts(findings(written(tmp_path, main__tf=main), rule)) == _said("source", rule)
    assert said("VMG0201", "provider.vsphere.dr") == ["pass"] * 3


def test_24_the_documentation_calls_some_attributes_otherwise() -> None:
    """The switch's VLAN holds for what inherits it, and the network stack for migration has its key."""
    assert said("VMG2601", "vsphere_distributed_port_group.inherits") == ["pass"] * 3
    assert said("VMG2702", "vsphere_vnic.motion") == ["fail"] * 3


def test_25_two_packages_of_one_name_cannot_be_in_the_way(tmp_path: Path) -> None:
    """Both parsers for Python are called `hcl2`; whichever is installed, none is loaded."""
    (tmp_path / "hcl2").mkdir()
    (tmp_path / "hcl2" / "__init__.py").write_text("raise RuntimeError('the wrong one')\n")
    code = (
        "import sys; from vmgate.read.hcl import load; from pathlib import Path\n"
        f"load(Path({str(TRAPS)!r})); sys.exit('hcl2' in sys.modules)\n"
    )
    project = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": f"{tmp_path}:{project}"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_26_calls_are_evaluated_and_texts_have_no_quotes() -> None:
    """The keys come out of `merge`, and a value is what it says."""
    assert said("VMG3201", "t26") == ["pass"] * 3
    (machine,) = (one for one in load(TRAPS).resources if one.address == f"{MACHINE}.t26")
    assert machine.read("extra_config") == {
        "isolation.tools.copy.disable": "TRUE",
        "isolation.tools.paste.disable": True,
        "guestinfo.note": "x",
    }


def test_27_dynamic_blocks_add_and_unknown_conditions_choose_nothing() -> None:
    """A static block beside a dynamic one stays, one over nothing is none, and nobody takes the else branch."""
    assert said("VMG1901", "t27") == ["fail"] * 3
    assert said("VMG2401", "t27empty") == ["pass"] * 3
    assert said("VMG3201", "t27either") == ["unknown"] * 3


def test_28_checkovs_picture_of_a_plan_is_not_asked() -> None:
    """It puts keys of its own into maps, and text in place of what is unknown; verdicts come from the file."""
    plan = TRAPS / "plan.json"
    nodes = [
        {
            "block_type_": "resource",
            "__address__": resource.address,
            "file_path_": str(plan),
            "extra_config": [
                {"__startline__": 1, "isolation.tools.copy.disable": "terraform_data.late.output"}
            ],
        }
        for resource in estate("plan").resources
    ]
    asked = adapter(VMGATE_CONFIG=str(TRAPS / "vmgate.toml"))
    found = asked.answer("VMG3201", "resource", f"{MACHINE}.t12", str(plan), Graph(*nodes))
    assert found.passed


def test_29_nobody_is_called() -> None:
    """A run opens no connection, not even to look whether there is something newer."""
    code = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise RuntimeError('a connection')\n"
        "socket.socket = socket.create_connection = socket.getaddrinfo = refuse\n"
        f"sys.argv = ['vmgate', 'check', {str(TRAPS / 'plan.json')!r}, '--as-of', '2026-11-23']\n"
        "from vmgate.cli import run\n"
        "run()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.returncode == 1, done.stderr
    assert "a connection" not in done.stderr


def test_30_configuration_is_more_than_main_tf(tmp_path: Path) -> None:
    """JSON, overrides, values from files, modules that are not there, OpenTofu's own files."""
    machine = 'resource "vsphere_virtual_machine" "m" {\n  name = "m"\n  resource_pool_id = "p"\n  %s\n}\n'

    def logging(name: str, **files: str) -> set[str]:
        directory = tmp_path / name
        directory.mkdir()
        return verdicts(findings(written(directory, **files), "VMG1601")).get(f"{MACHINE}.m", set())

    on, off = machine % "enable_logging = true", machine % "enable_logging = false"
    as_json = json.dumps({"resource": {MACHINE: {"m": {"name": "m", "enable_logging": False}}}})
    assert logging("json", main__tf__json=as_json) == {"fail"}
    assert logging("override", main__tf=on, override__tf=off) == {"fail"}
    variable = 'variable "log" {\n  default = true\n}\n' + machine % "enable_logging = var.log"
    assert logging("values", main__tf=variable, some__auto__tfvars="log = false\n") == {"fail"}
    assert logging("tofu", main__tf=on, main__tofu=off) == {"fail"}
    text = machine % 'enable_logging = jsondecode(<<-END\n    {"log": false}\n  END\n  ).log'
    assert logging("heredoc", main__tf=text) == {"fail"}
    (tmp_path / "module").mkdir()
    absent = written(tmp_path / "module", main__tf='module "m" {\n  source = "example/vm/vsphere"\n}\n')
    assert [part.name for part in absent.unread] == ["module.m"]


def test_31_a_schema_tells_no_defaults() -> None:
    """What is not written is judged all the same: by defaults that were read in the provider's source."""
    schema = gzip.decompress((SCHEMAS / "vsphere-2.16.1.json.gz").read_bytes())
    assert b"allow_forged_transmits" in schema
    assert b'"default"' not in schema
    assert not re.search(r"allow_forged_transmits", (TRAPS / "main.tf").read_text())
    assert said("VMG0902", "vsphere_host_virtual_switch.standard") == ["fail"] * 3
