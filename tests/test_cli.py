"""The command line, as a user meets it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures import PLANS

PROJECT = Path(__file__).parent.parent
BROKEN = PLANS / "broken"
PLAN = BROKEN / "plan-vsphere-2.16.1.json"


def vmgate(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a run in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", *map(str, arguments)],
        cwd=PROJECT, input=stdin, capture_output=True, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(PROJECT), **environment},
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def check(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> tuple[int, str, str]:
    """`vmgate check` without a site policy, on a fixed day."""
    return vmgate("check", "--no-config", "--as-of", "2026-11-23", *arguments, stdin=stdin, **environment)


def test_a_failing_plan_shuts_the_gate_and_says_where(tmp_path: Path) -> None:
    """The place is in the source that lies beside the plan, also inside a module."""
    code, out, err = check(PLAN)
    assert code == 1
    assert not err
    assert "fail[VMG0902]" in out
    assert "network.tf:10:3" in out
    assert "modules/vm/main.tf:" in out
    lonely = tmp_path / "plan.json"
    lonely.write_bytes(PLAN.read_bytes())
    code, out, _ = check(lonely)
    assert code == 1
    assert "network.tf" not in out


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b"", 3, "it is empty"),
        (b"{}", 3, "no plan"),
        (b'{"a": [1, 2', 3, "ends in the middle"),
        (b"[1, 2]", 3, "neither a plan in JSON nor a file of configuration"),
        (b"\x7fELF\x00\x01\xff", 3, "neither a plan in JSON nor a file of configuration"),
        (b"PK\x03\x04rest", 3, "binary plan"),
        (b'{"format_version":"9.9","resource_changes":[]}', 3, "its format is 9.9"),
        ('{"a": 1}'.encode("utf-16"), 3, "UTF-16"),
        (b'{"format_version":"1.2","resource_changes":[],"a":"\xff"}', 3, "not UTF-8"),
    ],
)
def test_what_cannot_be_judged_is_one_clear_line_and_never_0(
    tmp_path: Path, content: bytes, code: int, says: str
) -> None:
    """Empty, cut, binary, foreign: the message names the file, and there is no traceback."""
    file = tmp_path / "input.json"
    file.write_bytes(content)
    got, _, err = check(file, "--format", "json")
    assert got == code
    assert says in err
    assert str(file) in err
    assert len(err.strip().splitlines()) == 1


def test_a_missing_file_and_an_empty_directory_are_no_verdict(tmp_path: Path) -> None:
    """Both are named."""
    assert check(tmp_path / "nowhere.json")[0] == 3
    code, _, err = check(tmp_path)
    assert code == 3
    assert str(tmp_path) in err
    assert check(tmp_path, "--if-any")[0] == 0


def test_a_report_has_the_same_shape_when_nothing_could_be_read(tmp_path: Path) -> None:
    """A program that reads the report need not guess."""
    code, out, _ = check(tmp_path / "nowhere.json", "--format", "json")
    report = json.loads(out)
    assert (report["schema"], report["decision"], report["exit_code"]) == (
        "vmgate.report/v1",
        "no verdict",
        code,
    )
    assert report["results"] == []


def test_an_errored_plan_is_no_verdict_and_its_failures_are_shown() -> None:
    """Resources are missing from it; what is there is judged all the same."""
    code, out, _ = check(BROKEN / "plan-errored.json")
    assert code == 3
    assert "failed half-way" in out
    assert "fail[" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--rule", "VMG9999"], 'no rule "VMG9999"'),
        (["--skip", "nonsense"], 'no rule "nonsense"'),
        (["--as-of", "yesterday"], "not a date"),
        (["--format", "yaml"], "no report format"),
        (["--var", "x"], "NAME=VALUE"),
        (["--config", "nowhere.toml"], "no such file"),
        (["--registry", "nowhere"], "no such directory"),
        (["--frobnicate"], "No such option"),
    ],
)
def test_a_mistake_on_the_command_line_is_usage(arguments: list[str], says: str) -> None:
    """One message, exit code 2, nothing judged."""
    options = ["check", "--as-of", "2026-11-23", str(PLAN), *arguments]
    code, out, err = vmgate(*options)
    assert code == 2
    assert says in err
    assert not out
    assert "Traceback" not in err


def test_the_report_goes_to_files_too(tmp_path: Path) -> None:
    """With a format in addition to standard output, without one instead of it."""
    sarif, text = tmp_path / "out.sarif", tmp_path / "out.txt"
    _, out, _ = check(PLAN, "-o", f"sarif={sarif}")
    assert "fail[VMG0902]" in out
    assert json.loads(sarif.read_text())["version"] == "2.1.0"
    _, out, _ = check(PLAN, "-o", text)
    assert not out
    assert "fail[VMG0902]" in text.read_text()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["out.sarif", "out.txt"]


def test_a_report_that_cannot_be_written_is_usage(tmp_path: Path) -> None:
    """The directory does not exist."""
    code, _, err = check(PLAN, "-o", tmp_path / "no" / "where.json")
    assert code == 2
    assert "cannot be written" in err


def test_every_option_has_its_variable() -> None:
    """Such as VMGATE_FORMAT, and repeatable ones separated by blanks."""
    _, out, _ = check(PLAN, VMGATE_FORMAT="json")
    assert json.loads(out)["schema"] == "vmgate.report/v1"
    _, out, _ = check(PLAN, VMGATE_FORMAT="json", VMGATE_RULE="VMG0902 VMG0901")
    assert {one["rule"] for one in json.loads(out)["results"]} == {"VMG0902", "VMG0901"}


def test_a_plan_on_standard_input_is_read() -> None:
    """`terraform show -json tfplan | vmgate check -`."""
    code, out, _ = check("-", "--format", "json", stdin=PLAN.read_bytes())
    assert code == 1
    assert json.loads(out)["inputs"][0]["kind"] == "plan"


def test_only_the_rules_asked_for_speak() -> None:
    """By id or by name; and the ones skipped are silent."""
    _, out, _ = check(PLAN, "--rule", "VMG0902", "--rule", "mac_changes_accepted", "--format", "json")
    assert {one["rule"] for one in json.loads(out)["results"]} == {"VMG0902", "VMG0901"}
    _, out, _ = check(PLAN, "--skip", "VMG0902", "--format", "json")
    assert "VMG0902" not in {one["rule"] for one in json.loads(out)["results"]}


def test_colour_is_for_terminals_and_for_those_who_ask() -> None:
    """Not into a pipe, not with NO_COLOR; with FORCE_COLOR or --color always."""
    assert "\x1b[" not in check(PLAN)[1]
    assert "\x1b[" in check(PLAN, FORCE_COLOR="1")[1]
    assert "\x1b[" in check(PLAN, "--color", "always")[1]
    assert "\x1b[" not in check(PLAN, FORCE_COLOR="1", NO_COLOR="1")[1]


def test_exit_zero_does_not_hide_that_nothing_could_be_read(tmp_path: Path) -> None:
    """A failure may be let pass; no verdict may not."""
    assert check(PLAN, "--exit-zero")[0] == 0
    assert check(tmp_path / "nowhere.json", "--exit-zero")[0] == 3


def test_a_plan_that_only_removes_is_open_and_says_so(tmp_path: Path) -> None:
    """There is nothing left to judge."""
    document = json.loads(PLAN.read_bytes())
    for change in document["resource_changes"]:
        change["change"]["actions"] = ["delete"]
        change["change"]["after"] = None
    document["prior_state"] = {}
    document["configuration"] = {}
    file = tmp_path / "destroy.json"
    file.write_text(json.dumps(document))
    code, out, _ = check(file)
    assert code == 0
    assert "only removes" in out


def test_changed_only_leaves_what_stays_as_it_is(tmp_path: Path) -> None:
    """A plan without changes is open; one with a change judges that one."""
    document = json.loads(PLAN.read_bytes())
    for change in document["resource_changes"]:
        change["change"]["actions"] = ["no-op"]
    file = tmp_path / "same.json"
    file.write_text(json.dumps(document))
    assert check(file)[0] == 1
    assert check(file, "--changed-only")[0] == 0
    document["resource_changes"][-1]["change"]["actions"] = ["update"]
    file.write_text(json.dumps(document))
    _, out, _ = check(file, "--changed-only", "--format", "json")
    assert {one["address"] for one in json.loads(out)["results"]} == {
        document["resource_changes"][-1]["address"]
    }


def test_inspect_shows_values_unknowns_and_no_secret() -> None:
    """The sensitive variable's value is nowhere."""
    code, out, _ = vmgate("inspect", BROKEN, "--format", "json")
    assert code == 0
    resources = {one["address"]: one for one in json.loads(out)["resources"]}
    scratch = resources["vsphere_virtual_machine.scratch"]
    assert scratch["values"]["num_cpus"] == 2
    assert scratch["values"]["extra_config"]["isolation.tools.paste.disable"] == "(sensitive)"
    assert scratch["sensitive"] == ['extra_config["isolation.tools.paste.disable"]']
    assert "network_interface[0].network_id" in scratch["unknown"]
    assert scratch["file"].endswith("vms.tf")
    assert '"hidden"' not in out


