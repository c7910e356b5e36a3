"""From a state to what is recorded of its machines, to the ledger, and back."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from vmgate import __version__
from vmgate.errors import InputError, UsageError
from vmgate.ledger import LedgerError, Record
from vmgate.model.fact import Fact, NotExpressible, UnknownValue
from vmgate.model.report import Kind
from vmgate.model.resource import Resource
from vmgate.model.running import LoggedMachine, LoggedTemplate, Power, RunningRecord
from vmgate.model.templates import Approval
from vmgate.read.discover import discover
from vmgate.read.state.load import read_state
from vmgate.report.printable import printable
from vmgate.translate import things
from vmgate.vocabulary.machine import VirtualMachine
from vmgate.vocabulary.marks import marked
from vmgate.vocabulary.provenance import find
from vmgate.vocabulary.standing import told
from vmgate.vocabulary.template import Template

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vmgate.ledger import Entry
    from vmgate.model.site import Mark, Site
    from vmgate.read.discover import Found

SCHEMA = "vmgate.inventory/v1"


def read_running(path: str, site: Site, source: str | None = None) -> tuple[RunningRecord, Found]:
    """The machines of a state, and its file. `source` names it where it has no lineage of its own to go by.

    Raises `InputError` for what is no state.
    """
    found = discover([path])
    if len(found) != 1 or found[0].kind is not Kind.STATE:
        message = f"{path}: it is no state; give a terraform.tfstate, or the output of `terraform show -json`"
        raise InputError(message)
    one = found[0]
    try:
        state = read_state(one.data, one.name)
        machines = [
            _logged(thing, site) for thing in things(state.estate) if isinstance(thing, VirtualMachine)
        ]
    except InputError as error:
        message = f"{one.name}: {error}"
        raise InputError(message) from None
    standing = state.estate.standing
    lineage = standing.lineage if standing is not None else None
    if source is None and lineage is None and path == "-":
        message = "a state on standard input has no name to record it under; give it one with --source"
        raise UsageError(message)
    return RunningRecord(source or lineage or printable(one.name), site.as_of, machines), one


def to_record(running: RunningRecord, of: Found, kind: str) -> Record:
    """What is appended to the ledger."""
    content = {
        "schema": SCHEMA,
        "tool": {"name": "vmgate", "version": __version__},
        "as_of": running.as_of.isoformat(),
        "source": running.source,
        "input": {"path": printable(of.name), "sha256": hashlib.sha256(of.data).hexdigest()},
        "machines": rows(running.machines),
    }
    return Record(kind, running.source, running.as_of, content)


def rows(machines: Sequence[LoggedMachine]) -> list[dict[str, Any]]:
    """Machines as JSON has them; what the state does not tell is left out."""
    return [_dense(msgspec.to_builtins(machine)) for machine in machines]


def record_of(entry: Entry) -> RunningRecord:
    """An entry's machines. Raises `LedgerError` for an entry that holds none."""
    return record_from(entry.content(), f"entry {entry.seq} of the ledger")


def record_from(content: dict[str, Any], where: str) -> RunningRecord:
    """The machines of a record's content. Raises `LedgerError`."""
    try:
        return RunningRecord(
            str(content["source"]),
            date.fromisoformat(content["as_of"]),
            msgspec.convert(content["machines"], list[LoggedMachine]),
        )
    except (KeyError, ValueError, TypeError):
        message = f"{where} is no record of running machines"
        raise LedgerError(message) from None


def withdrawn(machine: LoggedMachine, site: Site) -> str | None:
    """Why the template of a machine is not to be used any more, where the registry says so today."""
    if machine.template is None or site.registry is None:
        return None
    resource = Resource(address=machine.address, mode="managed", type="", name="")
    template = Template(
        machine.platform,
        Fact(None, resource, ()),
        Fact(machine.template.name, resource, ()),
        Fact(machine.template.identity, resource, ()),
        machine.endpoint,
    )
    try:
        records = [match.record for match in find(template, site)]
    except UnknownValue:
        return None
    bad = [one for one in records if one is not None and one.state != Approval.APPROVED]
    return f"template {bad[0]} is {bad[0].state}" if bad and len(bad) == len(records) else None


def _dense(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _dense(value) if isinstance(value, dict) else value
        for key, value in row.items()
        if value not in (None, "")
    }


def _logged(vm: VirtualMachine, site: Site) -> LoggedMachine:
    unused, doubt = _mark(vm, site.vm_states.unused)
    dormant, doubted = _mark(vm, site.vm_states.dormant)
    return LoggedMachine(
        address=vm.resource.address,
        platform=vm.platform,
        identity=_said(lambda: vm.identity),
        endpoint=vm.endpoint or (site.endpoints[0] if len(site.endpoints) == 1 else None),
        name=_said(lambda: vm.name),
        path=_said(lambda: vm.path),
        power=_power(vm),
        unused=unused,
        dormant=dormant,
        doubt=doubt or doubted,
        template=_template(vm, site),
        guest=_said(lambda: vm.guest.identifier),
    )


def _said(ask: Callable[[], Fact[str | None] | Fact[str]]) -> str | None:
    try:
        return told(ask())
    except (NotExpressible, UnknownValue):
        return None


def _power(vm: VirtualMachine) -> Power:
    try:
        return Power.ON if vm.running.value else Power.OFF
    except (NotExpressible, UnknownValue):
        return Power.UNKNOWN


def _mark(vm: VirtualMachine, marks: Sequence[Mark]) -> tuple[str | None, str | None]:
    """The mark that a machine bears, and why that cannot be told."""
    try:
        mark = marked(vm, marks)
    except UnknownValue as unknown:
        return None, unknown.reason
    return (None if mark is None else str(mark)), None


def _template(vm: VirtualMachine, site: Site) -> LoggedTemplate | None:
    try:
        templates = vm.origin.templates
    except (NotExpressible, UnknownValue):
        return None
    if len(templates) != 1:
        return None
    (template,) = templates
    try:
        records = [match.record for match in find(template, site)]
    except UnknownValue:
        records = []
    record = str(records[0]) if len(records) == 1 and records[0] is not None else None
    name, identity = _said(lambda: template.name), _said(lambda: template.identity)
    return LoggedTemplate(name, identity, record) if name or identity else None
