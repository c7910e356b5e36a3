"""Names come from whoever wrote the configuration: none may steer a terminal, forge a command or break a file."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.report.sample import RULES, empty
from vmgate.model.estate import Unread
from vmgate.model.exceptions import Waiver
from vmgate.model.position import Span
from vmgate.model.report import Input, Kind, Report, Result
from vmgate.model.result import Severity, Verdict
from vmgate.model.secrets import blotted, holds_secret
from vmgate.report import FORMATS, writer
from vmgate.report.printable import printable

# All of Unicode, lone surrogates included (a plan in JSON can hold them), with what does harm made frequent.
HARMFUL = st.sampled_from(
    [
        "<script>",
        "|",
        "`",
        "=1+1",
        "\x1b[2J",
        "\x9b31m",
        "\r\n::set-env name=X::",
        "\u202e",
        "\u2028",
        "]]>",
        "\x00",
        "%",
        "\t",
    ]
)
TEXT = st.lists(st.text(st.characters(exclude_categories=()), max_size=8) | HARMFUL, max_size=4).map("".join)

_ELEMENTS = {
    "<" + end + name
    for name in (
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "span", "table", "tr", "th", "td",
        "br", "code", "article", "pre", "ul", "li", "details", "summary",
    )
    for end in ("", "/")
} | {"<!doctype"}  # fmt: skip

SPANS = st.none() | st.builds(
    lambda file, line, column, length: Span(file, line, column, line, column + length),
    TEXT, st.integers(1, 3), st.integers(1, 30), st.integers(0, 30),
)  # fmt: skip

WAIVERS = st.builds(
    Waiver, name=TEXT, file=TEXT, rules=st.just(("VMG3201",)), reason=st.none() | TEXT, ticket=st.none() | TEXT,
    approved_by=st.none() | TEXT, end=st.none() | st.dates(),
)  # fmt: skip

RESULTS = st.builds(
    Result,
    rule=st.just("VMG3201"),
    slug=st.just("copy_paste_enabled"),
    clause=st.just("C32"),
    severity=st.sampled_from(Severity),
    verdict=st.sampled_from(Verdict),
    address=TEXT,
    attribute=TEXT,
    message=TEXT,
    reason=st.none() | TEXT,
    span=SPANS,
    provider=st.none() | TEXT,
    input=st.just(0),
    fingerprint=st.just("sha256:0"),
    exception=st.none() | WAIVERS,
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report whose every name, message and source line is arbitrary."""
    results = draw(st.lists(RESULTS, max_size=4))
    given = st.tuples(TEXT, TEXT, SPANS, st.booleans())
    unread = [Unread(*one) for one in draw(st.lists(given, max_size=2))]
    source = Input(draw(TEXT), Kind.PLAN, "", 1, 1, draw(st.lists(TEXT, max_size=2)), unread, [draw(TEXT)])
    lines = draw(st.lists(TEXT, min_size=3, max_size=3))
    spans = [one.span for one in results] + [part.span for part in unread]
    excerpts = {span.file: lines for span in spans if span}
    return dataclasses.replace(empty(), results=results, inputs=[source], excerpts=excerpts, why=draw(TEXT))


def _harmless(character: str) -> bool:
    return (
        unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        and character not in "\u202a\u202e\u2066"
    )


@settings(deadline=None)
@given(reports())
def test_text_holds_no_control_character_from_an_input(given_report: Report) -> None:
    """Nothing but line ends of our own: no escape, no carriage return, no turned writing direction."""
    text = writer("text")(given_report, RULES)
    assert all(character == "\n" or _harmless(character) for character in text)


@settings(deadline=None)
@given(reports())
def test_github_gets_one_command_a_line(given_report: Report) -> None:
    """However a message is made, no second command can begin in it."""
    text = writer("github")(given_report, RULES)
    lines = text.split("\n")
    assert lines == [*text.splitlines(), ""]
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines[:-1])


@settings(deadline=None)
@given(reports())
def test_junit_is_always_xml(given_report: Report) -> None:
    """An XML parser reads it, and finds every result."""
    root = ET.fromstring(writer("junit")(given_report, RULES))  # noqa: S314  - our own output
    assert len(list(root.iter("testcase"))) >= len(given_report.results)


@settings(deadline=None)
@given(reports())
def test_json_and_sarif_keep_every_message(given_report: Report) -> None:
    """Both are ASCII, and what a JSON parser reads is what the input had."""
    text = writer("json")(given_report, RULES)
    assert [one["message"] for one in json.loads(text)["results"]] == [
        one.message for one in given_report.results
    ]
    sarif = writer("sarif")(given_report, RULES)
    addresses = [
        one["locations"][0]["logicalLocations"][0]["fullyQualifiedName"]
        for one in json.loads(sarif)["runs"][0]["results"]
    ]
    assert addresses == [one.address for one in given_report.results if one.verdict is not Verdict.CRASH]
    assert text.isascii()
    assert sarif.isascii()


