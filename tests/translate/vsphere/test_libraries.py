"""What is fetched and offered by address, and which server a provider works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import Planned, alone, of, plan, reason, thing
from vmgate.model.fact import NotExpressible
from vmgate.model.value import Unknown
from vmgate.vocabulary.connection import Connection, ManagementConnection

if TYPE_CHECKING:
    from vmgate.model.value import Value


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("vsphere_content_library_item.i", "file_url"),
        ("vsphere_offline_software_depot.d", "location"),
        ("data.vsphere_ovf_vm_template.o", "remote_ovf_url"),
    ],
)
def test_plain_addresses_are_told(address: str, name: str) -> None:
    """In any letter case; a path of the machine itself is no link."""
    cases: tuple[tuple[Value, bool], ...] = (
        ("HTTP://images.example.edu/a.ova", False),
        ("ftp://images.example.edu/a.ova", False),
        ("https://images.example.edu/a.ova", True),
        ("/srv/images/a.ova", True),
        (None, True),
    )
    for url, sound in cases:
        values: dict[str, Value] = {name: url}
        (link,) = alone(Connection, of(address, **values)).links
        assert link.sound.value is sound
    unknown: dict[str, Value] = {name: Unknown("no value")}
    (link,) = alone(Connection, of(address, **unknown)).links
    assert reason(link.sound) == "no value"


@pytest.mark.parametrize(
    ("publication", "sound"),
    [
        ({"published": True}, False),
        ({"published": True, "authentication_method": "NONE"}, False),
        ({"published": True, "authentication_method": "BASIC"}, True),
        ({"published": False}, True),
        ({}, True),
    ],
)
def test_a_publication_asks_who_is_there(publication: dict[str, Value], *, sound: bool) -> None:
    """Nobody is asked unless it says so; what is not published needs no question."""
    (link,) = alone(Connection, of("vsphere_content_library.l", publication=[publication])).links
    assert link.sound.value is sound


def test_a_library_that_vcenter_completes_is_not_published() -> None:
    """The block is known after apply where nobody wrote it."""
    library = Planned(of("vsphere_content_library.l", name="l"), ["publication"])
    assert alone(Connection, library).links == []


def test_a_machine_without_an_ovf_fetches_nothing() -> None:
    """No rule on addresses applies to it."""
    with pytest.raises(NotExpressible):
        len(alone(Connection, of("vsphere_virtual_machine.vm", ovf_deploy=[])).links)


@pytest.mark.parametrize(
    ("values", "server"),
    [
        ({"vsphere_server": "vc.example.edu"}, "vc.example.edu"),
        ({"vcenter_server": "vc.example.edu"}, "vc.example.edu"),
        ({"vsphere_server": "vc.example.edu:443"}, "vc.example.edu"),
        ({"vsphere_server": "127.0.0.1:8989"}, "127.0.0.1:8989"),
        ({"vsphere_server": "VC.example.edu."}, "vc.example.edu"),
        ({}, None),
    ],
)
def test_the_server_of_a_provider(values: dict[str, Value], server: str | None) -> None:
    """By its new or its old name, without the usual port; None is left to the environment."""
    assert alone(ManagementConnection, of("provider.vsphere", **values)).server.value == server


def test_an_unknown_server_is_unknown() -> None:
    """Under the name that it is written by."""
    for name in ("vsphere_server", "vcenter_server"):
        values: dict[str, Value] = {name: Unknown("no value")}
        server = alone(ManagementConnection, of("provider.vsphere", **values)).server
        assert (reason(server), server.path) == ("no value", (name,))


def test_a_real_plan_hides_a_server_behind_its_variable() -> None:
    """What the expression over it gives is not said."""
    server = thing(ManagementConnection, plan("broken/plan-vsphere-2.16.1"), "provider.vsphere").server
    assert "var.vcenter" in (reason(server) or "")
