"""`vmgate.lock`: the newest state of a registry that was seen, so that nobody can show an older one later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from vmgate.errors import InputError
from vmgate.registry.facts import Checkpoint, Root

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from vmgate.registry.store import Store

FILE = "vmgate.lock"
"""Its usual name."""
_HEAD = "# The newest state of the template registry that was seen here; vmgate template verify --pin moves it on.\n"


@dataclass(frozen=True, slots=True)
class Pin:
    """The newest root and the newest checkpoint, each by its number and digest; no checkpoint is number 0."""

    root: int
    root_digest: str
    checkpoint: int = 0
    checkpoint_digest: str = ""

    @classmethod
    def of(cls, store: Store) -> Pin | None:
        """The pin of a registry as it is, None where it has no root. It is for who verified the registry."""
        roots, checkpoints = _numbered(store)
        if not roots:
            return None
        root, checkpoint = max(roots), max(checkpoints, default=0)
        return cls(root, roots[root], checkpoint, checkpoints.get(checkpoint, ""))

    def refusal(self, store: Store) -> str | None:
        """Why a registry is not the one that was pinned or a later one; None if it is."""
        for what, found, number, digest in zip(
            ("root", "checkpoint"),
            _numbered(store),
            (self.root, self.checkpoint),
            (self.root_digest, self.checkpoint_digest),
            strict=True,
        ):
            if not number or found.get(number) == digest:
                continue
            if number in found:
                return f"its {what} {number} is another one than the one that was seen before"
            return f"its newest {what} is {max(found, default=0)}, and {number} was seen before"
        return None

    def text(self) -> str:
        """The file's content."""
        lines = [_HEAD, f"root = {self.root}\n", f'root_digest = "{self.root_digest}"\n']
        if self.checkpoint:
            lines += [
                f"checkpoint = {self.checkpoint}\n",
                f'checkpoint_digest = "{self.checkpoint_digest}"\n',
            ]
        return "".join(lines)


def read_pin(file: Path) -> Pin | None:
    """The pin in a file, None where there is no such file. Raises `InputError`."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror or error}") from None
    try:
        return msgspec.toml.decode(content, type=_File).pin()
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        message = (
            f"{file}: not a pin of a template registry: {error}; vmgate template verify --pin writes one"
        )
        raise InputError(message) from None


def went_back(store: Store, file: Path) -> str:
    """Why a registry is older than the pin in a file; "" if it is not, or there is no file. Raises `InputError`."""
    pin = read_pin(file)
    return (pin.refusal(store) or "") if pin else ""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    root: int
    root_digest: str
    checkpoint: int = 0
    checkpoint_digest: str = ""

    def pin(self) -> Pin:
        return Pin(self.root, self.root_digest, self.checkpoint, self.checkpoint_digest)


def _numbered(store: Store) -> tuple[dict[int, str], dict[int, str]]:
    older = store.sealed.index.checkpoints if store.sealed else ()
    checkpoints = {one.sequence: one.digest for one in older} | dict(_of_kind(store, Checkpoint))
    return dict(_of_kind(store, Root)), checkpoints


def _of_kind(store: Store, kind: type[Root | Checkpoint]) -> Iterable[tuple[int, str]]:
    for stored in store.facts:
        fact = stored.fact
        if isinstance(fact, kind):
            yield (fact.version if isinstance(fact, Root) else fact.sequence), stored.digest
