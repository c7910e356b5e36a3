"""Every function against what Terraform 1.11.4 made of it."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest

from tests.read.hcl.evaluate.functions.judged import Configuration, agrees, answer
from tests.read.hcl.evaluate.functions.record import ORACLE, judge
from vmgate.model.value import Unknown

_RECORDED: dict[str, Any] = {
    text: recorded
    for group in json.loads(ORACLE.read_text("utf-8")).values()
    for text, recorded in group.items()
}

_INFINITE = "infinite numbers are not computed with; the record calls them errors since JSON has none"
_ABSENT = "a file that is not there may be made before the run"
_MISSING = "a function may be one of a later version"
_EAST_ASIAN = "Go's tables of the character sets of East Asia are not Python's"
_MAPPED = "Terraform computes with the wrong half of IPv6 addresses that stand for IPv4 ones"
_PROCESSOR = "the last digit differs between processors that multiply and add in one step and others"
UNKNOWN = {
    "log(0, 10)": _INFINITE,
    "log(10, 1)": _INFINITE,
    "pow(0, -1)": _INFINITE,
    "pow(10, 309)": _INFINITE,
    "can(1 / 0)": _INFINITE,
    'tonumber("Inf")': _INFINITE,
    "[for i in range(1, 30) : pow(i, 0.3)]": _PROCESSOR,
    "[for i in range(1, 30) : pow(i, -1.7)]": _PROCESSOR,
    "pow(20, 0.3)": _PROCESSOR,
    "pow(21, 0.3)": _PROCESSOR,
    "pow(27, -1.7)": _PROCESSOR,
    "pow(28, -1.7)": _PROCESSOR,
    "pow(9, 2.6)": _PROCESSOR,
    "pow(7, 0.25)": _PROCESSOR,
    'yamldecode(".inf")': _INFINITE,
    'yamldecode("-.inf")': _INFINITE,
    'undefined_function("a")': _MISSING,
    'can(undefined_function("a"))': _MISSING,
    'core::undefined("a")': _MISSING,
    'textencodebase64("日本", "Shift_JIS")': _EAST_ASIAN,
    'textencodebase64("日本", "EUC-JP")': _EAST_ASIAN,
    'textencodebase64("中文", "GBK")': _EAST_ASIAN,
    'textencodebase64("中文", "GB18030")': _EAST_ASIAN,
    'textencodebase64("中文", "Big5")': _EAST_ASIAN,
    'textencodebase64("한국", "EUC-KR")': _EAST_ASIAN,
    'textencodebase64("日", "ISO-2022-JP")': _EAST_ASIAN,
    'textencodebase64("~", "HZ-GB-2312")': _EAST_ASIAN,
    'textdecodebase64("k/qWew==", "Shift_JIS")': _EAST_ASIAN,
    'textdecodebase64("1tDOxA==", "GBK")': _EAST_ASIAN,
    'cidrhost("::ffff:10.0.0.0/104", 1)': _MAPPED,
    'cidrhost("::ffff:0:0/96", 16909060)': _MAPPED,
    'cidrnetmask("::ffff:10.0.0.0/104")': _MAPPED,
    'cidrsubnet("10.0.0.0/8", -9, 0)': "Terraform writes <nil> for a network of less than no bits",
    "file(1)": _ABSENT,
    'can(templatefile("nothing.tftpl", {}))': _ABSENT,
    '[file("nothing.txt")] == [1]': _ABSENT,
    'file("nothing.txt") == null': _ABSENT,
    'file("nothing.txt") != 1': _ABSENT,
    'rsadecrypt("x", "y")': "what is decrypted is a secret",
    'regex("(?P<x>a)(?P<x>b)", "ab")': "RE2 does not tell two groups of one name apart",
}
"""Where the evaluator does not answer although Terraform does, each with the reason."""


@pytest.fixture(scope="module")
def configuration() -> Configuration:
    """What the expressions refer to."""
    return Configuration()


@pytest.mark.parametrize("text", [text for text in _RECORDED if text not in UNKNOWN])
def test_a_function_has_terraform_s_answer(text: str, configuration: Configuration) -> None:
    """Type, value to the last digit, sensitivity, or that it is an error or unknown: as the record has it."""
    ours = answer(text, configuration)
    assert agrees(ours, _RECORDED[text]), f"{ours} is not {_RECORDED[text]}"


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_not_evaluated_is_unknown(text: str, configuration: Configuration) -> None:
    """An exception is still an exception, is recorded, and says why."""
    assert text in _RECORDED
    found = answer(text, configuration)
    assert isinstance(found, Unknown)
    assert found.reason


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
def test_the_record_is_what_terraform_answers() -> None:
    """Every twentieth expression, asked again."""
    sample = list(_RECORDED)[::20]
    assert judge(sample) == {text: _RECORDED[text] for text in sample}
