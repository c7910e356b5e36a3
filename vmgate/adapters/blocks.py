"""Which of the blocks that a host program asks about each result belongs to, and what to answer. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vmgate.model.address import block_address, join, steps
from vmgate.model.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from vmgate.model.report import Result
    from vmgate.model.resource import Mode

FAILURES = (Verdict.FAIL, Verdict.CRASH)


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say of one rule and block. `passed` is None where there is nothing to say.

    `details` are sentences for the reader; `attributes` are the paths at fault, as Terraform writes them.
    """

    passed: bool | None
    details: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()


def failure(detail: str) -> Answer:
    """A failure for a reason that is no rule's."""
    return Answer(passed=False, details=(detail,))


def terraform_address(mode: Mode, address: str) -> str:
    """An address as checkov writes it in Terraform's form.

    Checkov calls the data source `data.a.b` just `a.b` in source files, and a provider's configuration
    `vsphere.default` or `vsphere.ALIAS` where this program says `provider.vsphere` or `provider.vsphere.ALIAS`.
    """
    parts = steps(address)
    module, own = parts[:-2], parts[-2:]
    if mode == "data" and ("data", None) not in module[-1:]:
        return join([*module, ("data", None), *own])
    if mode == "provider":
        if len(own) == 2 and own[1][0] == "default":
            own = own[:1]
        return join([*module, ("provider", None), *own])
    return address


def place(results: Iterable[Result], blocks: Sequence[str]) -> dict[str, list[Result]]:
    """The results by the address of the block that is to show them.

    A result belongs to the very instance, if the host knows it; else to every block that may be it, because one
    of the two did not expand `count` or `for_each`. What is neither in order nor about any of the blocks is given
    to the nearest one, so that it is shown at all. Nothing is placed if there are no blocks.
    """
    exact = set(blocks)
    alike: dict[str, list[str]] = {}
    for block in blocks:
        alike.setdefault(block_address(block), []).append(block)
    placed: dict[str, list[Result]] = {}
    for result in results:
        if result.address in exact:
            owners = [result.address]
        else:
            candidates = alike.get(block_address(result.address), ())
            owners = [block for block in candidates if may_be(block, result.address)]
        if not owners and blocks and result.verdict in (*FAILURES, Verdict.UNKNOWN):
            owners = [_nearest(result.address, blocks)]
        for owner in owners:
            placed.setdefault(owner, []).append(result)
    return placed


def may_be(one: str, other: str) -> bool:
    """Whether two addresses agree wherever both of them have an instance key."""
    left, right = steps(one), steps(other)
    return len(left) == len(right) and all(
        name == name2 and (key == key2 or key is None or key2 is None)
        for (name, key), (name2, key2) in zip(left, right, strict=True)
    )


def _nearest(address: str, blocks: Sequence[str]) -> str:
    """The first of the blocks that share most of the address with it: most of all, its module."""
    wanted = steps(address)

    def shared(block: str) -> int:
        count = 0
        for left, right in zip(wanted, steps(block), strict=False):
            if left != right:
                break
            count += 1
        return count

    return max(blocks, key=shared)


def answer(results: Collection[Result], block: str, shuts: Callable[[Result], bool]) -> Answer:
    """One answer out of all that a rule says of one block. `shuts` tells which unknowns count as failures."""
    wrong = [
        result
        for result in results
        if result.verdict in FAILURES or (result.verdict is Verdict.UNKNOWN and shuts(result))
    ]
    if wrong:
        attributes = tuple(dict.fromkeys(result.attribute for result in wrong if result.attribute))
        details = tuple(dict.fromkeys(_sentence(result, block) for result in wrong))
        return Answer(passed=False, details=details, attributes=attributes)
    # An unknown that is let through is no pass.
    if results and all(result.verdict in (Verdict.PASS, Verdict.WAIVED) for result in results):
        return Answer(passed=True)
    return Answer(passed=None)


def _sentence(result: Result, block: str) -> str:
    where = "" if result.address == block else f"{result.address}: "
    attribute = f"{result.attribute}: " if result.attribute else ""
    unknown = f" ({result.reason})" if result.verdict is Verdict.UNKNOWN and result.reason else ""
    return f"{where}{attribute}{result.message}{unknown}"


def by_rule(placed: Mapping[str, Sequence[Result]]) -> dict[tuple[str, str], list[Result]]:
    """Placed results by rule and block."""
    found: dict[tuple[str, str], list[Result]] = {}
    for block, results in placed.items():
        for result in results:
            found.setdefault((result.rule, block), []).append(result)
    return found
