"""`vmgate inventory` from the outside."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.commands import Done, vmgate
from tests.fixtures import PLANS
from tests.inventory.states import machine, state

if TYPE_CHECKING:
    from collections.abc import Callable

CAMPUS = PLANS.parents[2] / "examples" / "campus" / "vmgate.toml"
STATES = PLANS.parent / "states"
POLICY = """
[vm_states]
unused = ["name:old-*", "tag:lifecycle/unused"]
dormant = ["name:sleeping-*"]
[ledger]
url = "ledger.db"
"""


@pytest.fixture
def inventory(tmp_path: Path) -> Callable[..., Done]:
    """Runs `vmgate inventory` by a policy that names a ledger, on a fixed day unless another is given."""
    policy = tmp_path / "vmgate.toml"
    policy.write_text(POLICY)

    def run(*arguments: str | Path, given: str | None = None) -> Done:
        day = (
            ()
            if "--as-of" in arguments or arguments[0] in ("verify", "history")
            else ("--as-of", "2026-11-23")
        )
        return vmgate("inventory", *arguments, *day, "--config", policy, given=given)

    return run


def test_what_runs_is_recorded_and_listed(inventory: Callable[..., Done]) -> None:
    """Address, server, name, identity, power, marks and template of every machine of a real state."""
    recorded = inventory("record", STATES / "broken.tfstate")
    assert recorded.code == 0
    assert re.fullmatch(
        r"recorded 1:[0-9a-f]{64}  .*broken\.tfstate  13 machines: 13 on, 0 off; 1 unused, 0 dormant\n",
        recorded.out,
    )
    rows = {one["address"]: one for one in inventory("list", "-f", "json").json["machines"]}
    assert len(rows) == 13
    assert rows["vsphere_virtual_machine.old_forum"] | {"identity": "", "guest": ""} == {
        "power": "on", "name": "old-forum-01", "unused": "name:old-*", "dormant": "",
        "template": "tpl-debian13-2026.11", "template_now": "", "guest": "", "platform": "vsphere",
        "endpoint": "", "identity": "", "path": rows["vsphere_virtual_machine.old_forum"]["path"],
        "address": "vsphere_virtual_machine.old_forum",
        "source": "826f05a8-a587-9552-1ba1-6fe9b2849e0e", "as_of": "2026-11-23",
    }  # fmt: skip


def test_both_forms_of_a_state_are_recorded_alike(inventory: Callable[..., Done], tmp_path: Path) -> None:
    """What `terraform show -json` prints, and the file itself."""
    inventory("record", STATES / "broken.tfstate")
    assert "no difference" in inventory("diff", "1", STATES / "broken.json").out
    (tmp_path / "copy.json").write_bytes((STATES / "broken.json").read_bytes())
    piped = inventory("record", "-", "--source", "campus", given=(STATES / "broken.json").read_text())
    assert piped.code == 0
    assert "no difference" in inventory("diff", "1", "2").out


def test_several_states_are_recorded_at_once_or_not_at_all(
    inventory: Callable[..., Done], tmp_path: Path
) -> None:
    """One that cannot be read keeps the others out, too."""
    one, two = (state(tmp_path, f"{name}.json", machine(name)) for name in ("one", "two"))
    (tmp_path / "broken.json").write_text('{"format_version": "1.0", "values": 3}')
    done = inventory("record", one, tmp_path / "broken.json")
    assert (done.code, done.out) == (3, "")
    assert inventory("list").code == 3
    assert inventory("record", one, two).out.count("recorded ") == 2
    assert {one["name"] for one in inventory("list", "-f", "json").json["machines"]} == {"one", "two"}
    (tmp_path / "copy.tfstate").write_bytes((STATES / "broken.tfstate").read_bytes())
    twice = inventory("record", STATES / "broken.tfstate", tmp_path / "copy.tfstate")
    assert (twice.code, twice.out) == (2, "")
    assert "several of these states are one" in twice.err


def test_the_list_is_of_the_day(inventory: Callable[..., Done], tmp_path: Path) -> None:
    """A machine that is gone is not in the newer list, and still in the older; one powered off is listed on demand."""
    web, db = machine("web"), machine("db", power_state="off")
    inventory("record", state(tmp_path, "s.json", web, db), "--as-of", "2026-11-01")
    inventory("record", state(tmp_path, "s.json", db), "--as-of", "2026-11-09")

    def names(*arguments: str) -> list[str]:
        return [one["name"] for one in inventory("list", "-f", "json", *arguments).json["machines"]]

    assert names("--as-of", "2026-11-08") == ["web"]
    assert names("--as-of", "2026-11-08", "--all") == ["web", "db"]
    assert names() == []
    assert names("--as-of", "2026-10-31") == []
    assert "nothing is recorded" in inventory("list", "--as-of", "2026-10-31").out


def test_a_machine_is_listed_once_whatever_its_state_was_called(
    inventory: Callable[..., Done], tmp_path: Path
) -> None:
    """A uuid is one machine's: of two records the newer has it. A number may be given twice."""
    uuid = "4222d5a1-0c3e-7b64-91f2-5d8e0a6b13c7"
    clone = machine("seven", "proxmox_cloned_vm", id=7, started=True)
    old, new = (
        state(tmp_path, f"{name}.json", machine(name, uuid=uuid), clone) for name in ("old-name", "new-name")
    )
    inventory("record", old, "--as-of", "2026-11-01")
    inventory("record", new, "--as-of", "2026-11-09")
    rows = inventory("list", "-f", "json").json["machines"]
    assert [(one["name"], one["as_of"]) for one in rows if one["identity"] == uuid] == [
        ("new-name", "2026-11-09")
    ]
    assert len([one for one in rows if one["identity"] == "7"]) == 2
    inventory("record", old, "--as-of", "2026-11-09")
    assert (
        len([one for one in inventory("list", "-f", "json").json["machines"] if one["identity"] == uuid]) == 1
    )


