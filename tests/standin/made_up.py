"""Made-up values for what only a real server knows: the same for the same configuration."""

from __future__ import annotations

import hashlib
import re
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.standin.values import UNKNOWN, Block, conform, each, is_unknown, nested, zero

if TYPE_CHECKING:
    from collections.abc import Callable


def made_up(kind: Any, seed: str, name: str = "", value: Any = UNKNOWN) -> Any:
    """`value` with a made-up value of its type wherever it is unknown; the same for the same seed."""
    if isinstance(value, dict):
        kinds = dict.fromkeys(value, kind[1]) if kind[0] == "map" else kind[1]
        return {k: made_up(kinds[k], f"{seed}.{k}", k, v) for k, v in value.items()}
    if isinstance(value, list) and kind[0] in ("list", "set"):
        return [made_up(kind[1], f"{seed}.{i}", name, v) for i, v in enumerate(value)]
    if not is_unknown(value):
        return value
    if kind == "string":
        return _text(seed, name)
    if kind == "number":
        return int(_digest(seed)[:3], 16)
    if kind == "bool":
        return False
    if kind == "dynamic":
        return [b'"string"', made_up("string", seed, name)]
    if kind[0] in ("list", "set"):
        return [made_up(kind[1], seed + "0", name)]
    if kind[0] == "object":
        return {k: made_up(v, f"{seed}.{k}", k) for k, v in kind[1].items()}
    return {} if kind[0] == "map" else [made_up(v, f"{seed}.{i}") for i, v in enumerate(kind[1])]


def _digest(seed: str) -> str:
    return hashlib.sha256(seed.encode()).hexdigest()


def _text(seed: str, name: str) -> str:
    """A string that looks like what an attribute of that name holds: an address, else an identifier."""
    h = _digest(seed)
    a, b, c = bytes.fromhex(h[:6])
    looks = {
        r"(^|_)mac(_address(es)?)?$": f"00:50:56:{a:02x}:{b:02x}:{c:02x}",
        r"cidr|subnet$": f"10.{a}.{b}.0/24",
        r"(^|_)(ip|ips|ipv4|ipv4_address|ip_address(es)?|gateway)$": f"10.{a}.{b}.{c % 254 + 1}",
    }
    plain = f"{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:32]}"
    return next((text for pattern, text in looks.items() if re.search(pattern, name)), plain)


def settle(
    block: Block,
    value: dict[str, Any],
    seed: str,
    default: dict[str, Any],
    *,
    unset: bool,
    zeros: bool = False,
    path: str = "",
) -> dict[str, Any]:
    """`value` with made-up values for what is unknown, and (unset) for what is computed and unset.

    With `zeros`, what else is unset becomes zero, as it does when an SDKv2 provider reads a resource back.
    """
    out = dict(value)
    for name, a in block.get("attributes", {}).items():
        p, v, scalar = path + name, out.get(name), isinstance(a.get("type"), str)
        if v is None and unset and p in default and scalar:
            out[name] = default[p]
        elif v is None and zeros and scalar and not (a.get("computed") or a.get("sensitive")):
            out[name] = zero(a["type"])
        elif "type" in a:
            absent = v is None and unset and a.get("computed")
            out[name] = made_up(a["type"], f"{seed}.{p}", name, UNKNOWN if absent else v)
    for name, inner, mode, attribute in nested(block):
        p, v = path + name, out.get(name)
        if is_unknown(v) or (v is None and unset and attribute and attribute.get("computed")):
            one = settle(
                inner, conform(inner, {}), f"{seed}.{p}", default, unset=True, zeros=zeros, path=p + "."
            )
            out[name] = one if mode in ("single", "group") else {} if mode == "map" else [one]
        elif p != "timeouts":
            again = partial(
                settle, inner, default=default, unset=unset, zeros=zeros and mode != "set", path=p + "."
            )
            out[name] = each(mode, v, _numbered(again, f"{seed}."))
    return out


def _numbered(
    again: Callable[[dict[str, Any], str], dict[str, Any]], seed: str
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """`again` for one element after the other, each with its own seed."""
    serial = count()
    return lambda element: again(element, f"{seed}{next(serial)}")
