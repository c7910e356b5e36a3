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
