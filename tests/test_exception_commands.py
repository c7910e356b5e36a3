"""`vmgate exception`: drafts, approvals, and what there is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import vmgate
from tests.signing.keys import Key, make
from tests.test_exceptions import MAIN
from vmgate.settings.exceptions import NAMESPACE, signature_of

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parent.parent
POLICY = '[organization]\nmanagement = ["ciso@example.edu", "dean@example.edu"]\n'
ADDRESS = 'module.lab.vsphere_virtual_machine.vm["lab-01"]'
WHY = ("--reason", 'the "lab" needs it', "--ticket", "SEC-118", "--requested-by", "lab@example.edu")
DRAFT = ("request", "VMG3201", ADDRESS, *WHY, "--days", "90")


UNKNOWN_FINDING = (
    '{"results": [{"fingerprint": "sha256:012345678", "rule": "VMG3201", "address": "a.b", "attribute": "", '
    '"verdict": "unknown"}]}'
)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Exit code, standard output and standard error of `vmgate exception` at a site, on a fixed day."""
    (tmp_path / "vmgate.toml").write_text(POLICY)

    def run(*arguments: str, as_of: str = "2026-11-23", stdin: bytes = b"") -> tuple[int, str, str]:
        done = vmgate("exception", *arguments, "--as-of", as_of, given=stdin, directory=tmp_path)
        return done.code, done.out, done.err

    return run


def test_a_request_is_a_draft_that_waits_for_management(run: Callable[..., Any], tmp_path: Path) -> None:
    """One file, named after the rule and what it is for, with everything but an approval."""
    code, out, _ = run(*DRAFT)
    assert code == 0
    assert out.startswith("exceptions/VMG3201-vm-lab-01.toml: a draft")
    data = tomllib.loads((tmp_path / "exceptions" / "VMG3201-vm-lab-01.toml").read_text())
    assert {key: str(value) for key, value in data.items()} == {
        "rule": "VMG3201", "address": ADDRESS, "reason": 'the "lab" needs it', "ticket": "SEC-118",
        "requested_by": "lab@example.edu", "requested": "2026-11-23", "start": "2026-11-23", "end": "2027-02-21",
    }  # fmt: skip
    assert "draft" in run("list")[1]


