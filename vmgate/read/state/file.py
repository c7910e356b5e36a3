"""A state file itself, `terraform.tfstate`, as Terraform and OpenTofu have written it since 0.12: version 4."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, cast

from vmgate.errors import InputError
from vmgate.model.address import block_address
from vmgate.read.plan import strict
from vmgate.read.state import secrets
from vmgate.read.state.resource import StateResource
from vmgate.read.state.shown import MODES, field, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msgspec import Raw

    from vmgate.model.resource import Key, Mode
    from vmgate.read.plan.scope import Scope

VERSION = 4

_PROVIDER = re.compile(r'(?:(module\..*)\.)?provider\["([^"]+)"\](?:\.([\w-]+))?')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\n\r\t]|\$\{|%\{')


def resources(document: Mapping[str, Raw], scope: Scope, deposed: list[str]) -> Iterator[StateResource]:
    """All current objects, tainted ones too, in the state's order; the addresses of deposed ones go to `deposed`.

    Raises `InputError` for another version, for an encrypted state, and for instances that Terraform 0.11 wrote.
    """
    _check_version(document)
    listed = document.get("resources")
    if listed is None or bytes(listed) == b"null":
        return
    for block in strict.objects(listed):
        mode = strict.text(field(block, "mode"))
        if mode not in MODES:
            continue
        module = strict.text(block["module"]) if "module" in block else ""
        type_, name = strict.text(field(block, "type")), strict.text(field(block, "name"))
        provider, provider_block = _provider(strict.text(field(block, "provider")))
        steps = (module, "data" if mode == "data" else "", type_, name)
        path = ".".join(step for step in steps if step)
        for instance in strict.objects(field(block, "instances")):
            own = key(instance["index_key"]) if "index_key" in instance else None
            address = path + quoted(own)
            if "deposed" in instance:
                deposed.append(address)
                continue
            if "attributes" not in instance:
                message = (
                    f"{address} has no attributes as Terraform 0.12 and later write them; "
                    "give the output of `terraform show -json`"
                )
                raise InputError(message)
            marks = instance.get("sensitive_attributes")
            yield StateResource(
                address=address, mode=cast("Mode", mode), type=type_, name=name, module=module, key=own,
                block_address=block_address(address), provider=provider, provider_block=provider_block,
                values=instance["attributes"],
                secrets=partial(secrets.mask, instance["attributes"], marks),
                marked=marks is not None and len(bytes(marks)) > len("null"), scope=scope,
            )  # fmt: skip


def quoted(own: Key) -> str:
    """The key of an instance as it ends an address: `[0]`, `["a"]`; nothing without one."""
    if own is None:
        return ""
    if isinstance(own, int):
        return f"[{own}]"
    text = _ESCAPED.sub(lambda match: _ESCAPES.get(match[0], match[0][0] + match[0]), own)
    return f'["{text}"]'


def _check_version(document: Mapping[str, Raw]) -> None:
    if "encrypted_data" in document:
        message = "it is an encrypted state; give the output of `tofu show -json`"
        raise InputError(message)
    version = strict.value(document["version"]) if "version" in document else None
    if version == VERSION and not isinstance(version, bool):
        return
    if isinstance(version, int) and version < VERSION:
        message = (
            f"it is a state of version {version}, which Terraform 0.11 and older write; "
            "a newer one turns it into version 4: `terraform state pull`"
        )
        raise InputError(message)
    message = f"it is a state of version {version}; this vmgate reads version 4, or `terraform show -json`"
    raise InputError(message)


def _provider(text: str) -> tuple[str | None, str | None]:
    """The source address of a provider, and the address of its configuration, from what a state calls it.

    A state does not have the local name of a provider; it is nearly always the type.
    """
    match = _PROVIDER.match(text)
    if match is None:
        return None, None
    module, source, alias = match.groups()
    steps = (module, "provider", source.rpartition("/")[2], alias)
    return source, ".".join(step for step in steps if step)
