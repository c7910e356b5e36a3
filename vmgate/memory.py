"""Answers remembered by what was read to find them.

Reading is deterministic: resources that agree on everything read so far are read next in the same place. So what was
read forms a tree: each node reads one thing more and goes on by what it finds there, and an answer stands at its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

    from vmgate.model.resource import Read, Resource

T = TypeVar("T")

# Texts that no other resource has (they hold its name, say) are no short way for anybody: a bound on keeping them.
_MOST_TEXTS = 1000


class Memory(Generic[T]):
    """A node of the tree.

    `exact` goes by what was read. `texts` is the short way past all that is read next in one attribute, for resources
    in which its whole text is the same.
    """

    __slots__ = ("answer", "attribute", "exact", "read", "texts")

    def __init__(self) -> None:
        self.read: Read | None = None
        self.attribute = ""
        self.exact: dict[bytes, Memory[T]] = {}
        self.texts: dict[bytes, Memory[T]] = {}
        self.answer: T | None = None

    def recall(self, resource: Resource) -> T | None:
        """The answer for a resource that agrees on everything with an earlier one; None if there was none."""
        node = self
        while node.answer is None:
            if node.read is None:
                return None
            text = resource.text(node.attribute)
            found = node.texts.get(text)
            if found is None:
                found = node._by_reading(resource)
                if found is None:
                    return None
                if len(node.texts) < _MOST_TEXTS:
                    node.texts[text] = found
            node = found
        return node.answer

    def _by_reading(self, resource: Resource) -> Memory[T] | None:
        """The node after everything that is read next in this node's attribute."""
        node: Memory[T] | None = self
        while node is not None and node.read is not None and node.attribute == self.attribute:
            node = node.exact.get(resource.stated(node.read))
        return node

    def keep(self, resource: Resource, reads: tuple[Read, ...], answer: T) -> None:
        """Remember an answer that was found by reading these things of a resource, in this order."""
        node = self
        for read in reads:
            if node.read not in (None, read) or node.answer is not None:
                # Not read in the same order as before: not deterministic, so not to be remembered.
                return
            node.read = read
            node.attribute = _attribute(read)
            stated = resource.stated(read)
            following = node.exact.get(stated)
            if following is None:
                following = node.exact[stated] = Memory()
            node = following
        node.answer = answer


class Alike(Generic[T]):
    """A memory for resources of which nearly all agree on most attributes: these are looked at all at once.

    Which ones they are is learnt: all that were read, without those in which resources turned out to differ.
    """

    __slots__ = ("_common", "_names", "_rest", "_texts")

    def __init__(self) -> None:
        self._common: dict[str, bytes] | None = None
        self._names: tuple[str, ...] = ()
        self._texts: Hashable = None
        self._rest: Memory[T] = Memory()

    def recall(self, resource: Resource) -> T | None:
        """The answer for a resource that agrees on everything with an earlier one; None if there was none."""
        return self._rest.recall(resource) if resource.texts(self._names) == self._texts else None

    def keep(self, resource: Resource, reads: tuple[Read, ...], answer: T) -> None:
        """Remember an answer that was found by reading these things of a resource, in this order."""
        names = list(map(_attribute, reads))
        texts = {name: resource.text(name) for name in dict.fromkeys(names) if name[0] != "#"}
        common = texts if self._common is None else dict(self._common.items() & texts.items())
        if common != self._common:
            self._common = common
            self._names = tuple(common)
            self._texts = resource.texts(self._names)
            self._rest = Memory()
        rest = [read for read, name in zip(reads, names, strict=True) if name not in common]
        self._rest.keep(resource, tuple(rest), answer)


def _attribute(read: Read) -> str:
    return read if isinstance(read, str) else str(read[0][0])
