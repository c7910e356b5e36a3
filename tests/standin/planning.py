"""What a provider answers when Terraform asks it to plan a change of one resource."""

from __future__ import annotations

import copy
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.standin.values import EMPTY, UNKNOWN, Block, by_key, each, is_unknown, nested, same, zero

if TYPE_CHECKING:
    from collections.abc import Iterator

Object = dict[str, Any]
Step = dict[str, str | int]
"""One step of an attribute path in the plug-in protocol: {"attribute_name": "disk"}."""


class Rules:
    """How one resource type is planned: what the schema JSON leaves out about it, by dotted path."""

    def __init__(self, facts: dict[str, Any], kind: str) -> None:
        def of(section: str) -> Any:
            return facts.get(section, {}).get(kind, {})

        self.default, self.planned, self.computed_if = of("resource"), of("planned"), of("computed_if")
        self.force_new, self.unless, self.aligned = of("force_new"), of("force_new_unless"), of("aligned")
        self.computed_blocks, self.use_state = of("computed_blocks"), of("use_state")
        self.in_attributes = of("computed_in_attributes")

    def sdk(self, block: Block, config: Object, proposed: Object, prior: Object | None) -> Object:
        """What terraform-plugin-sdk plans."""
        if prior is None:
            return self._sdk_block(block, proposed, None, create=True)
        for name, how in self.aligned.items():
            attributes = block["block_types"][name]["block"]["attributes"]
            keys = [None] if is_unknown(config[name]) else [e[how["key"]] for e in config[name]]
            if len(set(map(str, keys))) == len(keys) and all(isinstance(k, str) for k in keys):
                proposed = {**proposed, name: align(attributes, config[name], prior[name], how)}
        planned = self._sdk_block(block, proposed, prior, create=False)
        for name, causes in self.computed_if.items():
            if not all(same(planned.get(c), prior.get(c)) for c in causes):
                planned[name] = UNKNOWN
        return prior if same(planned, prior) else planned

    def _sdk_block(
        self,
        block: Block,
        value: Object,
        prior: Object | None,
        *,
        create: bool,
        path: str = "",
        in_set: bool = False,
    ) -> Object:
        out = dict(value)
        for name, a in block.get("attributes", {}).items():
            v, old, p, kind = value.get(name), (prior or {}).get(name), path + name, a["type"]
            if a.get("write_only"):
                out[name] = None
            elif v is None or (v == "" and a.get("computed") and p not in self.default):
                out[name] = self._sdk_unset(p, a, old, create=create, new=prior is None, in_set=in_set)
            elif kind[0] == "map" and not is_unknown(v):  # null elements go, one unknown hides them all
                unknown = any(map(is_unknown, v.values()))
                out[name] = UNKNOWN if unknown else {k: x for k, x in v.items() if x is not None} or None
            elif kind[0] == "set" and v == [] and not a.get("computed"):
                out[name] = None
            elif a.get("optional") and kind[0] in ("list", "set") and kind[1][0] == "object":
                inner = self._blocks_as_attribute(kind[1][1], p)
                again = partial(self._sdk_block, inner, create=create, path=p + ".")
                out[name] = each(kind[0], v, again, old)
        for name, inner, mode, _ in nested(block):
            v, old, p = value.get(name), (prior or {}).get(name), path + name
            if not is_unknown(v) and not v and p in self.computed_blocks:
                out[name] = UNKNOWN if create else old
            elif p != "timeouts":
                within = in_set or mode == "set"
                again = partial(self._sdk_block, inner, create=create, path=p + ".", in_set=within)
                out[name] = each(mode, v, again, old)
        return out

    def _blocks_as_attribute(self, kinds: dict[str, Any], path: str) -> Block:
        """The block that an attribute of type list or set of object stands for."""
        attributes = {}
        for name, kind in kinds.items():
            computed = f"{path}.{name}" in self.in_attributes
            attributes[name] = {"type": kind, "optional": True, "computed": computed}
        return {"attributes": attributes}

    def _sdk_unset(self, path: str, a: Object, old: Any, *, create: bool, new: bool, in_set: bool) -> Any:
        if new and path in self.planned:
            return self.planned[path]
        # "" and list or map defaults never reach a plan
        if self.default.get(path) not in (None, "") and isinstance(a["type"], str):
            return self.default[path]
        blank = zero(a["type"]) if "." in path and not create and not new and old is None else old
        if a.get("computed"):
            return UNKNOWN if old is None and (create or in_set) else blank
        if in_set:
            return None if create and a["type"] in ("number", "bool") else zero(a["type"])
        return blank if old in EMPTY else [] if isinstance(old, list) else None

    def framework(self, block: Block, config: Object, proposed: Object, prior: Object | None) -> Object:
        """What terraform-plugin-framework plans."""
        value = self._framework_block(block, proposed, config, prior, unknowns=False)
        if prior is not None and value == prior:
            return prior
        return self._framework_block(block, value, config, prior, unknowns=True)

    def _framework_block(
        self,
        block: Block,
        value: Object,
        config: Object | None,
        prior: Object | None,
        *,
        unknowns: bool,
        path: str = "",
    ) -> Object:
        config, out, prior = value if config is None else config, dict(value), prior or {}
        for name, inner, mode, _ in nested(block):
            again = partial(self._framework_block, inner, unknowns=unknowns, path=f"{path}{name}.")
            out[name] = each(mode, out.get(name), again, config.get(name), prior.get(name))
        for name, a in block.get("attributes", {}).items():
            old, p = prior.get(name), path + name
            if a.get("write_only"):
                out[name] = None
            elif config.get(name) is None and p in self.default:
                out[name] = copy.deepcopy(self.default[p])
            elif config.get(name) is None and a.get("computed") and unknowns:
                kept = p in self.use_state and old is not None
                out[name] = old if kept else self.planned.get(p, UNKNOWN)
        return out

    def replace(
        self, block: Block, planned: Object, prior: Object, path: str = "", steps: tuple[Step, ...] = ()
    ) -> Iterator[tuple[Step, ...]]:
        """The paths, as steps of the protocol, whose change makes Terraform replace the resource."""

        def forced(p: str, *, below: bool) -> bool:
            hits = any(q == p or (below and q.startswith(p + ".")) for q in self.force_new)
            return hits and not planned.get(self.unless.get(p, ""))

        for name, a in block.get("attributes", {}).items():
            below = "object" in str(a.get("type"))
            if not same(planned.get(name), prior.get(name)) and forced(path + name, below=below):
                yield (*steps, {"attribute_name": name})
        for name, inner, mode, attribute in nested(block):
            new, old, p = planned.get(name), prior.get(name), path + name
            here: tuple[Step, ...] = (*steps, {"attribute_name": name})
            if new == old or (attribute and p in self.force_new):
                continue
            if is_unknown(new) or is_unknown(old) or mode == "set":
                if forced(p, below=True):
                    yield here
            elif mode in ("single", "group"):
                yield from self.replace(inner, new or {}, old or {}, p + ".", here)
            else:
                new, old = by_key(new), by_key(old)
                if p in self.force_new and len(new) != len(old):
                    yield here
                for k in {**new, **old}:
                    a, b = (x[k] if isinstance(x.get(k), dict) else {} for x in (new, old))
                    step: Step = {"element_key_string" if mode == "map" else "element_key_int": k}
                    yield from self.replace(inner, a, b, p + ".", (*here, step))


def align(attributes: Object, config: list[Object], prior: list[Object], how: Object) -> list[Object]:
    """A list whose elements the provider matches by a key.

    In the state's order, removed ones marked, new ones last: disks of a vSphere virtual machine.
    """
    out, fresh = [], {c[how["key"]]: c for c in config}
    for old in prior:
        new = fresh.pop(old[how["key"]], None)
        if new is None:
            marked = how["kept" if any(old.get(k) for k in how["kept_if"]) else "removed"]
            out.append({**old, how["key"]: marked})
        else:
            keeps = {k for k, v in new.items() if v is None and attributes[k].get("computed")}
            out.append({k: old.get(k) if k in keeps else v for k, v in new.items()})
    return out + list(fresh.values())