def test_no_secret_reaches_any_report(tmp_path: Path) -> None:
    """Neither the vCenter password, which stands in the plan in clear, nor a sensitive element of a map."""
    document = PLAN.read_bytes().replace(b'"value":"pass"', b'"value":"correct-horse-battery"')
    assert b"correct-horse-battery" in document
    plan = tmp_path / "plan.json"
    plan.write_bytes(document)
    for format_ in ("text", "json", "sarif", "github", "junit"):
        for path in (plan, PLAN):
            _, out, err = check(path, "--format", format_, "--verdicts", "all")
            assert "correct-horse-battery" not in out + err
            assert "hidden" not in out + err


def test_explain_knows_rules_names_and_clauses_and_the_nearest_of_them() -> None:
    """All three lead to a page; a slip leads to a suggestion."""
    assert "allow_forged_transmits" in vmgate("explain", "VMG0902")[1]
    assert vmgate("explain", "forged_transmits_accepted")[1] == vmgate("explain", "vmg0902")[1]
    assert "MAC address filtering" in vmgate("explain", "C09")[1]
    code, _, err = vmgate("explain", "VMG0920")
    assert code == 2
    assert "VMG0902" in err


def test_rules_lists_every_rule_with_the_providers_it_decides_for() -> None:
    """Lockdown is a word of vSphere alone; every provider checks a certificate."""
    _, out, _ = vmgate("rules", "--format", "json")
    rows = {row["rule"]: row for row in json.loads(out)["rules"]}
    assert rows["VMG3401"]["providers"] == ["vsphere"]
    assert {"vsphere", "proxmox", "netapp-ontap"} <= set(rows["VMG0601"]["providers"])
    assert {"vsphere", "proxmox", "packer"} <= set(rows["VMG2601"]["providers"])


