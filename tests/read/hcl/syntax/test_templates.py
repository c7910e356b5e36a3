"""Text of strings and heredocs. Expected texts were printed by Terraform 1.11.4."""

from __future__ import annotations

import pytest

from vmgate.read.hcl.evaluate.constant import constant
from vmgate.read.hcl.syntax.parse import parse, parse_template
from vmgate.read.hcl.syntax.source import SourceFile


def value(text: str) -> object:
    """The value of the attribute `x` of a file."""
    return constant(parse(SourceFile("main.tf", text.encode())).attributes["x"].value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('x = "a\\tb\\n\\"c\\" \\\\"\n', 'a\tb\n"c" \\'),
        ('x = "\\u00e9\\U0001F600"\n', "é😀"),
        ('x = "$${a} %%{b} $ % $a"\n', "${a} %{b} $ % $a"),
        ('x = "a ${~ "b" ~} c"\n', "abc"),
        ('x = "e\u0301"\n', "é"),
    ],
)
def test_escapes_stand_for_their_characters(text: str, expected: str) -> None:
    """Backslashes and doubled dollar and percent signs; combining characters are composed."""
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = <<EOT\n  a\n    b\n  EOT\n", "  a\n    b\n"),
        ("x = <<-EOT\n    a\n      b ${1}\n\n    c\n  EOT\n", "a\n  b 1\n\nc\n"),
        ('x = <<-EOT\n    x\n    ${"y"}\n      z\n    EOT\n', "x\ny\n  z\n"),
        ("x = <<-EOT\n\ttab\n\t  b\n\tEOT\n", "tab\n  b\n"),
        ("x = <<EOT\n\\n $${x}\nEOT\n", "\\n ${x}\n"),
        ("x = <<EOT\nEOT\n", ""),
        ("x = <<EOT\r\na\r\nEOT\r\n", "a\r\n"),
    ],
)
def test_heredocs_keep_or_lose_their_indentation(text: str, expected: str) -> None:
    """`<<-` takes off what all lines share; `<<` nothing. Backslashes mean nothing, line ends are kept."""
    assert value(text) == expected


def test_strip_markers_reach_to_the_end_of_their_line() -> None:
    """In a heredoc `~}` trims the rest of its line only, and what follows keeps its indentation."""
    text = 'x = <<-EOT\n  %{ for x in ["a","b"] ~}\n  item ${x}\n  %{ endfor ~}\n  EOT\n'
    assert value(text) == "  item a\n  item b\n"


def test_directives_choose_and_repeat() -> None:
    """`if`, `else` and `for` inside a string."""
    assert (
        value('x = "%{ if 1 == 2 }a%{ else }b%{ endif }%{ for i, v in ["p", "q"] }${i}${v};%{ endfor }"\n')
        == "b0p;1q;"
    )


def test_a_template_file_needs_no_quotes() -> None:
    """A template by itself has no escapes but the doubled signs, and may hold any marker."""
    assert constant(parse_template('EOT "\\n" $${x} ${1 + 1}\nEOT')) == 'EOT "\\n" ${x} 2\nEOT'
