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


# As the answer files of installers write it: kickstart, preseed, cloud-init, Windows.
_ANSWERED = re.compile(
    r"(\brootpw[ \t]+(?:--\w+[ \t]+)*|password(?:-again)?[ \t]+password[ \t]+|plain_text_passwd:[ \t]*"
    r"|--password[= ]|<Value>)([^\s\"'\\<]+)",
    re.IGNORECASE,
)


def tells_secret(text: str) -> bool:
    """Whether a text answers an installer's question for a password."""
    return bool(_ANSWERED.search(text))


def blotted(line: str) -> str:
    """A line of source with stars in place of what is written for a name of a secret, as long as before."""
    line = _ANSWERED.sub(lambda found: found.group(1) + "*" * len(found.group(2)), line)
    return _WRITTEN.sub(_stars, line) if _CALLED.search(line) else line


def _stars(found: re.Match[str]) -> str:
    text = found.group(4)
    return (
        found.group()[: -len(text)] + "*" * len(text)
        if text and names_secret(found.group(2))
        else found.group()
    )
