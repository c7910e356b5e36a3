"""The types of attributes, as vmgate carries them: python -m tests.standin.types writes the tables anew.

Of each provider the newest version counts. An entry holds the names of the attributes by primitive type, those of
any other type with it, and the blocks inside.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.standin.schemas import SCHEMAS, sources, version_key

TABLES = Path(__file__).resolve().parents[2] / "vmgate/read/hcl/configuration/attribute_types"
BUILT_IN = {"string": "id", "other": dict.fromkeys(["input", "output", "triggers_replace"], "dynamic")}
"""`terraform_data`, whose schema no provider prints."""
PRIMITIVE = ("string", "number", "bool")


def tables() -> dict[str, str]:
    """The tables as their files hold them, by what the types in them begin with: a line for each type of resource."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    _put(found, "managed", "terraform_data", BUILT_IN)
    for source in sorted(sources(SCHEMAS), key=lambda one: version_key(one.version)):
        for mode, key in (("managed", "resource_schemas"), ("data", "data_source_schemas")):
            for name, schema in source.schema.get(key, {}).items():
                _put(found, mode, name, _block(schema["block"]))
    return {f"{prefix}.json": _written(kinds) for prefix, kinds in sorted(found.items())}


def _put(found: dict[str, dict[str, dict[str, Any]]], mode: str, name: str, entry: dict[str, Any]) -> None:
    kinds = found.setdefault(name.partition("_")[0], {"managed": {}, "data": {}})
    kinds[mode][name] = entry


def _written(kinds: dict[str, dict[str, Any]]) -> str:
    lines = [
        f' "{mode}": {{\n'
        + ",\n".join(
            f'  "{name}": {json.dumps(entry, separators=(",", ":"))}' for name, entry in sorted(found.items())
        )
        + "\n }"
        for mode, found in kinds.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _block(block: dict[str, Any]) -> dict[str, Any]:
    types = {name: _type(attribute) for name, attribute in block.get("attributes", {}).items()}
    entry: dict[str, Any] = {}
    for kind in PRIMITIVE:
        names = [name for name, type_ in types.items() if type_ == kind]
        if names:
            entry[kind] = " ".join(names)
    other = {name: type_ for name, type_ in types.items() if type_ not in PRIMITIVE}
    blocks = {name: _block(inner["block"]) for name, inner in block.get("block_types", {}).items()}
    return entry | ({"other": other} if other else {}) | ({"blocks": blocks} if blocks else {})


def _type(attribute: dict[str, Any]) -> Any:
    if "nested_type" not in attribute:
        return attribute["type"]
    nested = attribute["nested_type"]
    inner = ["object", {name: _type(one) for name, one in nested.get("attributes", {}).items()}]
    return inner if nested["nesting_mode"] == "single" else [nested["nesting_mode"], inner]


if __name__ == "__main__":
    TABLES.mkdir(exist_ok=True)
    for old in TABLES.glob("*.json"):
        old.unlink()
    for name, text in tables().items():
        (TABLES / name).write_text(text, encoding="utf-8")
