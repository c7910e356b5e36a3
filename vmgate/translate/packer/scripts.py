"""The texts that a build carries into the guest: scripts, commands, answer files; and what of them nobody can read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive, parts, told
from vmgate.translate.packer.arguments import Arguments, Command, commands, elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vmgate.model.resource import Resource
    from vmgate.model.value import Path
    from vmgate.translate.attributes import Attributes

_SHELLS: Final = frozenset({"shell", "powershell", "windows-shell"})
_HARMLESS: Final = frozenset(
    {"breakpoint", "hcp-sbom", "shell-local", "sleep", "windows-restart", "windows-update"}
)
"""Provisioners that change nothing in the guest but its updates."""
_CARRIERS: Final = ("floppy_files", "floppy_dirs", "cd_files")
_CONTENTS: Final = ("floppy_content", "cd_content", "http_content")
# `url=http://{{ .HTTPIP }}:{{ .HTTPPort }}/preseed.cfg`
_ASKED: Final = re.compile(r"\.HTTPPort\s*\}\}/([\w./-]*)")
_MEDIA_BLOCKS: Final = ("boot_iso", "additional_iso_files")


@dataclass(frozen=True, slots=True)
class Text:
    """One text and where the template names it. `answers` is set for what an installer reads.

    `file` is the name of the file that holds it, "" where it stands in the template.
    """

    text: str
    where: Fact[object]
    answers: bool
    file: str = ""


@dataclass(slots=True)
class Texts:
    """All texts of a build, and why others are missing."""

    known: list[Text] = field(default_factory=list)
    missing: list[Fact[object]] = field(default_factory=list)

    def add(
        self, text: str | Unknown, resource: Resource, path: Path, *, answers: bool, file: str = ""
    ) -> None:
        """Note a text, or that it is not known."""
        fact: Fact[object] = Fact(text, resource, path)
        if isinstance(text, Unknown):
            self.missing.append(fact)
        else:
            self.known.append(Text(text, fact, answers, file))


def texts(resource: Resource) -> Texts:
    """The texts of a source."""
    found = Texts()
    arguments = Arguments(resource)
    blocks = [block for name in _MEDIA_BLOCKS for block in parts(arguments, name)[0]]
    for block in (arguments, *blocks):
        for name in _CARRIERS:
            for file in elements(block, name):
                _files(found, file, answers=True)
        for name in _CONTENTS:
            _contents(found, block, name)
    _served(found, arguments)
    for command in commands(resource):
        _command(found, command)
    return found


def searched(resource: Resource, pattern: re.Pattern[str]) -> Iterator[Fact[bool]]:
    """Where a pattern is found in what a build carries into the guest."""
    for text in texts(resource).known:
        if pattern.search(text.text):
            yield Fact(value=True, resource=resource, path=text.where.path)


def _command(found: Texts, command: Command) -> None:
    if command.kind in _SHELLS:
        for line in elements(command, "inline"):
            found.add(_known(line), line.resource, line.path, answers=False)
        for name in ("script", "scripts"):
            for file in elements(command, name):
                _files(found, file, answers=False)
    elif command.kind == "file":
        content = command.raw("content")
        if isinstance(content, str):
            found.add(content, command.resource, command.at("content"), answers=False)
        for name in ("source", "sources"):
            for file in elements(command, name):
                # What is uploaded may be anything; what cannot be read of it decides nothing.
                _files(found, file, answers=False, required=False)
    elif command.kind not in _HARMLESS:
        reason = Unknown(f"what the provisioner {command.kind} does is not read")
        found.missing.append(Fact(reason, command.resource, command.path))


def _served(found: Texts, arguments: Attributes) -> None:
    """What Packer serves to the installer: what its first commands ask for, else all that there is."""
    written = arguments.resource.unfilled("boot_command")
    keys = written if isinstance(written, list) else [written]
    typed = " ".join(key for key in keys if isinstance(key, str))
    if typed:
        found.add(typed, arguments.resource, arguments.at("boot_command"), answers=False)
    asked = {name.strip("./") for name in _ASKED.findall(typed)}
    for directory in elements(arguments, "http_directory"):
        named = [_below(directory, name) for name in sorted(asked) if name]
        some = [file for file in named if not isinstance(_held(file), Unknown)]
        for file in some or [directory]:
            _files(found, file, answers=True)


def _files(found: Texts, file: Fact[str], *, answers: bool, required: bool = True) -> None:
    held = _held(file)
    if isinstance(held, Unknown):
        if required:
            found.add(held, file.resource, file.path, answers=answers)
        return
    for name, text in held.items():
        found.add(text, file.resource, file.path, answers=answers, file=name)


def _contents(found: Texts, block: Attributes, name: str) -> None:
    value = block.raw(name)
    if isinstance(value, Unknown):
        found.add(value, block.resource, block.at(name), answers=True)
    for key, text in value.items() if isinstance(value, dict) else ():
        known = text if isinstance(text, str | Unknown) else str(text)
        found.add(known, block.resource, (*block.at(name), key), answers=True)


def _below(directory: Fact[str], name: str) -> Fact[str]:
    return derive(directory, lambda top: f"{top}/{name}")


def _known(fact: Fact[str]) -> str | Unknown:
    return told(lambda: fact.value)


def _held(file: Fact[str]) -> Mapping[str, str] | Unknown:
    name = _known(file)
    return name if isinstance(name, Unknown) else file.resource.files(name)
