"""Provider schemas on disk, and which version of a provider to be.

A folder holds `NAME-VERSION.json` or `.json.gz` as `terraform providers schema -json` prints them,
`index.json` (addresses, kind, default version) and `defaults/NAME-VERSION.json` (what the schema
leaves out). `schemas/` beside this module is such a folder; `extract.py` made it.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.standin.errors import StandInError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SCHEMAS = Path(__file__).resolve().parent / "schemas"

REGISTRY = "registry.terraform.io"
"""The registry host that the addresses in `index.json` name."""

VersionKey = tuple[tuple[int, ...], bool, tuple[int, ...]]


def version_key(version: str) -> VersionKey:
    """A version as something that sorts: three numbers, not a pre-release, the pre-release's numbers."""
    core, _, pre = version.strip().lstrip("v").partition("-")
    numbers, last = ([int(n) for n in re.findall(r"\d+", part)] for part in (core, pre))
    return tuple([*numbers, 0, 0, 0][:3]), not pre, tuple(last)


def allows(constraint: str, version: str) -> bool:
    """Whether a version satisfies a Terraform version constraint such as ">= 2.2, < 3.0" or "~> 0.8.0"."""
    mine = version_key(version)
    for sign, wanted in re.findall(r"(~>|[<>!]?=|[<>]|)\s*v?(\d[\w.\-]*)", constraint):
        theirs, fixed = version_key(wanted), wanted.partition("-")[0].count(".")
        meets = {
            "~>": mine >= theirs and mine[0][:fixed] == theirs[0][:fixed],
            "!=": mine != theirs,
            ">": mine > theirs,
            ">=": mine >= theirs,
            "<": mine < theirs,
            "<=": mine <= theirs,
        }
        if not meets.get(sign, mine == theirs):
            return False
    return True


@dataclass
class Source:
    """One provider version on disk; its schema and its defaults are read when asked for."""

    name: str
    version: str
    folder: Path
    addresses: list[str]
    kind: str
    default: bool

    @cached_property
    def schema(self) -> dict[str, Any]:
        """`provider`, `resource_schemas` and `data_source_schemas`, as terraform prints them."""
        plain = self.folder / f"{self.name}-{self.version}.json"
        text = plain.read_bytes() if plain.exists() else gzip.decompress(Path(f"{plain}.gz").read_bytes())
        schema: dict[str, Any] = next(iter(json.loads(text)["provider_schemas"].values()))
        return schema

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What `defaults/` records of this version; empty when it records nothing."""
        file = self.folder / "defaults" / f"{self.name}-{self.version}.json"
        facts: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
        return facts


def sources(folder: Path, host: str = REGISTRY) -> list[Source]:
    """Every provider version that a folder of schemas holds, with its addresses at registry `host`."""
    listed = folder / "index.json"
    index: dict[str, Any] = json.loads(listed.read_text()) if listed.exists() else {}
    for f in [] if index else folder.glob("*-*.json*"):
        text = gzip.decompress(f.read_bytes()) if f.suffix == ".gz" else f.read_bytes()
        index[f.name.partition(".json")[0]] = {"address": next(iter(json.loads(text)["provider_schemas"]))}
    out = []
    for key, entry in index.items():
        addresses = [x.replace(REGISTRY, host) for x in (entry["address"], *entry.get("aliases", []))]
        named = re.fullmatch(r"(.*?)-(\d.*)", key)
        if named is None:
            raise StandInError(f"{folder}: {key} is not NAME-VERSION")
        kind, default = entry.get("kind", "sdkv2"), entry.get("default_version", True)
        out.append(Source(named[1], named[2], folder, addresses, kind, default))
    return out


def choose(
    found: Iterable[Source], picked: Mapping[str, str], constraints: Mapping[str, list[str]]
) -> dict[str, Source]:
    """For every provider address, the version to be: picked by hand, else by constraint, else the default.

    Where no version satisfies the constraints, one not older than any version they name is chosen, so
    that a configuration for a newer provider can still be planned.
    Raises StandInError for a picked version of which there is no schema.
    """
    found = sorted(found, key=lambda s: (not s.default, version_key(s.version)))
    known = {(s.name, s.version) for s in found}
    if wrong := [f"{name}={version}" for name, version in picked.items() if (name, version) not in known]:
        raise StandInError(f"no schema for --provider {', '.join(wrong)}")
    offers: dict[str, list[Source]] = {}
    for s in found:
        for address in s.addresses:
            offers.setdefault(address, []).append(s)
    chosen = {}
    for address, several in offers.items():
        wanted = constraints.get(address, [])
        by_hand = [s for s in several if picked.get(s.name) == s.version]
        fitting = [s for s in several if all(allows(c, s.version) for c in wanted)]
        named = [version_key(v) for c in wanted for v in re.findall(r"\d[\w.\-]*", c)]
        later = [s for s in several if not named or version_key(s.version) >= max(named)]
        later.sort(key=lambda s: version_key(s.version))
        chosen[address] = (by_hand or fitting or later or several)[0]
    return chosen
