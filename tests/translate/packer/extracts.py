"""What the plugins say of themselves: extracts of their schemas, which hold names and types and no defaults."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.standin.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = SCHEMAS / "packer"
# What Packer itself hands to every builder; nobody writes it.
INTERNAL = "packer_"


@cache
def builders() -> dict[str, frozenset[str]]:
    """For each builder the paths of its arguments and blocks, dotted and without indices."""
    found: dict[str, frozenset[str]] = {}
    for file in sorted(FOLDER.glob("*.json.gz")):
        components: dict[str, Any] = json.loads(gzip.decompress(file.read_bytes()))
        for name, spec in components["builder"].items():
            found[name] = frozenset(path for path in _paths(spec) if not path.startswith(INTERNAL))
    return found


def _paths(spec: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for name, one in spec.items():
        yield prefix + name
        if "spec" in one:
            yield from _paths(one["spec"], f"{prefix}{name}.")
