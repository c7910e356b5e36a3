r"""What Packer prints with `-machine-readable`: `timestamp,target,type,data…`, a comma in data as `%!(PACKER_COMMA)`.

Sensitive values are printed in clear, so nothing of it is shown before they are taken out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

STARS = "********"
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Event:
    """One line. `target` is the build that it is about, "" for none; `kind` is ui, artifact, error and so on."""

    target: str
    kind: str
    data: tuple[str, ...]


def parse(line: str) -> Event | None:
    """A line as an event; None for one that is none, as Packer's plugins print whatever they like."""
    parts = line.rstrip("\r\n").split(",")
    if len(parts) < 3 or not parts[0].isdigit():
        return None
    return Event(parts[1], parts[2], tuple(_plain(part) for part in parts[3:]))


def _plain(text: str) -> str:
    return text.replace("%!(PACKER_COMMA)", ",").replace("\\r", "\r").replace("\\n", "\n")


def redacted(line: str, secrets: Sequence[str]) -> str:
    """A line without secrets, the longest first, also as Packer escapes them.

    One of less than four characters is a word like others, and stays.
    """
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            for form in (secret, secret.replace(",", "%!(PACKER_COMMA)").replace("\n", "\\n")):
                line = line.replace(form, STARS)
    return line


def progress(event: Event) -> list[str]:
    """What a person wants to see of an event, a line each."""
    if event.kind != "ui" or len(event.data) < 2:
        return []
    return [line for line in event.data[1].split("\n") if line.strip()]
