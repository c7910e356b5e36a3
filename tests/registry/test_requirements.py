"""What a template registry has to do, requirement by requirement, R1 to R20.

R13 (exceptions) is kept by the register of exceptions, R14 (support of systems) by the tests of VMG3501 to VMG3503 and
of the support data, R18 (what an importer refuses) by `tests/publish`; the rest stands here by its number.
"""

from __future__ import annotations

import json
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from tests.registry.author import ADA, BOB, EVE, PEOPLE, TODAY, UUID, ZOE, Author, Key, noon
from vmgate import settings
from vmgate.cli import main
from vmgate.commands.check import Options, check
from vmgate.commands.template.comparing import changed
from vmgate.model.result import Verdict
from vmgate.model.templates import Approval, Standing, TemplateRecord
from vmgate.registry import canonical, facts, writing
from vmgate.registry.parts import Demands, LostKey, Member, Parent, Patch, Place, Platform, Role
from vmgate.registry.pin import Pin
from vmgate.registry.state import compute
from vmgate.registry.store import read_directory
from vmgate.registry.trust import Trust
from vmgate.rulebook import by_name
from vmgate.signing import sshsig

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.registry.facts import Image

    Stands = Callable[..., TemplateRecord]

PLAN = Path(__file__).parents[1] / "rules/template_not_approved/bad-1.plan.json"
"""A real plan: one machine, cloned from `tpl-debian13-test`, which vCenter knows by this identity:"""
THERE = "5acd7fc0-671c-88b1-39f0-6ad899e31f20"


@pytest.fixture
def gate(author: Author, tmp_path: Path) -> Callable[..., str]:
    """Asks the gate of a plan, after a change to it: what VMG3002 and VMG3003 say, or "open" or "nothing"."""

    def run(change: Callable[[dict[str, Any]], None] = lambda _: None, *, changed_only: bool = False) -> str:
        plan = json.loads(PLAN.read_text())
        change(plan)
        file = tmp_path / "plan.json"
        file.write_text(json.dumps(plan))
        site = settings.default(TODAY, author.directory)
        rules = [rule for rule in (by_name("VMG3002"), by_name("VMG3003")) if rule is not None]
        report = check(
            Options([str(file)], lambda _: site, rules, changed_only=changed_only, all_verdicts=True)
        )
        said = {one.reason or one.message or "" for one in report.results if one.verdict is not Verdict.PASS}
        return "; ".join(sorted(said)) or ("open" if report.results else "nothing")

    return run


def vsphere(identity: str | None = THERE, name: str | None = "tpl-debian13-test") -> tuple[Place, ...]:
    """Where the plan's template is."""
    return (Place(platform=Platform.VSPHERE, name=name, identity=identity),)


def actions(*names: str) -> Callable[[dict[str, Any]], None]:
    """The plan, as if it did that to the machine."""

    def change(plan: dict[str, Any]) -> None:
        (machine,) = (one for one in plan["resource_changes"] if one["mode"] == "managed")
        machine["change"]["actions"] = list(names)
        if "create" not in names or len(names) > 1:
            machine["change"]["before"] = json.loads(json.dumps(machine["change"]["after"]))
            if names != ("no-op",):
                machine["change"]["before"]["clone"][0]["template_uuid"] = UUID
        if names == ("delete",):
            machine["change"]["after"] = None
            machine["change"]["after_unknown"] = {}

    return change


def signed_by(author: Author, fact: facts.Fact, key: Key, namespace: str | None = None) -> None:
    """Write a fact, signed by a key that may be another one's, for a namespace that may be another one."""
    message = canonical.encoded(fact)
    writing.add(author.directory, fact, {fact.by: key.sign(message, namespace or facts.namespace(fact))})


def approval(image: Image, by: str = BOB) -> facts.Approval:
    """An approval that nobody has signed yet."""
    record = canonical.digest(canonical.encoded(image))
    return facts.Approval(by=by, issued=noon(TODAY), image=image.name, version=image.version, record=record)


def test_r1_an_image_that_the_registry_does_not_have_is_denied(
    author: Author, gate: Callable[..., str]
) -> None:
    """And the answer names it."""
    author.approved(locators=vsphere(UUID, "tpl-debian13"))
    assert gate() == "template tpl-debian13-test is not in the registry"


def test_r1_an_approved_one_is_let_through(author: Author, gate: Callable[..., str]) -> None:
    """So that the other test is not denied by accident."""
    author.approved(locators=vsphere())
    assert gate() == "open"


