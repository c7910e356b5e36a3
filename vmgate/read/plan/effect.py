"""What a plan does to the resources that it lists, and what of it is therefore to be judged.

Why each kind of change is treated as it is stands in docs/adr, "What changes is judged".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from vmgate.read.plan import strict
from vmgate.read.plan.change import actions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msgspec import Raw

DELETED: Final = b'["delete"]'
FORGOTTEN: Final = b'["forget"]'
_UNCHANGED: Final = {b'["no-op"]', b'["read"]'}
_NAMED: Final = 5


class Effect(Struct):
    """Addresses by what becomes of them.

    `removed` are those that are only deleted or forgotten, `forgotten` those of them that stay without being managed.
    `changed` are created, replaced, updated or taken in; `moved` leads from a new address to the old one. `left` counts
    the managed resources that are there when the plan is carried out.
    """

    changed: set[str] = field(default_factory=set)
    removed: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    left: int = 0

    def note(self, address: str, item: Mapping[str, Raw]) -> bytes | None:
        """Take down one resource change; its actions, None where nothing is left of the resource.

        Raises `InputError` for what is no change.
        """
        change = item["change"]
        done = actions(change)
        if done == FORGOTTEN:
            self.forgotten.append(address)
        if done in (DELETED, FORGOTTEN) or "deposed" in item:
            self.removed.append(address)
            return None
        if done not in _UNCHANGED or (done == b'["no-op"]' and _imports(change)):
            self.changed.add(address)
        if "previous_address" in item:
            self.moved[address] = strict.text(item["previous_address"])
        return done

    def concerns(self, address: str, *, changed_only: bool) -> bool:
        """Whether what a resource says is judged. A plan that only removes says nothing of what is to be."""
        if self.only_removes:
            return False
        return not changed_only or address in self.changed

    @property
    def only_removes(self) -> bool:
        """Whether there are changes, and nothing is left when they are made."""
        return bool(self.removed) and not self.left

    def nothing_to_judge(self, *, changed_only: bool) -> str:
        """Why there is rightly nothing to judge, in one line; empty where there is something."""
        if self.only_removes:
            what = "forgets" if len(self.forgotten) == len(self.removed) else "removes"
            return f"nothing is left to judge: the plan only {what}"
        return "the plan changes nothing" if changed_only and not self.changed else ""

    def notes(self) -> list[str]:
        """What a reader of the verdict should know of the changes."""
        found = []
        if self.forgotten:
            found.append(f"forgotten, so that nobody manages it any more: {_names(self.forgotten)}")
        if self.moved:
            pairs = [f"{old} to {new}" for new, old in self.moved.items()]
            found.append(f"moved, and judged under the new address: {_names(pairs)}")
        return found


def _imports(change: Raw) -> bool:
    """Whether a resource is taken in as it is."""
    if b'"importing"' not in bytes(change):
        return False
    found = strict.fields(change).get("importing")
    return found is not None and bytes(found) != b"null"


def _names(names: list[str]) -> str:
    rest = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + rest
