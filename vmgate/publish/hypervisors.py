"""What hypervisors say they support: the list of guest systems of vSphere's API as JSON, or one that people keep.

vSphere: `govc vm.option.info -json`, which wraps `GuestOsDescriptor[]` (`id`, `supportLevel`), in the spelling of Go
or of .NET.
"""

from __future__ import annotations

from typing import Any

from vmgate.errors import InputError
from vmgate.publish import strict

LISTS = ("guestOSDescriptor", "GuestOSDescriptor")
LEVELS = frozenset(
    {"supported", "deprecated", "legacy", "unsupported", "terminated", "experimental", "techPreview"}
)
"""Source: GuestOsDescriptorSupportLevel of the vSphere API."""


def read_levels(data: bytes, name: str) -> dict[str, str]:
    """The level of each system, by the platform's identifier. Raises `InputError` for what is no such list.

    A system that may not be created any more is `terminated`, whatever its level.
    """
    document = _document(data, name)
    described = next((document[key] for key in LISTS if key in document), None)
    if described is None:
        found = {key: strict.entry(document, key, str, name) for key in document}
    else:
        found = dict(_described(one, name) for one in strict.objects({"list": described}, "list", name))
    wrong = next((level for level in found.values() if level not in LEVELS), None)
    if wrong is not None:
        raise InputError(f"{name}: {wrong!r} is no level of support; there are {', '.join(sorted(LEVELS))}")
    if not found:
        raise InputError(f"{name}: it lists no guest system")
    return found


def _document(data: bytes, name: str) -> dict[str, Any]:
    """The object, or the list of descriptors by itself as an object."""
    if data.lstrip()[:1] == b"[":
        # Read strictly as the value of a key, so that one reader sees to sizes, repetitions and nesting.
        data = b'{"' + LISTS[0].encode() + b'": ' + data + b"}"
    document = strict.document(data, name)
    inner = document.get("configOption") or document.get("ConfigOption")
    return inner if isinstance(inner, dict) else document


def _described(one: dict[str, Any], name: str) -> tuple[str, str]:
    lowered = {key[:1].lower() + key[1:]: value for key, value in one.items()}
    identifier = strict.entry(lowered, "id", str, name)
    level = strict.entry(lowered, "supportLevel", str, name)
    return identifier, "terminated" if lowered.get("supportedForCreate") is False else level