def test_r2_what_is_not_known_is_no_pass(author: Author, gate: Callable[..., str]) -> None:
    """A template that is known after the apply only."""
    author.approved(locators=vsphere())

    def unknown(plan: dict[str, Any]) -> None:
        (machine,) = (one for one in plan["resource_changes"] if one["mode"] == "managed")
        machine["change"]["after"]["clone"][0].pop("template_uuid")
        machine["change"]["after_unknown"]["clone"][0]["template_uuid"] = True
        plan["prior_state"] = {"format_version": "1.0", "values": {"root_module": {}}}

    assert gate(unknown) == "known after apply"


@pytest.mark.parametrize("names", [("create",), ("delete", "create"), ("create", "delete"), ("update",)])
def test_r3_whatever_brings_a_template_in_is_gated(
    author: Author, gate: Callable[..., str], names: tuple[str, ...]
) -> None:
    """Also an update in place that changes the template."""
    author.revoke(author.approved(locators=vsphere()))
    assert "revoked" in gate(actions(*names), changed_only=True)


@pytest.mark.parametrize("names", [("no-op",), ("delete",)])
def test_r3_what_brings_none_in_is_not(
    author: Author, gate: Callable[..., str], names: tuple[str, ...]
) -> None:
    """Deleting a machine of a revoked template is what one should do."""
    author.revoke(author.approved(locators=vsphere()))
    assert gate(actions(*names), changed_only=True) == "nothing"


@pytest.fixture
def repository(author: Author) -> Author:
    """A registry that is committed to git."""
    author.approved()
    author.image("ubuntu2404", locators=())
    top = author.directory.parent
    for command in (["init", "--initial-branch", "main"], ["add", "."], ["commit", "-m", "begin"]):
        git(top, *command)
    return author


def git(top: Path, *arguments: str) -> None:
    """Run git as somebody."""
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.edu", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=top, check=True, capture_output=True)


IMAGE = "images/debian13/2026.11/image.json"


def _edited(file: Path) -> None:
    file.write_text(file.read_text().replace("x", "y"))


def _deleted(file: Path) -> None:
    file.unlink()


def _renamed(file: Path) -> None:
    file.rename(file.with_name("other.json"))


def _executable(file: Path) -> None:
    file.chmod(0o755)


def _linked(file: Path) -> None:
    file.rename(file.parents[3] / ".elsewhere")
    file.symlink_to("../../../.elsewhere")


@pytest.mark.parametrize("file", [IMAGE, f"{IMAGE}.sig"])
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_edited, "was edited since main"),
        (_deleted, "was deleted since main"),
        (_renamed, "was deleted since main"),
        (_executable, "its mode was changed from 100644 to 100755"),
        (_linked, "was made something else than a file"),
    ],
)
@pytest.mark.parametrize("committed", [False, True])
def test_r4_facts_are_only_added(
    repository: Author, file: str, change: Callable[[Path], None], says: str, committed: bool
) -> None:
    """Whatever else was done to a fact or a signature since the base is told, committed or not."""
    top = repository.directory.parent
    git(top, "switch", "--create", "change")
    change(repository.directory / file)
    if committed:
        git(top, "add", "--all")
        git(top, "commit", "-m", "change")
    told = {one.path: one.what for one in changed(repository.directory, "main")}
    assert told[file].startswith(says)


def test_r4_additions_are_fine(repository: Author) -> None:
    """Also when the base went on in the meantime."""
    top = repository.directory.parent
    git(top, "switch", "--create", "change")
    repository.approved("rocky9", locators=())
    git(top, "add", ".")
    git(top, "commit", "-m", "rocky9")
    git(top, "switch", "main")
    repository.approved("alma9", locators=())
    git(top, "add", ".")
    git(top, "commit", "-m", "alma9")
    git(top, "switch", "change")
    assert changed(repository.directory, "main") == []
    given = [
        "template",
        "verify",
        "--registry",
        str(repository.directory),
        "--base",
        "main",
        "--as-of",
        str(TODAY),
    ]
    assert CliRunner().invoke(main, [*given, "--no-config"]).exit_code == 0


def test_r4_a_base_that_is_not_there_is_a_usage_error(repository: Author) -> None:
    """With what to do about it."""
    given = [
        "template",
        "verify",
        "--registry",
        str(repository.directory),
        "--base",
        "origin/main",
        "--no-config",
    ]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 2
    assert "there is no origin/main" in result.output


