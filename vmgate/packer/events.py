r"""What Packer prints with `-machine-readable`: `timestamp,target,type,data…`, a comma in data as `%!(PACKER_COMMA)`.

Sensitive values are printed in clear, so nothing of it is shown before they are taken out.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STARS = "********"
_SHORTEST, _LINE = 4, 8


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


class Redaction:
    """Takes secrets out of lines, also as Packer, JSON and addresses write them, and each long line of one by itself.

    `secrets` are taken out wherever they stand, `likely` ones where they stand as words: the password of an account
    that only a build knows is often a word that paths have as well. One of less than four characters stays.
    """

    def __init__(self, secrets: Iterable[str], likely: Iterable[str] = ()) -> None:
        words = rf"(?<![\w-])(?:{_any(likely)})(?![\w-])" if _any(likely) else ""
        self._pattern = re.compile("|".join(filter(None, (_any(secrets), words))) or r"(?!)")

    def __call__(self, line: str) -> str:
        """The line without them."""
        return self._pattern.sub(STARS, line)


def _any(secrets: Iterable[str]) -> str:
    forms = {form for secret in secrets for form in _forms(secret) if len(form) >= _SHORTEST}
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


def _forms(secret: str) -> Iterator[str]:
    lines = [line for line in secret.splitlines() if len(line) >= _LINE] if "\n" in secret else []
    for text in (secret, *lines):
        yield from (text, text.replace(",", "%!(PACKER_COMMA)").replace("\n", "\\n"))
        yield from (json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1], quote(text, safe=""))


def progress(event: Event) -> list[str]:
    """What a person wants to see of an event, a line each."""
    if event.kind != "ui" or len(event.data) < 2:
        return []
    return [line for line in event.data[1].split("\n") if line.strip()]
