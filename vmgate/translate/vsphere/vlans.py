"""The VLANs that a port group or a distributed switch states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere import defaults
from vmgate.vocabulary.network import Vlan, tagged

if TYPE_CHECKING:
    from vmgate.model.value import Value
    from vmgate.translate.attributes import Attributes

RANGES, PRIVATE, SINGLE = "vlan_range", "port_private_secondary_vlan_id", "vlan_id"


def of_standard(attributes: Attributes) -> Fact[Vlan]:
    """`vlan_id` of a host port group: 0 is untagged, 4095 is every VLAN."""
    fact = defaults.number(attributes, SINGLE)
    return derive(fact, tagged)


def of_distributed(attributes: Attributes) -> Fact[Vlan] | None:
    """What a distributed port group or switch writes; None when it writes nothing.

    Exactly one of three attributes is written. The two others are "known after apply" in a plan, because the
    server fills them in; so what is known decides, whatever else is not.
    """
    ranges = attributes.raw(RANGES)
    if isinstance(ranges, list) and ranges:
        return Fact(_ranges(attributes), attributes.resource, (RANGES,))
    # In a state the attributes of the other two kinds are zero.
    private, single = attributes.number(PRIVATE), attributes.number(SINGLE)
    if private.known and private.value:
        return Fact(Vlan(((private.value, private.value),), private=True), attributes.resource, (PRIVATE,))
    if single.known and single.value:
        return Fact(tagged(single.value), attributes.resource, (SINGLE,))
    for name in (RANGES, PRIVATE, SINGLE):
        value = attributes.raw(name)
        if value not in (None, [], 0) and attributes.written(name) is not False:
            return Fact(_unknown(value), attributes.resource, (name,))
    if single.known and single.value is not None:
        # Zero is untagged, and also what stands beside the attribute of another kind, which is not there then.
        return Fact(tagged(single.value), attributes.resource, (SINGLE,))
    return None


def _ranges(attributes: Attributes) -> Vlan | Unknown:
    found = []
    value = attributes.raw(RANGES)
    for item in value if isinstance(value, list) else []:
        if isinstance(item, Unknown):
            return item
    for block in attributes.blocks(RANGES):
        low, high = block.number("min_vlan"), block.number("max_vlan")
        if not low.known or not high.known:
            return _unknown(block.raw("min_vlan") if not low.known else block.raw("max_vlan"))
        found.append((low.value or 0, high.value or 0))
    return Vlan(tuple(sorted(found)))


def _unknown(value: Value) -> Unknown:
    return value if isinstance(value, Unknown) else Unknown("the VLAN is not a whole number")
