"""The functions that only OpenTofu has. No OpenTofu was asked.

What is expected of `cidrcontains` is what OpenTofu 1.9.0's own tests expect, with three more cases; the rest is worked
out from its documentation and from how version 1.9.0 is written.
"""

from __future__ import annotations

import base64
import gzip
from typing import Any

import pytest

from tests.read.hcl.evaluate.functions.judged import Configuration, answer
from vmgate.model.value import Unknown

_GZIPPED = base64.b64encode(gzip.compress("Grüße\n".encode(), mtime=0)).decode()
_TWICE = base64.b64encode(gzip.compress(b"one", mtime=0) + gzip.compress(b"two", mtime=0)).decode()
_CUT = base64.b64encode(gzip.compress(b"one", mtime=0)[:-9]).decode()
_BOMB = base64.b64encode(gzip.compress(bytes(20_000_000), mtime=0)).decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('cidrcontains("192.168.2.0/20", "192.168.2.1")', "true"),
        ('cidrcontains("192.168.2.0/20", "192.168.2.0/22")', "true"),
        ('cidrcontains("192.168.2.0/20", "192.126.2.1")', "false"),
        ('cidrcontains("192.168.2.0/20", "192.126.2.0/18")', "false"),
        ('cidrcontains("192.168.2.0/20", "192.168.0.0/16")', "false"),
        ('cidrcontains("fe80::/48", "fe80::1")', "true"),
        ('cidrcontains("fe80::/48", "fe81::1")', "false"),
        ('cidrcontains("192.168.2.0/20", "fe80::1")', "error"),
        ('cidrcontains("fe80::/48", "192.168.2.0/20")', "error"),
        ('cidrcontains("not-a-cidr", "192.168.2.1")', "error"),
        ('cidrcontains("192.168.2.0/20", "not-an-address")', "error"),
        ('cidrcontains("192.168.2.1", "192.168.2.1")', "error"),
        ('cidrcontains(null, "192.168.2.1")', "error"),
        ('urldecode("abc123-_")', '"abc123-_"'),
        (
            'urldecode("foo%3Abar%40localhost%3Ffoo%3Dbar%26bar%3Dbaz")',
            r'"foo:bar@localhost?foo=bar\u0026bar=baz"',
        ),
        ('urldecode("mailto%3Aemail%3Fsubject%3Dthis%2Bis")', '"mailto:email?subject=this+is"'),
        ('urldecode("foo%2Fbar")', '"foo/bar"'),
        ('urldecode("foo% bar")', "error"),
        ('urldecode("foo%2 bar")', "error"),
        ('urldecode("%GGfoo%2bar")', "error"),
        ('urldecode("foo%00, bar!")', r'"foo\u0000, bar!"'),
        ('urldecode("hello%20%E4%B8%96%E7%95%8C")', '"hello 世界"'),
        ('urldecode("a+b")', '"a b"'),
        ('urldecode("")', '""'),
        ("urldecode(null)", "error"),
        (f'base64gunzip("{_GZIPPED}")', r'"Grüße\n"'),
        (f'base64gunzip("{_TWICE}")', '"onetwo"'),
        (f'base64gunzip("{_CUT}")', "error"),
        ('base64gunzip("aGVsbG8=")', "error"),
        ('base64gunzip("hello")', "error"),
        ('base64gunzip("")', "error"),
    ],
)
def test_a_function_does_what_opentofu_documents(text: str, expected: str) -> None:
    """The value as JSON, or that it is an error."""
    found: Any = answer(text, Configuration())
    assert (found if isinstance(found, str) else found["json"]) == expected


def test_what_unpacks_to_too_much_is_unknown() -> None:
    """A few kilobytes that stand for twenty megabytes are not unpacked."""
    assert isinstance(answer(f'base64gunzip("{_BOMB}")', Configuration()), Unknown)