def test_r5_a_name_with_another_identity_is_denied(author: Author, gate: Callable[..., str]) -> None:
    """Somebody put another image under the name."""
    author.approved(locators=vsphere(UUID))
    assert gate() == "template tpl-debian13-test has another identity than its record in the registry"


def test_r5_an_image_without_a_digest_can_need_more_people(tmp_path: Path, stands: Stands) -> None:
    """What only the platform's identity binds is weaker."""
    author = Author(tmp_path / "templates")
    author.root(demands=Demands(unbound_approvals=2))
    author.approved()
    author.approved(version="bound", digest="sha256:" + "1" * 64)
    assert stands().why == "is not approved: 1 of 2 people approved it, as it has no digest"
    assert stands("debian13 bound").state == "approved"


@pytest.mark.parametrize(("age", "state"), [(30, "approved"), (31, "approved"), (32, "expired")])
def test_r6_updates_are_a_month_old_at_most(author: Author, stands: Stands, age: int, state: str) -> None:
    """By the evidence's day, not by that of the build."""
    author.approved(patch=Patch(until=noon(TODAY - timedelta(days=age)), method="apt-inrelease"))
    assert stands().state == state


def test_r7_a_person_counts_once(tmp_path: Path, stands: Stands) -> None:
    """However many keys they have."""
    author = Author(tmp_path / "templates")
    signers = (*(f"{one} {Key.of(one).line}" for one in PEOPLE), f"{BOB} {Key.of('second').line}")
    author.root(signers=signers, demands=Demands(approvals=2))
    image = author.image()
    author.approve(image)
    signed_by(author, approval(image), Key.of("second"))
    assert stands().why == "is not approved: 1 of 2 people approved it"
    author.approve(image, EVE)
    assert stands().state == "approved"


def test_r7_roles_are_distinct(tmp_path: Path, stands: Stands) -> None:
    """Two approvers are not an approver and somebody for security."""
    author = Author(tmp_path / "templates")
    author.root(
        people={**PEOPLE, "max@example.edu": Member(roles=(Role.APPROVER,))},
        demands=Demands(approvals=2, of_role={Role.SECURITY: 1}),
    )
    image = author.approved()
    author.approve(image, "max@example.edu")
    assert stands().state == "draft"
    author.approve(image, EVE)
    assert stands().state == "approved"


@pytest.mark.parametrize(
    ("key", "namespace", "says"),
    [
        (Key.of(EVE), None, f"which is not the key of {BOB}"),
        (Key.of("stranger"), None, "which is not on the list"),
        (Key.of(BOB), "vmgate-image", 'is for "vmgate-image", not for "vmgate-approval"'),
        (Key.of(BOB), "file", 'is for "file", not for "vmgate-approval"'),
    ],
)
def test_r7_only_the_persons_own_signature_for_that_counts(
    author: Author, stands: Stands, key: Key, namespace: str | None, says: str
) -> None:
    """Not somebody else's, and not one that was made for something else."""
    image = author.image()
    signed_by(author, approval(image), key, namespace)
    assert stands().state == "draft"
    assert says in stands().why


def test_r7_a_signature_of_another_fact_does_not_count(author: Author, stands: Stands) -> None:
    """Two signatures swapped."""
    first, second = author.image(version="1", locators=()), author.image(version="2", locators=())
    one, other = approval(first), approval(second)
    for fact, message in ((one, other), (other, one)):
        signature = Key.of(BOB).sign(canonical.encoded(message), facts.namespace(fact))
        writing.add(author.directory, fact, {BOB: signature})
    assert "does not belong to this content" in stands("debian13 1").why


def test_r7_an_edited_record_takes_its_approvals_with_it(author: Author, stands: Stands) -> None:
    """Even when its owner signs it anew."""
    image = author.approved()
    for file in (author.directory / IMAGE, author.directory / f"{IMAGE}.sig"):
        file.unlink()
    author.image(title="with something added")
    assert canonical.digest(canonical.encoded(image)) != stands().digest
    assert stands().state == "draft"


def test_r7_a_revoked_key_proves_nothing(tmp_path: Path, stands: Stands) -> None:
    """Not even what it signed before."""
    author = Author(tmp_path / "templates")
    lost = LostKey(key=Key.of(BOB).fingerprint, reason="a laptop was stolen")
    author.root(lost_keys=(lost,))
    author.approved()
    assert stands().state == "draft"
    assert f"by the key {Key.of(BOB).fingerprint}, which is revoked" in stands().why


