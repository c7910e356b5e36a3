"""A state as `terraform show -json` prints it: modules in modules, with resources."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from vmgate.errors import InputError
from vmgate.model.address import block_address
from vmgate.read.plan import strict
from vmgate.read.state.resource import StateResource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from msgspec import Raw

    from vmgate.model.resource import Key, Mode
    from vmgate.read.plan.scope import Scope

SUPPORTED_MAJOR = "1"
MODES = ("managed", "data")


def resources(document: Mapping[str, Raw], scope: Scope, deposed: list[str]) -> Iterator[StateResource]:
    """All current objects, tainted ones too, in the state's order; the addresses of deposed ones go to `deposed`.

    Raises `InputError` for another format.
    """
    version = strict.text(document["format_version"])
    if version.partition(".")[0] != SUPPORTED_MAJOR:
        message = (
            f"its format is {version}; this vmgate reads 1.x, and what it does not know it does not judge"
        )
        raise InputError(message)
    values = _object(document.get("values"))
    waiting = [_object(values.get("root_module"))]
    while waiting:
        module = waiting.pop(0)
        address = strict.text(module["address"]) if "address" in module else ""
        for item in _objects(module.get("resources")):
            if "deposed_key" in item:
                deposed.append(strict.text(field(item, "address")))
                continue
            mode = strict.text(field(item, "mode"))
            if mode in MODES:
                yield _resource(item, cast("Mode", mode), address, scope)
        waiting = [*_objects(module.get("child_modules")), *waiting]


def _resource(item: Mapping[str, Raw], mode: Mode, module: str, scope: Scope) -> StateResource:
    address = strict.text(field(item, "address"))
    return StateResource(
        address=address,
        mode=mode,
        type=strict.text(field(item, "type")),
        name=strict.text(field(item, "name")),
        module=module,
        key=key(item["index"]) if "index" in item else None,
        block_address=block_address(address),
        provider=strict.text(item["provider_name"]) if "provider_name" in item else None,
        provider_block=None,
        values=field(item, "values"),
        secrets=partial(strict.value, item["sensitive_values"]) if "sensitive_values" in item else bool,
        marked=b"true" in bytes(item.get("sensitive_values", b"")),
        scope=scope,
    )


def key(text: Raw) -> Key:
    """The key of an instance. Raises `InputError` for one that is neither a number nor a string."""
    found = strict.value(text)
    if not isinstance(found, str | int):
        message = "it is no state: the key of an instance is neither a number nor a string"
        raise InputError(message)
    return found


def field(item: Mapping[str, Raw], name: str) -> Raw:
    """A field that every resource has. Raises `InputError` without it."""
    if name not in item:
        message = f'it is no state: a resource has no "{name}"'
        raise InputError(message)
    return item[name]


def _object(text: Raw | None) -> dict[str, Raw]:
    return {} if text is None or bytes(text) == b"null" else strict.fields(text)


def _objects(text: Raw | None) -> list[dict[str, Raw]]:
    return [] if text is None or bytes(text) == b"null" else strict.objects(text)
