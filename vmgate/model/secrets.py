"""What an attribute's name says of its value: providers leave many secrets unmarked."""

from __future__ import annotations

import re

_CALLED = re.compile(
    r"passw|secret|token|private_?key|passphrase|credential|api_?key|^script_text$|sysprep_text$",
    re.IGNORECASE,
)


def names_secret(name: str) -> bool:
    """Whether something of this name is a secret, marked or not."""
    return bool(_CALLED.search(name))


_WRITTEN = re.compile(r"""(["']?)([\w.-]+)\1(\s*[=:]\s*")((?:[^"\\]|\\.)*)(?=")""")


def blotted(line: str) -> str:
    """A line of source with stars in place of what is written for a name of a secret, as long as before."""
    return _WRITTEN.sub(_stars, line) if _CALLED.search(line) else line


def _stars(found: re.Match[str]) -> str:
    text = found.group(4)
    return (
        found.group()[: -len(text)] + "*" * len(text)
        if text and names_secret(found.group(2))
        else found.group()
    )
