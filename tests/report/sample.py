"""A report with everything in it that a format must cope with, and the rules it speaks of."""

from __future__ import annotations

import datetime as dt

from vmgate.errors import ExitCode
from vmgate.model.address_pattern import AddressPattern
from vmgate.model.comment import MarkedComment
from vmgate.model.estate import Unread
from vmgate.model.exceptions import Waiver
from vmgate.model.position import OriginStep, Span
from vmgate.model.report import Decision, Input, Kind, Report, Result
from vmgate.model.result import Severity, Verdict
from vmgate.rule import Rule

PAGE = """{title}.

## Why

{why}

## Fix

Set `{attribute}` as below.

## Bad

```hcl
{attribute} = false
```

## Good

```hcl
{attribute} = true
```
"""


WAIVER = Waiver(
    "EX-7", "exceptions/EX-7.toml", ("VMG3201",), AddressPattern("vsphere_virtual_machine.lab"),
    reason="screen readers", ticket="SEC-118", approved_by="ciso@example.edu", end=dt.date(2027, 1, 31),
    places={"": Span("exceptions/EX-7.toml", 1, 1, 1, 1)},
)  # fmt: skip
COMMENT = Waiver(
    "main.tf:3", "main.tf", ("VMG3201",), comment=MarkedComment("ignore[VMG3201]", Span("main.tf", 3, 9, 3, 40), 3, 3),
    reason="lab", approved_by="ciso@example.edu", end=dt.date(2027, 1, 31),
    places={"": Span("main.tf", 3, 9, 3, 40)},
)  # fmt: skip


def _rule(id_: str, slug: str, severity: Severity, title: str, why: str, attribute: str) -> Rule:
    document = PAGE.format(title=title, why=why, attribute=attribute)
    return Rule(id=id_, slug=slug, clause=f"C{id_[3:5]}", severity=severity, document=document)


RULES = {
    rule.id: rule
    for rule in (
        _rule(
            "VMG3201", "copy_paste_enabled", Severity.HIGH,
            "Copy or paste between the console and the guest is not disabled",
            "A clipboard shared with the console carries data out of the guest unseen.", "copy_disable",
        ),
        _rule(
            "VMG1901", "vm_on_infrastructure_network", Severity.HIGH,
            "A VM is on a network dedicated to the hypervisor",
            "Who is on the storage network | reads the disks of all guests.", "network_id",
        ),
        _rule(
            "VMG2301", "unused_vm_running", Severity.MEDIUM,
            "A VM marked unused is powered on",
            "Nobody patches a machine that nobody uses.", "power_state",
        ),
    )
}  # fmt: skip

MAIN = "modules/vm/main.tf"
OTHER = "größe/端.tf"

EXCERPTS = {
    MAIN: [
        'resource "vsphere_virtual_machine" "vm" {',
        "  for_each = var.machines",
        '  extra_config = { "isolation.tools.copy.disable" = "false" }',
        "}",
    ],
    OTHER: [
        'resource "vsphere_virtual_machine" "端" {',
        '\tannotation = "端末" /* größe */\tpower_state = "on"',
        "  locals { " + "x = 1, " * 60 + 'power_state = "on"' + ", y = 2" * 60 + " }",
    ],
}


def at(file: str, line: int, text: str) -> Span:
    """The place of a text in a line of the sample's sources."""
    start = EXCERPTS[file][line - 1].index(text) + 1
    return Span(file, line, start, line, start + len(text))


def result(  # noqa: PLR0913  - a result has many parts
    rule: str,
    verdict: Verdict,
    address: str,
    *,
    message: str,
    attribute: str = "",
    reason: str | None = None,
    span: Span | None = None,
    input_: int = 0,
    exception: Waiver | None = None,
    severity: Severity | None = None,
    origin: tuple[OriginStep, ...] = (),
) -> Result:
    """A result of one of the sample's rules, with a fingerprint of its own."""
    about = RULES[rule]
    return Result(
        rule=rule,
        slug=about.slug,
        clause=about.clause,
        severity=severity or about.severity,
        verdict=verdict,
        address=address,
        attribute=attribute,
        message=message,
        reason=reason,
        span=span,
        provider="registry.terraform.io/vmware/vsphere",
        input=input_,
        fingerprint=f"sha256:{rule}-{verdict.value}-{len(address)}-{attribute}",
        exception=exception,
        origin=origin,
    )


