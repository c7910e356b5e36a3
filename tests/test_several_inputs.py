"""Several inputs in one run: what a directory stands for, what of it is judged, and how findings are told apart."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import Done, vmgate
from tests.fixtures import PLANS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PROVIDER = 'provider "vsphere" {\n  vsphere_server = "vc.example.edu"\n  allow_unverified_ssl = %s\n}\n'
VARIABLE = 'variable "lax" {\n  type = bool\n}\n'
TEMPLATE = """
variable "v" {
  type = string
}

source "vsphere-iso" "debian" {
  vcenter_server      = "vc.example.edu"
  insecure_connection = var.v == "lax"
}

build {
  sources = ["source.vsphere-iso.debian"]
}
"""


def _written(top: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)


def _check(top: Path, *arguments: str) -> Done:
    return vmgate("check", "--no-config", "-f", "json", "--rule", "VMG0601", *arguments, directory=top)


def _failed(report: Any) -> list[str]:
    return [one["file"] for one in report["results"] if one["verdict"] == "fail"]


def test_what_lies_below_a_root_is_judged_too(tmp_path: Path) -> None:
    """A repository with a file at its top does not hide its environments."""
    _written(tmp_path, {"main.tf": PROVIDER % "false", "environments/prod/main.tf": PROVIDER % "true"})
    done = _check(tmp_path, ".")
    assert done.code == 1
    assert [one["path"] for one in done.json["inputs"]] == [".", "environments/prod"]
    assert _failed(done.json) == ["environments/prod/main.tf"]
    assert _check(tmp_path, "main.tf").code == 0


def test_a_variable_is_for_those_that_declare_it(tmp_path: Path) -> None:
    """One at least has to; a single configuration has to declare all that it is given."""
    _written(
        tmp_path,
        {
            "main.tf": PROVIDER % "false",
            "prod/main.tf": VARIABLE + PROVIDER % "var.lax",
            "image/a.pkr.hcl": TEMPLATE,
        },
    )
    done = _check(tmp_path, ".", "--var", "lax=true", "--var", "v=strict")
    assert (done.code, _failed(done.json)) == (1, ["prod/main.tf"])
    done = _check(tmp_path, ".", "--var", "lax=false", "--var", "v=lax")
    assert (done.code, _failed(done.json)) == (1, ["image/a.pkr.hcl"])
    done = _check(tmp_path, ".", "--var", "lacks=true")
    assert (done.code, "lacks: none of the configurations declares" in done.err) == (2, True)
    done = _check(tmp_path, "main.tf", "--var", "lax=true")
    assert (done.code, "lax: the configuration declares no variable" in done.err) == (2, True)


@pytest.mark.parametrize("command", ["inspect", "init"])
def test_other_commands_share_variables_out_alike(tmp_path: Path, command: str) -> None:
    """Whatever reads several configurations."""
    _written(tmp_path, {"dev/main.tf": PROVIDER % "false", "prod/main.tf": VARIABLE + PROVIDER % "var.lax"})
    more = ["--print"] if command == "init" else []
    assert vmgate(command, ".", *more, "--var", "lax=true", directory=tmp_path).code == 0
    assert vmgate(command, ".", *more, "--var", "lacks=true", directory=tmp_path).code == 2


@pytest.mark.parametrize("command", ["check", "coverage", "inspect", "init"])
def test_one_broken_file_stops_nothing_that_can_be_read(tmp_path: Path, command: str) -> None:
    """Servers of the same directory and of another one are told; so is what was not read, and that is no verdict."""
    server = 'provider "vsphere" {\n  vsphere_server = "%s.example.edu"\n}\n'
    machine = 'resource "vsphere_virtual_machine" "%s" {}\n'
    files = {f"{name}/main.tf": server % name + machine % name for name in ("a", "b")}
    _written(tmp_path, {**files, "b/cut.tf": 'resource "x" {\n'})
    more = {"init": ["--print"], "inspect": ["-f", "json"], "check": ["-f", "json"]}.get(command, [])
    done = vmgate(command, "a", "b", *more, directory=tmp_path)
    assert done.code == 3
    told = done.out + done.err
    assert "b/cut.tf" in told
    assert "syntax error: } is missing" in told
    if command != "coverage":
        wanted = "{}.example.edu" if command == "init" else "vsphere_virtual_machine.{}"
        assert all(wanted.format(name) in done.out for name in ("a", "b"))
    else:
        assert re.search(r"\d+ clauses: \d+ fail", done.out)


def test_a_policy_is_begun_beside_a_broken_file(tmp_path: Path) -> None:
    """It is written, and the exit code says that something is left out."""
    _written(tmp_path, {"main.tf": PROVIDER % "false", "cut.tf": 'resource "x" {\n'})
    done = vmgate("init", ".", directory=tmp_path)
    assert (done.code, done.out.startswith("wrote vmgate.toml")) == (3, True)
    assert done.err.startswith("vmgate: cut.tf:")
    assert (tmp_path / "vmgate.toml").is_file()


def test_inspect_shows_what_a_directory_itself_comes_to(tmp_path: Path) -> None:
    """The resources that Terraform would plan there; without configuration of its own, those of what lies below."""
    block = 'resource "terraform_data" "%s" {}\n'
    _written(tmp_path, {"a/main.tf": block % "own", "a/below/main.tf": block % "below"})

    def shown(name: str) -> list[str]:
        done = vmgate("inspect", name, "-f", "json", directory=tmp_path)
        return [one["address"] for one in done.json["resources"]]

    assert shown("a") == ["terraform_data.own"]
    assert shown(".") == ["terraform_data.own", "terraform_data.below"]


def test_a_file_of_values_is_for_its_language(tmp_path: Path) -> None:
    """Terraform's for Terraform and Packer's for Packer, where there are both."""
    _written(
        tmp_path,
        {
            "main.tf": VARIABLE + PROVIDER % "var.lax",
            "image/a.pkr.hcl": TEMPLATE,
            "prod.tfvars": "lax = true\n",
            "site.pkrvars.hcl": 'v = "lax"\n',
        },
    )
    done = _check(tmp_path, ".", "--var-file", "prod.tfvars", "--var-file", "site.pkrvars.hcl")
    assert (done.code, sorted(_failed(done.json))) == (1, ["image/a.pkr.hcl", "main.tf"])
    assert _check(tmp_path, "image", "--var-file", "prod.tfvars").code == 2


EMPTY = json.dumps(
    {"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": [], "configuration": {}}
)
BROKEN = PLANS / "broken"
NOTHING = "nothing was judged: no resource that the procedure speaks of"


def _told(done: Done) -> list[str]:
    return [note for one in done.json["inputs"] for note in one["notes"]]


def _all(top: Path, *arguments: str) -> Done:
    return vmgate("check", "--no-config", "-f", "json", "--as-of", "2026-11-23", *arguments, directory=top)


@pytest.mark.parametrize("idle", ["empty.json", "dns"])
def test_a_path_in_which_nothing_was_judged_shuts_the_gate(tmp_path: Path, idle: str) -> None:
    """However much was judged in the others; it is named, and --if-any lets it be."""
    _written(
        tmp_path,
        {
            "a/main.tf": PROVIDER % "false",
            "dns/main.tf": 'resource "null_resource" "x" {}\n',
            "empty.json": EMPTY,
        },
    )
    assert _all(tmp_path, "a").code == 0
    done = _all(tmp_path, "a", idle)
    why = f"{idle}: {NOTHING}; leave that out, or say --if-any"
    assert (done.code, done.json["why"], _told(done)) == (3, why, [NOTHING])
    done = _all(tmp_path, "a", idle, "--if-any")
    assert (done.code, _told(done)) == (0, [NOTHING])


def test_a_hook_and_a_repository_may_hold_what_is_nothing_to_judge(tmp_path: Path) -> None:
    """A file stands for its directory, and a directory for all that lies below it."""
    _written(tmp_path, {"a/main.tf": PROVIDER % "false", "b/variables.tf": 'variable "x" {}\n'})
    assert _all(tmp_path, "a/main.tf", "b/variables.tf").code == 0
    done = _all(tmp_path, ".")
    assert (done.code, _told(done)) == (0, [])
    assert _all(tmp_path, "a", "b").code == 3
    assert _all(tmp_path, ".", "b").code == 3


def test_a_rule_that_is_asked_alone_may_find_nothing_in_one_of_the_paths(tmp_path: Path) -> None:
    """It says nothing of most resources."""
    _written(tmp_path, {"a/main.tf": PROVIDER % "false", "b/main.tf": 'resource "null_resource" "x" {}\n'})
    done = _check(tmp_path, "a", "b")
    assert (done.code, _told(done)) == (0, [NOTHING])


def test_only_what_changes_may_be_nothing_to_judge() -> None:
    """A plan of machines of which none is touched is the plan of machines all the same."""
    plan = json.loads((PLANS.parent / "changes" / "changes.json").read_bytes())
    for change in plan["resource_changes"]:
        change["change"]["actions"] = ["no-op"]
        change["change"].pop("importing", None)
    machine = next(one for one in plan["resource_changes"] if one["mode"] == "managed")
    other = {**machine, "address": "null_resource.x", "type": "null_resource", "name": "x"}
    other["change"] = {"actions": ["create"], "before": None, "after": {}, "after_unknown": {}}
    plan["resource_changes"].append(other)
    about = ("--no-config", "-f", "json", "--changed-only", "-")
    done = vmgate("check", *about, given=json.dumps(plan))
    assert (done.code, "the plan changes nothing that the procedure speaks of" in _told(done)) == (0, True)
    plan["resource_changes"] = [other]
    assert vmgate("check", *about, given=json.dumps(plan)).code == 3


def test_a_plan_is_of_the_directory_that_it_lies_in(tmp_path: Path) -> None:
    """Where two would do, as two environments of one shape. Nothing is guessed where it lies in neither."""
    for name in ("dev", "prod"):
        shutil.copytree(BROKEN, tmp_path / name, ignore=shutil.ignore_patterns("*.json"))
    plan = BROKEN / "plan-vsphere-2.16.1.json"
    shutil.copy(plan, tmp_path / "prod" / "tfplan.json")
    shutil.copy(plan, tmp_path / "tfplan.json")
    of_plan = [one for one in _all(tmp_path, ".", "prod/tfplan.json").json["results"] if one["input"] == 2]
    assert of_plan
    assert all(one["file"].startswith("prod/") for one in of_plan if one["file"])
    done = _all(tmp_path, ".", "tfplan.json")
    assert "2 of the sources given may be that of the plan: places are addresses only" in _told(done)


def _prints(report: Any, number: int) -> set[str]:
    return {one["fingerprint"] for one in report["results"] if one["input"] == number}


def test_a_fingerprint_is_of_its_directory(tmp_path: Path) -> None:
    """Two environments of one shape share none, in whatever order and from wherever they are judged."""
    for name in ("dev", "prod"):
        shutil.copytree(BROKEN, tmp_path / "one" / name, ignore=shutil.ignore_patterns("*.json"))
    (tmp_path / "one" / ".git").mkdir()
    shutil.copytree(tmp_path / "one", tmp_path / "deep" / "other")
    report = _all(tmp_path / "one", ".").json
    dev, prod = _prints(report, 0), _prints(report, 1)
    assert dev
    assert not dev & prod
    assert len(dev) == len([one for one in report["results"] if one["input"] == 0])
    assert _prints(_all(tmp_path / "deep" / "other" / "prod", ".").json, 0) == prod
    assert _prints(_all(tmp_path, str(tmp_path / "one" / "prod"), "one/dev").json, 0) == prod
    main = tmp_path / "one" / "prod" / "network.tf"
    main.write_text("\n\n# moved down\n" + main.read_text())
    assert _prints(_all(tmp_path / "one", "prod").json, 0) == prod


def test_a_plan_has_the_fingerprints_of_its_source(tmp_path: Path) -> None:
    """Where it lies beside it; elsewhere its own file stands for it, so that two plans share none."""
    top = tmp_path / "one"
    for name in ("dev", "prod"):
        shutil.copytree(BROKEN, top / name, ignore=shutil.ignore_patterns("*.json"))
    (top / ".git").mkdir()
    plan = (BROKEN / "plan-vsphere-2.16.1.json").read_text()
    _written(top, {"prod/tfplan.json": plan, "plans/dev.json": plan, "plans/prod.json": plan})

    def failed(report: Any, number: int) -> set[str]:
        return {
            one["fingerprint"]
            for one in report["results"]
            if (one["input"], one["verdict"]) == (number, "fail")
        }

    beside = _all(top, "prod/tfplan.json").json
    assert failed(beside, 0) & failed(_all(top, "prod").json, 0)
    apart = _all(top, "plans/dev.json", "plans/prod.json").json
    assert failed(apart, 0)
    assert not failed(apart, 0) & failed(apart, 1)
    assert failed(_all(top / "plans", "prod.json").json, 0) == failed(apart, 1)
