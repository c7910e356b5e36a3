"""What is shown of Packer's own words."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from vmgate.packer.events import STARS, Redaction

SECRET = 'q"4,x\n-----END OF IT-----\ny/ü'  # noqa: S105  - looked for in what is printed


@pytest.mark.parametrize(
    "form",
    [
        SECRET.replace(",", "%!(PACKER_COMMA)").replace("\n", "\\n"),
        json.dumps(SECRET)[1:-1],
        json.dumps(SECRET, ensure_ascii=False)[1:-1],
        quote(SECRET, safe=""),
        "-----END OF IT-----",
    ],
)
def test_a_secret_is_taken_out_in_every_form(form: str) -> None:
    """As Packer, JSON and addresses write it, and each line of it that is long enough to be no word."""
    assert Redaction([SECRET])(f"1,,ui,say,a {form} b") == f"1,,ui,say,a {STARS} b"


def test_a_likely_secret_is_taken_out_where_it_is_a_word() -> None:
    """The same word within another, such as a file's name, stays; what the template calls sensitive never does."""
    line = "packer:packer@host packer-manifest.json"
    assert Redaction([], ["packer"])(line) == f"{STARS}:{STARS}@host packer-manifest.json"
    assert Redaction(["packer"])(line) == f"{STARS}:{STARS}@host {STARS}-manifest.json"
    assert Redaction([], ["abc"])("abc") == "abc"
    assert Redaction([])("packer") == "packer"