@settings(deadline=None)
@given(reports())
def test_a_table_in_markdown_keeps_its_rows(given_report: Report) -> None:
    """No name ends a cell, a row or a fence early: every row has the cells of its head, and no mention is made."""
    text = writer("markdown")(given_report, RULES)
    rows = [line for line in text.split("\n") if line.startswith("| ")]
    assert all(re.sub(r"\\.", "", row).count("|") == 5 for row in rows)
    assert all(character == "\n" or _harmless(character) for character in text)


@settings(deadline=None)
@given(reports())
def test_a_spreadsheet_gets_text_and_whole_rows(given_report: Report) -> None:
    """Every row has all columns, and no cell begins as a formula does."""
    rows = list(csv.reader(io.StringIO(writer("csv")(given_report, RULES))))
    assert {len(row) for row in rows} == {17}
    assert len(rows) == 1 + len(given_report.results) + sum(len(one.unread) for one in given_report.inputs)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@settings(deadline=None)
@given(reports())
def test_a_page_holds_no_markup_from_an_input(given_report: Report) -> None:
    """Its elements are those of the template, whatever names there are; and there is no script at all."""
    text = writer("html")(given_report, RULES)
    found = set(re.findall(r"<[a-z!/][^ >]*", text))
    assert found <= _ELEMENTS
    assert "<script" not in text


@settings(deadline=None)
@given(reports())
def test_gitlab_gets_issues_with_places(given_report: Report) -> None:
    """Every issue has what GitLab wants: a description, a fingerprint, a path and a line."""
    for issue in json.loads(writer("gitlab")(given_report, RULES)):
        assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])
        assert issue["location"]["lines"]["begin"] >= 1
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}


@settings(deadline=None)
@given(reports(), st.sampled_from(sorted(FORMATS)))
def test_every_output_can_be_written_as_utf_8(given_report: Report, name: str) -> None:
    """A lone surrogate in a name does not stop a report from being written."""
    assert writer(name, color=True)(given_report, RULES).encode() is not None


@given(TEXT)
def test_escaping_is_done_once(text: str) -> None:
    """Printable text stays as it is, and harmless text is never changed."""
    assert printable(printable(text)) == printable(text)
    assert printable("größe 端末 🙂") == "größe 端末 🙂"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('  password = "correct horse" # old', '  password = "*************" # old'),
        ('{ "a" = "x", "guestinfo.password" = "p\\"q" }', '{ "a" = "x", "guestinfo.password" = "****" }'),
        ('"admin_password": "x",', '"admin_password": "*",'),
        ("password = var.password", "password = var.password"),
        ('name = "password"', 'name = "password"'),
        ('"ks.cfg" = "rootpw --plaintext word"', '"ks.cfg" = "rootpw --plaintext ****"'),
        ('url = "https://u:word@host/x?a=1&sig=word"', 'url = "https://u:****@host/x?a=1&sig=****"'),
        ('"git::ssh://git@host/x.git?ref=v1"', '"git::ssh://git@host/x.git?ref=v1"'),
        ("https://0123456789abcdef0123@host/x", "https://********************@host/x"),
        ("  password: word", "  password: ****"),
        ("password:var.word", "password:var.word"),
        ('inline = ["TOKEN=word x"]', 'inline = ["TOKEN=**** x"]'),
        ('inline = ["echo root:word | chpasswd"]', 'inline = ["echo root:**** | chpasswd"]'),
        ('["-object", "secret,id=a,data=word"]', '["-object", "secret,id=a,data=****"]'),
        ("secret = false", "secret = false"),
    ],
)
def test_a_secret_in_a_line_of_source_is_blotted(line: str, shown: str) -> None:
    """What is written for a name of a secret; the rest of the line stays where it is."""
    assert blotted(line) == shown


@pytest.mark.parametrize(
    ("value", "holds"),
    [
        ("#cloud-config\npassword: word\n", True),
        ("I2Nsb3VkLWNvbmZpZwpwYXNzd29yZDogd29yZAo=", True),
        ("I2Nsb3VkLWNvbmZpZwo=", False),
        ("https://u:word@host/image.qcow2", True),
        ("https://host/image.qcow2", False),
        ("AAAAAAAAAAAAAAAAAAAAAA", False),
    ],
)
def test_a_value_may_have_a_secret_written_in_it(value: str, holds: bool) -> None:
    """In base64 too."""
    assert holds_secret(value) is holds
