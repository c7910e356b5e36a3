"""A block of configuration with evaluated values, whatever it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from vmgate.model.value import Reference, Unknown, Value, at_path, outline

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from vmgate.model.position import OriginStep, Span
    from vmgate.model.value import Path

Mode: TypeAlias = Literal["managed", "data", "provider", "packer", "record"]
Key: TypeAlias = str | int | None
Read: TypeAlias = "str | tuple[Path, bool]"
"""One thing that was read: an attribute as a whole, or a path with whether only its outline was."""


class Resource:
    """One instance of a resource, a data source, or one provider configuration (`mode="provider"`).

    `address` is Terraform's (`module.web["a"].vsphere_virtual_machine.this[0]`; a provider's is
    `provider.vsphere`, `provider.vsphere.dr`, `module.a.provider.vsphere`). `block_address` is the same without
    any instance key: the block that was written. `module` is the module's instance address, "" for the root.
    `provider` is the provider's source address (`registry.terraform.io/vmware/vsphere`), None if nothing tells.
    `provider_block` is the address of the provider configuration in use, None if not known.

    This class holds values that were all evaluated beforehand. Readers that evaluate on demand subclass it and
    override `read`, `written`, `references`, `is_sensitive` and `span`.
    """

    __slots__ = (
        "_provisioners", "_sensitive", "_span", "_values", "address", "block_address", "key", "mode", "module", "name",
        "provider", "provider_block", "type",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913  - a record of what identifies a block
        self,
        *,
        address: str,
        mode: Mode,
        type: str,  # noqa: A002  - Terraform's word
        name: str,
        module: str = "",
        key: Key = None,
        block_address: str | None = None,
        provider: str | None = None,
        provider_block: str | None = None,
        values: Mapping[str, Value] | None = None,
        sensitive: Iterable[Path] = (),
        span: Callable[[Path], Span | None] | None = None,
        provisioners: Sequence[Mapping[str, Value]] = (),
    ) -> None:
        self.address = address
        self.mode: Mode = mode
        self.type = type
        self.name = name
        self.module = module
        self.key: Key = key
        self.block_address = block_address or address
        self.provider = provider
        self.provider_block = provider_block
        self._values: Mapping[str, Value] = values if values is not None else {}
        self._sensitive = frozenset(sensitive)
        self._span = span
        self._provisioners = provisioners

    def __repr__(self) -> str:
        return f"<{self.mode} {self.address}>"

    def read(self, attribute: str) -> Value:
        """The value of a top-level attribute or block type (blocks are lists of dicts); None when absent."""
        return self._values.get(attribute)

    def at(self, path: Path) -> Value:
        """The value at a path, and nothing else of the attribute that it stands in: what is read is accounted for."""
        return at_path(self.read(str(path[0])), path[1:])

    def outline(self, path: Path) -> Value:
        """How the value at a path is made up: its keys, or how many elements it has (see `value.outline`)."""
        return outline(self.at(path))

    def attributes(self) -> Iterable[str]:
        """The names of all attributes and block types that have a value or are unknown."""
        return self._values.keys()

    def written(self, path: Path) -> bool | None:
        """Whether the configuration itself sets this attribute; None when the input does not tell."""
        return at_path(self.read(str(path[0])), path[1:]) is not None

    def hidden_blocks(self) -> Unknown | None:
        """Why a block that is not shown as written may be written all the same; None where all are shown."""
        return None

    def references(self, path: Path) -> tuple[Reference, ...]:
        """The attributes that the unknown value at this path may be a copy of; empty when nothing tells."""
        value = at_path(self.read(str(path[0])), path[1:])
        return value.references if isinstance(value, Unknown) else ()

    def is_sensitive(self, path: Path) -> bool:
        """Whether the value at this path, or one that contains it or that it contains, must never be shown."""
        return any(path[: len(s)] == s or s[: len(path)] == path for s in self._sensitive)

    def sensitive_paths(self) -> Iterable[Path]:
        """The paths whose values must never be shown."""
        return self._sensitive

    def secrets(self) -> Sequence[Value]:
        """The values that must never be shown because the input says so, as far as something was read of them."""
        return [at_path(self.read(str(path[0])), path[1:]) for path in self.sensitive_paths() if path]

    def span(self, path: Path = ()) -> Span | None:
        """Where in the source the value at this path is written; the nearest enclosing place if it is not;
        None when the source is not at hand.
        """
        return self._span(path) if self._span is not None else None

    def origin(self, path: Path) -> tuple[OriginStep, ...]:  # noqa: ARG002  - what readers of source need
        """How the value at this path got there: the attribute that is written, then what that refers to, and so on
        to where the value was first written. Empty when the attribute is not written or its source not at hand.
        """
        return ()

    def provisioners(self) -> Sequence[Mapping[str, Value]]:
        """The commands that run beside the resource: `{"type": "local-exec", "command": …}` and the like."""
        return self._provisioners

    def post_processors(self) -> Sequence[Mapping[str, Value]]:
        """What is done with the result, where an input says that: `{"type": "manifest", "output": …}`."""
        return ()

    def unfilled(self, attribute: str) -> Value:
        """The value as the input writes it, before something is filled in that is known only while it is used."""
        return self.read(attribute)

    def files(self, name: str) -> Mapping[str, str] | Unknown:
        """The texts of the files that a value names, by their names: of one file, or of those in a directory."""
        return Unknown(f"{name} is not at hand")

    def stands_in_source(self, path: Path) -> bool | None:  # noqa: ARG002  - what readers of source need
        """Whether the value at this path can be read in the input's own files, as a literal or as a default that
        nothing replaces, and is not handed over when it is used; None when the input does not tell.
        """
        return None

    def file_of_values(self, path: Path) -> str:  # noqa: ARG002  - what readers of source need
        """The name of the file of values beside the source that the value at this path is from; "" where it stands in
        the source itself, or where the input does not tell.
        """
        return ""

    def ignored_changes(self) -> Sequence[Path] | None:
        """What of it is left as it is when the configuration changes (`ignore_changes`); `()` among them is all of it.

        Empty where nothing is, or where nothing of that can show: what is being created, and what is read from a
        state, is what it is. None when the input does not tell.
        """
        return ()

    def may_differ(self) -> bool:
        """Whether it may be there already, with other values than are stated, which stay where a provider does not send
        the stated ones. Not so of what the run makes, of what it leaves as it is, and of what is read from a state.
        """
        return False

    def is_imported(self) -> bool:
        """Whether the run takes it in as it is found, instead of making it."""
        return False

    def start_account(self) -> None:
        """Forget what has been read so far."""

    def reads(self) -> tuple[Read, ...] | None:
        """What has been read since `start_account`, in order; None from readers that keep no account of it."""
        return None

    def text(self, attribute: str) -> bytes:
        """The input's own text of an attribute: where it is the same, so is everything `stated` in it."""
        raise NotImplementedError

    def texts(self, attributes: tuple[str, ...]) -> Hashable:
        """The texts of several attributes at once, of the input's own."""
        return tuple(map(self.text, attributes))

    def stated(self, read: Read) -> bytes:
        """What the input states where something is read, in a form to compare with other resources."""
        raise NotImplementedError

    def release(self) -> None:
        """Let go of what was decoded to be read; it can be read again."""
