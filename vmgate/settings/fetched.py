"""Registries that were fetched: an https address stands for the file that the last fetch left, never for a download."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from vmgate.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


def located(registry: str, environment: Mapping[str, str], said: str = "--registry") -> Path:
    """The path that `--registry` or the site policy names: itself, or the cached file of an https address.

    `said` is who names it. Raises `UsageError`.
    """
    if not is_address(registry):
        return Path(registry)
    refuse_secrets(registry, said)
    file = cached(registry, environment)
    if not file.is_file():
        message = f"{said}: {registry} was not fetched yet; vmgate template fetch {registry}"
        raise UsageError(message)
    return file


def is_address(registry: str) -> bool:
    """Whether it is an address rather than a path."""
    return registry.startswith(("https://", "http://"))


def refuse_secrets(address: str, said: str = "") -> None:
    """Raise `UsageError` for an address with a user or a password in it, which every message would show."""
    if "@" in address.partition("://")[2].partition("/")[0]:
        message = (
            f"{said}{': ' if said else ''}a registry's address holds no user and no password; export it to where "
            "reading needs none"
        )
        raise UsageError(message)


def cached(address: str, environment: Mapping[str, str]) -> Path:
    """Where the registry of an address is kept."""
    home = environment.get("XDG_CACHE_HOME")
    top = Path(home) if home else Path.home() / ".cache"
    return top / "vmgate" / "registries" / f"{hashlib.sha256(address.encode()).hexdigest()}.jsonl"
