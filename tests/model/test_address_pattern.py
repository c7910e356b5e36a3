"""Patterns of addresses: what a star stands for, and that nothing else stands for anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmgate.model.address_pattern import AddressPattern, PatternError

VM = 'module.app.vsphere_virtual_machine.vm["web-1"]'
NAMES = st.text("abz_*-", min_size=1, max_size=5).filter(lambda text: "*" not in text)
KEYS = (
    st.none()
    | st.integers(0, 99).map(str)
    | st.text('a.*]\\"[', max_size=4).map(
        lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )
)
ADDRESSES = st.lists(st.tuples(NAMES, KEYS), min_size=1, max_size=5).map(
    lambda steps: ".".join(name if key is None else f"{name}[{key}]" for name, key in steps)
)


@pytest.mark.parametrize(
    ("pattern", "address", "expected"),
    [
        (VM, VM, True),
        (VM, 'module.app.vsphere_virtual_machine.vm["web-11"]', False),
        ("a.vm", "a.vm[0]", False),
        ("a.vm[*]", "a.vm[0]", True),
        ("a.vm[*]", 'a.vm["x.y]"]', True),
        ("a.vm[*]", "a.vm", False),
        ("a.vm[1]", "a.vm[10]", False),
        ('a.vm["web-*"]', 'a.vm["web-1.example"]', True),
        ('a.vm["web-*"]', 'a.vm["db-1"]', False),
        (r'a.vm["\*"]', 'a.vm["*"]', True),
        (r'a.vm["\*"]', 'a.vm["x"]', False),
        ("a.web_*", "a.web_1", True),
        ("a.web_*", "a.web_1[0]", False),
        ("module.*.a.b", "module.x.a.b", True),
        ("module.*.a.b", "module.x.module.y.a.b", False),
        ("**.a.b", "a.b", True),
        ("**.a.b", 'module.x["k.v"].module.y.a.b', True),
        ("**.a.b", "data.a.b", False),
        ("module.x.**", "module.x.a.b[0]", True),
        ("**", VM, True),
        ("a[0-9].b", "a1.b", False),
    ],
)
def test_a_star_stands_for_what_is_written(pattern: str, address: str, *, expected: bool) -> None:
    """Brackets are an address's own, and never a choice of characters."""
    if pattern == "a[0-9].b":
        with pytest.raises(PatternError, match="from"):
            AddressPattern(pattern)
        return
    assert AddressPattern(pattern).names(address) is expected


@given(ADDRESSES, ADDRESSES)
def test_an_address_without_a_star_names_itself_and_nothing_else(one: str, other: str) -> None:
    """Whatever is in its keys."""
    pattern = AddressPattern(one)
    if pattern.exact:
        assert pattern.names(one)
        assert pattern.names(other) is (one == other)


@given(ADDRESSES)
def test_every_address_is_a_pattern_and_has_one_without_keys(address: str) -> None:
    """The latter names the block that was written."""
    assert "[" not in AddressPattern(address).without_keys.text


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        (VM, "vsphere_virtual_machine"),
        ("module.*.vsphere_virtual_machine.*[*]", "vsphere_virtual_machine"),
        ("**.vsphere_virtual_machine.*", "vsphere_virtual_machine"),
        ("data.vsphere_network.*", "vsphere_network"),
        ("module.a.provider.vsphere", "vsphere"),
        ("build.x.source.vsphere-iso.*", "vsphere-iso"),
        ("*", None),
        ("**", None),
        ("*.web", None),
        ("vsphere_*.web", None),
        ("module.app.**", None),
        ("module.app.*.*", None),
        ("data.*.x", None),
    ],
)
def test_the_type_is_what_is_written_and_no_pattern(pattern: str, kind: str | None) -> None:
    """A star in it leaves open what an exception is for."""
    assert AddressPattern(pattern).kind == kind


@pytest.mark.parametrize(
    "text", ["", "a.", ".a", "a..b", 'a["x', "a[x]", "a[*][*]", "a[0]b", "a.**.b", "[0]", 'a"b']
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """The message follows the text."""
    with pytest.raises(PatternError, match=r"^(is|has|ends)"):
        AddressPattern(text)
