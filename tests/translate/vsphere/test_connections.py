"""Whether certificates are verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import alone, of, plan, reason, thing
from vmgate.model.fact import NotExpressible, UnknownValue
from vmgate.model.value import Unknown
from vmgate.vocabulary.connection import Connection

if TYPE_CHECKING:
    from vmgate.model.value import Value


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("provider.vsphere", "allow_unverified_ssl"),
        ("data.vsphere_ovf_vm_template.o", "allow_unverified_ssl_cert"),
        ("data.vsphere_host_thumbprint.h", "insecure"),
    ],
)
def test_each_connection_has_its_switch(address: str, name: str) -> None:
    """Set, it skips verification; not set, the certificate is verified; unknown, it is unknown."""
    cases: tuple[tuple[Value, bool], ...] = ((True, False), ("true", False), (False, True), (None, True))
    for value, verified in cases:
        values: dict[str, Value] = {name: value}
        (check,) = alone(Connection, of(address, **values)).certificate_checks
        assert check.value is verified
        assert check.path == (name,)
    unknown: dict[str, Value] = {name: Unknown("no value")}
    (check,) = alone(Connection, of(address, **unknown)).certificate_checks
    assert reason(check) == "no value"


def test_what_is_left_to_the_environment_names_its_variable() -> None:
    """Where the attribute is written, the variable has no say."""
    (switch,) = alone(Connection, of("provider.vsphere.dr")).environment_switches
    assert switch.variable == "VSPHERE_ALLOW_UNVERIFIED_SSL"
    written = alone(Connection, of("provider.vsphere.dr", allow_unverified_ssl=False))
    assert not written.environment_switches


def test_a_machine_from_an_ovf_downloads_it() -> None:
    """Its block has a switch of its own."""
    ovf: list[Value] = [{"remote_ovf_url": "https://x/y.ova", "allow_unverified_ssl_cert": True}]
    (check,) = alone(Connection, of("vsphere_virtual_machine.vm", ovf_deploy=ovf)).certificate_checks
    assert check.value is False
    assert check.path == ("ovf_deploy", 0, "allow_unverified_ssl_cert")
    quiet: list[Value] = [{"remote_ovf_url": "https://x/y.ova"}]
    (check,) = alone(Connection, of("vsphere_virtual_machine.vm", ovf_deploy=quiet)).certificate_checks
    assert check.value is True


def test_a_machine_without_an_ovf_opens_no_connection() -> None:
    """No rule on connections applies to it, unless it is not known whether there is an OVF."""
    with pytest.raises(NotExpressible):
        len(alone(Connection, of("vsphere_virtual_machine.vm", ovf_deploy=[])).certificate_checks)
    with pytest.raises(UnknownValue):
        len(
            alone(
                Connection, of("vsphere_virtual_machine.vm", ovf_deploy=Unknown("for_each"))
            ).certificate_checks
        )


def test_a_real_plan_asks_for_a_thumbprint_without_verification() -> None:
    """The data source pins whatever certificate is there."""
    found = thing(Connection, plan("broken/plan-vsphere-2.16.1"), "data.vsphere_host_thumbprint.esxi")
    assert [check.value for check in found.certificate_checks] == [False]
