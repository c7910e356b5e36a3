r"""Patterns of addresses: what an exception is for, down to one instance.

A pattern is an address in which stars stand for something:

    *       any part of one name, or of one key between quotation marks; `\*` there is a star itself
    [*]     one instance key, whichever
    **      at the start, with a dot: any number of modules, none included; at the end: everything from there on

Everything else is literal, brackets above all: `module.app.vsphere_virtual_machine.vm["web-1"]` names one machine, and
`module.app.vsphere_virtual_machine.vm` one without an instance key. Instances are only named by `[*]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

_NAME = r'[^.\[\]"]*'
_IN_QUOTES = r'(?:\\.|[^"\\])*'
_KEY = rf'\[(?:[0-9]+|"{_IN_QUOTES}")\]'
_MODULES = rf"(?:module\.[^.\[]+(?:{_KEY})?\.)*"
_TOKEN = re.compile(
    rf'(?P<modules>\A\*\*\.)|(?P<key>\[\*\]|\[[0-9]+\]|\["{_IN_QUOTES}"\])|(?P<dot>\.)|(?P<name>[^.\[\]"]+)'
)


class PatternError(ValueError):
    """A text that is no pattern of addresses. The message follows the text."""


@dataclass(frozen=True)
class AddressPattern:
    """A pattern, taken apart when it is first used. Raises `PatternError` for a text that is none."""

    text: str
    _names: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names: list[str] = []
        previous = "dot"
        for token in self._tokens():
            kind = token.lastgroup or ""
            if kind == "name":
                if "**" in token["name"] and (token["name"] != "**" or token.end() < len(self.text)):
                    raise PatternError(
                        "has ** where it means nothing; it stands at the start, as in **.TYPE.NAME"
                    )
                names.append(token["name"])
            misplaced = (previous == "dot") is not (kind in ("name", "modules")) or (
                previous == "key" and kind == "key"
            )
            if misplaced:
                raise PatternError(
                    f'is not written as an address is, from "{self.text[token.start() :][:40]}" on'
                )
            previous = "dot" if kind == "modules" else kind
        if previous == "dot":
            raise PatternError("ends where a name should follow" if self.text else "is empty")
        object.__setattr__(self, "_names", tuple(names))

    def _tokens(self) -> list[re.Match[str]]:
        found: list[re.Match[str]] = []
        at = 0
        while at < len(self.text):
            token = _TOKEN.match(self.text, at)
            if token is None:
                raise PatternError(f'is not written as an address is, from "{self.text[at:][:40]}" on')
            found.append(token)
            at = token.end()
        return found

    def __str__(self) -> str:
        return self.text

    @property
    def exact(self) -> bool:
        """Whether it names one address and no other."""
        return "*" not in self.text

    @cached_property
    def kind(self) -> str | None:
        """The type of what it names, as it is written; None where a star leaves open what that is.

        That of `module.*.vsphere_virtual_machine.*` is "vsphere_virtual_machine".
        """
        names = list(self._names)
        while len(names) > 2 and names[0] == "module":
            del names[:2]
        if len(names) > 3 and names[0] == "build":
            del names[:2]
        if len(names) > 1 and names[0] in ("data", "provider", "source"):
            del names[0]
        return None if not names or "*" in names[0] else names[0]

    @cached_property
    def without_keys(self) -> AddressPattern:
        """The pattern of the block that was written, whatever its instances are."""
        return AddressPattern("".join(token.group() for token in self._tokens() if token["key"] is None))

    def names(self, address: str) -> bool:
        """Whether it names an address."""
        return address == self.text if self.exact else self._expression.fullmatch(address) is not None

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile("".join(map(_expressed, self._tokens())), re.DOTALL)


def _expressed(token: re.Match[str]) -> str:
    text = token.group()
    if token["modules"]:
        return _MODULES
    if text == "[*]":
        return _KEY
    if text == "**":
        return ".*"
    if token["key"] is not None:
        parts = re.split(r"(\\.|\*)", text)
        return "".join({"*": _IN_QUOTES, r"\*": r"\*"}.get(part, re.escape(part)) for part in parts)
    return _NAME.join(re.escape(part) for part in text.split("*"))
