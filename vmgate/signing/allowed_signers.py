"""Who may sign: the "allowed signers" of ssh-keygen(1), one line each.

ciso@example.edu,*@security.example.edu namespaces="vmgate-*",valid-before="20280101" ssh-ed25519 AAAA… comment
"""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime

from msgspec import Struct

from vmgate.signing.keys import KEY_TYPES, PublicKey, public_key
from vmgate.signing.wire import MalformedError

# A word ends at a blank outside quotation marks; \" inside them is a quotation mark.
_WORD = r'(?:"(?:\\.|[^"\\])*"|[^\s"])+'
_LINE = re.compile(
    rf"\s*(?P<names>{_WORD})\s+(?:(?P<options>{_WORD})\s+)??"
    r"(?P<type>[a-z0-9@.-]+)\s+(?P<key>[A-Za-z0-9+/]+=*)(?:\s.*)?"
)
_OPTION = re.compile(r'(?P<name>[A-Za-z-]+)(?:="(?P<value>(?:\\.|[^"\\])*)")?(?:,|\Z)')
_TIMES = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}


class SignersError(ValueError):
    """A line that is not one of the format. `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class AllowedSigner(Struct, frozen=True):
    """One line: whose key it is (patterns), for which namespaces (None: all), and from when until when, in UTC.

    `authority` marks a key that signs certificates and nothing else.
    """

    principals: str
    key: PublicKey
    namespaces: str | None = None
    valid_after: datetime | None = None
    valid_before: datetime | None = None
    authority: bool = False
    line: int = 0

    def is_for(self, principal: str) -> bool:
        """Whether the key is that of somebody."""
        return matches(principal, self.principals)

    def refusal(self, principal: str | None, namespace: str, at: datetime) -> str | None:
        """Why the key may not sign for somebody (None: for whom it is), to follow its name; None when it may."""
        if self.authority:
            return "which may only sign certificates"
        if principal is not None and not self.is_for(principal):
            return f"which is not the key of {principal}"
        if self.namespaces is not None and not matches(namespace, self.namespaces):
            return f'which may not sign for "{namespace}"'
        if self.valid_after is not None and at < self.valid_after:
            return f"which is not valid before {self.valid_after:%Y-%m-%d %H:%M:%S}"
        if self.valid_before is not None and at > self.valid_before:
            return f"which is not valid after {self.valid_before:%Y-%m-%d %H:%M:%S}"
        return None


def parse(text: str) -> tuple[AllowedSigner, ...]:
    """The signers of a whole file. Raises `SignersError` at the first line that is wrong."""
    lines = enumerate(text.splitlines(), 1)
    return tuple(
        parse_line(line, number) for number, line in lines if line.strip() and not line.startswith("#")
    )


def parse_line(text: str, number: int = 1) -> AllowedSigner:
    """The signer of one line. Raises `SignersError`."""
    found = _LINE.fullmatch(text)
    if found is None:
        message = "is not a name, the type of a key and the key, as in: ciso@example.edu ssh-ed25519 AAAA…"
        raise SignersError(number, message)
    options = _options(found["options"] or "", number)
    return AllowedSigner(
        found["names"].strip('"'),
        _key(found["type"], found["key"], number),
        options.get("namespaces"),
        _moment(options, "valid-after", number),
        _moment(options, "valid-before", number),
        "cert-authority" in options,
        number,
    )


def matches(name: str, patterns: str) -> bool:
    """Whether a name is on a list of patterns (`*`, `?`) with commas between; one that begins with ! excludes."""
    found = False
    for pattern in patterns.split(","):
        wanted = pattern.removeprefix("!")
        expression = "".join({"*": ".*", "?": "."}.get(one, re.escape(one)) for one in wanted)
        if re.fullmatch(expression, name, re.DOTALL):
            if pattern.startswith("!"):
                return False
            found = True
    return found


def _key(type_: str, encoded: str, number: int) -> PublicKey:
    if type_ not in KEY_TYPES:
        raise SignersError(number, f"has a key of type {type_}; only {', '.join(KEY_TYPES)} can be checked")
    try:
        key = public_key(base64.b64decode(encoded, validate=True))
    except (MalformedError, binascii.Error):
        raise SignersError(number, "has a key that is not whole") from None
    if key.type != type_:
        raise SignersError(number, f"calls a key {type_} that is {key.type}")
    return key


def _options(text: str, number: int) -> dict[str, str]:
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        option = _OPTION.match(text, at)
        name = option["name"].lower() if option else ""
        value = option["value"] if option else None
        if option is None or name not in ("cert-authority", "namespaces", "valid-after", "valid-before"):
            raise SignersError(number, f"has an option that is not understood at: {text[at : at + 40]}")
        if (value is None) is not (name == "cert-authority") or name in found:
            raise SignersError(number, f'has a wrong option {name}; it is written once, as {name}="…"')
        found[name] = (value or "").replace('\\"', '"')
        at = option.end()
    return found


def _moment(options: dict[str, str], name: str, number: int) -> datetime | None:
    """A time as ssh-keygen(1) takes it. One without a Z is taken as UTC all the same: verdicts know no local time."""
    text = options.get(name)
    if text is None:
        return None
    digits = text.removesuffix("Z")
    try:
        return datetime.strptime(digits, _TIMES[len(digits)]).replace(tzinfo=UTC)
    except (KeyError, ValueError):
        raise SignersError(
            number, f'has {name}="{text}", which is not a time such as 20280101 or 202801011200Z'
        ) from None
