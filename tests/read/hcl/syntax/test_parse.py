"""What the grammar gets wrong or lets pass, put right; and input that is no source at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmgate.read.hcl.syntax import nodes
from vmgate.read.hcl.syntax.parse import parse, parse_expression
from vmgate.read.hcl.syntax.source import SourceFile, SyntaxProblem


def outline(node: nodes.Expression) -> object:
    """The structure of an expression, without places."""
    match node:
        case nodes.Literal(value=value):
            return value
        case nodes.Name(name=name):
            return name
        case nodes.Conditional(condition=test, then=one, otherwise=other):
            return [outline(test), "?", outline(one), outline(other)]
        case nodes.Binary(operator=operator, left=left, right=right):
            return [outline(left), operator, outline(right)]
        case nodes.Unary(operator=operator, operand=operand):
            return [operator, outline(operand)]
        case nodes.Traversal(head=head, steps=steps):
            return [outline(head), *(step_outline(step) for step in steps)]
        case nodes.Template(parts=parts):
            return [
                part if isinstance(part, str) else outline(part)
                for part in parts
                if not isinstance(part, nodes.If | nodes.For)
            ]
    return type(node).__name__


def step_outline(step: nodes.Step) -> object:
    """A step: a name, a list for an index, a set around what a splat applies to each element."""
    if isinstance(step, nodes.Attr):
        return f".{step.name}"
    if isinstance(step, nodes.Index):
        return [outline(step.key)]
    return ("*", *(step_outline(inner) for inner in step.steps))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ? b : c ? d : e", ["a", "?", "b", ["c", "?", "d", "e"]]),
        ("a ? b : c ? d : e ? f : g", ["a", "?", "b", ["c", "?", "d", ["e", "?", "f", "g"]]]),
        ("a ? b ? c : d : e", ["a", "?", ["b", "?", "c", "d"], "e"]),
        ("(a ? b : c) ? d : e", [["a", "?", "b", "c"], "?", "d", "e"]),
    ],
)
def test_chained_conditionals_nest_to_the_right(text: str, expected: object) -> None:
    """`a ? b : c ? d : e` is a ? b : (c ? d : e), which the grammar has the other way round."""
    assert outline(parse_expression(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a) < 0", ["a", "<", 0]),
        ("-(a).b + -c[0]", [["-", ["a", ".b"]], "+", ["-", ["c", [0]]]]),
        ("(a + b) * c", [["a", "+", "b"], "*", "c"]),
        ("((a)).b[c].0", ["a", ".b", ["c"], [0]]),
        ("a /* one */ + # two\n b", None),
    ],
)
def test_parentheses_and_steps_belong_to_their_operand(text: str, expected: object) -> None:
    """Parentheses and postfix steps, siblings in the grammar's tree, stay with what they belong to."""
    if expected is None:
        assert outline(parse_expression(f"({text})")) == ["a", "+", "b"]
    else:
        assert outline(parse_expression(text)) == expected


def test_all_that_follows_a_full_splat_applies_to_each_element() -> None:
    """`[*]` takes the whole rest; `.*` takes what is written with a dot."""
    assert outline(parse_expression("a[*].b[0].c[*].d")) == ["a", ("*", ".b", [0], ".c", ("*", ".d"))]
    assert outline(parse_expression("a.*.b.0[1].c")) == ["a", ("*", ".b", [0]), [1], ".c"]


def test_blanks_at_the_ends_of_literal_text_are_kept() -> None:
    """Literal text is the bytes between interpolations, not the grammar's trimmed nodes."""
    assert outline(parse_expression('"  ${b}  ${c}  d  "')) == ["  ", "b", "  ", "c", "  d  "]


def test_a_lone_interpolation_is_its_expression() -> None:
    """`"${x}"` is x itself, of whatever type."""
    assert outline(parse_expression('"${a.b}"')) == ["a", ".b"]


@pytest.mark.parametrize(
    ("text", "value"), [("1e10", 10**10), ("1E+3", 1000), ("25e-1 * 2", None), ("[1e2]", None)]
)
def test_exponents_without_a_fraction_are_numbers(text: str, value: object) -> None:
    """The grammar refuses `1e10`; the language does not."""
    parsed = parse_expression(text)
    assert value is None or outline(parsed) == value