def test_the_readme_tells_the_exit_codes_there_are() -> None:
    """The table is the contract."""
    from vmgate.errors import ExitCode

    rows = re.findall(r"^\| (\d) \| ([a-z ]+) \|", (PROJECT / "README.md").read_text(), re.MULTILINE)
    assert {int(code): name for code, name in rows} == {
        code.value: code.name.lower().replace("_", " ") for code in ExitCode
    }


ALLOWED_AT_START = {"click", "vmgate"}


def test_start_up_imports_click_and_nothing_else_that_is_heavy() -> None:
    """No parser, no checkov, no templates, no database: an allow-list of everything outside the standard library."""
    code = "import sys, vmgate.cli; print('\\n'.join(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=PROJECT)
    modules = set(done.stdout.decode().split())
    third_party = {name.partition(".")[0] for name in modules} - set(sys.stdlib_module_names)
    third_party = {name for name in third_party if not name.startswith(("_", "sitecustomize"))}
    assert third_party <= ALLOWED_AT_START
    assert not modules & {"sqlite3", "tree_sitter", "jinja2", "checkov", "msgspec", "tomllib", "json"}
    assert {name for name in modules if name.startswith("vmgate")} <= {
        "vmgate",
        "vmgate.cli",
        "vmgate.commands",
        "vmgate.commands.endings",
        "vmgate.errors",
    }


def test_a_variable_that_turns_certificate_checks_off_is_a_fault_where_it_is_set(tmp_path: Path) -> None:
    """Only where the configuration leaves it to the variable."""
    (tmp_path / "main.tf").write_text(
        'provider "vsphere" {}\nprovider "vsphere" {\n  alias = "dr"\n  allow_unverified_ssl = false\n}\n'
    )
    arguments = (tmp_path, "--rule", "VMG0601", "-f", "json")
    assert check(*arguments)[0] == 0
    code, out, _ = check(*arguments, VSPHERE_ALLOW_UNVERIFIED_SSL="true")
    assert code == 1
    (found,) = json.loads(out)["results"]
    assert found["address"] == "provider.vsphere"
    assert "VSPHERE_ALLOW_UNVERIFIED_SSL is set" in found["message"]


def test_every_input_has_the_policy_that_is_nearest_to_it(tmp_path: Path) -> None:
    """Two sites in one repository: what one demands the other forbids."""
    (tmp_path / ".git").mkdir()
    for name, mode in (("a", "required"), ("b", "forbidden")):
        site = tmp_path / name
        site.mkdir()
        (site / "vmgate.toml").write_text(f'[policy]\npromiscuous = "{mode}"\n')
        (site / "main.tf").write_text(
            'resource "vsphere_host_virtual_switch" "s" {\n  name = "s"\n  host_system_id = "host-1"\n'
            '  network_adapters = ["vmnic0"]\n  active_nics = ["vmnic0"]\n  allow_promiscuous = true\n}\n'
        )
    _, out, _ = vmgate("check", tmp_path, "--rule", "VMG0801", "--as-of", "2026-11-23", "-f", "json")
    assert [one["file"] for one in json.loads(out)["results"]] == [str(tmp_path / "b" / "main.tf")]