def test_a_difference_is_told_by_what_became_of_each_machine(
    inventory: Callable[..., Done], tmp_path: Path
) -> None:
    """Appeared, gone, power, renamed, template; a machine is known by its identity, wherever it has moved."""
    clone = {"clone": [{"template_uuid": "tpl-1"}]}
    before = [machine(name, **clone) for name in ("web", "db", "app", "mail", "gone")]
    after = [
        machine("web", **clone), machine("db", power_state="off", **clone),
        machine("moved", uuid="4222-app", name="app-2", **clone),
        machine("mail", clone=[{"template_uuid": "tpl-2"}]), machine("new", **clone),
    ]  # fmt: skip
    inventory("record", state(tmp_path, "s.json", *before))
    inventory("record", state(tmp_path, "s.json", *after))
    rows = inventory("diff", "1", "2", "-f", "json").json["differences"]
    assert [(one["what"], one["name"], one["before"], one["after"]) for one in rows] == [
        ("power", "db", "on", "off"),
        ("renamed", "app-2", "app", "app-2"),
        ("template", "mail", "tpl-1", "tpl-2"),
        ("gone", "gone", "", ""),
        ("appeared", "new", "", ""),
    ]
    text = inventory("diff", "1", "2").out
    assert "renamed   app-2  app -> app-2" in text
    assert (
        inventory("diff", "2", tmp_path / "s.json", "-f", "csv").out
        == "what,name,before,after,identity,address\n"
    )


@pytest.mark.parametrize(
    ("machines", "code"),
    [
        ([machine("old-1", power_state="off"), machine("web")], 0),
        ([machine("old-1"), machine("web")], 1),
        ([machine("old-1", power_state="suspended")], 1),
        ([machine("old-1", "proxmox_cloned_vm", id=7)], 4),
        ([machine("web", tags=["urn:tag:1"])], 4),
        ([machine("old-1"), machine("web", tags=["urn:tag:1"])], 1),
        ([machine("web", power_state="off", tags=["urn:tag:1"])], 0),
    ],
    ids=[
        "off",
        "on",
        "suspended",
        "power unknown",
        "mark unknown",
        "on beside unknown",
        "off with unknown mark",
    ],
)
def test_an_unused_machine_that_runs_shuts(
    machines: list[dict[str, Any]], code: int, inventory: Callable[..., Done], tmp_path: Path
) -> None:
    """1 for one that runs, 4 for one of which that cannot be told."""
    inventory("record", state(tmp_path, "s.json", *machines, machine("sleeping-1", power_state="off")))
    done = inventory("unused")
    assert done.code == code, done.out
    assert "sleeping-1  off  name:sleeping-*" in done.out
    listed = inventory("unused", "-f", "json").json["machines"]
    assert [one["name"] for one in listed if one["state"] == "dormant"] == ["sleeping-1"]


def test_a_template_that_was_revoked_since_is_warned_of(
    inventory: Callable[..., Done], tmp_path: Path
) -> None:
    """On standard error, with the machine and the template, when it is recorded and when it is listed."""
    recorded = inventory("record", STATES / "broken.tfstate")
    assert recorded.err == ""
    done = vmgate(
        "inventory", "list", "--config", CAMPUS, "--ledger", tmp_path / "ledger.db", "--as-of", "2026-11-23"
    )
    assert done.code == 0
    assert re.search(
        r"warning: wiki-01 \(vsphere_virtual_machine\.wiki\): template \S+ \S+ is revoked", done.err
    )
    assert "(revoked)" in done.out