def ending(person: str, day: str, *, others: dict[str, Member] = PEOPLE) -> tuple[str, ...]:
    """The signers, of whom one's key ends on a day (20261120)."""
    return tuple(
        f'{one} valid-before="{day}" {Key.of(one).line}' if one == person else f"{one} {Key.of(one).line}"
        for one in others
    )


def test_r7_a_back_dated_fact_by_a_key_that_ended_does_not_count(tmp_path: Path, stands: Stands) -> None:
    """Its own date is its author's word: only a checkpoint from when the key was good proves the time."""
    author = Author(tmp_path / "templates")
    author.root(signers=ending(BOB, "20261115"))
    author.approved()
    assert stands(day=author.day).state == "approved"
    assert stands().state == "draft"
    assert "which is not valid after 2026-11-15" in stands().why
    author.checkpoint()
    assert stands().state == "approved"


def test_r8_a_revocation_reaches_a_grandchild_that_came_later(author: Author, stands: Stands) -> None:
    """By digests, when it is asked for. An ancestor that is missing, and a circle, are no way out."""

    def child(name: str, of: Image) -> Image:
        record = canonical.digest(canonical.encoded(of))
        return author.approved(
            name, "1", locators=(), parents=(Parent(name=of.name, version=of.version, record=record),)
        )

    base = author.approved("base", "1", locators=())
    middle = child("middle", base)
    author.revoke(base)
    child("leaf", middle)
    assert stands("leaf 1").state == "tainted"
    for suffix in ("", ".sig"):
        (author.directory / f"images/base/1/image.json{suffix}").unlink()
    assert stands("leaf 1").state == "unverifiable"


def test_r9_what_is_announced_happens_on_its_day(author: Author, stands: Stands) -> None:
    """Not a day sooner; until then the answer says that it is coming."""
    image = author.approved()
    author.revoke(image, effective=TODAY, replacement="2026.12")
    before = stands(day=TODAY - timedelta(days=1))
    assert before.approval is Approval.APPROVED
    assert "it will be revoked on 2026-11-23: CVE-2026-1234" in before.why
    assert before.replacement == "2026.12"
    assert stands().state == "revoked"


def test_r10_a_channel_never_falls_back(author: Author) -> None:
    """It leads to what it leads to: when that is revoked, it leads nowhere, and says both."""
    old, new = author.approved(version="1", locators=()), author.approved(version="2", locators=())
    author.channel(old)
    author.day = TODAY
    author.channel(new)
    author.revoke(new)
    given = ["template", "channel", "--registry", str(author.directory), "--no-config", "--as-of", str(TODAY)]
    result = CliRunner().invoke(main, [*given, "debian13", "prod"])
    assert result.exit_code == 1
    assert "prod of debian13 leads to debian13 2, which is revoked" in result.output


@pytest.fixture
def sealed(tmp_path: Path) -> Author:
    """A registry that demands checkpoints, with one."""
    author = Author(tmp_path / "templates")
    author.root(demands=Demands(checkpoints=True))
    author.approved()
    author.checkpoint()
    return author


def problem(author: Author, day: timedelta = timedelta()) -> str:
    """Why the registry proves nothing, so many days from today."""
    return Trust(read_directory(author.directory), TODAY + day).problem


def test_r11_what_a_checkpoint_covers_cannot_be_taken_away(sealed: Author, stands: Stands) -> None:
    """A revocation that disappears makes everything unverifiable."""
    image = sealed.approved(version="2", locators=())
    sealed.revoke(image)
    sealed.checkpoint()
    assert stands("debian13 2").state == "revoked"
    path = f"images/debian13/2/revocation.20261113T120000Z.{BOB}.json"
    for suffix in ("", ".sig"):
        (sealed.directory / f"{path}{suffix}").unlink()
    assert stands("debian13 2").state == "unverifiable"
    assert stands().state == "unverifiable"
    assert f"{path} is missing, which a checkpoint covers" in problem(sealed)


def test_r11_what_none_covers_does_not_count_unless_it_revokes(sealed: Author, stands: Stands) -> None:
    """Where checkpoints are demanded, an approval waits for the next one; a revocation does not."""
    image = sealed.approved(version="2", locators=())
    assert stands("debian13 2").state == "unverifiable"
    assert "no checkpoint covers it yet" in stands("debian13 2").why
    sealed.checkpoint()
    assert stands("debian13 2").state == "approved"
    sealed.revoke(image)
    assert stands("debian13 2").state == "revoked"


