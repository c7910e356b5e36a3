"""The data types that SSH sends (RFC 4251, section 5)."""

from __future__ import annotations


class MalformedError(ValueError):
    """Data that is not of its format. The message completes "it cannot be read: "."""


class Reader:
    """Reads one value after the other. Every method raises `MalformedError` where the data ends too early."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        """The next so many bytes."""
        found = self._data[self._at : self._at + count]
        if len(found) < count:
            message = "it ends too early"
            raise MalformedError(message)
        self._at += count
        return found

    def number(self) -> int:
        """A `uint32`."""
        return int.from_bytes(self.take(4), "big")

    def string(self) -> bytes:
        """A `string`: its length, then so many bytes."""
        return self.take(self.number())

    def text(self) -> str:
        """A `string` of printable ASCII, as names are."""
        found = self.string().decode("ascii", "replace")
        if not found.isascii() or not found.isprintable():
            message = "a name in it is not plain text"
            raise MalformedError(message)
        return found

    def integer(self) -> int:
        """An `mpint` that is not negative."""
        found = int.from_bytes(self.string(), "big", signed=True)
        if found < 0:
            message = "a number in it is negative"
            raise MalformedError(message)
        return found

    def rest(self) -> bytes:
        """Everything up to the end."""
        return self.take(len(self._data) - self._at)

    def end(self) -> None:
        """Nothing is left."""
        if self._at != len(self._data):
            message = "something follows its end"
            raise MalformedError(message)


def string(data: bytes) -> bytes:
    """Bytes as a `string`."""
    return len(data).to_bytes(4, "big") + data
