"""Every table and key of the site policy: the values each takes, what it is for, and what holds without it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from vmgate.model.result import Severity
from vmgate.model.site import Policy, Promiscuous, Role, StaffRole, UnknownHandling
from vmgate.settings.addresses import ADDRESSES
from vmgate.settings.checks import (
    COLLECTOR_PATTERN,
    MARK_PATTERN,
    NETWORK_PATTERN,
    collector,
    mark,
    network,
)
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
)
from vmgate.settings.registers import REGISTERS, days

if TYPE_CHECKING:
    from collections.abc import Collection

    from vmgate.settings.form import Kind

UNTAGGED, LAST_VLAN = 0, 4094
"""VLAN numbers of IEEE 802.1Q; 0 is how vSphere writes that a network is untagged."""


def policy(rule_ids: Collection[str]) -> Table:
    """The form of a whole site policy. `rule_ids` are the rules that `[rules.ID]` may name."""
    rules = Named(
        _RULE,
        "rule",
        tuple(sorted(rule_ids)),
        r"^VMG[0-9]{4}$",
        about="What the site changes about a rule, by the rule's id: `[rules.VMG2402]`.",
    )
    return Table({**_TABLES, "rules": rules})


def _words(
    enum: type[Severity | Promiscuous | Role | StaffRole | UnknownHandling], about: str, **more: Any
) -> Choice:
    return Choice(tuple(member.value for member in enum), about=about, **more)


_USUAL = Policy()
_UNKNOWN = "What an unknown does to the gate: shut it, or be a note in the report."

_RULE = Table(
    {
        "severity": _words(
            Severity, "The severity of its findings, instead of the rule's own.", example="low"
        ),
        "off": Text(
            what="the reason as text", about="Why the rule is not asked at all.", example="no such hardware"
        ),
        "unknown": _words(UnknownHandling, f"{_UNKNOWN} For this rule only.", example="note"),
    }
)

_TABLES: dict[str, Kind] = {
    "organization": Table(
        {
            "name": Text(about="The organization's name.", example="Example University"),
            "management": Many(
                Text(), about="Who may approve exceptions (C39).", example=("ciso@example.edu",)
            ),
        },
        about="The blanks of the procedure.",
    ),
    "policy": Table(
        {
            "promiscuous": _words(
                Promiscuous,
                "Promiscuous mode of virtual switches (C08): as the procedure says, as the hardening guides say, "
                "or on networks with the role monitoring only.",
                default=_USUAL.promiscuous.value,
            ),
            "copy_paste_absent": Choice(
                ("fail", "pass"),
                about="The keys that disable copy, paste, drag and drop (C32), where they are not written.",
                default="fail" if _USUAL.copy_paste_absent_fails else "pass",
            ),
            "private_roots": Many(
                Text(),
                about="Names of the site's own root certificates, the only self-signed ones that are allowed (C07).",
                example=("Example University Root CA",),
            ),
            "fail_on": _words(
                Severity, "The least severity that shuts the gate.", default=_USUAL.fail_on.value
            ),
            "unknown": Table(
                {
                    "plan": _words(
                        UnknownHandling, f"{_UNKNOWN} In plans.", default=_USUAL.unknown_plan.value
                    ),
                    "source": _words(
                        UnknownHandling, f"{_UNKNOWN} In source.", default=_USUAL.unknown_source.value
                    ),
                },
                about="What unknowns do to the gate, by what is judged.",
            ),
            "accept_paid_support": Boolean(
                about="Whether support of an operating system that must be bought from its vendor is enough (C35).",
                default=_USUAL.accept_paid_support,
            ),
            "exception_max_days": days(
                "The longest term of an exception, in days (C39).", _USUAL.exception_max_days
            ),
            "exception_max_addresses": Integer(
                1,
                1_000_000,
                about="For how many resources one exception may be needed (C39).",
                default=_USUAL.exception_max_addresses,
            ),
        },
        about="The choices that the procedure leaves open.",
    ),
    "endpoint": Tables(
        Table(
            {
                "name": Text(
                    about="Its host name. Without a port it stands for the server on every port: who owns a host "
                    "owns all of them. With a port, for that one alone.",
                    example="vcenter.example.edu",
                )
            },
            required=("name",),
        ),
        about="A management server in scope (C02, C34). Another one is not the organization's.",
    ),
    "network": Tables(
        Table(
            {
                "name": Text(about="Its name on the management server.", example="pg-nfs-310"),
                "id": Text(about="Its managed object id there.", example="dvportgroup-12"),
                "bridge": Text(about="The bridge of a host that it is.", example="vmbr1"),
                "endpoint": Text(
                    about="The management server that has it. Without one it is on all of them.",
                    example="vcenter.example.edu",
                ),
                "role": _words(Role, "What it is for.", example="storage"),
                "vlan": Integer(
                    UNTAGGED,
                    LAST_VLAN,
                    about="Its VLAN. Without name, id, bridge and cidr: every network of that VLAN.",
                    example=310,
                ),
                "cidr": Text(
                    network,
                    pattern=NETWORK_PATTERN,
                    about="Its addresses. Without name, id, bridge and vlan: every network on which a host has one.",
                    example="10.31.0.0/24",
                ),
                "routable": Boolean(
                    about="Whether it is routed to other networks (C10, C27).", example=False
                ),
            },
            required=("role",),
            one_of=("name", "id", "bridge", "vlan", "cidr"),
        ),
        about="A network that the site has, and what it is for (C10, C19, C26, C27): no configuration says so.",
    ),
    "staff": Tables(
        Table(
            {
                "group": Text(about="A group, as permissions name it.", example="EXAMPLE\\web-admins"),
                "user": Text(about="Or a user.", example="EXAMPLE\\alice"),
                "role": _words(StaffRole, "What they do.", example="server-admin"),
                "entities": Many(
                    Text(),
                    about="The folders, machines, pools and nodes that it is about, by inventory path; `*` is anything "
                    "within one step, `**` any number of steps. Without it, all.",
                    example=("/campus-dc1/vm/web/**",),
                ),
            },
            required=("role",),
            one_of=("group", "user"),
        ),
        about="A group or user of the staff (C04, C29, C34).",
    ),
    "device": Tables(
        Table(
            {
                "vm": Text(about="Names of the machines, as a pattern.", example="gpu-*"),
                "device": Text(
                    about="The device, as a pattern: pci:, usb:, sriov, vgpu:, cdrom, disk:.",
                    example="pci:10de:2330",
                ),
                "reason": Text(about="What it is needed for.", example="CUDA lab"),
                "approved_by": Text(about="Who approved it.", example="ciso@example.edu"),
                "until": Day(about="The last day that it is approved for.", example=date(2027, 6, 30)),
            },
            required=("vm", "device", "reason", "approved_by"),
        ),
        about="A device of the host that a guest may have (C25).",
    ),
    "vm_states": Table(
        {
            "unused": Many(
                Text(mark, pattern=MARK_PATTERN),
                about="Marks of machines that nobody uses (C23).",
                example=("tag:lifecycle/unused", "attribute:lifecycle=unused"),
            ),
            "dormant": Many(
                Text(mark, pattern=MARK_PATTERN),
                about="Marks of machines that are put to sleep (C29).",
                example=("folder:/campus-dc1/vm/dormant/**", "name:old-*"),
            ),
        },
        about="How the site marks machines: `tag:CATEGORY/NAME`, `folder:PATH`, `name:PATTERN`, `pool:NAME`, "
        "`node:NAME`, `attribute:NAME=VALUE` (a custom attribute).",
    ),
    "logging": Table(
        {
            "collectors": Many(
                Text(collector, pattern=COLLECTOR_PATTERN),
                about="The addresses of the central log servers.",
                example=("ssl://logs.example.edu:6514",),
            ),
            "stores": Many(
                Text(),
                about="Paths of the shares that hold audit files, as patterns (C17).",
                example=("/audit*",),
            ),
        },
        about="Where logs are collected (C16).",
    ),
    "addresses": ADDRESSES,
    **REGISTERS,
}
