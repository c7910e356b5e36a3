"""Every table and key of the site policy, and the values each takes."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from vmgate.model.result import Severity
from vmgate.model.site import Promiscuous, Role, StaffRole, UnknownHandling
from vmgate.procedure import BINDING
from vmgate.settings.form import (
    Boolean,
    Choice,
    Day,
    Integer,
    Many,
    Named,
    Table,
    Tables,
    Text,
    nearest,
    shortened,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from vmgate.settings.form import Kind

UNTAGGED, LAST_VLAN = 0, 4094
"""VLAN numbers of IEEE 802.1Q; 0 is how vSphere writes that a network is untagged."""

STATE_MARKS = ("tag:", "folder:", "name:", "pool:", "node:")


def policy(rule_ids: Collection[str]) -> Table:
    """The form of a whole site policy. `rule_ids` are the rules that `[rules.ID]` may name."""
    rules = Named(_RULE, "rule", tuple(sorted(rule_ids)))
    return Table({**_TABLES, "rules": rules})


def _network(text: str) -> str | None:
    address, slash, _ = text.strip().partition("/")
    try:
        whole = ip_network(text.strip(), strict=False)
        exact = ip_address(address) == whole.network_address
    except ValueError:
        return f'is "{shortened(text)}", which is not a network such as 10.31.0.0/24'
    if not slash:
        return (
            f'is "{shortened(text)}", an address without a length; write "{shortened(text)}/24" or the like'
        )
    return None if exact else f'is "{shortened(text)}", an address inside a network; did you mean "{whole}"?'


def _mark(text: str) -> str | None:
    prefix, colon, rest = text.partition(":")
    if colon and prefix + colon in STATE_MARKS and rest.strip():
        return None
    hint = nearest(prefix + colon, STATE_MARKS) if prefix + colon not in STATE_MARKS else ""
    return f'is "{shortened(text)}", which does not begin with one of {", ".join(STATE_MARKS)}{hint}'


def _collector(text: str) -> str | None:
    if re.fullmatch(r"[a-z][a-z0-9+.-]*://[^\s/]+/?", text):
        return None
    return f'is "{shortened(text)}", which is not an address such as ssl://logs.example.edu:6514'


def _words(enum: type[Severity | Promiscuous | Role | StaffRole | UnknownHandling]) -> Choice:
    return Choice(tuple(member.value for member in enum))


_UNKNOWN = _words(UnknownHandling)
_DAYS = Integer(1, 3650)

_RULE = Table({"severity": _words(Severity), "off": Text(what="the reason as text"), "unknown": _UNKNOWN})

_TABLES: dict[str, Kind] = {
    "organization": Table({"name": Text(), "management": Many(Text())}),
    "policy": Table(
        {
            "promiscuous": _words(Promiscuous),
            "copy_paste_absent": Choice(("fail", "pass")),
            "private_roots": Many(Text()),
            "fail_on": _words(Severity),
            "unknown": Table({"plan": _UNKNOWN, "source": _UNKNOWN}),
            "accept_paid_support": Boolean(),
            "exception_max_days": _DAYS,
        }
    ),
    "endpoint": Tables(Table({"name": Text()}, required=("name",))),
    "network": Tables(
        Table(
            {
                "name": Text(),
                "id": Text(),
                "bridge": Text(),
                "endpoint": Text(),
                "role": _words(Role),
                "vlan": Integer(UNTAGGED, LAST_VLAN),
                "cidr": Text(_network),
                "routable": Boolean(),
            },
            required=("role",),
            one_of=("name", "id", "bridge"),
        )
    ),
    "staff": Tables(
        Table(
            {"group": Text(), "user": Text(), "role": _words(StaffRole), "entities": Many(Text())},
            required=("role",),
            one_of=("group", "user"),
        )
    ),
    "device": Tables(
        Table(
            {"vm": Text(), "device": Text(), "reason": Text(), "approved_by": Text(), "until": Day()},
            required=("vm", "device", "reason", "approved_by"),
        )
    ),
    "vm_states": Table({"unused": Many(Text(_mark)), "dormant": Many(Text(_mark))}),
    "logging": Table({"collectors": Many(Text(_collector))}),
    "evidence": Table(
        {
            "path": Text(),
            "max_age_days": _DAYS,
            "ages": Table(dict.fromkeys(BINDING, _DAYS)),
        }
    ),
    "registry": Table(
        {
            "path": Text(),
            "max_patch_age_days": _DAYS,
            "max_update_delay_days": _DAYS,
            "max_support_data_age_days": _DAYS,
            "support_data": Text(),
        }
    ),
}
