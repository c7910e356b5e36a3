"""The commands of `vmgate template`, as a user gives them, with keys that the real ssh-keygen made."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.registry.author import ADA, BOB, TODAY, UUID, noon
from tests.signing.keys import make
from vmgate.cli import main
from vmgate.commands.template import command
from vmgate.commands.template.publishing import publish
from vmgate.errors import InputError
from vmgate.registry.facts import Image
from vmgate.registry.parts import Patch, Place, Platform, System

if TYPE_CHECKING:
    from tests.signing.keys import Key

DAY = "2026-11-23"


@dataclass
class Site:
    """A directory with a registry in it, and the keys of two people."""

    directory: Path
    keys: dict[str, Key]

    def run(self, *arguments: str, by: str | None = None, code: int = 0) -> str:
        """Run `vmgate template …`, signing with somebody's key; what it printed."""
        key = ["--key", str(self.keys[by].file)] if by else []
        registry = ["--registry", str(self.directory / "templates")]
        given = ["template", arguments[0], *registry, "--as-of", DAY, *key, *arguments[1:]]
        result = CliRunner().invoke(main, given)
        assert result.exit_code == code, result.output + repr(result.exception)
        return result.output

    def data(self, *arguments: str, code: int = 0) -> dict[str, object]:
        """What a command prints as JSON."""
        found: dict[str, object] = json.loads(self.run(*arguments, "--format", "json", code=code))
        return found

    def init(self, *arguments: str) -> str:
        """Begin the registry."""
        signers = self.directory / "allowed_signers"
        signers.write_text("".join(f"{person} {key.public}\n" for person, key in self.keys.items()))
        people = ["--owner", ADA, "--approver", BOB, "--signers", str(signers)]
        return self.run("init", *people, *arguments, by=ADA)

    def publish(self, version: str = "2026.11", identity: str = UUID, by: str = ADA) -> None:
        """Publish an image, as `vmgate template publish` does in the end."""
        given = {"registry": str(self.directory / "templates"), "as_of": DAY, "no_config": True, "by": None,
                 "key": str(self.keys[by].file), "unsigned_out": None}  # fmt: skip
        place = Place(
            platform=Platform.VSPHERE, endpoint="vcenter.example.edu", name="tpl-debian13", identity=identity
        )
        publish(
            given,
            lambda person: Image(
                by=person, issued=noon(TODAY), name="debian13", version=version, locators=(place,),
                system=System(id="debian", version="13"), patch=Patch(until=noon(TODAY), method="apt-inrelease"),
            ),
        )  # fmt: skip

    def state(self, version: str = "2026.11") -> object:
        """Where a version stands."""
        image = self.data("show", f"debian13@{version}")["image"]
        assert isinstance(image, dict)
        return image["state"]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Key]:
    """Keys of two types."""
    directory = tmp_path_factory.mktemp("keys")
    return {ADA: make(directory, "ed25519", name="ada"), BOB: make(directory, "ecdsa", name="bob")}


