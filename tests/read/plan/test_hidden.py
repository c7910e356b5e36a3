"""Whether a plan may hide a block of unknown number, by what its changes rest on."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from vmgate.read.plan.load import read_plan

LATER = {"resource": "x_pool.later", "attribute": ["members"]}


def _hides(
    *, relevant: Any = (LATER,), root: dict[str, Any] | None = None, unknown: Any = None, change: Any = None
) -> str | None:
    """Why blocks may be hidden in a plan that makes a pool and a machine."""
    pool = {"address": "x_pool.later", "mode": "managed", "type": "x_pool", "name": "later"}
    machine = {"address": "x_vm.it", "mode": "managed", "type": "x_vm", "name": "it"}
    created = {"actions": ["create"], "before": None, "after": {"name": "a"}}
    later = {**created, "after_unknown": {"members": True, "id": True} if unknown is None else unknown}
    document = {
        "format_version": "1.2",
        "resource_changes": [
            {**pool, "change": change or later},
            {**machine, "change": {**created, "after_unknown": {"nics": True}}},
        ],
        "relevant_attributes": relevant,
        "configuration": {"root_module": root or _root({"name": {"constant_value": "a"}})},
    }
    plan = read_plan(msgspec.json.encode(document))
    found = next(one for one in plan.estate.resources if one.address == "x_vm.it").hidden_blocks()
    return None if found is None else found.reason


def _root(expressions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"resources": [{"address": "x_vm.it", "expressions": expressions}], **more}


def _over(*references: str) -> dict[str, Any]:
    return {"pool": {"references": list(references)}}


def test_what_only_a_hidden_block_can_rest_on_is_told() -> None:
    """Something refers to it, and nothing that is shown does."""
    assert (
        _hides()
        == "without its source, the plan does not tell whether a dynamic block over x_pool.later.members sets it"
    )
    assert _hides(root=_root(_over("local.pool"))) is not None
    assert _hides(root=_root(_over("x_pool.later.id", "x_pool.later"))) is not None


@pytest.mark.parametrize(
    "root",
    [
        _root(_over("x_pool.later.members", "x_pool.later")),
        _root(_over("x_pool.later")),
        _root({"disk": [{"label": {"references": ["x_pool.later.members[0]", "x_pool.later.members"]}}]}),
        _root({}, outputs={"all": {"expression": {"references": ["x_pool.later.members"]}}}),
        {"resources": [{"address": "x_vm.it", "count_expression": {"references": ["x_pool.later.members"]}}]},
        _root(
            {},
            module_calls={
                "m": {
                    "expressions": {"members": {"references": ["x_pool.later.members"]}},
                    "module": {"resources": [{"address": "x_vm.in", "expressions": _over("var.members")}]},
                }
            },
        ),
    ],
)
def test_what_is_shown_to_refer_to_it_may_be_all_there_is(root: dict[str, Any]) -> None:
    """As a whole, in a block, through a module, or in an output."""
    assert _hides(root=root) is None


def test_an_argument_of_a_module_that_nothing_in_it_uses_explains_nothing() -> None:
    """What uses it is hidden."""
    call = {"expressions": {"members": {"references": ["x_pool.later.members"]}}, "module": {"resources": []}}
    assert _hides(root=_root({}, module_calls={"m": call})) is not None


def test_a_module_as_a_whole_is_what_it_puts_out() -> None:
    """A loop or a splat over it names no output."""
    inner = {
        "outputs": {"members": {"expression": {"references": ["x_pool.own.members", "x_pool.own"]}}},
        "resources": [{"address": "x_pool.own"}],
    }
    root = _root(_over("module.pools"), module_calls={"pools": {"module": inner}})
    own = {"resource": "module.pools[0].x_pool.own", "attribute": ["members"]}
    assert _hides(relevant=[own], root=root) is None


def test_what_is_known_gives_blocks_that_are_known() -> None:
    """And so does what the plan does not have."""
    assert _hides(unknown={"id": True}) is None
    assert _hides(relevant=[{"resource": "x_pool.gone", "attribute": ["members"]}]) is None
    assert _hides(relevant=[]) is None
    assert _hides(relevant=None) is None
    assert _hides(relevant=[{"resource": "x_pool.later", "attribute": []}]) is not None


@pytest.mark.parametrize("relevant", [[{"resource": 7}], "x", [["x"]], {"resource": "x"}])
def test_what_is_no_list_of_attributes_tells_nothing(relevant: Any) -> None:
    """So that any block may be hidden."""
    assert (
        _hides(relevant=relevant)
        == "what the changes of the plan rest on (relevant_attributes) cannot be read"
    )
