"""Signing with the keys that people have: by ssh-keygen, with a file or with the agent."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vmgate.errors import InputError, UsageError
from vmgate.signing.allowed_signers import SignersError, parse_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vmgate.registry.roots import People

_PATIENCE = 300
"""So many seconds somebody has to type a passphrase or to touch a security key."""


@dataclass(frozen=True)
class Signer:
    """Somebody with a key at hand. `file` is the private key, or the public one of a key that the agent holds."""

    person: str
    public: str
    file: Path | None = None

    def sign(self, message: bytes, namespace: str) -> bytes:
        """A detached signature over a message. Raises `InputError` when none is made."""
        if self.file is not None:
            return _sign(self.file, message, namespace)
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory) / "key.pub"
            file.write_text(f"{self.public}\n", encoding="utf-8")
            return _sign(file, message, namespace)


def find(people: People, person: str | None, key: str | None, environment: Mapping[str, str]) -> Signer:
    """Who signs: the person that is named, or the one person of the registry whose key is at hand.

    `key` is the file of a key, private or public; without one, those of git, of the agent and of ~/.ssh are tried.
    Raises `UsageError` when nobody is found, or more than one person.
    """
    known = {str(signer.key): signer.principals for signer in people.signers}
    at_hand = list(_given(key)) if key else list(_usual(environment))
    found = [Signer(known[public], public, file) for public, file in at_hand if public in known]
    if person is not None:
        found = [one for one in found if one.person == person]
    persons = sorted({one.person for one in found})
    if len(persons) > 1:
        message = f"the keys here are of {', '.join(persons)}; say who signs with --by"
        raise UsageError(message)
    if found:
        return found[0]
    whose = f"of {person} " if person else "of somebody of the registry "
    where = f"in {key}" if key else "in git's user.signingkey, the SSH agent or ~/.ssh"
    message = (
        f"no key {whose}is {where}: name one with --key, or write what is to be signed with --unsigned-out and "
        "sign it elsewhere"
    )
    raise UsageError(message)


def public_keys(file: Path) -> list[str]:
    """The keys of a file, allowed signers or a *.pub, as lines "PERSON TYPE KEY". Raises `UsageError`."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file}: cannot be read: {getattr(error, 'strerror', None) or error}"
        raise UsageError(message) from None
    lines = enumerate(text.splitlines(), 1)
    return [
        _signer(line, f"{file}:{number}")
        for number, line in lines
        if line.split() and not line.startswith("#")
    ]


def _signer(line: str, place: str) -> str:
    words = line.split()
    if _is_public(line):
        type_, key, *comment = words
        if not comment:
            message = f"{place}: the key does not say whose it is; write the person in front of it"
            raise UsageError(message)
        line = f"{comment[0]} {type_} {key}"
    try:
        parse_line(line)
    except SignersError as error:
        message = f"{place}: {error}"
        raise UsageError(message) from None
    return line.strip()


def _given(key: str) -> Iterator[tuple[str, Path | None]]:
    file = Path(key).expanduser()
    public = file if file.suffix == ".pub" else file.with_name(f"{file.name}.pub")
    if not file.exists():
        message = f"--key: {file}: there is no such file"
        raise UsageError(message)
    private = file.with_suffix("") if file.suffix == ".pub" else file
    text = public.read_text(encoding="utf-8") if public.exists() else _derived(file)
    yield _bare(text), private if private.exists() else public


def _usual(environment: Mapping[str, str]) -> Iterator[tuple[str, Path | None]]:
    configured = _output(["git", "config", "--get", "user.signingkey"]).strip()
    if configured.startswith("key::"):
        yield _bare(configured.removeprefix("key::")), None
    elif configured and Path(configured).expanduser().exists():
        yield from _given(configured)
    for line in _output(["ssh-add", "-L"]).splitlines():
        if _is_public(line):
            yield _bare(line), None
    home = environment.get("HOME") or environment.get("USERPROFILE")
    for file in sorted((Path(home) / ".ssh").glob("*.pub")) if home else ():
        try:
            yield from _given(str(file))
        except (UsageError, OSError, UnicodeDecodeError):
            continue


def _derived(file: Path) -> str:
    text = _output(["ssh-keygen", "-y", "-P", "", "-f", str(file)])
    if not text:
        message = f"--key: {file}: its public key, {file}.pub, is not beside it"
        raise UsageError(message)
    return text


def _sign(file: Path, message: bytes, namespace: str) -> bytes:
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", os.fspath(file), "-n", namespace]
    if shutil.which(command[0]) is None:
        raise InputError(
            "ssh-keygen is not installed, which signs; --unsigned-out writes what is to be signed"
        )
    # What it asks for (a passphrase, a touch) it asks for at the terminal, if there is one.
    asks = None if sys.stderr.isatty() else subprocess.PIPE
    try:
        made = subprocess.run(  # noqa: S603  - ssh-keygen, by fixed arguments
            command, input=message, stdout=subprocess.PIPE, stderr=asks, check=False, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise InputError(f"ssh-keygen did not sign with {file} within {_PATIENCE // 60} minutes") from None
    if made.returncode or not made.stdout:
        why = (made.stderr or b"").decode(errors="replace").strip().splitlines()
        raise InputError(f"ssh-keygen did not sign with {file}{f': {why[-1]}' if why else ''}")
    return made.stdout


def _output(command: Sequence[str]) -> str:
    try:
        made = subprocess.run(  # noqa: S603  - programs that come with git and ssh, by fixed arguments
            command, capture_output=True, check=False, timeout=10, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return made.stdout.decode(errors="replace") if made.returncode == 0 else ""


def _is_public(line: str) -> bool:
    return line.startswith(("ssh-", "sk-", "ecdsa-"))


def _bare(text: str) -> str:
    return " ".join(text.split()[:2])


def configured_signers() -> Path | None:
    """The file of allowed signers that git is told of, if there is one."""
    named = _output(["git", "config", "--path", "--get", "gpg.ssh.allowedSignersFile"]).strip()
    return Path(named) if named and Path(named).is_file() else None
