"""One resource or data source of a state: everything in it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.value import at_path
from vmgate.read.plan import strict
from vmgate.read.plan.resource import PlanResource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from msgspec import Raw

    from vmgate.model.resource import Key, Mode, Read
    from vmgate.model.value import Path, Reference, Value
    from vmgate.read.plan.scope import Scope


class StateResource(PlanResource):
    """What a state says of a resource, decoded when something of it is read, as a plan's is.

    A state records what there is, not what was written: a provider that reads a resource back stores the server's
    values, and those of an SDKv2 provider store "", 0, false or nothing at all where the configuration has null.
    So nothing is unknown here, nothing is said of what the configuration writes, and references, which a state keeps
    as bare addresses, are not needed: what is linked is found by its values. The source of a state, if it is at
    hand, says where blocks are written and nothing else.
    """

    __slots__ = ("_marked", "_secrets")

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
        provider_block: str | None,
        values: Raw,
        secrets: Callable[[], Value],
        marked: bool,
        scope: Scope,
    ) -> None:
        super().__init__(
            address=address, mode=mode, type=type, name=name, module=module, key=key, block_address=block_address,
            provider=provider, change=values, actions=b"", reason="", scope=scope,
        )  # fmt: skip
        self.provider_block = provider_block
        self._secrets = secrets
        self._marked = marked

    def written(self, path: Path) -> bool | None:  # noqa: ARG002  - as in the base class
        """See `Resource.written`: a state does not tell."""
        return None

    def references(self, path: Path) -> tuple[Reference, ...]:  # noqa: ARG002  - as in the base class
        """See `Resource.references`: nothing is unknown."""
        return ()

    def provisioners(self) -> Sequence[Mapping[str, Value]]:
        """See `Resource.provisioners`: they leave nothing in a state."""
        return ()

    def ignored_changes(self) -> Sequence[Path]:
        """See `Resource.ignored_changes`: what is there is what was made."""
        return ()

    def is_imported(self) -> bool:
        """See `Resource.is_imported`: a state is of what was taken in already."""
        return False

    def reads(self) -> tuple[Read, ...]:
        """See `Resource.reads`."""
        return tuple(self._reads)

    def secrets(self) -> Sequence[Value]:
        """See `Resource.secrets`: of those that are marked as secret, and of others of such a resource."""
        if not self._marked:
            return ()
        return [at_path(self._value(str(path[0])), path[1:]) for path in self.sensitive_paths() if path]

    def _value(self, attribute: str) -> Value:
        if attribute not in self._decoded:
            own = self._open()[0].get(attribute)
            self._decoded[attribute] = None if own is None else strict.value(own)
        return self._decoded[attribute]

    def _open(self) -> tuple[Mapping[str, Raw], bool]:
        if self._after is None:
            self._after = strict.fields(self._change)
        return self._after, False

    def _mask_of_sensitive(self) -> Value:
        if self._sensitive_mask is None:
            self._sensitive_mask = self._secrets()
        return self._sensitive_mask
