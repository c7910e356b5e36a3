"""Passwords that the answer files of an installation hold in clear (C04)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.translate.packer.scripts import texts
from vmgate.vocabulary.image import TEMPLATE, Password

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.resource import Resource

# What is no password: a placeholder that something fills in, or the hash of one.
_REAL = r"(?![$%{<\"']*[$%{<])(?!\*|!|--)\S"
_CLEAR: Final = re.compile(
    rf"^\s*rootpw[ \t]+(?!.*--(?:iscrypted|lock))(?:--plaintext[ \t]+)?{_REAL}"
    rf"|^\s*user[ \t]+(?!.*--iscrypted).*--password[= ]{_REAL}"
    rf"|^[^#\n]*passwd/(?:root|user)-password(?:-again)?[ \t]+password[ \t]+{_REAL}"
    rf"|^\s*(?:-\s*)?plain_text_passwd:[ \t]*{_REAL}"
    r"|<Value>\s*(?![$%{<])[^<\s][^<]*</Value>\s*<PlainText>\s*true",
    re.IGNORECASE | re.MULTILINE,
)
"""Kickstart, preseed, cloud-init, Windows."""


def answered(resource: Resource) -> Iterator[Password]:
    """The answer files of a source that hold a password in clear, and do not get it when the build runs."""
    for text in texts(resource).known:
        if text.answers and _CLEAR.search(text.text):
            path = text.where.path
            handed = resource.stands_in_source((path[0],)) is False
            written = Fact(value=not handed, resource=resource, path=path)
            values = resource.file_of_values((path[0],))
            # Which of the two has the password, the text does not tell.
            own = f"{TEMPLATE} or in {values}" if values else TEMPLATE
            yield Password("a password of an answer file", written, text.file or own)