def test_names_cannot_do_harm(inventory: Callable[..., Done], tmp_path: Path) -> None:
    """Neither to a terminal nor to a spreadsheet."""
    evil = machine("x", name='=HYPERLINK("http://x")\x1b[31m\n', uuid="\u202e@1")
    inventory("record", state(tmp_path, "s.json", evil))
    for form in ("text", "csv"):
        out = inventory("list", "-f", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out
    (row,) = csv.DictReader(io.StringIO(inventory("list", "-f", "csv").out))
    assert row["name"].startswith("'=HYPERLINK")
    assert "\n" not in row["name"]


def test_a_secret_is_not_recorded(inventory: Callable[..., Done], tmp_path: Path) -> None:
    """A name, path or identity that the state calls sensitive is in no entry."""
    secret = machine("x", name="hunter2", uuid="hunter2", folder="hunter2", guest_id="hunter2",
                     sensitive=["name", "uuid", "folder", "guest_id"])  # fmt: skip
    inventory("record", state(tmp_path, "s.json", secret))
    assert b"hunter2" not in (tmp_path / "ledger.db").read_bytes()
    assert "hunter2" not in inventory("history", "-f", "json").out


def test_verify_tells_what_stands(inventory: Callable[..., Done], tmp_path: Path) -> None:
    """0 for a sound ledger with its head; 1 for a head that is not there and for a mode that is not right."""
    head = inventory("record", state(tmp_path, "s.json", machine("web"))).out.split()[1]
    done = inventory("verify", "--head", head)
    assert (done.code, head in done.out, "sound" in done.out) == (0, True, True)
    other = inventory("verify", "--head", "2:" + "0" * 64)
    assert (other.code, "cut off" in other.out) == (1, True)
    (tmp_path / "ledger.db").chmod(0o444)
    told = inventory("verify", "-f", "json")
    assert (told.code, told.json["sound"], told.json["head"]) == (1, False, head)
    assert "0444" in told.json["findings"][0]


def test_history_lists_every_entry(inventory: Callable[..., Done], tmp_path: Path) -> None:
    """With its number, time, hash, kind and what it says."""
    inventory("record", state(tmp_path, "s.json", machine("web")))
    line = r" +1  \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  [0-9a-f]{12}  running-machines  1 machines on .*s\.json\n"
    assert re.fullmatch(line, inventory("history").out)
    (entry,) = inventory("history", "-f", "json").json["entries"]
    assert entry["content"]["machines"][0]["name"] == "web"
    assert inventory("history", "--kind", "check-run").out == ""


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["list"], 3, "there is no ledger"),
        (["verify"], 3, "there is no ledger"),
        (["record", "{plan}"], 3, "it is no state"),
        (["record", "nowhere.json"], 3, "there is no such file"),
        (["record", "-"], 2, "--source"),
        (["record", "{state}", "{state}", "--source", "x"], 2, "--source names one state"),
        (["record", "{state}", "--ledger", "mysql://x"], 2, "cannot be kept"),
        (["verify", "--head", "x"], 2, "42:HASH"),
        (["diff", "1", "{state}"], 3, "there is no ledger"),
        (["record", "{state}", "--no-config"], 2, "--no-config contradict"),
    ],
)
def test_a_mistake_gets_one_message(
    arguments: list[str], code: int, told: str, inventory: Callable[..., Done], tmp_path: Path
) -> None:
    """And the exit code that belongs to it."""
    small = state(tmp_path, "s.json", machine("web"))
    plan = CAMPUS.parent / "broken" / "plan.json"
    filled = [one.format(plan=plan, state=small) for one in arguments]
    text = Path(small).read_text()
    done = inventory(*filled, given=text)
    assert done.code == code, done.err
    assert told in done.err
    assert done.err.count("\n") == 1
    assert done.out == ""


def test_without_a_ledger_configured_it_says_how() -> None:
    """A usage error."""
    done = vmgate("inventory", "list", "--no-config")
    assert done.code == 2
    assert "--ledger" in done.err


def test_nothing_of_it_is_loaded_where_it_is_not_asked_for(tmp_path: Path) -> None:
    """`vmgate check` does not pay for the database."""
    (tmp_path / "main.tf").write_text('resource "vsphere_folder" "x" {}\n')
    code = (
        "import sys\nfrom vmgate.cli import main\n"
        f"try: main(['check', {str(tmp_path)!r}, '--if-any'])\nexcept SystemExit: pass\n"
        "print([name for name in ('sqlalchemy', 'sqlite3', 'psycopg') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_record_is_machine_readable(inventory: Callable[..., Done], tmp_path: Path) -> None:
    """What was recorded, with the head to note elsewhere."""
    (entry,) = inventory("record", state(tmp_path, "s.json", machine("web")), "-f", "json").json["entries"]
    assert entry["seq"] == 1
    assert json.dumps(entry).count(entry["hash"]) == 1
