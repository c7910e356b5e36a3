"""The URI of a hypervisor, as the provider's generations take it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmgate.translate.libvirt.uri import parse


@pytest.mark.parametrize(
    ("text", "of_blocks", "transport", "host", "unverified"),
    [
        ("qemu:///system", True, "", "", ""),
        ("qemu:///session?socket=/run/sock", False, "", "", ""),
        ("qemu+unix:///system", True, "unix", "", ""),
        ("qemu://kvm1.example.edu/system", True, "tls", "kvm1.example.edu", ""),
        ("qemu://kvm1.example.edu/system", False, "ssh", "kvm1.example.edu", ""),
        ("qemu+tls://kvm1:16514/system?no_verify=0", True, "tls", "kvm1", ""),
        ("qemu+tls://kvm1/system?no_verify=00", True, "tls", "kvm1", ""),
        ("qemu+tls://kvm1/system?no_verify", True, "tls", "kvm1", ""),
        ("qemu+tls://kvm1/system?no_verify=yes", True, "tls", "kvm1", "no_verify=yes"),
        ("qemu+tls://kvm1/system?no_verify=0", False, "tls", "kvm1", "no_verify=0"),
        ("qemu+tls://kvm1/system?no_verify", False, "tls", "kvm1", "no_verify="),
        ("qemu+ssh://ops@[fd00::1]:2222/system?no_verify=0", True, "ssh", "fd00::1", "no_verify"),
        ("qemu+ssh://kvm1/system?known_hosts_verify=auto", False, "ssh", "kvm1", ""),
        ("qemu+sshcmd://kvm1/system?known_hosts_verify=ignore", False, "sshcmd", "kvm1", "known_hosts_verify=ignore"),
    ],
)  # fmt: skip
def test_a_uri_is_taken_apart(text: str, of_blocks: bool, transport: str, host: str, unverified: str) -> None:
    """With what is left out as each generation fills it in."""
    uri = parse(text, of_blocks=of_blocks)
    assert uri is not None
    assert (uri.transport, uri.host, uri.unverified) == (transport, host, unverified)


@pytest.mark.parametrize("text", ["", "kvm1.example.edu", "qemu+ssh://[fd00/system"])
def test_what_is_no_uri_is_none(text: str) -> None:
    """It would not get as far as a plan."""
    assert parse(text, of_blocks=False) is None


@given(st.text(max_size=60), st.booleans())
def test_no_text_breaks_it(text: str, of_blocks: bool) -> None:
    """What comes from configuration may be anything."""
    uri = parse(text, of_blocks=of_blocks)
    assert uri is None or isinstance(uri.unverified, str)
