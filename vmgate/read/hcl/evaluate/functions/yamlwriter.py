"""YAML as `yamlencode` writes it, by the rules of libyaml's emitter, which Terraform's library follows.

Every string and key is in double quotes or, with line breaks, a literal block; lines fold at 80 columns.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from vmgate.read.hcl.evaluate.functions.jsontext import json_text

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_STEP = 2
_WIDTH = 80
_LONGEST_KEY = 128
_BREAKS = "\r\n\x85\u2028\u2029"
_SPACE_THEN_BREAK = re.compile(f" [{_BREAKS}]")
_ESCAPES = {
    "\0": "0",
    "\a": "a",
    "\b": "b",
    "\t": "t",
    "\n": "n",
    "\v": "v",
    "\f": "f",
    "\r": "r",
    "\x1b": "e",
    '"': '"',
    "\\": "\\",
    "\x85": "N",
    "\xa0": "_",
    "\u2028": "L",
    "\u2029": "P",
}


def yaml_text(value: Val) -> str:
    """A known value as a document of YAML."""
    return Writer().document(value)


class Writer:
    """The text written so far and the state of the emitter, under libyaml's own names."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._column = 0
        self._indent = -1
        self._whitespace = True
        self._indention = True
        self._open_ended = False

    def document(self, value: Val) -> str:
        """The document that holds a value."""
        self._node(value, root=True)
        self._write_indent()
        if self._open_ended:
            self._indicator("...", space=True)
            self._write_indent()
        return "".join(self._parts)

    def _node(self, value: Val, *, root: bool = False, mapping: bool = False, key: bool = False) -> None:
        if isinstance(value, str):
            self._string(value, key=key)
        elif isinstance(value, dict | tuple) and not value:
            self._indicator("{" if isinstance(value, dict) else "[", space=True, whitespace=True)
            self._indicator("}" if isinstance(value, dict) else "]")
        elif isinstance(value, dict):
            self._mapping(value)
        elif isinstance(value, tuple):
            self._sequence(value, indentless=mapping and not self._indention)
        else:
            self._plain(json_text(value), root=root)

    def _sequence(self, items: tuple[Val, ...], *, indentless: bool) -> None:
        outer = self._indent
        self._indent = max(0, outer) if indentless or outer < 0 else outer + _STEP
        for item in items:
            self._write_indent()
            self._indicator("-", space=True, indention=True)
            self._node(item)
        self._indent = outer

    def _mapping(self, items: dict[str, Val]) -> None:
        outer = self._indent
        self._indent = 0 if outer < 0 else outer + _STEP
        for name in sorted(items):
            self._write_indent()
            if not any(sign in name for sign in _BREAKS) and len(name.encode()) <= _LONGEST_KEY:
                self._node(name, mapping=True, key=True)
                self._indicator(":")
            else:
                self._indicator("?", space=True, indention=True)
                self._node(name, mapping=True)
                self._write_indent()
                self._indicator(":", space=True, indention=True)
            self._node(items[name], mapping=True)
        self._indent = outer

    def _string(self, text: str, *, key: bool) -> None:
        outer = self._indent
        self._indent = _STEP if outer < 0 else outer + _STEP
        if "\n" in text and not key and _allows_block(text):
            self._literal(text)
        else:
            self._double_quoted(text, folds=not key)
        self._indent = outer

    def _plain(self, text: str, *, root: bool) -> None:
        if not self._whitespace:
            self._put(" ")
        self._put(text)
        self._whitespace = self._indention = False
        if root:
            self._open_ended = True

    def _double_quoted(self, text: str, *, folds: bool) -> None:
        self._indicator('"', space=True)
        marked = text.startswith("\ufeff")
        last = len(text) - 1
        spaces = False
        for at, sign in enumerate(text):
            if sign == " " and not marked:
                if folds and not spaces and self._column > _WIDTH and 0 < at < last:
                    self._write_indent()
                    if text[at + 1] == " ":
                        self._put("\\")
                else:
                    self._put(sign)
                spaces = True
                continue
            spaces = False
            if marked or sign in '"\\' or sign in _BREAKS or _unprintable().match(sign):
                self._put("\\" + _escape(sign))
            else:
                self._put(sign)
        self._indicator('"')
        self._whitespace = self._indention = False

    def _literal(self, text: str) -> None:
        self._indicator("|", space=True)
        if text[0] == " " or text[0] in _BREAKS:
            self._indicator(str(_STEP))
        self._open_ended = False
        if text[-1] not in _BREAKS:
            self._indicator("-")
        elif len(text) == 1 or text[-2] in _BREAKS:
            self._indicator("+")
        self._break()
        self._indention = self._whitespace = True
        breaks = True
        for sign in text:
            if sign in _BREAKS:
                self._parts.append(sign)
                self._column = 0
                self._indention = breaks = True
            else:
                if breaks:
                    self._write_indent()
                self._put(sign)
                self._indention = breaks = False

    def _indicator(
        self, text: str, *, space: bool = False, whitespace: bool = False, indention: bool = False
    ) -> None:
        if space and not self._whitespace:
            self._put(" ")
        self._put(text)
        self._whitespace = whitespace
        self._indention = self._indention and indention
        self._open_ended = False

    def _write_indent(self) -> None:
        indent = max(0, self._indent)
        if not self._indention or self._column > indent or (self._column == indent and not self._whitespace):
            self._break()
        if self._column < indent:
            self._put(" " * (indent - self._column))
        self._whitespace = self._indention = True

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._column += len(text)

    def _break(self) -> None:
        self._parts.append("\n")
        self._column = 0


def _allows_block(text: str) -> bool:
    """Whether a text can stand in a literal block."""
    return not (text.endswith(" ") or _SPACE_THEN_BREAK.search(text) or _unprintable().search(text))


@cache
def _unprintable() -> re.Pattern[str]:
    return re.compile("[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]")


def _escape(sign: str) -> str:
    short = _ESCAPES.get(sign)
    if short is not None:
        return short
    code = ord(sign)
    return f"x{code:02X}" if code <= 0xFF else f"u{code:04X}" if code <= 0xFFFF else f"U{code:08X}"
