"""Options that the commands of the group share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vmgate.commands.declaring import as_of_option, color_option, config_options

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., None]


def reading(command: Command) -> Command:
    """Which registry, on which day, by which policy."""
    registry = click.option(
        "--registry",
        metavar="DIR|FILE|URL",
        help="The template registry. Default: the site policy's, else templates/.",
    )
    return registry(config_options(as_of_option(command)))


def shown(command: Command) -> Command:
    """How something is shown."""
    format_ = click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text")
    return format_(color_option(command))


def signing(command: Command) -> Command:
    """Who signs, and with what."""
    for option in reversed(
        [
            click.option("--by", metavar="PERSON", help="Who signs. Default: the one whose key is here."),
            click.option("--key", metavar="FILE",
                         help="Their SSH key. Default: git's user.signingkey, the agent's, ~/.ssh."),
            click.option("--unsigned-out", metavar="FILE",
                         help="Sign nothing: write what is to be signed, to sign it elsewhere."),
        ]
    ):  # fmt: skip
        command = option(command)
    return command


version_argument = click.argument("version", metavar="IMAGE@VERSION")
