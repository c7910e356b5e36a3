"""Where in a registry a fact is kept: its path follows from what it says, so that nothing can be moved or renamed.

    root/2.json                                             who may sign what
    images/debian13/2026.11/image.json                      a version of an image, and what people say of it:
    images/debian13/2026.11/approval.20261114T083000Z.bob@example.edu.json
    images/debian13/2026.11/validation.20261120T101500Z.bob@example.edu.json
    images/debian13/channels/prod/20261105T091500Z.ada@example.edu.json
    hypervisors/vsphere/vcenter.example.edu/cl-general/20261101T080000Z.ada@example.edu.json
    support/debian/12/20261101T080000Z.bob@example.edu.json
    checkpoints/7.json
    evidence/sha256/<64 hexadecimal digits>

A fact's signature lies beside it as `FACT.sig`, or, where several people sign, as `FACT.PERSON.sig`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.registry.facts import Channel, Checkpoint, Hypervisors, Image, Root, Support

if TYPE_CHECKING:
    from datetime import datetime

    from vmgate.registry.facts import Fact

EVIDENCE = "evidence/sha256/"
IMAGES = "images/"
CHECKPOINTS = "checkpoints/"
_EVIDENCE = re.compile(r"evidence/sha256/([0-9a-f]{64})")
_FACT = r"(root|images|hypervisors|support|checkpoints)/[a-z0-9@._+/TZ-]+\.json"
_BELONGS = re.compile(rf"{_FACT}((\.[a-z0-9@._+-]+)?\.sig)?")
_SIGNATURE = re.compile(r"(?P<fact>.+\.json)(\.(?P<person>.+))?\.sig")

PLAIN = frozenset({"README.md", "CODEOWNERS"})
"""Files at the top of a registry that are no facts."""


def path_of(fact: Fact) -> str:
    """The path of a fact's file from the registry's top, with forward slashes."""
    match fact:
        case Root():
            return f"root/{fact.version}.json"
        case Checkpoint():
            return f"{CHECKPOINTS}{fact.sequence}.json"
        case Image():
            return f"images/{fact.name}/{fact.version}/image.json"
        case Hypervisors():
            cluster = f"{fact.cluster}/" if fact.cluster else ""
            return f"hypervisors/{fact.platform}/{fact.endpoint}/{cluster}{_when(fact)}.json"
        case Support():
            return f"support/{fact.system}/{fact.version}/{_when(fact)}.json"
        case Channel():
            return f"images/{fact.image}/channels/{fact.channel}/{_when(fact)}.json"
        case _:
            return f"images/{fact.image}/{fact.version}/{fact.kind}.{_when(fact)}.json"


def signature_path(fact: Fact, person: str | None = None) -> str:
    """Where a person's signature of a fact is kept; the default is who says it."""
    path = path_of(fact)
    if isinstance(fact, Root | Checkpoint):
        return f"{path}.{person or fact.by}.sig"
    return f"{path}.sig"


def signed_path(path: str) -> str | None:
    """The path of the fact that a file would be a signature of; None for a file that is no signature."""
    found = _SIGNATURE.fullmatch(path)
    return found["fact"] if found else None


def belongs(path: str) -> bool:
    """Whether a file of this path may be a fact or the signature of one."""
    return _BELONGS.fullmatch(path) is not None


def is_about_image(path: str) -> bool:
    """Whether a file of this path is about one image and is not its record: what is said of it, or a signature."""
    return path.startswith(IMAGES) and not path.endswith("/image.json")


def folder_of(path: str) -> str | None:
    """The folder of a version, or of an image's channels, that a file is in; None for one that is about no image."""
    if not path.startswith(IMAGES):
        return None
    parts = path.split("/", 3)
    return "/".join(parts[:3]) + "/" if len(parts) == len(("images", "NAME", "VERSION", "FILE")) else None


def record_in(folder: str) -> str:
    """The path of the record of the version whose folder it is."""
    return f"{folder}image.json"


def folders_about(image: str, version: str) -> tuple[str, ...]:
    """The folders that have all that is said of a version: its own, and that of the image's channels."""
    return tuple(dict.fromkeys((f"{IMAGES}{image}/{version}/", folder_of_channels(image))))


def folder_of_channels(image: str) -> str:
    """The folder that has where an image's channels lead."""
    return f"{IMAGES}{image}/channels/"


def evidence(path: str) -> str | None:
    """The digest that a file of evidence must have, None for other files."""
    found = _EVIDENCE.fullmatch(path)
    return f"sha256:{found[1]}" if found else None


def evidence_path(digest: str) -> str:
    """Where a piece of evidence is kept."""
    return EVIDENCE + digest.removeprefix("sha256:")


def stamp(moment: datetime) -> str:
    """A moment (UTC) as names of files have it: `20261123T101500Z`."""
    # By hand: strftime takes ten times as long, and every path is made again when a registry is read.
    day = f"{moment.year:04}{moment.month:02}{moment.day:02}"
    return f"{day}T{moment.hour:02}{moment.minute:02}{moment.second:02}Z"


def _when(fact: Fact) -> str:
    return f"{stamp(fact.issued)}.{fact.by}"
