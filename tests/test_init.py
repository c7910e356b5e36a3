"""`vmgate init`: the first site policy, drafted from what is there, and the files of a pipeline."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # it has no types

from tests.examples import Example, examples
from tests.fixtures import PLANS
from vmgate import settings
from vmgate.commands.pipelines import FILES, GITHUB, GITLAB, PRE_COMMIT
from vmgate.model.site import Role, Site, SiteNetwork, Staff, StaffRole
from vmgate.read.hcl import load
from vmgate.rulebook import rules
from vmgate.settings.draft import completed, draft
from vmgate.settings.keys import policy
from vmgate.survey import Survey, survey
from vmgate.translate import things

PROJECT = Path(__file__).parent.parent
CAMPUS = PROJECT / "examples" / "campus"
STATES = PLANS.parent / "states"
DAY = date(2026, 11, 23)
RULES = [rule.id for rule in rules()]
INPUTS = {
    "source": CAMPUS / "broken",
    "plan": CAMPUS / "compliant" / "plan.json",
    "state": STATES / "compliant.json",
    "raw state": STATES / "broken.tfstate",
    "proxmox": PLANS / "proxmox-bpg-0.111.1" / "plan.json",
}


def init(directory: Path, *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `vmgate init` in a directory."""
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", "init", *map(str, arguments)],
        cwd=directory, capture_output=True, check=False, text=True,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def drafted(directory: Path, *arguments: str | Path) -> str:
    """The site policy that is written from some inputs."""
    assert init(directory, *arguments)[0] == 0
    return (directory / "vmgate.toml").read_text()


def site(directory: Path, text: str) -> Site:
    """The site that a policy with this text describes."""
    file = directory / "completed" / "vmgate.toml"
    file.parent.mkdir(exist_ok=True)
    # The data that its example names are nobody's.
    file.write_text(
        "".join(line for line in text.splitlines(keepends=True) if not line.startswith("support_data"))
    )
    return settings.load(file, DAY, RULES)


@pytest.mark.parametrize("path", INPUTS.values(), ids=INPUTS)
def test_a_draft_loads_as_it_stands_and_says_nothing(tmp_path: Path, path: Path) -> None:
    """Nothing is in force before somebody has read it."""
    assert site(tmp_path, drafted(tmp_path, path)) == settings.load(_empty(tmp_path), DAY, RULES)


def _empty(directory: Path) -> Path:
    file = directory / "empty.toml"
    file.write_text("")
    return file


@pytest.mark.parametrize("path", INPUTS.values(), ids=INPUTS)
def test_a_draft_loads_with_every_form_in_force(tmp_path: Path, path: Path) -> None:
    """Whoever only takes the signs away has no mistakes to mend."""
    found = site(tmp_path, completed(drafted(tmp_path, path)))
    assert found.organization == "Example University"
    assert found.networks
    assert found.staff


def test_a_new_repository_gets_every_key_explained(tmp_path: Path) -> None:
    """With nothing there yet, the examples of the keys are the forms."""
    text = drafted(tmp_path)
    for table in ("organization", "policy", "policy.unknown", "vm_states", "logging", "registry"):
        assert f"\n#[{table}]\n" in text
    assert '#role = "storage"  # one of: production, storage, backup' in text
    assert site(tmp_path, completed(text)).networks == (
        SiteNetwork(
            Role.STORAGE, "pg-nfs-310", "dvportgroup-12", "vmbr1", "vcenter.example.edu", 310, "10.31.0.0/24",
            routable=False,
        ),
    )  # fmt: skip


def test_a_draft_names_what_the_configuration_has(tmp_path: Path) -> None:
    """Servers, networks with what hosts use them for, groups with what they hold rights on, devices, templates."""
    text = drafted(tmp_path, CAMPUS / "compliant")
    found = site(tmp_path, completed(text))
    assert found.endpoints == ("vcenter.campus.example.edu",)
    by_name = {network.name: network for network in found.networks}
    assert by_name["pg-web-110"].role is Role.PRODUCTION
    assert by_name["pg-web-110"].vlan == 110
    assert by_name["pg-nfs-310"].role is Role.STORAGE
    vmotion = by_name["pg-vmotion-401"]
    assert (vmotion.role, vmotion.cidr) == (Role.MIGRATION, "10.40.1.0/24")
    assert by_name["pg-backup-320"].role is Role.BACKUP
    web = Staff(StaffRole.SERVER_ADMIN, group="CAMPUS\\web-admins", entities=("/campus-dc1/vm/web/**",))
    assert web in found.staff
    assert [device.vm for device in found.devices] == ["gpu-01"]
    assert "#   tpl-debian13-2026.11\n" in text
    assert "#   folder:/campus-dc1/vm/web/**\n" in text


def test_what_only_the_site_knows_comes_first(tmp_path: Path) -> None:
    """A network that is not part of the configuration is what leaves rules without an answer."""
    text = drafted(tmp_path, CAMPUS / "broken")
    first = text[text.index("#[[network]]") :]
    assert first.splitlines()[1] == '#name = "pg-legacy-42"'
    assert "# Used by guests; it is not part of this configuration.\n#[[network]]" in text


def test_the_first_runs_unknowns_become_a_form(tmp_path: Path) -> None:
    """Completed, a draft answers what nobody knew before: which servers are in scope, what each network is for."""
    text = drafted(tmp_path, CAMPUS / "broken" / "plan.json")
    before, after = (unknown(tmp_path, text), unknown(tmp_path, completed(text)))
    assert {"VMG0201", "VMG1902"} <= before
    assert not {"VMG0201", "VMG1902"} & after


