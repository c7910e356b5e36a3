"""What keepers do: checkpoints, who may sign what, further signatures, facts that were signed elsewhere."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vmgate.commands.template.options import reading, signing
from vmgate.errors import InputError, UsageError

if TYPE_CHECKING:
    from vmgate.commands.template.opening import Opened
    from vmgate.commands.template.signer import Signer
    from vmgate.registry.facts import Checkpoint, Fact, Root
    from vmgate.registry.roots import People


@click.command()
@reading
@signing
@click.option("--days", type=click.IntRange(1, 3650), default=35, show_default=True,
              help="How long it holds: after that, somebody is keeping a newer one from us.")  # fmt: skip
def checkpoint(**given: Any) -> None:
    """Sign that these are all facts there are: nobody can take one away afterwards, or show an older registry.

    One person, or one job, makes them on the main branch, so that their numbers never collide. What is too much for
    one makes several, each on the one before it.
    """
    from vmgate.commands.template.opening import directory, moment, opened
    from vmgate.commands.template.saying import say_all

    found = opened(given)
    people = _people(found)
    if found.trust.coverage.problem:
        raise InputError(f"{found.path}: the last checkpoint does not hold: {found.trust.coverage.problem}")
    when = moment(given)

    def make(person: str) -> list[Checkpoint]:
        return found.trust.following(
            by=person, issued=when, expires=when.date() + timedelta(days=given["days"])
        )

    say_all(given, directory(given), people, make)


@click.command()
@reading
@signing
@click.option("--from", "source", metavar="FILE",
              help="The next one: JSON with people, signers, demands and lost_keys.")  # fmt: skip
def root(**given: Any) -> None:
    """Show who may sign what, or change it: write what is shown to a file, edit that, and give it back with --from.

    \b
    vmgate template root > next.json
    vmgate template root --from next.json

    The change has to be signed by enough keepers of the root before it: vmgate template sign adds a signature.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"
    from vmgate.commands.template.opening import directory, moment, opened
    from vmgate.commands.template.saying import say
    from vmgate.registry.rooting import editable, successor

    found = opened(given)
    people = _people(found)
    if given["source"] is None:
        click.echo(editable(people.root), nl=False)
        return
    try:
        text = Path(given["source"]).read_bytes()
    except OSError as error:
        message = f"--from: {given['source']}: cannot be read: {error.strerror or error}"
        raise UsageError(message) from None
    when = moment(given)
    last = found.trust.roots[-1]

    def make(person: str) -> Root:
        return successor(people.root, last.digest, text, given["source"], by=person, issued=when)

    say(given, directory(given), people, make)


@click.command()
@reading
@signing
@click.argument("path", metavar="FACT")
def sign(**given: Any) -> None:
    """Add your signature to a root or a checkpoint that needs several: root/2.json."""
    from vmgate.commands.template.opening import directory, opened
    from vmgate.registry import facts, writing
    from vmgate.registry.facts import Checkpoint, Root
    from vmgate.registry.roots import people as people_of

    found = opened(given)
    place = directory(given)
    named = Path(given["path"])
    path = named.relative_to(place).as_posix() if named.is_relative_to(place) else named.as_posix()
    stored = next((one for one in found.store.facts if one.path == path), None)
    if stored is None or not isinstance(stored.fact, Root | Checkpoint):
        message = (
            f"{path}: not a root or a checkpoint of {found.path}; nothing else is signed by several people"
        )
        raise UsageError(message)
    if given["unsigned_out"]:
        message = f"sign {place / path} itself: ssh-keygen -Y sign -f KEY -n {facts.namespace(stored.fact)}"
        raise UsageError(message)
    # A new root is signed by the people of the one before it, and by its own.
    try:
        own = people_of(stored.fact) if isinstance(stored.fact, Root) else None
    except ValueError as error:
        raise InputError(f"{path}: {error}") from None
    signer = _keeper([one for one in (own, found.trust.people) if one is not None], stored.fact, given)
    signature = signer.sign(stored.data, facts.namespace(stored.fact))
    click.echo(f"{writing.sign(place, stored.fact, signer.person, signature)}: signed by {signer.person}")


@click.command()
@reading
@click.argument("fact", metavar="FACT")
@click.argument("signature", metavar="[SIGNATURE]", required=False)
def add(**given: Any) -> None:
    """Add a fact that was signed elsewhere, after --unsigned-out. Default of SIGNATURE: FACT.sig."""
    from vmgate.commands.template.opening import directory, opened
    from vmgate.commands.template.saying import accept
    from vmgate.registry import canonical
    from vmgate.registry.facts import Root
    from vmgate.registry.roots import people as people_of

    contents = []
    for file in (Path(given["fact"]), Path(given["signature"] or f"{given['fact']}.sig")):
        try:
            contents.append(file.read_bytes())
        except OSError as error:
            message = f"{file}: cannot be read: {error.strerror or error}"
            raise UsageError(message) from None
    fact = canonical.decoded(contents[0], given["fact"])
    first = isinstance(fact, Root) and fact.version == 1
    people = people_of(fact) if isinstance(fact, Root) and first else _people(opened(given))
    accept(directory(given), fact, people, fact.by, contents[1])


def _keeper(several: list[People], fact: Fact, given: dict[str, Any]) -> Signer:
    """Who signs for one of several groups of people. Raises `UsageError` when it is nobody."""
    from vmgate.commands.template.signer import find

    mistake = UsageError("nobody may sign that")
    for people in several:
        try:
            signer = find(people, given["by"], given["key"], os.environ)
        except UsageError as error:
            mistake = error
            continue
        forbidden = people.forbids(signer.person, fact, None)
        if forbidden is None:
            return signer
        mistake = UsageError(forbidden)
    raise mistake


def _people(found: Opened) -> People:
    if found.trust.people is None:
        raise InputError(f"{found.path}: the registry proves nothing: {found.trust.problem}")
    return found.trust.people
