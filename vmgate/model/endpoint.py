"""Names of management servers, and when two of them mean one (C02).

A server is a host, whatever port it answers on: the procedure speaks of who owns it. So a name that is listed without a
port stands for all of them, and one that is listed with a port for that one alone.
"""

from __future__ import annotations

from functools import lru_cache

_DEFAULT_PORT = "443"


def canonical(name: str) -> str:
    """A name as names are compared: in lower case, without the dot of the root and without the port 443."""
    return _names(name)[0]


def told_as(name: str) -> tuple[str, ...]:
    """The names by which a server may be listed: its own, and the one without a port."""
    return tuple(dict.fromkeys(_names(name)))


def covers(listed: str, told: str) -> bool:
    """Whether the server that a configuration tells is the one that is listed."""
    return canonical(listed) in _names(told)


@lru_cache(maxsize=256)
def _names(name: str) -> tuple[str, str]:
    """The canonical name, with and without its port."""
    text = name.strip().casefold()
    host, _, port = text.rpartition(":")
    # An IPv6 address has a port only behind brackets.
    if not port.isdecimal() or not host or (":" in host and not host.endswith("]")):
        host, port = text, ""
    bare = host.removeprefix("[").removesuffix("]").removesuffix(".")
    if port in {"", _DEFAULT_PORT}:
        return bare, bare
    return (f"[{bare}]:{port}" if ":" in bare else f"{bare}:{port}"), bare