def test_a_request_never_overwrites(run: Callable[..., Any]) -> None:
    """Another needs another name."""
    assert run(*DRAFT)[0] == 0
    code, _, err = run(*DRAFT)
    assert code == 2
    assert "is there already" in err
    assert run(*DRAFT, "--name", "second")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("VMG3299", ADDRESS, *WHY, "--days", "90"), "there is no rule VMG3299; did you mean VMG3202?"),
        (("VMG3901", ADDRESS, *WHY, "--days", "90"), "there are no exceptions to VMG3901"),
        (("VMG3201", "**", *WHY, "--days", "90"), "too wide"),
        (("VMG3201", "a[", *WHY, "--days", "90"), 'address: "a[" is not written as an address is'),
        (("VMG3201", ADDRESS, *WHY, "--days", "90", "--attribute", "a..b"), 'attribute: "a..b"'),
        (("VMG3201", ADDRESS, *WHY, "--days", "90", "--directory", "../x"), 'directory: is "../x"; it takes'),
        (("VMG3201", ADDRESS, *WHY, "--days", "181"), "too long: 181 days, and the policy allows 180"),
        (("VMG3201", ADDRESS, *WHY, "--end", "2026-11-22"), "after its end"),
        (("VMG3201", ADDRESS, *WHY, "--end", "soon"), '--end: "soon" is not a date'),
        (("VMG3201", ADDRESS, *WHY), "give its last day with --end, or --days"),
        (("VMG3201", ADDRESS, *WHY, "--days", "1", "--end", "2026-12-01"), "give its last day with --end, or"),
        (("VMG3201", ADDRESS, *WHY, "--days", "1", "--start", "9999-12-31"), "--start: 9999-12-31 is out of reach"),
        (("VMG3201", ADDRESS, *WHY[:-1], " ", "--days", "90"), "does not say who requested it"),
        (("VMG3201", ADDRESS, *WHY, "--days", "90", "--name", "../x"), 'name: "../x" is no name'),
        (("VMG3201", *WHY, "--days", "90"), "Give RULE and ADDRESS"),
        ((*WHY, "--days", "90", "--fingerprint", "sha256:0123456789"), "needs the --report"),
        (("VMG3201", ADDRESS, *WHY, "--days", "90", "--fingerprint", "sha256:01234567"), "leave RULE and ADDRESS"),
    ],
)  # fmt: skip
def test_a_request_that_could_never_hold_is_refused(
    run: Callable[..., Any], tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    """With exit code 2 and without a file."""
    code, out, err = run("request", *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert not list(tmp_path.glob("exceptions/*.toml"))


@pytest.mark.parametrize("source", ["report.json", "-"])
def test_a_finding_is_named_by_its_fingerprint(run: Callable[..., Any], tmp_path: Path, source: str) -> None:
    """From a report of a check: rule, address and attribute are the finding's, a star in a key a star."""
    (tmp_path / "main.tf").write_text(MAIN.replace('"a", "b"', '"*.a"'))
    made = subprocess.run(
        [sys.executable, "-m", "vmgate", "check", ".", "-f", "json", "--rule", "VMG3201", "--as-of", "2026-11-23"],
        cwd=tmp_path, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(PROJECT)},
    ).stdout  # fmt: skip
    (tmp_path / "report.json").write_bytes(made)
    (finding,) = json.loads(made)["results"]
    short = finding["fingerprint"][:20]
    code, _, err = run("request", "--fingerprint", short, "--report", source, *WHY, "--days", "9", stdin=made)
    assert (code, err) == (0, "")
    (file,) = tmp_path.glob("exceptions/*.toml")
    data = tomllib.loads(file.read_text())
    assert data["address"] == r'vsphere_virtual_machine.lab["\*.a"]'
    assert data["attribute"] == 'extra_config["isolation.tools.copy.disable"]'
    assert run("approve", file.stem, "--by", "ciso@example.edu")[0] == 0
    again = subprocess.run(
        [sys.executable, "-m", "vmgate", "check", ".", "--rule", "VMG3201", "--as-of", "2026-11-23"],
        cwd=tmp_path, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    assert again.returncode == 0


def test_a_finding_of_one_directory_is_asked_for_there(run: Callable[..., Any], tmp_path: Path) -> None:
    """Where the report is on several; a directory may be named as well."""
    for name in ("dev", "prod"):
        (tmp_path / "environments" / name).mkdir(parents=True)
        (tmp_path / "environments" / name / "main.tf").write_text(MAIN)
    done = vmgate(
        "check", ".", "-f", "json", "--rule", "VMG3201", "--as-of", "2026-11-23", directory=tmp_path
    )
    prod = next(one for one in done.json["results"] if one["input"] == 1)["fingerprint"]
    named = ("--fingerprint", prod, "--report", "-", *WHY, "--days", "9")
    code, _, err = run("request", *named, "--name", "own", stdin=done.out.encode())
    assert (code, err) == (0, "")
    record = tomllib.loads((tmp_path / "exceptions" / "own.toml").read_text())
    assert record["directory"] == "environments/prod"
    wide = ("--name", "wide", "--directory", "environments/*")
    code, _, err = run("request", *named, *wide, stdin=done.out.encode())
    assert (code, err) == (0, "")
    assert "environments/*" in (tmp_path / "exceptions" / "wide.toml").read_text()


@pytest.mark.parametrize(
    ("report", "fingerprint", "message"),
    [
        ("{}", "sha256:01234567", "not a report of vmgate check"),
        ("[", "sha256:01234567", "not a report of vmgate check"),
        ('{"results": [7]}', "sha256:01234567", "not a report of vmgate check"),
        ('{"results": []}', "sha256:01234567", "is of no findings of report.json"),
        ('{"results": []}', "sha256:0123", "at least 8 digits"),
        (UNKNOWN_FINDING, "01234567", "the finding is unknown; only a failure can be waived"),
    ],
)  # fmt: skip
def test_a_fingerprint_of_nothing_is_refused(
    run: Callable[..., Any], tmp_path: Path, report: str, fingerprint: str, message: str
) -> None:
    """With exit code 2."""
    (tmp_path / "report.json").write_text(report)
    code, _, err = run(
        "request", "--fingerprint", fingerprint, "--report", "report.json", *WHY, "--days", "9"
    )
    assert code == 2
    assert message in err


def test_management_approves_what_others_requested(run: Callable[..., Any], tmp_path: Path) -> None:
    """Who and when are added to the file, and nothing else of it is touched."""
    run(*DRAFT, "--name", "lab")
    file = tmp_path / "exceptions" / "lab.toml"
    draft = f"# a remark\n{file.read_text()}".rstrip("\n")
    file.write_text(draft)
    code, out, _ = run("approve", "lab", "--by", "ciso@example.edu", as_of="2026-11-25")
    assert (code, out) == (0, "exceptions/lab.toml: approved by ciso@example.edu; commit it\n")
    assert file.read_text() == f'{draft}\napproved_by = "ciso@example.edu"\napproved = 2026-11-25\n'
    assert run("lint", as_of="2026-11-25")[0] == 0


@pytest.mark.parametrize(
    ("by", "as_of", "message"),
    [
        (
            "lab@example.edu",
            "2026-11-23",
            "lab@example.edu has approved the exception and is not of the management",
        ),
        ("dean@example.edu", "2026-11-23", "dean@example.edu has approved the exception that they requested"),
        ("ciso@example.edu", "2027-03-01", "the exception ended on 2027-02-21"),
    ],
)
def test_an_approval_that_would_not_hold_is_refused(
    run: Callable[..., Any], tmp_path: Path, by: str, as_of: str, message: str
) -> None:
    """The draft stays as it is."""
    run(*DRAFT, "--name", "lab")
    file = tmp_path / "exceptions" / "lab.toml"
    if by.startswith("dean"):
        file.write_text(file.read_text().replace("lab@example.edu", "dean@example.edu"))
    before = file.read_text()
    code, _, err = run("approve", "lab", "--by", by, as_of=as_of)
    assert code == 2
    assert message in err
    assert file.read_text() == before


def test_nothing_is_approved_twice_and_nothing_that_is_not_there(run: Callable[..., Any]) -> None:
    """Each with what to do."""
    run(*DRAFT, "--name", "lab")
    run("approve", "lab", "--by", "ciso@example.edu")
    code, _, err = run("approve", "exceptions/lab.toml", "--by", "ciso@example.edu")
    assert (code, "is approved already, by ciso@example.edu on 2026-11-23" in err) == (2, True)
    code, _, err = run("approve", "lib", "--by", "ciso@example.edu")
    assert (code, "there is no exception lib; there are lab" in err) == (2, True)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Key:
    """The approver's key."""
    return make(tmp_path_factory.mktemp("keys"), "ed25519")


def _signed_policy(directory: Path, line: str) -> None:
    (directory / "vmgate.toml").write_text(
        f"{POLICY}[exceptions]\nrequire_signature = true\napprover_keys = ['{line}']\n"
    )


def test_an_approval_is_signed_with_the_approvers_key(
    run: Callable[..., Any], tmp_path: Path, key: Key
) -> None:
    """By the command, or with ssh-keygen afterwards; both satisfy the policy, and ssh-keygen."""
    _signed_policy(tmp_path, f"ciso@example.edu {key.public}")
    run(*DRAFT, "--name", "one")
    run(*DRAFT, "--name", "two")
    code, out, _ = run("approve", "one", "--by", "ciso@example.edu", "--key", str(key.file))
    assert (code, out) == (
        0,
        "exceptions/one.toml: approved by ciso@example.edu and signed; commit it with one.toml.sig\n",
    )
    code, out, _ = run("approve", "two", "--by", "ciso@example.edu")
    assert "ssh-keygen -Y sign -n vmgate-exception -f KEY exceptions/two.toml" in out
    code, out, _ = run("lint")
    assert (code, out.splitlines()[0]) == (
        1, "exceptions/two.toml:9: the exception is not signed, and the policy requires it",
    )  # fmt: skip
    two = tmp_path / "exceptions" / "two.toml"
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-n", NAMESPACE, "-f", str(key.file), str(two)], check=True
    )
    assert signature_of(two).exists()
    assert run("lint")[0] == 0
    two.write_text(two.read_text().replace("2027-02-21", "2027-03-21"))
    assert "does not belong to this content" in run("lint")[1]


def test_a_key_that_the_policy_has_not_of_the_approver_signs_nothing(
    run: Callable[..., Any], tmp_path: Path, key: Key
) -> None:
    """Neither the file nor a signature is written."""
    _signed_policy(tmp_path, f"dean@example.edu {key.public}")
    run(*DRAFT, "--name", "lab")
    before = (tmp_path / "exceptions" / "lab.toml").read_text()
    for file, message in (
        (key.file, "is not the key of ciso@example.edu"),
        (tmp_path / "none", "no such file"),
    ):
        code, _, err = run("approve", "lab", "--by", "ciso@example.edu", "--key", str(file))
        assert (code, message in err) == (2, True), err
    assert [path.name for path in (tmp_path / "exceptions").iterdir()] == ["lab.toml"]
    assert (tmp_path / "exceptions" / "lab.toml").read_text() == before


def test_the_list_tells_what_each_is_worth_and_what_ends_first(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    """As text, and as JSON with everything."""
    for name, days in (("long", "120"), ("short", "30"), ("open", "60"), ("late", "90")):
        run(*DRAFT[:-1], days, "--name", name, *(("--start", "2026-12-24") if name == "late" else ()))
    for name in ("long", "short", "late"):
        run("approve", name, "--by", "ciso@example.edu")
    bad = (tmp_path / "exceptions" / "long.toml").read_text().replace("VMG3201", "VMG3299")
    (tmp_path / "exceptions" / "wrong.toml").write_text(bad)
    code, out, _ = run("list", as_of="2026-12-23")
    assert code == 0
    rows = [line.split("  ") for line in out.splitlines() if not line.startswith(" ")]
    assert [(row[0].strip(), [cell.strip() for cell in row[1:] if cell.strip()][:2]) for row in rows] == [
        ("short", ["in force", "1 day"]), ("open", ["draft", "31 days"]), ("long", ["in force", "91 days"]),
        ("wrong", ["invalid", "91 days"]), ("late", ["to come", "92 days"]),
    ]  # fmt: skip
    listed = json.loads(run("list", "--format", "json", as_of="2026-12-24")[1])
    assert listed["schema"] == "vmgate.exceptions/v1"
    assert next((one["name"], one["status"], one["days_left"]) for one in listed["exceptions"]) == (
        "short",
        "ended",
        0,
    )
    assert listed["exceptions"][3]["faults"] == ["there is no rule VMG3299; did you mean VMG3202?"]


def test_lint_tells_every_fault_with_its_line(run: Callable[..., Any], tmp_path: Path) -> None:
    """Exit code 1, and 0 for a register without any."""
    assert run("lint")[:2] == (0, "0 exceptions, 0 with something wrong\n")
    run(*DRAFT, "--name", "lab")
    file = tmp_path / "exceptions" / "lab.toml"
    file.write_text(file.read_text().replace("2027-02-21", "2029-02-21").replace('ticket = "SEC-118"\n', ""))
    code, out, _ = run("lint")
    assert code == 1
    assert out.splitlines() == [
        "exceptions/lab.toml:1: nobody has approved the exception",
        "exceptions/lab.toml:1: the exception names no ticket",
        "exceptions/lab.toml:7: the exception is too long: 821 days, and the policy allows 180",
        "1 exception, 1 with something wrong",
    ]
    assert [one["line"] for one in json.loads(run("lint", "-f", "json")[1])["faults"]] == [1, 1, 7]


def test_a_file_that_is_no_exception_is_no_verdict(run: Callable[..., Any], tmp_path: Path) -> None:
    """Exit code 3, with its line."""
    (tmp_path / "exceptions").mkdir()
    (tmp_path / "exceptions" / "odd.toml").write_text('rule = "VMG3201"\nadress = "a.b"\n')
    for command in ("list", "lint"):
        code, _, err = run(command)
        assert code == 3
        assert 'exceptions/odd.toml:2: unknown key "adress" in the file; did you mean "address"?' in err


def test_without_a_policy_nobody_may_approve(run: Callable[..., Any], tmp_path: Path) -> None:
    """Nothing says who."""
    (tmp_path / "vmgate.toml").unlink()
    code, _, err = run("list")
    assert code == 2
    assert "there is no site policy" in err