def test_r11_an_old_checkpoint_shuts_the_gate(sealed: Author) -> None:
    """Somebody keeps the newer ones from us."""
    assert problem(sealed) == ""
    assert "expired on 2026-12-13: a newer one is kept from us" in problem(sealed, timedelta(days=30))


def test_r11_an_older_clone_is_refused(sealed: Author) -> None:
    """Whoever has seen checkpoint 2 does not take checkpoint 1 for the newest any more, nor another 2."""
    before = read_directory(sealed.directory)
    sealed.checkpoint()
    pin = Pin.of(read_directory(sealed.directory))
    assert pin is not None
    assert pin.refusal(read_directory(sealed.directory)) is None
    assert pin.refusal(before) == "its newest checkpoint is 1, and 2 was seen before"
    for file in (sealed.directory / "checkpoints").glob("2.*"):
        file.unlink()
    sealed.checkpoint(expires=TODAY + timedelta(days=1000))
    assert (
        pin.refusal(read_directory(sealed.directory))
        == "its checkpoint 2 is another one than the one that was seen before"
    )


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"sequence": 3}, "checkpoints/2.json is missing"),
        ({"previous": "sha256:" + "0" * 64}, "does not follow on checkpoints/1.json as it is"),
        ({"issued": noon(TODAY - timedelta(days=100))}, "is older than the checkpoint before it"),
        ({"added": {IMAGE: "sha256:" + "0" * 64}}, "a second time"),
        ({"added": {"root/9.json": "sha256:" + "0" * 64}}, "root/9.json is missing"),
    ],
)
def test_r11_a_checkpoint_follows_on_the_last(sealed: Author, given: dict[str, Any], says: str) -> None:
    """Replayed, skipped or altered ones make everything unverifiable."""
    sealed.signed(replace(sealed.next_checkpoint(), **given), ZOE)
    assert says in problem(sealed)


def test_r11_a_checkpoint_is_signed_by_who_may(sealed: Author) -> None:
    """Nobody else's is one."""
    sealed.checkpoint(ADA, by=ADA)
    assert "checkpoints/2.json is signed by 0 of the 1 people who have to" in problem(sealed)


def next_root(author: Author, root: facts.Root, **given: Any) -> facts.Root:
    """The root that follows, not written."""
    usual: dict[str, Any] = {
        "version": root.version + 1,
        "previous": canonical.digest(canonical.encoded(root)),
        "issued": noon(author.day),
    }
    return replace(root, **{**usual, **given})


def test_r12_a_root_is_signed_by_enough_of_the_last(tmp_path: Path) -> None:
    """And by enough of its own: one keeper alone does not change what two have to."""
    author = Author(tmp_path / "templates")
    keepers = {**PEOPLE, EVE: Member(roles=(Role.ROOT,))}
    root = author.root(people=keepers, demands=Demands(root_signatures=2))
    assert "root/1.json is signed by 1, and 2" in problem(author)
    writing.sign(author.directory, root, EVE, author.key(EVE).sign(canonical.encoded(root), "vmgate-root"))
    assert problem(author) == ""
    taken = next_root(author, root, people={**PEOPLE, ZOE: Member(roles=tuple(Role))}, demands=Demands())
    author.signed(taken, ZOE)
    assert "root/2.json is signed by 1, and 2 of the people who keep root 1 have to" in problem(author)
    writing.sign(author.directory, taken, EVE, author.key(EVE).sign(canonical.encoded(taken), "vmgate-root"))
    assert problem(author) == ""


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"version": 3}, "root/2.json is missing"),
        ({"previous": "sha256:" + "0" * 64}, "does not follow on root/1.json as it is"),
        ({"previous": None}, "does not follow on root/1.json as it is"),
    ],
)
def test_r12_a_root_follows_on_the_last(author: Author, given: dict[str, Any], says: str) -> None:
    """An old one replayed as a new one does not."""
    (stored,) = Trust(read_directory(author.directory), TODAY).roots
    assert isinstance(stored.fact, facts.Root)
    author.signed(next_root(author, stored.fact, **given))
    assert says in problem(author)


