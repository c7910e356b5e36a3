"""The lines of tables and keys in TOML text."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from vmgate.settings.positions import Positions


def test_headers_and_keys_have_their_own_lines() -> None:
    """A table is where its header is, a key where it is written."""
    text = "# a policy\n\n[policy]\n  fail_on = 'low' # x\nunknown.plan = 'shut'\n[rules.VMG2402]\noff = ''\n"
    positions = Positions(text)
    assert positions.line(("policy",)) == 3
    assert positions.line(("policy", "fail_on")) == 4
    assert positions.line(("policy", "unknown", "plan")) == 5
    assert positions.line(("rules", "VMG2402")) == 6
    assert positions.line(("rules", "VMG2402", "off")) == 7


def test_elements_of_an_array_of_tables_are_counted() -> None:
    """Each `[[network]]` is an element, and a table below one belongs to the newest element."""
    text = "[[a]]\nx = 1\n[[a]]\nx = 2\n[a.b]\ny = 1\n[[a.c]]\nz = 1\n[[a.c]]\nz = 2\n[[a]]\n[[a.c]]\nz = 3\n"
    positions = Positions(text)
    assert [positions.line(("a", index, "x")) for index in (0, 1)] == [2, 4]
    assert positions.line(("a",)) == 1
    assert positions.line(("a", 1, "b", "y")) == 6
    assert [positions.line(("a", 1, "c", index, "z")) for index in (0, 1)] == [8, 10]
    assert positions.line(("a", 2)) == 11
    assert positions.line(("a", 2, "c", 0, "z")) == 13


def test_quoted_keys_are_the_keys_they_spell() -> None:
    """Quotes, escapes and dots inside quotes do not hide a key."""
    text = '"a.b" = 1\n\'c\' . "d\\u0065" = 2\n[ "x]y" . z ]\n"=" = 3\n'
    positions = Positions(text)
    assert positions.line(("a.b",)) == 1
    assert positions.line(("c", "de")) == 2
    assert positions.line(("x]y", "z")) == 3
    assert positions.line(("x]y", "z", "=")) == 4


def test_text_that_looks_like_keys_is_not_mistaken_for_them() -> None:
    """Keys and headers inside strings, arrays and comments are no keys."""
    text = '''\
a = """
b = 1
[c]
\\""" d = 2
"""""
e = \'\'\'
b = 2
\'\'\'\'
f = [ # g = [
  "h = ]", # ]
  \'\'\'
b = 3
\'\'\',
]
i = { b = "}", j = [1, 2] }
#b = 4
b = 5
'''
    assert tomllib.loads(text)["b"] == 5
    positions = Positions(text)
    assert positions.line(("b",)) == 17
    assert positions.line(("f",)) == 9
    assert positions.line(("i",)) == 15
    assert positions.line(("c",)) == 1
    assert positions.line(("d",)) == 1


def test_inside_an_inline_table_it_is_the_line_of_the_key_that_opens_it() -> None:
    """What an inline table or array holds is where the value begins."""
    text = "[policy]\nx = 1\nunknown = { plan = 'shut' }\nlist = [\n  1,\n  2,\n]\n"
    positions = Positions(text)
    assert positions.line(("policy", "unknown", "plan")) == 3
    assert positions.line(("policy", "list", 1)) == 4


def test_a_header_is_where_it_is_written_even_after_its_own_subtable() -> None:
    """`[a.b]` before `[a]` does not move `[a]`."""
    positions = Positions("[a.b]\nx = 1\n[a]\ny = 1\n")
    assert positions.line(("a", "b")) == 1
    assert positions.line(("a",)) == 3


def test_what_the_text_lacks_is_where_the_table_around_it_is() -> None:
    """A missing key is told at its table, a missing table at the top."""
    positions = Positions("\n[policy]\n")
    assert positions.line(("policy", "fail_on")) == 2
    assert positions.line(("registry", "path")) == 1
    assert positions.line(()) == 1


_NOISE = st.sampled_from(
    [
        "",
        "# k0 = 1",
        '# """',
        "\t# [k1]",
        "n{0} = [\n 'k0 = 1', # ]\n]",
        'n{0} = """\nk1 = 2\n[k2]\n"""',
        "n{0} = {{k0 = 1}}",
    ]
)


@given(st.lists(st.tuples(st.booleans(), _NOISE), max_size=12))
def test_every_key_is_found_among_whatever_surrounds_it(parts: list[tuple[bool, str]]) -> None:
    """Headers and keys between comments, strings and arrays are all found where they were put."""
    lines: list[str] = []
    expected: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    for number, (header, noise) in enumerate(parts):
        lines += noise.format(number).split("\n")
        if header:
            table = ("t", sum(path[:1] == ("t",) and len(path) == 2 for path in expected))
            lines.append("[[t]]")
            expected[table] = len(lines)
        lines.append(f"k{number}x = {number}")
        expected[*table, f"k{number}x"] = len(lines)
    text = "\n".join(lines)
    tomllib.loads(text)
    positions = Positions(text)
    assert {path: positions.line(path) for path in expected} == expected


@given(st.text(alphabet="ab.=[]{}\"'\\#\n\r \t1", max_size=60))
def test_any_text_is_scanned_to_its_end(text: str) -> None:
    """Whatever the text, scanning ends and every answer is a line of it."""
    assert 1 <= Positions(text).line(("a", "b")) <= text.count("\n") + 1