def unknown(directory: Path, text: str) -> set[str]:
    """The rules that cannot tell, by a policy."""
    site(directory, text)
    done = subprocess.run(
        [sys.executable, "-m", "vmgate", "check", CAMPUS / "broken" / "plan.json", "--config",
         directory / "completed" / "vmgate.toml", "--as-of", "2026-11-23", "--format", "json"],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    return {one["rule"] for one in json.loads(done.stdout)["results"] if one["verdict"] == "unknown"}


EVERY = [pytest.param(one, id=str(one)) for one in examples() if "main.tf" in one.files]


@pytest.mark.parametrize("example", EVERY)
def test_a_draft_of_whatever_a_rule_speaks_of_loads(example: Example, tmp_path: Path) -> None:
    """From the examples of all rules, whichever provider they are for."""
    estate = example.read(example.write(tmp_path / "example"))
    text = draft(policy(RULES), survey(things(estate), Survey()))
    assert site(tmp_path, text).networks == ()
    assert site(tmp_path, completed(text)).organization == "Example University"


def test_servers_that_logs_are_sent_to_are_drafted(tmp_path: Path) -> None:
    """With how they are sent there."""
    of_rule = [one for one in examples() if one.slug == "host_log_not_forwarded" and "main.tf" in one.files]
    drafts = [
        draft(policy(RULES), survey(things(one.read(one.write(tmp_path / str(one)))), Survey()))
        for one in of_rule
    ]
    found = {collector for text in drafts for collector in site(tmp_path, completed(text)).collectors}
    assert {"ssl://logs.example.edu", "udp://logs.example.edu"} <= found


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    """A name with quotes, signs and line ends is one value, and ends no comment."""
    name = 'x\\" ]\\n[policy]\\nfail_on = \\"high\\" # \\u001b[31m'
    (tmp_path / "main.tf").write_text(
        f'resource "vsphere_host_port_group" "g" {{\n  name = "{name}"\n  virtual_switch_name = "s"\n'
        '  host_system_id = "host-1"\n}\n'
        f'data "vsphere_tag" "t" {{\n  name = "{name}"\n  category_id = "c"\n  id = "1"\n}}\n'
        f'resource "vsphere_virtual_machine" "v" {{\n  name = "{name}"\n  resource_pool_id = "p"\n'
        f'  clone {{\n    template_uuid = "{name}"\n  }}\n}}\n'
    )
    text = draft(policy(RULES), survey(things(load(tmp_path)), Survey()))
    assert all(character.isprintable() or character == "\n" for character in text)
    assert site(tmp_path, text).networks == ()
    (network,) = site(tmp_path, completed(text)).networks
    assert network.name == 'x" ]\n[policy]\nfail_on = "high" # \x1b[31m'


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    """Where one of the files is there, none is written, and it is said what to do."""
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n")
    code, out, err = init(tmp_path, "--pre-commit", "--ci", "github")
    assert (code, out) == (2, "")
    assert ".pre-commit-config.yaml: it is there already, and is not overwritten; " in err
    assert [file.name for file in tmp_path.iterdir()] == [".pre-commit-config.yaml"]
    (tmp_path / "vmgate.toml").write_text("")
    code, _, err = init(tmp_path)
    assert code == 2
    assert "`vmgate init --print` shows a draft to copy from" in err
    assert (tmp_path / "vmgate.toml").read_text() == ""


def test_the_draft_can_be_looked_at_first(tmp_path: Path) -> None:
    """`--print` writes no file, and says what would be in it."""
    code, out, _ = init(tmp_path, "--print", CAMPUS / "compliant")
    assert code == 0
    assert list(tmp_path.iterdir()) == []
    assert out == drafted(tmp_path, CAMPUS / "compliant")


def test_the_files_of_a_pipeline_stand_beside_a_policy_that_is_there(tmp_path: Path) -> None:
    """Each where its host looks for it."""
    (tmp_path / "vmgate.toml").write_text("")
    code, out, _ = init(tmp_path, "--ci", "github", "--pre-commit")
    assert code == 0
    assert out.splitlines() == ["wrote .github/workflows/vmgate.yml", "wrote .pre-commit-config.yaml"]
    assert init(tmp_path, "--ci", "gitlab")[0] == 0
    for name, text in FILES.values():
        assert (tmp_path / name).read_text() == text


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    return [text for one in value for text in _texts(one)] if isinstance(value, list) else [str(value)]


@pytest.mark.parametrize("text", [GITHUB, GITLAB], ids=["github", "gitlab"])
def test_a_pipeline_calls_vmgate_as_it_can_be_called(text: str, tmp_path: Path) -> None:
    """Every command in it runs, with those options, on a repository that obeys."""
    calls = re.findall(r"\bvmgate (check \. .*)$", text, re.MULTILINE)
    assert calls
    assert any("vmgate check" in line for line in _texts(yaml.safe_load(text)))
    for call in calls:
        done = subprocess.run(
            [sys.executable, "-m", "vmgate", *call.replace("check .", f"check {CAMPUS / 'compliant'}").split(),
             "--as-of", "2026-11-23"],
            cwd=tmp_path, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert list(tmp_path.iterdir())


def test_the_hooks_are_those_of_the_project() -> None:
    """An id that is not offered would break every commit."""
    offered = {hook["id"] for hook in yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text())}
    (repository,) = yaml.safe_load(PRE_COMMIT)["repos"]
    assert {hook["id"] for hook in repository["hooks"]} <= offered


def test_what_cannot_be_read_is_no_draft(tmp_path: Path) -> None:
    """A path that is wrong is told; so is configuration of which nothing parses."""
    assert init(tmp_path, "absent.json")[0] == 3
    (tmp_path / "main.tf").write_text('resource "x" {')
    code, _, err = init(tmp_path)
    assert code == 3
    assert "main.tf" in err
    assert not (tmp_path / "vmgate.toml").exists()
