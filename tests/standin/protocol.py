"""A provider's schema JSON as messages of Terraform's plug-in protocol, version 6."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

# Loaded by name: the package has no types, and by name mypy needs neither stubs nor an exception.
pb: Any = import_module("tf.gen.tfplugin_pb2")

NESTING = {"single": 1, "list": 2, "set": 3, "map": 4, "group": 5}

WRITE_ONLY = b"\x58\x01"
"""Schema.Attribute.write_only = true on the wire, a field newer than package tf."""


def attribute_message(name: str, attribute: dict[str, Any]) -> Any:
    """Schema.Attribute."""
    flags = ("required", "optional", "computed", "sensitive", "deprecated")
    out: dict[str, Any] = {k: attribute.get(k, False) for k in flags}
    if "nested_type" in attribute:
        nested = attribute["nested_type"]
        inner = [attribute_message(k, v) for k, v in sorted(nested.get("attributes", {}).items())]
        mode = NESTING[nested.get("nesting_mode", "single")]
        out["nested_type"] = pb.Schema.Object(attributes=inner, nesting=mode)
    else:
        out["type"] = json.dumps(attribute["type"]).encode()
    message = pb.Schema.Attribute(name=name, **out)
    if attribute.get("write_only"):
        message.MergeFromString(WRITE_ONLY)
    return message


def block_message(block: dict[str, Any]) -> Any:
    """Schema.Block."""
    attributes = [attribute_message(k, v) for k, v in sorted(block.get("attributes", {}).items())]
    blocks = []
    for name, b in sorted(block.get("block_types", {}).items()):
        message = pb.Schema.NestedBlock(
            type_name=name,
            block=block_message(b["block"]),
            nesting=NESTING[b["nesting_mode"]],
            min_items=b.get("min_items", 0),
            max_items=b.get("max_items", 0),
        )
        blocks.append(message)
    return pb.Schema.Block(attributes=attributes, block_types=blocks)


def schema_message(schema: dict[str, Any]) -> Any:
    """Schema."""
    return pb.Schema(version=schema.get("version", 0), block=block_message(schema.get("block", {})))
