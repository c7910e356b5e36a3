"""The output of `packer -machine-readable`: which builds a run finished, as Packer's manifest may have lost some.

A target is `builder.label`, with the build block's name in front where it has one, or the builder's name alone in the
older format.
"""

from __future__ import annotations

from vmgate.errors import InputError
from vmgate.packer.events import parse

_LARGEST = 64 * 1024 * 1024


def finished_builds(data: bytes, name: str) -> list[str]:
    """What finished, as the manifest names it: `qemu.debian13`, or a name alone. Raises `InputError`.

    A run that tells an error finished nothing that may be published: then it is an `InputError` too.
    """
    if len(data) > _LARGEST:
        raise InputError(f"{name}: it is larger than {_LARGEST >> 20} MiB")
    found: dict[str, None] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        event = parse(line)
        if event is None or not event.data:
            continue
        if event.kind == "error" or (event.kind == "error-count" and event.data[0] != "0"):
            raise InputError(f"{name}: the run it tells of failed; build anew")
        if event.kind == "artifact-count" and event.target and event.data[0] != "0":
            found[".".join(event.target.split(".")[-2:])] = None
    if not found:
        raise InputError(f"{name}: it tells of no build; give what `packer -machine-readable build` printed")
    return list(found)
