"""Options that several groups of commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable


def as_of_option(command: Callable[..., None]) -> Callable[..., None]:
    """The day that a command takes for today."""
    return click.option(
        "--as-of", metavar="DATE", help="Judge as if it were that day (2026-11-23). Default: today, UTC."
    )(command)


def config_options(command: Callable[..., None]) -> Callable[..., None]:
    """By which policy a command goes."""
    command = click.option("--no-config", is_flag=True, help="Go by no site policy.")(command)
    return click.option(
        "--config", metavar="FILE", help="The site policy. Default: vmgate.toml, searched upwards."
    )(command)


def color_option(command: Callable[..., None]) -> Callable[..., None]:
    """Whether text is coloured."""
    return click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the text."
    )(command)
