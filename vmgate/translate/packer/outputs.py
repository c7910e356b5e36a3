"""What builds write where Packer runs, and which of them write to the same place (C30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.translate.packer.arguments import Arguments, post_processors
from vmgate.vocabulary.image import BuildOutput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

MANIFEST: Final = "packer-manifest.json"
_WRITERS: Final = {"manifest": (MANIFEST, "manifest"), "checksum": (None, "file of checksums")}


def outputs(resource: Resource, estate: Estate) -> Sequence[BuildOutput]:
    """What a source's builds write, each with the other sources of the template that write to the same place.

    Builds run at the same time, and none waits for another's file: records are lost without an error.
    """
    found = []
    for what, path in _written(resource):
        if path.known:
            others = [
                other.address
                for other in estate.resources
                if other.mode == "packer" and other is not resource and _writes(other, what, path.value)
            ]
            own = sum(
                1
                for kind, twin in _written(resource)
                if kind == what and twin.known and twin.value == path.value
            )
            others += ["another step of the same build"] if own > 1 else []
            found.append(BuildOutput(what, path, Fact(tuple(others), resource, path.path)))
        else:
            shared: Fact[tuple[str, ...]] = Fact((), resource, path.path)
            found.append(BuildOutput(what, path, shared))
    return found


def _writes(resource: Resource, what: str, path: str) -> bool:
    return any(kind == what and own.known and own.value == path for kind, own in _written(resource))


def _written(resource: Resource) -> Iterator[tuple[str, Fact[str]]]:
    for command in post_processors(resource):
        if command.kind in _WRITERS:
            default, what = _WRITERS[command.kind]
            if default is not None or command.raw("output") is not None:
                yield what, command.text("output", default or "")
    directory = Arguments(resource).text("output_directory", "")
    if not directory.known or directory.value:
        yield "output directory", directory
