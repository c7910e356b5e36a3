"""`csvdecode`: tables of RFC 4180, as strict as Go's reader of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.read.hcl.evaluate.functions.signature import Context, composed, define, string
from vmgate.read.hcl.evaluate.types import STRING, ObjectOf
from vmgate.read.hcl.evaluate.values import EvaluationError, ListValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.read.hcl.evaluate.values import Val


@define("csvdecode", STRING)
def _csvdecode(args: list[Val], _: Context) -> Val:
    records = _records(string(args[0]))
    header = next(records, None)
    if header is None:
        raise EvaluationError("the header line is missing")
    names = [composed(name) for name in header]
    if len(set(header)) < len(header):
        raise EvaluationError("two columns have the same name")
    rows: list[Val] = []
    for record in records:
        if len(record) != len(names):
            raise EvaluationError("a line has another number of fields than the header")
        rows.append(dict(zip(names, map(composed, record), strict=True)))
    return ListValue(rows, ObjectOf(dict.fromkeys(names, STRING)))


def _records(text: str) -> Iterator[list[str]]:
    """The lines that are not empty, as fields."""
    text = text.replace("\r\n", "\n").removesuffix("\r")
    at = 0
    while at < len(text):
        if text[at] == "\n":
            at += 1
            continue
        record: list[str] = []
        more = True
        while more:
            field, at, more = _quoted(text, at + 1) if text.startswith('"', at) else _bare(text, at)
            record.append(field)
        yield record


def _bare(text: str, at: int) -> tuple[str, int, bool]:
    """A field without quotes, where the next one starts, and whether that is in the same line."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    comma = text.find(",", at, end)
    stop = end if comma < 0 else comma
    if '"' in text[at:stop]:
        raise EvaluationError("a quote stands in a field without quotes")
    return text[at:stop], stop + 1, comma >= 0


def _quoted(text: str, at: int) -> tuple[str, int, bool]:
    """The same for a field whose opening quote stands before."""
    parts: list[str] = []
    while True:
        quote = text.find('"', at)
        if quote < 0:
            raise EvaluationError("a quote is not closed")
        parts.append(text[at:quote])
        following = text[quote + 1 : quote + 2]
        if following not in {'"', ",", "\n", ""}:
            raise EvaluationError("text follows a closing quote")
        if following != '"':
            return "".join(parts), quote + 2, following == ","
        parts.append('"')
        at = quote + 2
