"""Approving an exception: who, when, and a signature."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate.commands.output import write_atomically
from vmgate.commands.template.signer import Signer
from vmgate.commands.toml import lines
from vmgate.errors import InputError, UsageError
from vmgate.model.exceptions import shortcomings
from vmgate.settings.exceptions import NAMESPACE, read_exception, signature_of, unproven

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.commands.exception.register import Register


def approve(given: Mapping[str, Any], register: Register) -> str:
    """Approve an exception; says what was written. Raises `UsageError` for one that cannot be approved so.

    The signature is written before the file: whoever is killed in between leaves a draft as it was.
    """
    file = register.file(given["name"])
    by, day = given["by"].strip(), register.terms.as_of
    waiver = read_exception(file, {})
    if waiver.approved_by is not None or waiver.approved is not None:
        when = f" on {waiver.approved.isoformat()}" if waiver.approved else ""
        message = f"{file}: is approved already, by {waiver.approved_by or 'nobody'}{when}"
        raise UsageError(message)
    wrong = [
        one.message for one in shortcomings(replace(waiver, approved_by=by, approved=day), register.terms)
    ]
    if wrong:
        raise UsageError(f"{file}: {'; '.join(wrong)}")
    text = _text(file)
    added = "\n".join(lines({"approved_by": by, "approved": day})) + "\n"
    content = f"{text}{'' if text.endswith(chr(10)) else chr(10)}{added}"
    if given["key"]:
        write_atomically(signature_of(file), _signature(content, given["key"], by, register))
    write_atomically(file, content)
    if given["key"]:
        return f"{file}: approved by {by} and signed; commit it with {signature_of(file).name}"
    told = f"{file}: approved by {by}; commit it"
    if register.terms.signed:
        told += f" when it is signed: ssh-keygen -Y sign -n {NAMESPACE} -f KEY {file}"
    return told


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file}: cannot be read: {getattr(error, 'strerror', None) or error}"
        raise UsageError(message) from None


def _signature(content: str, key: str, by: str, register: Register) -> str:
    """A signature that the policy accepts as the approver's. Raises `UsageError`."""
    if not Path(key).expanduser().is_file():
        message = f"--key: {key}: there is no such file"
        raise UsageError(message)
    try:
        armored = Signer(by, "", Path(key).expanduser()).sign(content.encode(), NAMESPACE)
    except InputError as error:
        raise UsageError(f"--key: {error}") from None
    keys = register.table.get("approver_keys", ())
    fault = unproven(content.encode(), armored, by, register.terms.as_of, keys) if keys else None
    if fault:
        message = f"--key: {fault} ([exceptions] approver_keys)"
        raise UsageError(message)
    return armored.decode()
