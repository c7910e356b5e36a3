"""Which block shows a result, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmgate.adapters.blocks import Answer, answer, by_rule, may_be, place, terraform_address
from vmgate.model.report import Result
from vmgate.model.result import Severity, Verdict

if TYPE_CHECKING:
    from vmgate.model.resource import Mode

WEB = 'module.web["a"].vsphere_virtual_machine.this'


def result(
    address: str, verdict: Verdict = Verdict.FAIL, attribute: str = "memory", message: str = "wrong"
) -> Result:
    """A result of one rule, with what matters here."""
    reason = "known after apply" if verdict is Verdict.UNKNOWN else None
    return Result(
        rule="VMG3201", slug="s", clause="C32", severity=Severity.HIGH, verdict=verdict, address=address,
        attribute=attribute, message=message, reason=reason, span=None, provider=None, input=0,
        fingerprint=f"{address}{attribute}",
    )  # fmt: skip


def owners(address: str, *blocks: str, verdict: Verdict = Verdict.FAIL) -> list[str]:
    """The blocks that show a result on this address."""
    return list(place([result(address, verdict)], blocks))


@pytest.mark.parametrize(
    ("mode", "written", "address"),
    [
        ("managed", WEB, WEB),
        ("data", "vsphere_host.esxi", "data.vsphere_host.esxi"),
        ("data", 'module.a["x.y"].vsphere_host.esxi', 'module.a["x.y"].data.vsphere_host.esxi'),
        ("data", "data.vsphere_host.esxi", "data.vsphere_host.esxi"),
        ("data", "module.a.data.vsphere_host.esxi[0]", "module.a.data.vsphere_host.esxi[0]"),
        ("provider", "vsphere.default", "provider.vsphere"),
        ("provider", "vsphere.dr", "provider.vsphere.dr"),
        ("provider", "module.a.vsphere.dr", "module.a.provider.vsphere.dr"),
    ],
)
def test_checkovs_addresses_become_terraforms(mode: Mode, written: str, address: str) -> None:
    """Data sources get their prefix and provider configurations their name, inside of modules as well."""
    assert terraform_address(mode, written) == address


def test_a_result_is_shown_at_its_own_instance_only() -> None:
    """Where the host knows the very instance, no other instance of the block is blamed."""
    other = 'module.web["b"].vsphere_virtual_machine.this'
    assert owners(WEB, other, WEB) == [WEB]


def test_a_block_that_the_host_did_not_expand_shows_all_its_instances() -> None:
    """Checkov asks once about a block whose for_each it cannot evaluate; any faulty instance makes it fail."""
    faults = [result('a.b["x"]', Verdict.PASS), result('a.b["y"]')]
    placed = place(faults, ["a.b", "a.c"])
    assert placed == {"a.b": faults}
    assert answer(placed["a.b"], "a.b", lambda _: True).passed is False


def test_a_block_that_vmgate_did_not_expand_is_shown_at_every_instance() -> None:
    """A verdict on the whole block holds for each instance that the host tells apart."""
    assert owners("a.b", "a.b[0]", "a.b[1]", "a.c[0]") == ["a.b[0]", "a.b[1]"]


def test_instances_with_different_keys_are_different() -> None:
    """Keys are compared wherever both addresses have one, in modules too."""
    assert may_be('module.m["x"].a.b', "module.m.a.b")
    assert not may_be('module.m["x"].a.b', 'module.m["y"].a.b')
    assert not may_be("module.m.a.b", "a.b")


@pytest.mark.parametrize("verdict", [Verdict.FAIL, Verdict.CRASH, Verdict.UNKNOWN])
def test_a_failure_on_a_block_that_the_host_does_not_have_is_shown_nearby(verdict: Verdict) -> None:
    """It goes to a block of the same module if there is one, and the sentence names the block it is about."""
    address = "module.a.provider.vsphere"
    blocks = ["x.y", "module.a.x.y", "module.b.x.y"]
    assert owners(address, *blocks, verdict=verdict) == ["module.a.x.y"]
    said = answer([result(address, verdict)], "module.a.x.y", lambda _: True)
    assert said.passed is False
    assert said.details[0].startswith("module.a.provider.vsphere: memory: wrong")


def test_a_pass_on_a_block_that_the_host_does_not_have_is_not_shown() -> None:
    """A pass elsewhere is no pass of this block."""
    assert owners("a.b", "a.c", verdict=Verdict.PASS) == []


def test_nothing_is_placed_where_the_host_has_no_block() -> None:
    """Without any block there is nowhere to show anything."""
    assert owners("a.b") == []


def test_an_unknown_fails_with_its_reason_where_the_policy_shuts() -> None:
    """The reason is part of the sentence, so that the reader knows what is missing."""
    said = answer([result("a.b", Verdict.UNKNOWN)], "a.b", lambda _: True)
    assert said == Answer(
        passed=False, details=("memory: wrong (known after apply)",), attributes=("memory",)
    )


def test_an_unknown_that_is_let_through_is_neither_pass_nor_failure() -> None:
    """Not knowing is never passing, not even beside a pass of another instance."""
    results = [result("a.b[0]", Verdict.PASS), result("a.b[1]", Verdict.UNKNOWN)]
    assert answer(results, "a.b", lambda _: False).passed is None


def test_a_rule_that_says_nothing_of_a_block_gives_no_answer() -> None:
    """A rule that does not apply is not reported as passed."""
    assert answer([], "a.b", lambda _: True).passed is None


def test_every_fault_of_a_block_is_told_once() -> None:
    """Faults of several attributes are all in the answer, repeated ones once."""
    faults = [result("a.b"), result("a.b"), result("a.b", attribute="cpu"), result("a.b", Verdict.PASS)]
    said = answer(by_rule(place(faults, ["a.b"]))["VMG3201", "a.b"], "a.b", lambda _: False)
    assert said.details == ("memory: wrong", "cpu: wrong")
    assert said.attributes == ("memory", "cpu")
