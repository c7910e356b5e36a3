"""Adding a fact: made, signed by whoever has a key here, checked as every reader will, and only then written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vmgate.errors import InputError, UsageError
from vmgate.registry import canonical, facts, layout, writing
from vmgate.registry.trust import image_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vmgate.commands.template.signer import Signer
    from vmgate.registry.facts import Fact
    from vmgate.registry.roots import People


def say(given: Mapping[str, Any], directory: Path, people: People, make: Callable[[str], Fact]) -> None:
    """Make a fact in the name of who signs, sign it and write it; or write it elsewhere, to be signed there.

    `people` are those who may sign; what would not hold is never written. Raises `VmgateError`.
    """
    say_all(given, directory, people, lambda person: [make(person)])


def say_all(
    given: Mapping[str, Any], directory: Path, people: People, make: Callable[[str], Sequence[Fact]]
) -> None:
    """Say several facts, each of which follows on the one before it. Elsewhere, the first is signed first."""
    from vmgate.commands.template.signer import find

    if given["unsigned_out"]:
        if not given["by"]:
            message = "--unsigned-out needs to know who will sign: --by PERSON"
            raise UsageError(message)
        first, *more = make(given["by"])
        _hand_out(Path(given["unsigned_out"]), first, directory)
        if more:
            click.echo(f"Then run this again: {len(more)} more of them will be needed.")
        return
    signer = find(people, given["by"], given["key"], os.environ)
    facts_ = make(signer.person)
    for fact in facts_:
        forbidden = people.forbids(signer.person, fact, image_of(fact))
        if forbidden:
            raise UsageError(forbidden)
    for fact in facts_:
        write(directory, fact, people, signer)


def write(directory: Path, fact: Fact, people: People, signer: Signer) -> None:
    """Sign a fact and write it. Raises `InputError` for a signature that would not hold."""
    signature = signer.sign(canonical.encoded(fact), facts.namespace(fact))
    accept(directory, fact, people, signer.person, signature)


def accept(directory: Path, fact: Fact, people: People, person: str, signature: bytes) -> None:
    """Write a fact with a signature that was made for it. Raises `InputError` for one that does not hold."""
    from vmgate.registry.store import Stored

    data = canonical.encoded(fact)
    path = layout.signature_path(fact, person)
    stored = Stored(layout.path_of(fact), data, fact, canonical.digest(data), {path: signature})
    # The fact's own moment: whether the key is still good tomorrow is for readers to ask.
    refused = people.refuses(stored, person, fact.issued, image_of(fact))
    if refused:
        raise InputError(f"{stored.path}: not written: {refused}")
    file = writing.add(directory, fact, {person: signature})
    click.echo(f"{file}: signed by {person}")


def _hand_out(file: Path, fact: Fact, directory: Path) -> None:
    from vmgate.commands.output import write_atomically

    write_atomically(file, canonical.encoded(fact).decode())
    click.echo(
        f"{file}: to be signed by {fact.by}, and then to be added:\n"
        f"  ssh-keygen -Y sign -f KEY -n {facts.namespace(fact)} {file}\n"
        f"  vmgate template add --registry {directory} {file} {file}.sig"
    )
