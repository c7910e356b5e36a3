"""The output of `packer -machine-readable`: which builds a run finished, as Packer's manifest may have lost some.

Each line is `timestamp,target,type,data…`; a target is `builder.label`, with the build block's name in front where it
has one, or the builder's name alone in the older format.
"""

from __future__ import annotations

from vmgate.errors import InputError
from vmgate.publish.strict import LARGEST


def finished_builds(data: bytes, name: str) -> list[str]:
    """What finished, as the manifest names it: `qemu.debian13`, or a name alone. Raises `InputError`.

    A run that tells an error finished nothing that may be published: then it is an `InputError` too.
    """
    if len(data) > LARGEST:
        raise InputError(f"{name}: it is larger than {LARGEST >> 20} MiB")
    found: dict[str, None] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        parts = line.split(",", 4)
        if len(parts) < 4 or not parts[0].isdigit():
            continue
        target, kind = parts[1], parts[2]
        if kind in ("error", "error-count") and (kind == "error" or parts[3] != "0"):
            raise InputError(f"{name}: the run it tells of failed; build anew")
        if kind == "artifact-count" and target and parts[3] != "0":
            found[".".join(target.split(".")[-2:])] = None
    if not found:
        raise InputError(f"{name}: it tells of no build; give what `packer -machine-readable build` printed")
    return list(found)
