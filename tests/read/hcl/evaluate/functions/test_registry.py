"""That no function of Terraform 1.11 or OpenTofu 1.12 is forgotten."""

from __future__ import annotations

import json
import pathlib

import pytest

from tests.read.hcl.evaluate.functions.judged import Configuration, answer
from tests.read.hcl.evaluate.functions.record import ORACLE
from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions.signature import REGISTRY
from vmgate.read.hcl.evaluate.functions.unknowable import UNKNOWABLE

_NAMES: dict[str, list[str]] = json.loads((pathlib.Path(__file__).parent / "names.json").read_text("utf-8"))
_SYNTAX = {"try", "can"}
"""What the evaluation itself does, since their arguments may fail."""


@pytest.mark.parametrize("tool", _NAMES)
def test_every_function_is_evaluated_or_unknowable_by_nature(tool: str) -> None:
    """All names that `metadata functions` lists are declared."""
    assert set(_NAMES[tool]) - REGISTRY.keys() - _SYNTAX == set()


@pytest.mark.parametrize("name", _NAMES["terraform 1.11.4"])
def test_every_function_is_recorded(name: str) -> None:
    """The record asks about each function that Terraform has."""
    recorded = [text for group in json.loads(ORACLE.read_text("utf-8")).values() for text in group]
    assert any(f"{name}(" in text for text in recorded)


@pytest.mark.parametrize(
    "text",
    [
        "timestamp()",
        "plantimestamp()",
        "uuid()",
        'bcrypt("x")',
        'base64gzip("x")',
        'rsadecrypt("eA==", "key")',
        "core::uuid()",
    ],
)
def test_what_no_reading_can_tell_is_unknown_with_the_reason(text: str) -> None:
    """A clock, a random number, the bytes of a compressor, a secret: each says which it is."""
    found = answer(text, Configuration())
    assert isinstance(found, Unknown)
    assert found.reason == UNKNOWABLE[text.removeprefix("core::").partition("(")[0]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('abspath("a")', "abspath depends on where Terraform runs"),
        ('pathexpand("~/x")', "pathexpand depends on who runs Terraform"),
        ('file("~/x")', "~/x is outside the repository"),
        ('fileset("..", "*.py")', ".. leads outside the repository"),
        ('fileset("/", "*")', "/ leads outside the repository"),
        ('format("%.9999f", 1e-3000)', "the result of format is too long"),
        (
            'parseint(join("", [for i in range(1024) : "99999"]), 10)',
            "a number is larger than what is evaluated",
        ),
        ('provider::time::rfc3339_parse("x")', "function provider::time::rfc3339_parse is not evaluated"),
        ('pow(3, 0.3001) + length(format("%99999d", 1))', "the result of format is too long"),
    ],
)
def test_what_depends_on_the_machine_is_unknown(text: str, reason: str) -> None:
    """Nothing is read or guessed that lies outside the repository."""
    found = answer(text, Configuration())
    assert isinstance(found, Unknown)
    assert found.reason == reason
