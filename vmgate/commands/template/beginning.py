"""`vmgate template init`: a registry from the SSH keys that people have."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vmgate.commands.template.options import reading, signing
from vmgate.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vmgate.registry.facts import Root
    from vmgate.registry.parts import Member


ATTRIBUTES = "# Signatures are over bytes: git leaves them alone.\n* -text\n"
"""What keeps git from changing line ends in a registry, as its `.gitattributes`."""


@click.command()
@reading
@signing
@click.option("--owner", "owners", multiple=True, required=True, metavar="PERSON",
              help="Who publishes images. Repeatable.")  # fmt: skip
@click.option("--approver", "approvers", multiple=True, required=True, metavar="PERSON",
              help="Who approves them. Repeatable.")  # fmt: skip
@click.option("--security", multiple=True, metavar="PERSON", help="Who approves for security. Repeatable.")
@click.option("--keeper", "keepers", multiple=True, metavar="PERSON",
              help="Who keeps the list of people, and checkpoints. Default: owners and approvers.")  # fmt: skip
@click.option("--signers", multiple=True, metavar="FILE",
              help="Their keys: allowed_signers or *.pub files. Default: git's, ~/.ssh/*.pub.")  # fmt: skip
@click.option("--approvals", type=click.IntRange(1, 100), default=1, show_default=True,
              help="How many people have to approve an image.")  # fmt: skip
@click.option("--security-approvals", type=click.IntRange(0, 100), default=0, show_default=True,
              help="How many of them for security.")  # fmt: skip
@click.option("--unbound-approvals", type=click.IntRange(1, 100), default=1, show_default=True,
              help="How many where only the platform's identity binds the image.")  # fmt: skip
@click.option("--approval-days", type=click.IntRange(1, 3650), default=365, show_default=True,
              help="How long an approval holds.")  # fmt: skip
@click.option("--root-signatures", type=click.IntRange(1, 100), default=1, show_default=True,
              help="How many keepers have to sign a change of all this.")  # fmt: skip
@click.option("--checkpoints", is_flag=True, help="Nothing counts that no checkpoint covers.")
def init(**given: Any) -> None:
    """Begin a registry: one owner and one approver are enough, with the SSH keys they already have.

    \b
    vmgate template init --owner ada@example.edu --approver bob@example.edu --signers allowed_signers

    The file has the format that git takes for gpg.ssh.allowedSignersFile: a person and their key on a line. What is
    strict (more approvals, security, checkpoints) can be asked for now, or later with vmgate template root.
    """  # noqa: D301  - click takes the character \b for "leave these lines as they are"
    from vmgate.commands.template.opening import directory, moment
    from vmgate.commands.template.saying import say
    from vmgate.registry.parts import Demands, Role
    from vmgate.registry.roots import people

    place = directory(given)
    if (place / "root").exists():
        message = f"{place}: there is a registry already; vmgate template root changes who may sign in it"
        raise UsageError(message)
    members = _members(given)
    demands = Demands(
        approvals=given["approvals"],
        of_role={Role.SECURITY: given["security_approvals"]} if given["security_approvals"] else {},
        unbound_approvals=given["unbound_approvals"],
        approval_days=given["approval_days"],
        checkpoints=given["checkpoints"],
        root_signatures=given["root_signatures"],
    )
    signers = _signers(given, members)
    when = moment(given)

    def make(person: str) -> Root:
        from vmgate.registry.facts import Root

        return Root(by=person, issued=when, version=1, people=members, signers=signers, demands=demands)

    try:
        trusted = people(make(given["by"] or next(iter(members))))
    except ValueError as error:
        raise InputError(f"{place}: {error}") from None
    say(given, place, trusted, make)
    if not given["unsigned_out"]:
        _plain_bytes(place)


def _members(given: Mapping[str, Any]) -> dict[str, Member]:
    from vmgate.registry.parts import Member, Role

    keepers = given["keepers"] or (*given["owners"], *given["approvers"])
    roles: dict[str, list[Role]] = {}
    for people, some in (
        (given["owners"], [Role.OWNER]),
        (given["approvers"], [Role.APPROVER]),
        (given["security"], [Role.SECURITY]),
        (keepers, [Role.ROOT, Role.CHECKPOINT]),
    ):
        for person in people:
            roles.setdefault(person, []).extend(some)
    if set(given["owners"]) == set(given["approvers"]) and len(roles) == 1:
        message = "one person alone cannot keep a registry: nobody approves what they own"
        raise UsageError(message)
    if given["root_signatures"] > len(set(keepers)):
        message = f"--root-signatures {given['root_signatures']}: there are only {len(set(keepers))} keepers"
        raise UsageError(message)
    return {person: Member(roles=tuple(some)) for person, some in roles.items()}


def _signers(given: Mapping[str, Any], members: Mapping[str, Member]) -> tuple[str, ...]:
    """A line for each key of the people. Raises `UsageError` for somebody who has none."""
    from vmgate.commands.template.signer import public_keys

    files = [Path(file) for file in given["signers"]] or list(_usual_signers())
    lines = [line for file in files for line in public_keys(file)]
    found = [line for line in dict.fromkeys(lines) if line.split()[0] in members]
    without = sorted(set(members) - {line.split()[0] for line in found})
    if without:
        where = ", ".join(map(str, files)) or "git's allowed signers and ~/.ssh"
        message = f"there is no key of {', '.join(without)} in {where}; name files of keys with --signers"
        raise UsageError(message)
    return tuple(found)


def _usual_signers() -> list[Path]:
    from vmgate.commands.template.signer import configured_signers

    configured = configured_signers()
    return [configured] if configured else sorted((Path.home() / ".ssh").glob("*.pub"))


def _plain_bytes(directory: Path) -> None:
    """Keep git from changing line ends: a signature is over bytes."""
    from vmgate.commands.output import write_atomically

    attributes = directory / ".gitattributes"
    if not os.path.lexists(attributes):
        write_atomically(attributes, ATTRIBUTES)
        click.echo(f"{attributes}: keeps git from changing line ends")