def test_exponents_in_text_stay_text() -> None:
    """Working around the grammar's exponents leaves strings and names as they are."""
    body = parse(SourceFile("main.tf", b'a = 1e3\nb = "1e3 x"\nc = x-1e3\n'))
    assert outline(body.attributes["b"].value) == "1e3 x"
    assert outline(body.attributes["c"].value) == "x-1e3"


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("a = 1\nb = 2\na = 3\n", "set twice", (3, 1)),
        ('a = "\\q"\n', "syntax error", None),
        ("a = 1 b = 2\n", "new line", (1, 7)),
        ('resource "a" "b${c}" {}\n', "label", (1, 15)),
        ("x {\n  a = [\n}\n", "syntax error", None),
        ('a = "x\n', "missing", None),
        ("a = 1\n= 2\n", "syntax error", None),
        ("a = \n", "syntax error", None),
    ],
)
def test_what_the_language_forbids_is_a_problem_with_its_place(
    text: str, message: str, place: tuple[int, int] | None
) -> None:
    """Duplicates, wrong escapes, interpolated labels and syntax errors are told with line and column."""
    source = SourceFile("main.tf", text.encode())
    with pytest.raises(SyntaxProblem, match=message) as caught:
        parse(source)
    span = source.span(caught.value.start, caught.value.end)
    assert span.line >= 1
    if place is not None:
        assert (span.line, span.column) == place


def test_a_byte_order_mark_is_skipped() -> None:
    """A file that begins with a byte order mark reads as one without."""
    source = SourceFile("main.tf", b"\xef\xbb\xbfa = 1\n")
    attribute = parse(source).attributes["a"]
    assert source.span(attribute.start, attribute.end).column == 1


def test_columns_count_characters() -> None:
    """Bytes of the grammar become characters, from 1."""
    source = SourceFile("main.tf", 'ä = { "ö" = x, "é" = 1 }\n'.encode())
    value = parse(source).attributes["ä"].value
    assert isinstance(value, nodes.Object)
    span = source.span(value.items[1].start, value.items[1].end)
    assert (span.column, span.end_column) == (16, 23)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "(" * 5000 + "1" + ")" * 5000,
        "a = " + "1 + (" * 5000 + "1" + ")" * 5000,
        "a = " + "[" * 3000 + "]" * 3000,
        "a = " + "x ? 1 : " * 3000 + "2",
        "x {\n" * 2000 + "}\n" * 2000,
        'a = "' + '${"' * 2000,
        "a = " + "!" * 5000 + "true",
        "a = " + "f(" * 3000 + ")" * 3000,
    ],
)
def test_deep_nesting_is_a_problem_and_no_crash(text: str) -> None:
    """Thousands of levels end in a problem, not in an exhausted stack."""
    with pytest.raises(SyntaxProblem):
        parse(SourceFile("main.tf", text.encode() + b"\n"))


def test_a_large_file_reads_as_its_pieces_do() -> None:
    """A file is read a few blocks at a time; places and order are those of the whole."""
    text = "".join(f'resource "t" "r{i}" {{\n  n = {i}\n  s = "ä"\n}}\n\n' for i in range(2000))
    source = SourceFile("main.tf", text.encode())
    body = parse(source)
    assert [block.labels[1] for block in body.blocks] == [f"r{i}" for i in range(2000)]
    last = body.blocks[-1]
    assert source.span(last.start, last.header_end).line == 1999 * 5 + 1
    assert outline(last.body.attributes["n"].value) == 1999


def test_what_looks_like_a_seam_inside_text_is_none() -> None:
    """A heredoc that holds the end of one block and the start of another does not split the file."""
    trap = 'resource "t" "a" {\n  x = <<EOT\n}\nresource "t" "b" {\n}\nresource "t" "c" {\nEOT\n}\n'
    filler = "".join(f'resource "t" "r{i}" {{\n  n = "{"x" * 3000}"\n}}\n' for i in range(4))
    body = parse(SourceFile("main.tf", (filler + trap * 10 + filler).encode()))
    assert [block.labels[1] for block in body.blocks if len(block.labels[1]) == 1] == ["a"] * 10


def test_an_error_in_a_large_file_has_its_place() -> None:
    """Reading in pieces does not hide where a file is wrong."""
    text = "".join(f'resource "t" "r{i}" {{\n  n = {i}\n}}\n' for i in range(2000))
    source = SourceFile("main.tf", (text + "resource {{{\n").encode())
    with pytest.raises(SyntaxProblem) as caught:
        parse(source)
    assert source.span(caught.value.start, caught.value.end).line >= 6000


@given(st.binary(max_size=200))
def test_any_bytes_are_a_tree_or_a_problem(data: bytes) -> None:
    """Nothing but a reported problem comes of bytes that are no source."""
    source = SourceFile("main.tf", data)
    try:
        parse(source)
    except SyntaxProblem as problem:
        assert 0 <= problem.start <= problem.end <= len(source.data)  # noqa: PT017  - the problem is the result


@given(st.text(alphabet='a1.[]{}()"$%~*?:=<>!&|,\n \\-+/#EOT', max_size=80))
def test_any_mixture_of_tokens_is_a_tree_or_a_problem(text: str) -> None:
    """Text from the language's own characters reaches deeper than random bytes."""
    source = SourceFile("main.tf", text.encode())
    try:
        parse(source)
    except SyntaxProblem as problem:
        assert 0 <= problem.start <= problem.end <= len(source.data)  # noqa: PT017  - the problem is the result
