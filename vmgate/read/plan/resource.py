"""One resource of a plan, decoded attribute by attribute as it is asked for."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from vmgate.model.address import module_prefix
from vmgate.model.resource import Resource
from vmgate.model.value import Unknown, at_path, outline
from vmgate.read.plan import strict
from vmgate.read.plan.change import decode
from vmgate.read.plan.comparable import comparable
from vmgate.read.plan.masks import any_true, fill, has_unknown, marks_nothing, masked, true_paths

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from msgspec import Raw

    from vmgate.model.position import OriginStep, Span
    from vmgate.model.resource import Key, Mode, Read
    from vmgate.model.value import Path, Reference, Value
    from vmgate.read.plan.scope import Scope


_EMPTY: Mapping[str, Raw] = {}
_NOTHING = repeat(b"")
BLOCK = "#block"
SENSITIVE = "#sensitive:"
MODULE = "#module"
ACTIONS = "#actions"


class PlanResource(Resource):
    """A resource or data source of a plan, whose change is decoded when something of it is read.

    What was read is kept account of, so that instances of a block that agree on all of it need to be judged once.
    """

    __slots__ = (
        "_actions", "_after", "_change", "_decoded", "_importing", "_reads", "_reason", "_scope", "_sensitive_json",
        "_sensitive_mask", "_texts", "_unknown",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913  - a record of what identifies a block
        self,
        *,
        address: str,
        mode: Mode,
        type: str,  # noqa: A002  - Terraform's word
        name: str,
        module: str,
        key: Key,
        block_address: str,
        provider: str | None,
        change: Raw,
        actions: bytes,
        reason: str,
        scope: Scope,
    ) -> None:
        # Not through the base class: there are tens of thousands of these, and it would set what is never used.
        self.address = address
        self.mode: Mode = mode
        self.type = type
        self.name = name
        self.module = module
        self.key: Key = key
        self.block_address = block_address
        self.provider = provider
        self.provider_block: str | None = None
        self._change = change
        self._actions = actions
        self._reason = reason
        self._scope = scope
        self._after: Mapping[str, Raw] | None = None
        self._unknown: Mapping[str, Raw] | bool = False
        self._sensitive_json: Raw | None = None
        self._sensitive_mask: Value = None
        self._importing = False
        self._decoded: dict[str, Value] = {}
        self._texts: dict[str, bytes] = {}
        self._reads: dict[Read, None] = {}

    def read(self, attribute: str) -> Value:
        """See `Resource.read`."""
        self._reads[attribute] = None
        return self._value(attribute)

    def at(self, path: Path) -> Value:
        """See `Resource.at`."""
        self._reads[path, False] = None
        return at_path(self._value(str(path[0])), path[1:])

    def outline(self, path: Path) -> Value:
        """See `Resource.outline`."""
        self._reads[path, True] = None
        return outline(at_path(self._value(str(path[0])), path[1:]))

    def _value(self, attribute: str) -> Value:
        if attribute in self._decoded:
            return self._decoded[attribute]
        after, unknown = self._open()
        own = after.get(attribute)
        value = None if own is None else strict.value(own)
        if unknown is True:
            value = Unknown(self._reason)
        elif unknown:
            mask = unknown.get(attribute)
            if mask is not None and b"true" in bytes(mask):
                value = masked(value, strict.value(mask), self._reason)
        source = self._scope.source_of(self)
        if source is not None and has_unknown(value):
            value = fill(value, source.read(attribute))
        self._decoded[attribute] = value
        return value

    def attributes(self) -> Iterable[str]:
        """See `Resource.attributes`."""
        after, unknown = self._open()
        return after if isinstance(unknown, bool) else {**after, **unknown}

    def written(self, path: Path) -> bool | None:
        """See `Resource.written`."""
        source = self._scope.source_of(self)
        if source is not None:
            return source.written(path)
        self._reads[BLOCK] = None
        return self._scope.written(self, path)

    def hidden_blocks(self) -> Unknown | None:
        """See `Resource.hidden_blocks`: the same for all of a plan."""
        return None if self._scope.joined else self._scope.hidden_blocks

    def references(self, path: Path) -> tuple[Reference, ...]:
        """See `Resource.references`."""
        source = self._scope.source_of(self)
        if source is not None:
            found = source.references(path)
            if found:
                return found
        self._reads[BLOCK] = None
        return self._scope.references(self, path, self._reads)

    def is_sensitive(self, path: Path) -> bool:
        """See `Resource.is_sensitive`."""
        self._reads[f"{SENSITIVE}{path[0] if path else ''}"] = None
        mask = self._mask_of_sensitive()
        for step in path:
            if mask is True:
                return True
            if isinstance(step, int):
                mask = mask[step] if isinstance(mask, list) and step < len(mask) else None
            else:
                mask = mask.get(step) if isinstance(mask, dict) else None
        return any_true(mask)

    def sensitive_paths(self) -> Iterable[Path]:
        """See `Resource.sensitive_paths`."""
        return true_paths(self._mask_of_sensitive())

    def secrets(self) -> Sequence[Value]:
        """See `Resource.secrets`: those that are marked."""
        if marks_nothing(self._change):
            return ()
        whole = [(name,) for name in self.attributes()] if self._mask_of_sensitive() is True else []
        return [at_path(self._value(str(path[0])), path[1:]) for path in whole or self.sensitive_paths()]

    def span(self, path: Path = ()) -> Span | None:
        """See `Resource.span`: known when the source of the plan was found."""
        source = self._scope.block_of(self)
        return source.span(path) if source is not None else None

    def origin(self, path: Path) -> tuple[OriginStep, ...]:
        """See `Resource.origin`: known when the source of the plan was found."""
        source = self._scope.block_of(self)
        return source.origin(path) if source is not None else ()

    def provisioners(self) -> Sequence[Mapping[str, Value]]:
        """See `Resource.provisioners`."""
        source = self._scope.source_of(self)
        return source.provisioners() if source is not None else self._scope.provisioners(self)

    def ignored_changes(self) -> Sequence[Path] | None:
        """See `Resource.ignored_changes`: only source tells, of what is there already."""
        source = self._scope.source_of(self)
        if source is not None:
            return source.ignored_changes()
        self._reads[ACTIONS] = None
        return () if b'"create"' in self._actions else None

    def may_differ(self) -> bool:
        """See `Resource.may_differ`: where it is updated."""
        self._reads[ACTIONS] = None
        return b'"update"' in self._actions

    def is_imported(self) -> bool:
        """See `Resource.is_imported`."""
        self._reads[ACTIONS] = None
        self._open()
        return self._importing

    def start_account(self) -> None:
        """See `Resource.start_account`."""
        self._reads = {}

    def reads(self) -> tuple[Read, ...] | None:
        """See `Resource.reads`. Names beginning with # are of the address, not of the values.

        With its source beside it, what a plan says of a resource depends on the source too: no account is kept.
        """
        return None if self._scope.joined else tuple(self._reads)

    def text(self, attribute: str) -> bytes:
        """See `Resource.text`: the JSON of the attribute, and of what is unknown in it."""
        texts = self._texts
        found = texts.get(attribute)
        if found is not None:
            return found
        if attribute[0] == "#":
            found = self._of_address(attribute)
        else:
            after = self._after
            if after is None:
                after, _ = self._open()
            own = after.get(attribute)
            found = b"" if own is None else bytes(own)
            unknown = self._unknown
            if unknown is True:
                found += b"\0true"
            elif unknown is not False:
                mask = unknown.get(attribute)
                if mask is not None:
                    found += b"\0" + bytes(mask)
        texts[attribute] = found
        return found

    def texts(self, attributes: tuple[str, ...]) -> Hashable:
        """See `Resource.texts`."""
        after, unknown = self._open()
        # No value in JSON begins or goes on with NUL, so that it tells them apart.
        values = b"\0".join(map(after.get, attributes, _NOTHING))
        masks = _EMPTY if isinstance(unknown, bool) else unknown
        return values, unknown is True, b"\0".join(map(masks.get, attributes, _NOTHING))

    def stated(self, read: Read) -> bytes:
        """See `Resource.stated`."""
        if isinstance(read, str):
            return self.text(read)
        path, only_outline = read
        key = (self.mode, self.text(str(path[0])), read)
        found = self._scope.stated.get(key)
        if found is None:
            part = at_path(self._value(str(path[0])), path[1:])
            found = comparable(outline(part) if only_outline else part)
            self._scope.keep_stated(key, found)
        return found

    def release(self) -> None:
        """See `Resource.release`."""
        self._after = None
        self._unknown = False
        self._sensitive_json = None
        self._decoded = {}
        self._texts = {}
        self._reads = {}
        self._sensitive_mask = None

    def _of_address(self, name: str) -> bytes:
        if name == ACTIONS:
            return self._actions + b" imported" if self.is_imported() else self._actions
        if name == BLOCK:
            text = self.block_address
        elif name.startswith(SENSITIVE):
            # Two equal values of which one is secret are not alike: a message shows only the other.
            text = repr(self._secret_part(name.removeprefix(SENSITIVE)))
        else:
            text = module_prefix(self.module, int(name.removeprefix(MODULE)))
        return text.encode("utf-8", "surrogatepass")

    def _open(self) -> tuple[Mapping[str, Raw], Mapping[str, Raw] | bool]:
        after = self._after
        if after is None:
            change = decode(self._change)
            after = self._after = change.after or _EMPTY
            self._unknown = self._scope.unknowns(change.after_unknown)
            self._sensitive_json = change.after_sensitive or None
            self._importing = bool(change.importing)
        return after, self._unknown

    def _secret_part(self, attribute: str) -> Value:
        mask = self._mask_of_sensitive()
        return mask.get(attribute) if attribute and isinstance(mask, dict) else mask

    def _mask_of_sensitive(self) -> Value:
        if self._sensitive_mask is None:
            self._open()
            mask = self._sensitive_json
            self._sensitive_mask = False if mask is None else strict.value(mask)
        return self._sensitive_mask