def report() -> Report:
    """Fails with and without a place, grouped instances, unknown, waived, crash, unread parts, notes."""
    copy = 'extra_config["isolation.tools.copy.disable"]'
    at_copy = at(MAIN, 3, '"isolation.tools.copy.disable" = "false"')
    inherited = (
        OriginStep("attribute", at_copy),
        OriginStep("argument hardening of module.app", Span("main.tf", 12, 3, 12, 40)),
        OriginStep("local.hardening", Span("größe/locals.tf", 7, 3, 7, 40)),
        OriginStep("default of var.hardening", Span("variables.tf", 3, 3, 5, 4)),
    )
    results = [
        result("VMG1901", Verdict.UNKNOWN, f'module.app.vsphere_virtual_machine.vm["{name}"]',
               message="cannot tell: a VM is on a network dedicated to the hypervisor",
               attribute="network_interface[0].network_id", reason="data source not read",
               span=Span(MAIN, 1, 1, 4, 2))
        for name in ("a", "b", "c", "d", "e")
    ] + [
        result("VMG2301", Verdict.FAIL, "vsphere_virtual_machine.端",
               message="a VM marked unused is powered on", attribute="power_state",
               span=at(OTHER, 2, 'power_state = "on"'), input_=1),
        result("VMG2301", Verdict.FAIL, "vsphere_virtual_machine.long",
               message="a VM marked unused is powered on", attribute="power_state",
               span=at(OTHER, 3, 'power_state = "on"'), input_=1),
        result("VMG3201", Verdict.FAIL, 'module.app.vsphere_virtual_machine.vm["web-1"]',
               message="copy from the guest is not disabled", attribute=copy, span=at_copy, origin=inherited),
        result("VMG3201", Verdict.FAIL, 'module.app.vsphere_virtual_machine.vm["web-2"]',
               message="copy from the guest is not disabled", attribute=copy, span=at_copy),
        result("VMG2301", Verdict.FAIL, "proxmox_virtual_environment_vm.old",
               message="a VM marked unused is powered on", severity=Severity.LOW),
        result("VMG1901", Verdict.FAIL, "vsphere_virtual_machine.gone", message="on the network pg-nfs-310",
               attribute="network_interface[0].network_id", span=Span("not/at/hand.tf", 120, 5, 120, 30),
               origin=(OriginStep("attribute", Span("not/at/hand.tf", 120, 5, 120, 30)), OriginStep("-var network"))),
        result("VMG3201", Verdict.WAIVED, "vsphere_virtual_machine.lab", message="paste is not disabled",
               span=at(MAIN, 3, "extra_config"), exception=WAIVER),
        result("VMG1901", Verdict.CRASH, "vsphere_virtual_machine.vm",
               message="the rule crashed: KeyError at networks.py:12", reason="the rule crashed",
               span=Span(MAIN, 1, 1, 4, 2)),
    ]  # fmt: skip
    return Report(
        version="1.0.0",
        as_of=dt.date(2026, 11, 23),
        decision=Decision.NO_VERDICT,
        exit_code=ExitCode.NO_VERDICT,
        inputs=[
            Input(
                "tfplan.json", Kind.PLAN, "e3b0c442", 12, 9, ("null_resource.x",),
                [Unread("module.network", "module not downloaded", at(MAIN, 2, "for_each"))],
                ["the plan also deletes 2 resources"],
            ),
            Input(
                "größe", Kind.SOURCE, "", 1, 1, tuple(f"null_resource.n{i}" for i in range(7)),
                [Unread("broken.tf", "a block is not closed", Span("broken.tf", 9, 1, 9, 2), fatal=True)],
            ),
        ],
        results=results,
        passed={"VMG3201": 200, "VMG1901": 10},
        why="a rule crashed",
        excerpts=EXCERPTS,
    )  # fmt: skip


def empty(exit_code: ExitCode = ExitCode.OPEN, decision: Decision = Decision.OPEN, why: str = "") -> Report:
    """A run over one plan that found nothing."""
    plan = Input("tfplan.json", Kind.PLAN, "e3b0c442", 3, 3)
    day = dt.date(2026, 11, 23)
    return Report("1.0.0", day, decision, exit_code, [plan], [], {"VMG3201": 3}, why)
