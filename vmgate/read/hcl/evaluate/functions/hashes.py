"""Functions that compute digests of text, and identifiers from them."""

from __future__ import annotations

import base64
import hashlib
import re
import uuid
from typing import TYPE_CHECKING

from vmgate.read.hcl.evaluate.functions.signature import Context, define, string
from vmgate.read.hcl.evaluate.types import STRING
from vmgate.read.hcl.evaluate.values import EvaluationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.read.hcl.evaluate.values import Val

NAMESPACES = {
    "dns": uuid.NAMESPACE_DNS,
    "url": uuid.NAMESPACE_URL,
    "oid": uuid.NAMESPACE_OID,
    "x500": uuid.NAMESPACE_X500,
}
_UUID = re.compile(
    r"(?:(?i:urn:uuid:)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"|.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})."
    r"|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"|([0-9a-f]{32}))\Z",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)


def hexadecimal(algorithm: str) -> Callable[[bytes], str]:
    """The digest of bytes in hexadecimal digits."""
    return lambda content: hashlib.new(algorithm, content, usedforsecurity=False).hexdigest()


def in_base64(algorithm: str) -> Callable[[bytes], str]:
    """The digest of bytes in base64."""
    return lambda content: base64.b64encode(hashlib.new(algorithm, content).digest()).decode()


DIGESTS = {
    "md5": hexadecimal("md5"),
    "sha1": hexadecimal("sha1"),
    "sha256": hexadecimal("sha256"),
    "sha512": hexadecimal("sha512"),
    "base64sha256": in_base64("sha256"),
    "base64sha512": in_base64("sha512"),
}
"""The functions of bytes by the names of the functions of text."""


def _declare(name: str, digest: Callable[[bytes], str]) -> None:
    @define(name, STRING)
    def _digest(args: list[Val], _: Context) -> Val:
        return digest(string(args[0]).encode())


for _name, _function in DIGESTS.items():
    _declare(_name, _function)


@define("uuidv5", STRING, STRING)
def _uuidv5(args: list[Val], _: Context) -> Val:
    text = string(args[0])
    namespace = NAMESPACES.get(text)
    if namespace is None:
        match = _UUID.match(text)
        if match is None:
            raise EvaluationError("uuidv5 is given no namespace")
        namespace = uuid.UUID(hex=next(group for group in match.groups() if group))
    return str(uuid.uuid5(namespace, string(args[1])))