def test_a_policy_with_a_slip_is_usage_and_names_the_line(tmp_path: Path) -> None:
    """And the key that was meant."""
    (tmp_path / "main.tf").write_text('provider "vsphere" {}\n')
    (tmp_path / "vmgate.toml").write_text('[policy]\npromiscous = "required"\n')
    code, _, err = vmgate("check", tmp_path)
    assert code == 2
    assert "vmgate.toml:2" in err
    assert '"promiscuous"' in err


def test_where_a_policy_is_missing_it_is_said_how_to_begin_one(tmp_path: Path) -> None:
    """One line on standard error, if something is unknown, and nobody said that there is none."""
    (tmp_path / "main.tf").write_text('provider "vsphere" {\n  vsphere_server = "vc.example.edu"\n}\n')
    run = [sys.executable, "-m", "vmgate", "check", str(tmp_path)]
    told = subprocess.run(run, capture_output=True, text=True, check=False)
    assert "unknown[VMG0201]" in told.stdout
    assert told.stderr == (
        f"vmgate: {tmp_path}: no site policy was found; `vmgate init {tmp_path}` drafts one from what is there\n"
    )
    assert subprocess.run([*run, "--no-config"], capture_output=True, text=True, check=False).stderr == ""
    (tmp_path / "vmgate.toml").write_text("")
    assert subprocess.run(run, capture_output=True, text=True, check=False).stderr == ""


@pytest.mark.parametrize("command", ["check", "inspect", "coverage", "report"])
def test_a_name_that_is_too_long_is_told_in_one_line(command: str) -> None:
    """As is any other that the system refuses to look up."""
    code, _, err = vmgate(command, "a" * 300)
    assert code == 3
    assert err.splitlines()[-1].endswith("a: cannot be read: File name too long")
    assert "it broke" not in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "--as-of", "9999-12-31", "templates"], "--as-of: 9999-12-31 is out of reach"),
        (["template", "audit", "--as-of", "0001-01-01"], "--as-of: 0001-01-01 is out of reach"),
        (["template", "audit", "--since", "9999-12-31"], "--since: 9999-12-31 is out of reach"),
        (["check", "--registry", "https://u:hunter2@example.edu/x", "."], "no user and no password"),
        (["template", "fetch", "https://u:hunter2@example.edu/x"], "no user and no password"),
        (["check", ""], "give . for the current directory"),
    ],
)
def test_what_cannot_be_meant_is_usage(arguments: list[str], says: str) -> None:
    """In one line, without a secret."""
    code, _, err = vmgate(*arguments)
    assert (code, err.count("\n")) == (2, 1)
    assert says in err
    assert "hunter2" not in err


def test_a_host_that_is_none_is_told(tmp_path: Path) -> None:
    """Also where the library that asks has its own kind of error for it."""
    code, _, err = vmgate("template", "fetch", "https://example.edu:port/x", HOME=str(tmp_path))
    assert (code, err.count("\n")) == (3, 1)
    assert "cannot be fetched" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "arguments", [["check", "--no-config", str(PLAN)], ["explain", "C32"], ["--version"]]
)
def test_an_output_that_is_full_is_no_verdict(arguments: list[str]) -> None:
    """Whether it is noticed while writing or at the end."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vmgate", *arguments],
            cwd=PROJECT, stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.decode() == "vmgate: standard output: No space left on device\n"


def test_a_closed_output_changes_no_verdict() -> None:
    """A gate may be asked for its exit code only."""
    command = f'"{sys.executable}" -m vmgate check --no-config "{PLAN}" >&- 2>/dev/null'
    assert subprocess.run(command, shell=True, cwd=PROJECT, check=False).returncode == 1  # noqa: S602  - the shell closes it


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("command", ["report", "check", "coverage"])
def test_a_report_is_utf_8_whatever_the_environment_says(command: str, encoding: str) -> None:
    """As it says of itself where its format has a word for that."""
    arguments = [command, "--no-config", "--as-of", "2026-11-23", str(PLAN)]
    assert vmgate(*arguments, PYTHONIOENCODING=encoding) == vmgate(*arguments)
