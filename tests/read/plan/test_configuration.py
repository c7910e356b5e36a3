"""Following the references in a plan's configuration: the shapes that Terraform writes."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from vmgate.model.value import Path, Reference
from vmgate.read.plan.configuration import Module, Tracer, expression_at, read_module, writes
from vmgate.read.plan.document import ModuleBlock

NETWORK = ["data.vsphere_network.prod.id", "data.vsphere_network.prod"]


def _tree(document: dict[str, Any]) -> Module:
    return read_module(msgspec.convert(document, ModuleBlock))


def _trace(references: list[str], for_each: list[str] | None = None) -> tuple[Reference, ...]:
    root = read_module(None)
    return Tracer(root).trace(root, [], references, for_each)


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        (NETWORK, [("data.vsphere_network.prod", ("id",))]),
        (["x.lst[0].id", "x.lst[0]", "x.lst"], [("x.lst[0]", ("id",))]),
        (['x.m["a"].id', 'x.m["a"]', "x.m"], [('x.m["a"]', ("id",))]),
        (["x.lst", "count.index"], [("x.lst", ())]),
        (["x.lst"], [("x.lst", ())]),
        (["terraform_data.net", "each.key"], [("terraform_data.net", ())]),
        (
            ["data.a.x.id", "data.a.x", "data.a.y.id", "data.a.y"],
            [("data.a.x", ("id",)), ("data.a.y", ("id",))],
        ),
        (['x.m["a.b[c]"].id', 'x.m["a.b[c]"]', "x.m"], [('x.m["a.b[c]"]', ("id",))]),
    ],
)
def test_a_reference_names_its_block_and_attribute(
    references: list[str], expected: list[tuple[str, Path]]
) -> None:
    """Of the prefixes that Terraform lists, the longest is what was meant; an index that is computed leaves all."""
    assert _trace(references) == tuple(Reference(*one) for one in expected)


@pytest.mark.parametrize(
    "references",
    [
        ['local.net_ids["a"]', "local.net_ids"],
        ["each.key"],
        [*NETWORK, "local.other"],
        ["each.value.id", "each.value"],
    ],
)
def test_what_may_hold_the_value_and_cannot_be_followed_leaves_nothing(references: list[str]) -> None:
    """Some candidates are worse than none: a local may be the very network that is not allowed."""
    assert _trace(references) == ()


def test_an_iterator_over_a_block_leads_to_that_block() -> None:
    """`each.value.name` with `for_each = vsphere_host_virtual_switch.mgmt`."""
    assert _trace(["each.value.name", "each.value"], ["vsphere_host_virtual_switch.mgmt"]) == (
        Reference("vsphere_host_virtual_switch.mgmt", ("name",)),
    )


def _modules() -> dict[str, Any]:
    return {
        "module_calls": {
            "app": {
                "expressions": {
                    "nets": {"references": NETWORK},
                    "template": {"references": ["data.vsphere_virtual_machine.t"]},
                    "plain": {"constant_value": "x"},
                },
                "module": {
                    "outputs": {"net": {"expression": {"references": ["data.vsphere_network.own.id"]}}},
                    "module_calls": {
                        "vm": {
                            "expressions": {"network": {"references": ['var.nets["a"]', "var.nets"]}},
                            "module": {},
                        }
                    },
                },
            }
        }
    }


def test_an_argument_is_followed_to_the_caller_through_two_modules() -> None:
    """`var.network` in module.app.module.vm comes from the root's data source."""
    root = _tree(_modules())
    inner = root.scope(["app", "vm"])
    assert inner is not None
    found = Tracer(root).trace(inner, ['module.app["x"]', "module.vm"], ["var.network"])
    assert found == (Reference("data.vsphere_network.prod", ("id",)),)


def test_a_whole_object_handed_over_keeps_the_attribute_asked_of_it() -> None:
    """`template = data.vsphere_virtual_machine.t`, and in the module `var.template.guest_id`."""
    root = _tree(_modules())
    app = root.scope(["app"])
    assert app is not None
    found = Tracer(root).trace(app, ["module.app"], ["var.template.guest_id", "var.template"])
    assert found == (Reference("data.vsphere_virtual_machine.t", ("guest_id",)),)


def test_an_output_is_followed_into_its_module_instance() -> None:
    """`module.app["x"].net` ends at the data source of that very instance."""
    root = _tree(_modules())
    found = Tracer(root).trace(root, [], ['module.app["x"].net', 'module.app["x"]', "module.app"])
    assert found == (Reference('module.app["x"].data.vsphere_network.own', ("id",)),)


def test_a_module_that_refers_to_itself_ends() -> None:
    """A hand-made plan with an endless chain of arguments is answered, not followed for ever."""
    root = _tree({"module_calls": {"a": {"expressions": {"x": {"references": ["module.a.o"]}}, "module": {
        "outputs": {"o": {"expression": {"references": ["var.x"]}}}}}}})  # fmt: skip
    inner = root.scope(["a"])
    assert inner is not None
    assert Tracer(root).trace(inner, ["module.a"], ["var.x"]) == ()


def test_an_expression_is_found_below_blocks_and_above_literals() -> None:
    """A literal map answers for each of its keys; what is not there is not written."""
    expressions = {
        "extra_config": {"constant_value": {"a": "b"}},
        "network_interface": [{"network_id": {"references": NETWORK}}],
    }
    assert expression_at(expressions, ("extra_config", "a")) == {"constant_value": {"a": "b"}}
    assert expression_at(expressions, ("network_interface", 0, "network_id")) == {"references": NETWORK}
    assert not writes(expressions, ("network_interface", 1, "network_id"))
    assert not writes(expressions, ("vlan_id",))
