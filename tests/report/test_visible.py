"""What of a file an excerpt shows: the part that a finding is about, and no other text of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmgate.model.position import Span
from vmgate.model.secrets import Redaction
from vmgate.report.visible import VisibleLines
from vmgate.settings.support import SHIPPED

SOURCE = """\
resource "vsphere_virtual_machine" "web" { # root / word
  name       = "web-1"
  annotation = "root pw is word"
  folder     = "${lookup(local.folders, "word")}/web"
  extra_config = { "isolation.tools.copy.disable" = "false", "guestinfo.userdata" = "word" }
  user_data = <<-EOT
    #cloud-config
    word
  EOT
  hosts = [
    "word", /* word
    word */ "10.0.0.1",
  ]
  choice = var.on ? "word" : "other"
  allow_forged_transmits = true // word
}
"""


def at(text: str, source: str = SOURCE) -> Span:
    """The place of a text that is there once."""
    lines = source.split("\n")
    (number,) = [number for number, line in enumerate(lines) if text in line]
    column = lines[number].index(text) + 1
    return Span("main.tf", number + 1, column, number + 1, column + len(text))


def shown(source: str = SOURCE, *open_: Span, shut: tuple[Span, ...] = (), toml: bool = False) -> list[str]:
    """All lines as they are shown."""
    return list(VisibleLines(source, [*open_, *shut], shut, toml=toml))


def test_without_a_finding_only_the_code_is_shown() -> None:
    """No text but names, no heredoc, no comment, however a quote or a sign within them is written."""
    assert shown() == [
        'resource "vsphere_virtual_machine" "web" {',
        '  name       = "web-1"',
        '  annotation = "***************"',
        '  folder     = "************************************"',
        '  extra_config = { "isolation.tools.copy.disable" = "false", "guestinfo.userdata" = "****" }',
        "  user_data = <<-EOT",
        "    *************",
        "    ****",
        "  EOT",
        "  hosts = [",
        '    "****",',
        '    **** ** "********",',
        "  ]",
        '  choice = var.on ? "****" : "*****"',
        "  allow_forged_transmits = true",
        "}",
        "",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "allow_forged_transmits = true",
        '"isolation.tools.copy.disable" = "false"',
        'choice = var.on ? "word" : "other"',
        '"10.0.0.1"',
        'folder     = "${lookup(local.folders, "word")}/web"',
    ],
)
def test_what_a_finding_is_about_is_shown(text: str) -> None:
    """As it is written."""
    assert sum(text in line for line in shown(SOURCE, at(text))) == 1


@pytest.mark.parametrize(
    "text",
    ['annotation = "root pw is word"', SOURCE.splitlines()[4].strip(), "user_data = <<-EOT"],
)
def test_free_text_is_not_shown_where_a_finding_is_about_it(text: str) -> None:
    """Nor what stands in the same block or object for another name."""
    assert shown(SOURCE, at(text)) == shown()


def test_a_secret_is_not_shown_where_a_finding_is_about_it() -> None:
    """What is marked as one has no excerpt of its value, whatever another finding says of the same place."""
    place = at('choice = var.on ? "word" : "other"')
    assert shown(SOURCE, place, shut=(place,)) == shown()


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        (
            '{"password": "word", "vlan": 110, "pin_token": 4711}',
            '{"password": "****", "vlan": 110, "pin_token": ****}',
        ),
        ('{"inline": ["echo root:word | chpasswd"]}', '{"inline": ["*************************"]}'),
        ('  x = "unfinished word', '  x = "***************'),
        ('x = "a\\"word" # "word"', 'x = "*******"'),
        ('x = "${y["}"]} word"', 'x = "**************"'),
        ("# word", "# ..."),
        ('# "word', "# ..."),
    ],
)
def test_lines_of_any_form_are_masked(line: str, seen: str) -> None:
    """JSON, texts without an end, escaped quotes."""
    assert shown(line) == [seen]


def test_toml_is_masked() -> None:
    """Its literal and its long texts too."""
    source = (
        "notes = '''\nword\nword''' # word\napproved_by = 'word'\nend = 2026-01-31\nlong = \"\"\"word\n\"\"\""
    )
    assert shown(source, toml=True) == [
        "notes = '''", "****", "*******", "approved_by = '****'", "end = 2026-01-31", 'long = """****', "***",
    ]  # fmt: skip


@given(st.text("ab\"'{}[]()$%=:,#/*<-\\\n E", max_size=60))
def test_whatever_is_written_a_line_stays_a_line(source: str) -> None:
    """No form of text breaks the masking, makes more lines of it or longer ones, or shows what stands before it."""
    lines = shown(f'x = "secret"\n{source}')
    assert lines[0] == 'x = "******"'
    assert len(lines) == source.count("\n") + 2
    assert all(len(seen) <= len(line) + 4 for seen, line in zip(lines[1:], source.split("\n"), strict=True))


def test_values_are_taken_out_of_texts() -> None:
    """The longer one first; a short one is a word like others."""
    redaction = Redaction(["wordy", "word", "abc", 7, {"k": ["deep"]}])
    assert redaction('on "wordy" and word abc deep 7') == 'on "(sensitive)" and (sensitive) abc (sensitive) 7'
    assert not Redaction(["abc"])
    assert Redaction([])("text") == "text"


def test_a_password_that_is_a_word_of_messages_leaves_them_readable() -> None:
    """`ssh_password = "ubuntu"` says of Ubuntu what it says of others; what only begins like a word is a secret."""
    redaction = Redaction([*json.loads(SHIPPED.read_text())["products"], "password", "ubuntu1"])
    text = "ubuntu 18.04 is out of vendor support, ssh_password stands in the template"
    assert redaction(text) == text
    assert redaction("on ubuntu1") == "on (sensitive)"
