"""Addresses with the blanks that people publish them with."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translate.configuration import of_kind, provider
from vmgate.model.estate import Estate
from vmgate.model.fact import UnknownValue
from vmgate.model.resource import Resource
from vmgate.model.value import Unknown
from vmgate.translate import things
from vmgate.translate.hosts import NAMELESS, host_of, named_host
from vmgate.vocabulary.connection import ManagementConnection
from vmgate.vocabulary.machine import VirtualMachine


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://pve.example.edu:8006/api2/json", "pve.example.edu"),
        ("pve.example.edu:8006", "pve.example.edu"),
        ("https://[2001:db8::5]:8006", "2001:db8::5"),
        ("https://<proxmox>:8006", "<proxmox>"),
        ("https://[PROXMOX_IP]:8006", None),
        ("https://[2001:db8::5", None),
        ("https://", None),
    ],
)
def test_the_host_is_what_a_browser_would_ask(url: str, host: str | None) -> None:
    """A blank in brackets is no address."""
    assert host_of(url) == host


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    """It names a host or none; what is left out is not unknown."""
    found = named_host(text)
    assert found is None if not text else isinstance(found, str | Unknown)


@pytest.mark.parametrize(
    ("name", "attribute"),
    [
        ("proxmox", "endpoint"),
        ("proxmox", "pm_api_url"),
        ("openstack", "auth_url"),
        ("xenorchestra", "url"),
    ],
)
def test_a_blank_leaves_the_server_unknown(name: str, attribute: str) -> None:
    """And crashes neither what is asked of the connection nor what is asked of machines behind it."""
    blank = provider(name, **{attribute: "https://[YOUR-SERVER]:8006/"})
    (link,) = of_kind(ManagementConnection, blank)
    with pytest.raises(UnknownValue, match=NAMELESS):
        _ = link.server.value


def test_a_machine_behind_a_blank_is_judged() -> None:
    """Which server its networks are of is not known, and they have their names."""
    blank = Resource(
        address="provider.proxmox", block_address="provider.proxmox", mode="provider", type="proxmox", name="proxmox",
        values={"endpoint": "https://[PROXMOX_IP]:8006/"}, provider_block="provider.proxmox",
    )  # fmt: skip
    machine = Resource(
        address="proxmox_virtual_environment_vm.web", mode="managed", type="proxmox_virtual_environment_vm", name="web",
        values={"network_device": [{"bridge": "vmbr0"}]}, provider_block="provider.proxmox",
    )  # fmt: skip
    (found,) = (one for one in things(Estate([blank, machine])) if isinstance(one, VirtualMachine))
    (network,) = (network for nic in found.nics for network in nic.networks)
    assert (network.bridge, network.endpoint) == ("vmbr0", None)
