"""A draft of an exception: well-formed, limited, and not approved yet."""

from __future__ import annotations

import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate.commands.days import day_given
from vmgate.commands.output import write_new
from vmgate.commands.toml import lines
from vmgate.errors import UsageError
from vmgate.model.address_pattern import AddressPattern, PatternError
from vmgate.model.exceptions import Waiver, shortcomings
from vmgate.model.report import Kind
from vmgate.settings.exceptions import directory_fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.commands.exception.register import Register

NOT_YET = frozenset({"approved_by", "approved"})
"""The keys that a draft does without."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LEAST_DIGITS = 8


def write(given: Mapping[str, Any], register: Register) -> str:
    """Write the draft that the options describe, never over another; says what was written. Raises `UsageError`."""
    named = _named(given, register)
    start = day_given(given["start"], "--start") if given["start"] else register.terms.as_of
    data: dict[str, Any] = {
        **named,
        "reason": given["reason"].strip(),
        "ticket": given["ticket"].strip(),
        "requested_by": given["requested_by"].strip(),
        "requested": register.terms.as_of,
        "start": start,
        "end": _end(given, start),
    }
    data = {key: value for key, value in data.items() if value}
    _refuse_faults(data, register)
    known = register.terms.rules.get(data["rule"].lower())
    data["rule"] = known or data["rule"]
    text = "\n".join(lines(data)) + "\n"
    name = given["name"] or f"{data['rule']}-{_plain(data['address'])}"
    if not _NAME.fullmatch(name):
        message = f'--name: "{name}" is no name for a file; it takes letters, digits, dots, - and _'
        raise UsageError(message)
    try:
        register.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{register.folder}: cannot be made: {error.strerror}"
        raise UsageError(message) from None
    file = register.folder / f"{name}.toml"
    write_new(file, text)
    return (
        f"{file}: a draft; somebody of the management approves it: vmgate exception approve {name} --by WHO"
    )


def _named(given: Mapping[str, Any], register: Register) -> dict[str, Any]:
    """Rule, address, attribute and directory: as they are given, or of a finding in a report."""
    if given["fingerprint"] is None:
        if given["rule"] is None or given["address"] is None:
            message = "what for? Give RULE and ADDRESS, or the --fingerprint of a finding in a --report"
            raise UsageError(message)
        return {key: given[key] for key in ("rule", "address", "attribute", "directory")}
    if given["rule"] is not None:
        message = "--fingerprint names the rule and the address; leave RULE and ADDRESS out"
        raise UsageError(message)
    if given["report"] is None:
        message = "--fingerprint needs the --report that it stands in (vmgate check --format json)"
        raise UsageError(message)
    found = _finding(given["fingerprint"], given["report"])
    attribute = given["attribute"] or _escaped(found["attribute"])
    return {
        "rule": found["rule"],
        "address": _escaped(found["address"]),
        "attribute": attribute,
        "directory": given["directory"] or _below(found["directory"], register.scope),
    }


def _below(directory: str, scope: Path) -> str | None:
    """A directory as an exception names it, from that of the policy; None for none, and for one that is elsewhere."""
    if not directory:
        return None
    found, top = Path(directory).resolve(), scope.resolve()
    return found.relative_to(top).as_posix() if found.is_relative_to(top) else None


def _directory(document: Any, result: Any) -> str:
    """The directory of a finding, where its report is on several; "" where there is only one to mean."""
    source = Kind.SOURCE.value
    sources = [one["path"] for one in document.get("inputs", ()) if one["kind"] == source]
    own = document["inputs"][result["input"]] if len(sources) > 1 else {"kind": ""}
    return str(own["path"]) if own["kind"] == source else ""


def _finding(fingerprint: str, report: str) -> Mapping[str, str]:
    """The failure of this fingerprint in a report; its first digits will do where they are only one's."""
    digits = fingerprint.removeprefix("sha256:").lower()
    if len(digits) < _LEAST_DIGITS or not re.fullmatch(r"[0-9a-f]+", digits):
        message = f'--fingerprint: "{fingerprint}" is none; it is sha256: and at least {_LEAST_DIGITS} digits'
        raise UsageError(message)
    try:
        text = sys.stdin.buffer.read() if report == "-" else Path(report).read_bytes()
        document = json.loads(text)
        results = [one for one in document["results"] if one["fingerprint"].startswith(f"sha256:{digits}")]
        fields = {
            (
                *(str(one[key]) for key in ("rule", "address", "attribute", "verdict")),
                _directory(document, one),
            )
            for one in results
        }
    except OSError as error:
        message = f"--report: {report}: cannot be read: {error.strerror}"
        raise UsageError(message) from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        message = f"--report: {report}: not a report of vmgate check --format json"
        raise UsageError(message) from None
    if len(fields) != 1:
        message = f"--fingerprint: {fingerprint} is of {len(fields) or 'no'} findings of {report}, not of one"
        raise UsageError(message)
    ((rule, address, attribute, verdict, directory),) = fields
    if verdict not in ("fail", "waived"):
        message = f"--fingerprint: the finding is {verdict}; only a failure can be waived"
        raise UsageError(message)
    return {"rule": rule, "address": address, "attribute": attribute, "directory": directory}


def _escaped(address: str) -> str:
    """An address as a pattern of itself: a star in a key is no pattern."""
    return address.replace("*", r"\*")


def _end(given: Mapping[str, Any], start: date) -> date:
    if (given["end"] is None) is (given["days"] is None):
        message = "an exception is limited: give its last day with --end, or --days"
        raise UsageError(message)
    if given["end"]:
        return day_given(given["end"], "--end")
    return start + timedelta(days=given["days"])


def _refuse_faults(data: Mapping[str, Any], register: Register) -> None:
    """Raise `UsageError` for whatever is wrong with a draft but that nobody has approved it."""
    fault = directory_fault(data["directory"]) if "directory" in data else None
    if fault:
        message = f"directory: {fault}"
        raise UsageError(message)
    patterns = {}
    for key in ("address", "attribute"):
        try:
            patterns[key] = AddressPattern(data[key]) if key in data else None
        except PatternError as error:
            message = f'{key}: "{data[key]}" {error}'
            raise UsageError(message) from None
    draft = Waiver(
        "draft", "", (data["rule"],), patterns["address"], patterns["attribute"],
        reason=data.get("reason"), ticket=data.get("ticket"), requested_by=data.get("requested_by"),
        start=data["start"], end=data["end"],
    )  # fmt: skip
    wrong = [one.message for one in shortcomings(draft, register.terms) if one.key not in NOT_YET]
    if wrong:
        raise UsageError("; ".join(wrong))


def _plain(address: str) -> str:
    """What an address names, without its modules and its type, as a part of a file's name."""
    kind = AddressPattern(address).kind
    name = address.rpartition(f"{kind}.")[2] if kind else address
    return re.sub(r"[^A-Za-z0-9.]+", "-", name)[:60].strip("-.")
