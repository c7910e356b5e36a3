"""What people say of an image: approve, deprecate, revoke, validate, channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from vmgate.commands.template.options import reading, shown, signing, version_argument
from vmgate.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.registry.facts import Image, OfImage
    from vmgate.registry.parts import Missing


@click.command()
@reading
@signing
@version_argument
@click.option("--comment", metavar="TEXT", help="What was looked at.")
def approve(**given: Any) -> None:
    """Approve a version of an image. Its owner cannot; how many have to, the registry's root says."""
    from vmgate.registry.facts import Approval

    def make(image: Image, about: dict[str, Any]) -> OfImage:
        if about["by"] == image.by:
            message = f"{image.by} owns {image.name} {image.version} and cannot approve it"
            raise UsageError(message)
        return Approval(comment=given["comment"], **about)

    _say(given, make)


@click.command()
@reading
@signing
@version_argument
@click.option("--reason", required=True, help="Why: it stands in every answer about the image.")
@click.option("--replacement", metavar="VERSION", help="Which version to take instead.")
@click.option("--effective", metavar="DATE", help="From which day. Default: today.")
def deprecate(**given: Any) -> None:
    """Ask everybody to take another version, from a day on. Machines may still be made from it."""
    from vmgate.registry.facts import Deprecation

    _say(given, lambda _, about: Deprecation(**_ending(given, about)))


@click.command()
@reading
@signing
@version_argument
@click.option("--reason", required=True, help="Why: it stands in every answer about the image.")
@click.option("--replacement", metavar="VERSION", help="Which version to take instead.")
@click.option("--effective", metavar="DATE", help="From which day. Default: today.")
def revoke(**given: Any) -> None:
    """Forbid a version, and everything that was made from it, from a day on. There is no way back.

    One signature is enough: of an owner, an approver or somebody for security. A mended image is a new version.
    """
    from vmgate.registry.facts import Revocation

    _say(given, lambda _, about: Revocation(**_ending(given, about)))


@click.command()
@reading
@signing
@version_argument
@click.option("--method", required=True, help="How it was looked at: apt-get -s dist-upgrade.")
@click.option("--missing", multiple=True, metavar="ID[=DATE]",
              help="A security update that is missing, and when it was released. Repeatable.")  # fmt: skip
@click.option("--evidence", metavar="FILE", help="The report; it is kept in the registry under its digest.")
def validate(**given: Any) -> None:
    """Record that the update level of an image was looked at (C31), and what it lacks."""
    from pathlib import Path

    from vmgate.commands.template.opening import directory
    from vmgate.registry import writing
    from vmgate.registry.facts import Validation

    def make(_: Image, about: dict[str, Any]) -> OfImage:
        evidence = None
        if given["evidence"]:
            try:
                evidence = writing.add_evidence(directory(given), Path(given["evidence"]).read_bytes())
            except OSError as error:
                message = f"--evidence: {given['evidence']}: cannot be read: {error.strerror or error}"
                raise UsageError(message) from None
        missing = tuple(_missing(one) for one in given["missing"])
        return Validation(method=given["method"], missing=missing, evidence=evidence, **about)

    _say(given, make)


@click.command()
@reading
@shown
@signing
@click.argument("image", metavar="IMAGE[@VERSION]")
@click.argument("channel_", metavar="CHANNEL")
@click.option("--reason", metavar="TEXT", help="Why it is moved.")
def channel(**given: Any) -> None:
    """Let a channel lead to a version (debian13@2026.11 prod), or tell where it leads (debian13 prod).

    A channel never falls back by itself: when the version that it leads to is revoked or has expired, it leads nowhere,
    and the exit code is 1.
    """
    from vmgate.registry.facts import Channel

    if "@" not in given["image"]:
        from vmgate.commands.template.showing import leads

        leads(given)
        return

    def make(image: Image, about: dict[str, Any]) -> OfImage:
        _refuse_unusable(given, image)
        return Channel(channel=given["channel_"], reason=given["reason"], **about)

    _say({**given, "version": given["image"]}, make)


def _say(given: dict[str, Any], make: Callable[[Image, dict[str, Any]], OfImage]) -> None:
    from vmgate.commands.template.opening import directory, moment, opened, refuse_problem
    from vmgate.commands.template.saying import say

    found = opened(given)
    refuse_problem(found)
    stored, image = found.image(given["version"])
    people = found.trust.people
    if people is None:
        raise InputError(f"{found.path}: the registry proves nothing: {found.trust.problem}")
    when = moment(given)

    def about(person: str) -> OfImage:
        return make(image, {"by": person, "issued": when, "image": image.name, "version": image.version,
                            "record": stored.digest})  # fmt: skip

    say(given, directory(given), people, about)


def _ending(given: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    from vmgate.commands.days import day_given

    said = given["effective"]
    effective = about["issued"].date() if said is None else day_given(said, "--effective")
    return {**about, "effective": effective, "reason": given["reason"], "replacement": given["replacement"]}


def _missing(text: str) -> Missing:
    from vmgate.commands.days import day_given
    from vmgate.registry.parts import Missing

    name, equals, released = text.partition("=")
    if not equals:
        return Missing(id=name)
    return Missing(id=name, released=day_given(released, "--missing"))


def _refuse_unusable(given: dict[str, Any], image: Image) -> None:
    from vmgate.commands.template.opening import opened

    record = opened(given).record(f"{image.name}@{image.version}")
    if record.state not in {"approved", "deprecated"}:
        message = f"a channel leads to approved versions only, and {record} is {record.state}: {record.why}"
        raise UsageError(message)
