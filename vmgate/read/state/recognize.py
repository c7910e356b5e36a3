"""Whether JSON is a state, seen as far as possible from its first bytes: a plan beside it may have 80 MB."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection

# Terraform and OpenTofu write these two fields first, of plans and of states alike. The third one tells.
_HEAD = re.compile(
    rb'\s*\{\s*"format_version"\s*:\s*"[^"]*"\s*,\s*"terraform_version"\s*:\s*"[^"]*"\s*,\s*"(\w+)"'
)
_OF_PLANS = frozenset(
    {"variables", "planned_values", "resource_drift", "resource_changes", "prior_state", "configuration"}
)
_OF_FILES = frozenset({"lineage", "serial"})
_OF_EMPTY = frozenset({"format_version", "terraform_version", "checks"})


def is_state(data: bytes) -> bool:
    """Whether the data is a state. What is neither a state nor a plan is left to the plan's reader to refuse."""
    head = _HEAD.match(data)
    if head is not None and head[1].decode("utf-8", "replace") in _OF_PLANS:
        return False
    # A plan as Terraform writes it does not get here.
    from vmgate.read.plan import strict  # noqa: PLC0415  - for what may be a state only

    try:
        return of_state(strict.fields(data))
    except InputError:
        return False


def of_state(names: Collection[str]) -> bool:
    """Whether the fields of a document are those of a state."""
    if _OF_PLANS & set(names):
        return False
    if "values" in names or _OF_FILES & set(names):
        return True
    # Where there is no state, Terraform prints one without anything in it.
    return "format_version" in names and set(names) <= _OF_EMPTY
