"""Strictness: what a skimming decoder would let through ends the run."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from vmgate.errors import InputError
from vmgate.read.plan import strict

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), JSON), st.booleans())
def test_well_formed_objects_are_read_whatever_their_spacing_and_escapes(
    document: dict[str, object],
    spaced: bool,
) -> None:
    """Compact or pretty, escaped or not: reading gives what was written."""
    separators = (", ", " : ") if spaced else (",", ":")
    text = json.dumps(document, separators=separators, ensure_ascii=spaced).encode("utf-8", "surrogatepass")
    try:
        text.decode()
    except UnicodeDecodeError:
        return
    fields = strict.fields(text)
    assert {name: json.loads(bytes(raw)) for name, raw in fields.items()} == json.loads(text)
    assert strict.value(text) == json.loads(text)


@given(st.dictionaries(st.text(max_size=8), JSON, min_size=1), st.data())
def test_a_repeated_key_is_never_read(document: dict[str, object], data: st.DataObject) -> None:
    """Whichever key is repeated, and whatever its second value, the object is refused."""
    key = data.draw(st.sampled_from(sorted(document)))
    again = json.dumps(key) + ":" + json.dumps(data.draw(JSON), separators=(",", ":"))
    text = (json.dumps(document, separators=(",", ":"))[:-1] + "," + again + "}").encode()
    with pytest.raises(InputError, match="repeated"):
        strict.fields(text)
    with pytest.raises(InputError, match="repeated"):
        strict.value(text)
    with pytest.raises(InputError, match="repeated"):
        strict.objects(Raw(b"[" + text + b"]"))


def test_a_repetition_deep_inside_a_value_is_found() -> None:
    """A value is checked at every depth, not only at its first."""
    with pytest.raises(InputError, match='"b" is repeated'):
        strict.value(b'{"a":[{"b":1,"b":2}]}')


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b'{"a":1} trailing', "not well-formed"),
        (b'{"a":1', "ends in the middle"),
        (b'{"a":NaN}', "not well-formed"),
        (b'{"a":"\x01"}', "not well-formed"),
        (b"[" * 200_000 + b"]" * 200_000, "nested too deeply|not well-formed"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
    ],
)
def test_malformed_text_is_refused_with_a_sentence(text: bytes, says: str) -> None:
    """Trailing text, truncation, NaN, control characters and endless nesting are errors, not crashes."""
    with pytest.raises(InputError, match=says):
        strict.fields(text)


def test_bytes_that_are_not_utf8_are_refused_even_where_nothing_is_decoded() -> None:
    """The decoder skips what is not asked for; the check looks at every byte."""
    text = b'{"skipped":"' + b"x" * 3_000_000 + b'\xff"}'
    with pytest.raises(InputError, match="not UTF-8: byte 3000012 is 0xff"):
        strict.check_utf8(text)


@given(st.text(min_size=1, max_size=50))
def test_any_text_passes_the_check_of_encoding(text: str) -> None:
    """Characters that straddle the pieces in which the check looks are not mistaken for errors."""
    try:
        data = (text * 100_000).encode()[: 3 << 20]
        data = data.decode(errors="ignore").encode()
    except UnicodeEncodeError:
        return
    strict.check_utf8(data)


def test_utf16_is_named_as_such() -> None:
    """PowerShell's redirection is the usual way to get there, so the message says what to do."""
    with pytest.raises(InputError, match="UTF-16"):
        strict.check_utf8('{"a": 1}'.encode("utf-16"))