def test_r12_a_root_from_before_the_last_checkpoint_is_refused(sealed: Author) -> None:
    """A keeper whose key ended cannot make one by an old date."""
    (stored,) = Trust(read_directory(sealed.directory), TODAY).roots
    assert isinstance(stored.fact, facts.Root)
    sealed.signed(next_root(sealed, stored.fact, issued=noon(TODAY - timedelta(days=100))))
    assert "says it is older than checkpoint 1, which does not know it" in problem(sealed)


def test_r12_a_pinned_root_is_not_replaced(author: Author) -> None:
    """Whoever has seen a root does not take another for it."""
    pin = Pin.of(read_directory(author.directory))
    assert pin is not None
    for file in (author.directory / "root").iterdir():
        file.unlink()
    author.root(people={**PEOPLE, ADA: Member(roles=tuple(Role))})
    assert (
        pin.refusal(read_directory(author.directory))
        == "its root 1 is another one than the one that was seen before"
    )


def test_r15_an_audit_covers_its_period(author: Author) -> None:
    """Who may sign, what happened, where images stand, what does not hold."""
    image = author.approved()
    author.day = TODAY
    author.revoke(image)
    given = ["template", "audit", "--registry", str(author.directory), "--no-config", "--as-of", str(TODAY)]
    told = json.loads(CliRunner().invoke(main, [*given, "--since", "2026-11-20", "--format", "json"]).output)
    assert [event["what"] for event in told["events"]] == [
        "revoked debian13 2026.11 from 2026-11-23 on: CVE-2026-1234"
    ]
    assert [image["state"] for image in told["images"]] == ["revoked"]
    assert {one["person"]: one["roles"] for one in told["people"]}[EVE] == ["security"]
    assert told["faults"] == []


def test_r16_a_query_needs_neither_network_nor_programs(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever opens a socket or starts a program breaks this test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a query reaches outside")

    author.approved()
    monkeypatch.setattr("socket.socket", refuse)
    monkeypatch.setattr("subprocess.Popen", refuse)
    given = ["template", "list", "--registry", str(author.directory), "--no-config", "--as-of", str(TODAY)]
    result = CliRunner().invoke(main, given)
    assert (result.exit_code, result.output.split()[:2]) == (0, ["approved", "debian13@2026.11"])


def test_r17_a_question_verifies_what_its_answer_rests_on(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many other images there are, and each signature once; `make bench` measures the rest."""
    verified = []
    real = sshsig.is_authentic

    def counted(signature: sshsig.Signature, message: bytes) -> bool:
        verified.append(message)
        return real(signature, message)

    parent: tuple[Parent, ...] = ()
    for number in range(10):
        places = vsphere(f"4222-{number}", f"tpl-{number}")
        image = author.approved(f"image{number}", "1", locators=places, parents=parent)
        author.channel(image)
        parent = (Parent(name=image.name, version="1", record=canonical.digest(canonical.encoded(image))),)
    monkeypatch.setattr(sshsig, "is_authentic", counted)
    registry = compute(read_directory(author.directory), TODAY)
    assert not verified
    ((record, _),) = registry.by_identity("vsphere", "4222-0")
    assert record.state == "approved"
    # The root, the record, its approval, the move of its channel.
    assert len(verified) == 4
    assert [one.state for one in registry.records] == ["approved"] * 10
    assert len(verified) == len(set(verified)) == 31


def test_r19_no_two_facts_share_a_file(author: Author) -> None:
    """Nothing in a registry is an index that two branches would both change."""
    first, second = author.approved(), author.approved("ubuntu2404", locators=())
    author.channel(first)
    author.channel(second)
    paths = [stored.path for stored in read_directory(author.directory).facts]
    assert len(paths) == len(set(paths)) == 7


def test_r20_two_versions_that_claim_one_template_are_told(author: Author) -> None:
    """By verify, as a merge may bring them together; and the gate takes neither."""
    author.approved(version="1")
    author.approved(version="2")
    given = ["template", "verify", "--registry", str(author.directory), "--no-config", "--as-of", str(TODAY)]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 1
    assert f"it claims to be {UUID} on vsphere vcenter.example.edu, and so does debian13 2" in result.output


def test_r20_a_revoked_version_claims_nothing(author: Author, stands: Stands) -> None:
    """Its number may be used again, on Proxmox."""
    author.revoke(author.approved(version="1"))
    author.approved(version="2")
    given = ["template", "verify", "--registry", str(author.directory), "--no-config", "--as-of", str(TODAY)]
    assert CliRunner().invoke(main, given).exit_code == 0
    assert not stands("debian13 2").against(Standing.UNVERIFIABLE)
