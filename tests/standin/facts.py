"""What a provider's own schema and defaults say of one attribute, to hold other tables against.

Paths are dotted and have no indices: `network_interface.adapter_type`, `cpu.cores`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.standin.errors import StandInError
from tests.standin.schemas import SCHEMAS, Source, sources

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class ProviderFacts:
    """One provider version: its resource types, and the attributes of its provider block."""

    source: Source

    def default(self, resource_type: str, path: str) -> object | None:
        """The default of an attribute; None when it has none.

        As the provider declares it. In SDKv2 providers a default of "" never reaches a plan: null does.
        """
        found: object | None = self._section("resource", resource_type).get(path)
        return found

    def exists(self, resource_type: str, path: str) -> bool:
        """Whether a resource type has an attribute, a block or a part of one at a path."""
        return self._resource_part(resource_type, path) is not None

    def optional_computed(self, resource_type: str, path: str) -> bool:
        """Whether the provider fills in an attribute or block that the configuration leaves out.

        False also for a path that does not exist: ask `exists` first.
        """
        part = self._resource_part(resource_type, path)
        if part is None:
            return False
        if part.get("optional") and part.get("computed"):
            return True
        sections = ("computed_blocks", "computed_in_attributes")
        return any(path in self._section(section, resource_type) for section in sections)

    def provider_exists(self, path: str) -> bool:
        """Whether the provider block has an attribute, a block or a part of one at a path."""
        return _part(self.source.schema["provider"].get("block", {}), path) is not None

    def provider_default(self, path: str) -> object | None:
        """The default of an attribute of the provider block with an empty environment; None when none."""
        found: object | None = self._provider(path).get("default")
        return found

    def provider_env(self, path: str) -> tuple[str, ...]:
        """The environment variables that the provider block's attribute is read from when unset.

        In alphabetical order where there are several and their precedence is not recorded.
        """
        return tuple(self._provider(path).get("env", ()))

    def resource_types(self) -> tuple[str, ...]:
        """The resource types of the provider, sorted."""
        return tuple(sorted(self.source.schema["resource_schemas"]))

    def _section(self, section: str, resource_type: str) -> Any:
        return self.source.facts.get(section, {}).get(resource_type, {})

    def _provider(self, path: str) -> dict[str, Any]:
        facts: dict[str, Any] = self.source.facts.get("provider", {}).get(path, {})
        return facts

    def _resource_part(self, resource_type: str, path: str) -> dict[str, Any] | None:
        schema = self.source.schema["resource_schemas"].get(resource_type, {})
        return _part(schema.get("block", {}), path)


def _part(block: dict[str, Any], path: str) -> dict[str, Any] | None:
    """The part of a schema at a path; None when there is none."""
    found: dict[str, Any] | None = {"block": block}
    for name in path.split("."):
        found = dict(_parts(found)).get(name) if found is not None else None
    return found


def _parts(part: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is directly within a block, a nested attribute, or an attribute whose type holds objects."""
    inner = part.get("block") or part.get("nested_type") or {}
    yield from inner.get("attributes", {}).items()
    yield from inner.get("block_types", {}).items()
    kind = part.get("type")
    while isinstance(kind, list) and kind[0] in ("list", "set", "map"):
        kind = kind[1]
    if isinstance(kind, list) and kind[0] == "object":
        for name, within in kind[1].items():
            yield name, {"type": within}


@cache
def provider_facts(name: str, version: str) -> ProviderFacts:
    """The facts of a provider version that `schemas/` holds: ("vsphere", "2.16.1").

    Raises StandInError, naming those it holds, for any other.
    """
    held = {(s.name, s.version): s for s in sources(SCHEMAS)}
    if (name, version) not in held:
        known = ", ".join(f"{n} {v}" for n, v in sorted(held))
        raise StandInError(f"no facts of {name} {version}; there are {known}")
    return ProviderFacts(held[name, version])