@pytest.fixture
def site(tmp_path: Path, keys: dict[str, Key], monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site before its registry is begun; nobody's own keys or policy are in reach."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    monkeypatch.chdir(tmp_path)
    return Site(tmp_path, keys)


def test_an_image_goes_from_its_record_to_approval_to_revocation(site: Site) -> None:
    """The main road: two people, four commands."""
    site.init()
    site.publish()
    assert site.state() == "draft"
    assert f"signed by {BOB}" in site.run("approve", "debian13@2026.11", by=BOB)
    assert site.state() == "approved"
    site.run("channel", "debian13@2026.11", "prod", by=ADA)
    assert "debian13 2026.11  approved" in site.run("channel", "debian13", "prod")
    site.run("verify")
    site.run("revoke", "debian13@2026.11", "--reason", "CVE-2026-1234", by=BOB)
    assert site.state() == "revoked"
    said = site.run("channel", "debian13", "prod", code=1)
    assert (
        f"prod of debian13 leads to debian13 2026.11, which is revoked: was revoked on {DAY} by {BOB}: CVE-2026-1234"
        in said
    )
    assert "revoked debian13 2026.11 from 2026-11-23 on: CVE-2026-1234" in site.run("history", "debian13")


def test_a_channel_leads_to_approved_versions_only(site: Site) -> None:
    """It names both when it is refused."""
    site.init()
    site.publish()
    said = site.run("channel", "debian13@2026.11", "prod", by=ADA, code=2)
    assert "a channel leads to approved versions only, and debian13 2026.11 is draft" in said


@pytest.mark.parametrize(
    ("arguments", "by", "says"),
    [
        (["approve", "debian13@2026.11"], ADA, f"{ADA} owns debian13 2026.11 and cannot approve it"),
        (["approve", "debian13@2026.12"], BOB, "there is no debian13 2026.12; it has 2026.11"),
        (["approve", "debain13"], BOB, "no version is named, as in debian13@2026.11"),
        (["deprecate", "debian13@2026.11", "--reason", "old", "--effective", "soon"], ADA, "is not a date"),
        (["validate", "debian13@2026.11", "--method", "apt", "--missing", "DSA-1=now"], BOB, "is not a date"),
    ],
)
def test_a_mistake_is_one_message_and_writes_nothing(
    site: Site, arguments: list[str], by: str, says: str
) -> None:
    """Exit code 2, and no file more than before."""
    site.init()
    site.publish()
    before = sorted((site.directory / "templates").rglob("*"))
    assert says in site.run(*arguments, by=by, code=2)
    assert sorted((site.directory / "templates").rglob("*")) == before


def test_two_versions_that_claim_one_template_are_refused(site: Site) -> None:
    """A rebuilt image has another identity; whoever forgets that hears of it at once."""
    site.init()
    site.publish()
    with pytest.raises(InputError, match=r"and so does debian13 2026\.11"):
        site.publish("2026.12")
    site.publish("2026.12", identity="4222d5a1-0000-0000-0000-000000000000")
    with pytest.raises(InputError, match="is there already"):
        site.publish()


def test_a_fact_can_be_signed_elsewhere(site: Site) -> None:
    """What is to be signed is written out, and comes back with a signature."""
    site.init()
    site.publish()
    out = site.directory / "approval.json"
    said = site.run("approve", "debian13@2026.11", "--by", BOB, "--unsigned-out", str(out))
    assert f"ssh-keygen -Y sign -f KEY -n vmgate-approval {out}" in said
    assert site.state() == "draft"
    Path(f"{out}.sig").write_bytes(site.keys[ADA].sign(out.read_bytes(), "vmgate-approval"))
    assert f"the signature of {BOB} is by the key" in site.run("add", str(out), code=3)
    Path(f"{out}.sig").write_bytes(site.keys[BOB].sign(out.read_bytes(), "vmgate-approval"))
    site.run("add", str(out))
    assert site.state() == "approved"


def test_nobody_signs_without_a_key_of_theirs(site: Site) -> None:
    """The message says where keys were looked for."""
    site.init()
    site.publish()
    assert "no key of somebody of the registry is in git's user.signingkey" in site.run(
        "approve", "debian13@2026.11", code=2
    )
    assert f"no key of {BOB} is in" in site.run("approve", "debian13@2026.11", "--by", BOB, by=ADA, code=2)


def test_one_person_alone_begins_no_registry(site: Site) -> None:
    """Nobody approves what they own."""
    signers = site.directory / "ada.pub"
    signers.write_text(f"{ADA} {site.keys[ADA].public}\n")
    said = site.run("init", "--owner", ADA, "--approver", ADA, "--signers", str(signers), by=ADA, code=2)
    assert "one person alone cannot keep a registry" in said
    said = site.run("init", "--owner", ADA, "--approver", BOB, "--signers", str(signers), by=ADA, code=2)
    assert f"there is no key of {BOB}" in said


def test_a_public_key_is_its_owners_by_its_comment(site: Site) -> None:
    """The *.pub files that people have are enough."""
    files = []
    for person, key in site.keys.items():
        file = site.directory / f"{person}.pub"
        file.write_text(f"{key.public} {person}\n")
        files += ["--signers", str(file)]
    assert f"signed by {ADA}" in site.run("init", "--owner", ADA, "--approver", BOB, *files, by=ADA)


def test_the_root_changes_by_the_signatures_that_the_last_one_demands(site: Site) -> None:
    """What is shown is edited and given back; until enough keepers have signed, the registry proves nothing."""
    site.init("--root-signatures", "2")
    assert site.run("verify", code=1).startswith("the registry: root/1.json is signed by 1, and 2")
    site.run("sign", "root/1.json", by=BOB)
    site.run("verify")
    following = site.directory / "next.json"
    following.write_text(site.run("root").replace('"approval_days": 365', '"approval_days": 90'))
    site.run("root", "--from", str(following), by=ADA)
    assert "root/2.json is signed by 1, and 2 of the people who keep root 1 have to" in site.run(
        "verify", code=1
    )
    site.run("sign", "root/2.json", by=BOB)
    site.run("verify")
    assert '"approval_days": 90' in site.run("root")


def test_a_root_that_locks_everybody_out_is_refused(site: Site) -> None:
    """More signatures than there are keepers could never be had again."""
    site.init()
    following = site.directory / "next.json"
    following.write_text(site.run("root").replace('"root_signatures": 1', '"root_signatures": 3'))
    assert "it demands 3 signatures of its keepers, who are 2" in site.run(
        "root", "--from", str(following), by=ADA, code=3
    )


def test_status_warns_of_what_ends_soon(site: Site) -> None:
    """For a scheduled job: exit code 1, and what to do about it."""
    site.init()
    site.publish()
    site.run("approve", "debian13@2026.11", by=BOB)
    said = site.run("status", "--within", "30")
    assert "2026-12-24  31 days left" in said
    assert "its updates are young enough" in said
    said = site.run("status", "--within", "31", code=1)
    assert "build and publish a new version" in said
    found = site.data("status", "--within", "31", code=1)["deadlines"]
    assert isinstance(found, list)
    assert [one["what"] for one in found] == [
        "its updates are young enough",
        "its validation holds",
        "its approval holds",
        "debian 13 is supported",
    ]


def test_a_validation_keeps_its_report(site: Site) -> None:
    """The report lies in the registry under its digest, and verify reads it again."""
    site.init()
    site.publish()
    report = site.directory / "report.txt"
    report.write_text("0 upgraded")
    given = ["--method", "apt", "--missing", "DSA-1=2026-11-20", "--evidence", str(report)]
    site.run("validate", "debian13@2026.11", *given, by=BOB)
    image = site.data("show", "debian13@2026.11")["image"]
    assert isinstance(image, dict)
    assert image["missing"] == [{"id": "DSA-1", "released": "2026-11-20"}]
    (kept,) = (site.directory / "templates/evidence/sha256").iterdir()
    kept.write_text("1 upgraded")
    assert "its content is not that of its digest" in site.run("verify", code=1)


def test_an_audit_tells_people_events_images_and_faults(site: Site) -> None:
    """The semi-annual report."""
    site.init()
    site.publish()
    said = site.run("audit")
    assert "Template registry, 2026-05-24 to 2026-11-23: 1 draft" in said
    assert f"{ADA}: owner, root, checkpoint" in said
    assert f"{ADA} published debian13 2026.11" in said
    assert "nothing: every signature, digest and checkpoint holds" in said
    assert site.data("audit")["faults"] == []


def test_an_exported_registry_says_the_same_anywhere(site: Site) -> None:
    """Only a registry that a checkpoint covers as a whole is exported; it cannot be added to."""
    site.init()
    site.publish()
    file = site.directory / "registry.json.gz"
    assert "no checkpoint covers" in site.run("export", str(file), code=3)
    site.run("checkpoint", by=BOB)
    assert "under checkpoint 1" in site.run("export", str(file))
    listed = site.run("list")
    result = CliRunner().invoke(main, ["template", "list", "--registry", str(file), "--as-of", DAY])
    assert (result.exit_code, result.output) == (0, listed)
    given = ["template", "approve", "--registry", str(file), "--as-of", DAY, "debian13@2026.11"]
    result = CliRunner().invoke(main, [*given, "--key", str(site.keys[BOB].file)])
    assert result.exit_code == 2
    assert "an exported registry, which cannot be added to" in result.output


def test_a_checkpoint_over_too_much_is_several(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are signed one after the other, here at once and elsewhere by one run each."""
    monkeypatch.setattr("vmgate.registry.checkpoints._ROOM", 300)
    site.init()
    site.publish()
    fact = site.directory / "fact.json"
    said = site.run("checkpoint", "--by", BOB, "--unsigned-out", str(fact))
    assert "Then run this again: " in said
    assert json.loads(fact.read_text())["sequence"] == 1
    said = site.run("checkpoint", by=BOB)
    assert "checkpoints/1.json: signed by" in said
    assert "checkpoints/2.json: signed by" in said
    site.run("verify")
    site.run("export", str(site.directory / "registry.jsonl"))


def test_an_address_stands_for_what_was_fetched(site: Site) -> None:
    """Nothing is downloaded by the way, and nothing but https at all."""
    result = CliRunner().invoke(
        main, ["template", "list", "--registry", "https://images.example.edu/r.json.gz"]
    )
    assert result.exit_code == 2
    assert "was not fetched yet; vmgate template fetch https://images.example.edu/r.json.gz" in result.output
    assert "only https is fetched" in site.run("fetch", "http://images.example.edu/r.json.gz", code=2)


def test_a_pin_moves_forward_only(site: Site) -> None:
    """`vmgate.lock` remembers the newest checkpoint, and a clone from before is refused."""
    site.init()
    site.publish()
    site.run("checkpoint", by=BOB)
    subprocess.run(["cp", "-r", "templates", "old"], check=True, cwd=site.directory)
    site.run("checkpoint", by=BOB)
    site.run("verify", "--pin")
    assert "checkpoint = 2" in (site.directory / "vmgate.lock").read_text()
    result = CliRunner().invoke(main, ["template", "verify", "--registry", "old", "--as-of", DAY])
    assert result.exit_code == 1
    assert "its newest checkpoint is 1, and 2 was seen before" in result.output
    for shown in ("list", "status", "history"):
        result = CliRunner().invoke(main, ["template", shown, "--registry", "old", "--as-of", DAY])
        assert result.exit_code == 3
        assert "the registry went back: its newest checkpoint is 1" in result.output


def test_every_command_takes_the_registry_and_the_day() -> None:
    """And all that show something do so for programs too."""
    commands = command.commands
    changing = {"init", "new", "approve", "revoke", "deprecate", "channel", "validate", "publish", "support"}
    showing = {"list", "show", "status", "history", "verify", "audit", "export", "fetch"}
    assert changing | showing <= set(commands)
    for name, one in commands.items():
        options = {option for parameter in one.params for option in parameter.opts}
        assert {"--registry", "--as-of"} <= options, name
        if name in {"list", "show", "status", "verify", "history", "audit", "channel"}:
            assert "--format" in options, name
        assert one.help, name


def test_a_template_for_an_image_that_there_is_is_told(site: Site) -> None:
    """What is built of it will be the next version; a template of another name is nobody's."""
    site.init()
    site.publish()
    assert "the registry has 2026.11 of it" in site.run("new", "debian13", "--os", "debian13")
    assert "the registry" not in site.run("new", "web-base", "--os", "debian13")
    given = ["template", "new", "mail-base", "--os", "debian13", "--registry", "nowhere"]
    refused = CliRunner().invoke(main, given)
    assert (refused.exit_code, "nowhere: there is no template registry" in refused.output) == (2, True)
    assert not Path("packer/mail-base").exists()


def test_text_of_a_fact_cannot_steer_a_terminal(site: Site) -> None:
    """A reason is anybody's text."""
    site.init()
    site.publish()
    site.run("revoke", "debian13@2026.11", "--reason", "bad\x1b[2J\u202eevil", by=BOB)
    for shown in ("list", "history", "audit"):
        said = site.run(shown)
        assert "\x1b" not in said
        assert "\u202e" not in said
        assert "bad\\x1b[2J" in said


def test_what_is_fetched_is_verified_and_never_goes_back(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that proves nothing, or an older one, does not replace the one that is kept."""
    address = "https://images.example.edu/registry.json.gz"
    served: dict[str, bytes] = {}
    monkeypatch.setattr("vmgate.commands.template.fetching.download", served.__getitem__)
    monkeypatch.setenv("XDG_CACHE_HOME", str(site.directory / "cache"))
    site.init()
    site.publish()
    exports = []
    for number in (1, 2):
        site.run("checkpoint", by=BOB)
        file = site.directory / f"{number}.json.gz"
        site.run("export", str(file))
        exports.append(file.read_bytes())
    served[address] = exports[1]
    site.run("fetch", address)
    result = CliRunner().invoke(main, ["template", "list", "--registry", address, "--as-of", DAY])
    assert (result.exit_code, result.output) == (0, site.run("list"))
    served[address] = exports[0]
    assert "the registry went back: its newest checkpoint is 1, and 2 was seen before" in site.run(
        "fetch", address, code=3
    )
    served[address] = b"<html>not found</html>"
    assert "neither a directory nor an exported template registry" in site.run("fetch", address, code=3)
    result = CliRunner().invoke(main, ["template", "list", "--registry", address, "--as-of", DAY])
    assert (result.exit_code, result.output) == (0, site.run("list"))


PROJECT = Path(__file__).parents[2]
SAID = re.compile(r"vmgate template ([a-z]+)([^\n#]*)")


@pytest.mark.parametrize(
    "file",
    [
        "docs/registry.md",
        "templates/README.md",
        "examples/registry/github.yml",
        "examples/registry/gitlab-ci.yml",
    ],
)
def test_what_documents_say_of_commands_is_there(file: str) -> None:
    """Every command and every option that is named."""
    said = SAID.findall((PROJECT / file).read_text(encoding="utf-8"))
    assert said
    for name, rest in said:
        options = {option for parameter in command.commands[name].params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options, f"{name}{rest}"
