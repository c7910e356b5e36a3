"""Terraform's resource addresses, taken apart and put together."""

from __future__ import annotations

import re
from functools import cache

# A dotted step, or an instance key: a number or a quoted string with Terraform's escapes.
_STEP = re.compile(r'\.?([^.\[\]"]+)|\[(\d+|"(?:[^"\\]|\\.)*")\]')

_KEY = re.compile(r'\[(?:\d+|"(?:[^"\\]|\\.)*")\]')


def steps(address: str) -> list[tuple[str, str | None]]:
    """The address as names with their instance keys: `a.b["x"].c` → `[("a", None), ("b", '"x"'), ("c", None)]`.

    Keys are kept as written. Text that is no address comes back as one step.
    """
    found: list[tuple[str, str | None]] = []
    position = 0
    while position < len(address):
        match = _STEP.match(address, position)
        if match is None:
            return [(address, None)]
        name, key = match.groups()
        if name is not None:
            found.append((name, None))
        elif found:
            found[-1] = (found[-1][0], key)
        position = match.end()
    return found


def block_address(address: str) -> str:
    """The address without any instance key: the block that was written."""
    return _KEY.sub("", address) if "[" in address else address


def without_last_key(address: str) -> str:
    """The address without the key of its last step: all instances of a block within one module instance."""
    if not address.endswith("]"):
        return address
    parts = steps(address)
    return join([*parts[:-1], (parts[-1][0], None)])


def module_prefix(module: str, depth: int) -> str:
    """The first modules of a module's instance address."""
    match = _module_steps(depth).match(module)
    return match.group(0) if match is not None else module


@cache
def _module_steps(depth: int) -> re.Pattern[str]:
    return re.compile(rf"(?:\.?module\.[^.\[]+(?:{_KEY.pattern})?){{{depth}}}")


def kind_of(address: str) -> tuple[str, str]:
    """The mode and the type that an address tells: `module.a.data.x.y` is data of type x."""
    names = [name for name, _ in steps(address)] or [""]
    while len(names) > 2 and names[0] == "module":
        names = names[2:]
    if names[0] in ("data", "provider") and len(names) > 1:
        return names[0], names[1]
    return "managed", names[0]


def join(parts: list[tuple[str, str | None]]) -> str:
    """The opposite of `steps`."""
    return ".".join(name if key is None else f"{name}[{key}]" for name, key in parts)
