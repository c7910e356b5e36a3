"""Volumes, their export policies and the addresses that they are mounted from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.translate.configuration import LATER, alone, provider, resource
from vmgate.model.fact import NotExpressible, UnknownValue
from vmgate.vocabulary.connection import Connection
from vmgate.vocabulary.storage import BlockStorage, NfsExport, NfsShare, Transport

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.model.value import Value

WWPN = "20:00:00:25:b5:01:00:0a"


def of_svm(type_: str, name: str = "it", /, **values: Any) -> Resource:
    """A resource of the one SVM that these tests are about."""
    return resource(f"netapp-ontap_{type_}", name, **{"svm_name": "svm", "cx_profile_name": "c", **values})


def volume(**nas: Any) -> Resource:
    """A volume that is mounted under /general."""
    return of_svm("volume", nas={"junction_path": "/general", **nas})


def rule(policy: str = "vmware", name: str = "r", **values: Any) -> Resource:
    """A rule of an export policy."""
    return of_svm(
        "nfs_export_policy_rule", name, export_policy_name=policy, clients_match=["10.31.0.11"], **values
    )


def interface(address: Value = "10.31.0.5", **values: Any) -> Resource:
    """An IP interface of the SVM."""
    return of_svm("networking_ip_interface_resource", ip={"address": address, "netmask": 24}, **values)


def test_a_volume_is_exported_by_all_rules_of_its_policy_on_its_svm() -> None:
    """A client may mount what any rule of the policy lets it; another SVM's policy of that name is another."""
    share = alone(
        NfsShare, volume(export_policy_name="vmware"), rule(name="a"), rule(name="b"), rule("other"),
        rule(name="elsewhere", svm_name="svm2"), rule(name="far", cx_profile_name="other"),
    )  # fmt: skip
    assert [export.resource.name for export in share.exports] == ["a", "b"]


@pytest.mark.parametrize("named", [{}, {"export_policy_name": None}, {"export_policy_name": ""}])
def test_a_volume_without_a_policy_has_the_servers_default(named: dict[str, Value]) -> None:
    """Which is the SVM's policy of that name."""
    assert len(alone(NfsShare, volume(**named), rule("default")).exports) == 1
    with pytest.raises(UnknownValue, match="not in the configuration"):
        _ = alone(NfsShare, volume(**named), rule("vmware")).exports


@pytest.mark.parametrize("hidden", ["svm_name", "export_policy_name", "cx_profile_name"])
def test_a_rule_that_may_be_of_the_policy_leaves_it_open(hidden: str) -> None:
    """Not knowing whose rule it is, nobody can say who is let in."""
    other = of_svm("nfs_export_policy_rule", **{"export_policy_name": "vmware", hidden: LATER})
    with pytest.raises(UnknownValue, match="known after apply"):
        _ = alone(NfsShare, volume(export_policy_name="vmware"), other).exports


@pytest.mark.parametrize("values", [{}, {"nas": None}, {"nas": {"junction_path": ""}}])
def test_a_volume_that_is_not_mounted_is_no_share(values: dict[str, Value]) -> None:
    """A volume that holds LUNs has no junction path."""
    with pytest.raises(NotExpressible):
        _ = alone(NfsShare, of_svm("volume", **values)).places


def test_a_share_is_mounted_from_every_address_of_its_svm() -> None:
    """Hosts mount from one of them."""
    share = alone(
        NfsShare, volume(), interface(), interface("10.31.0.6"), interface("10.99.0.1", svm_name="other")
    )
    assert [(one.server.value, one.path.value) for one in share.places] == [
        ("10.31.0.5", "/general"), ("10.31.0.6", "/general"),
    ]  # fmt: skip


@pytest.mark.parametrize("everyone", ["0.0.0.0/0", "::/0"])
def test_the_network_of_all_addresses_is_everyone(everyone: str) -> None:
    """In either version of IP."""
    export = alone(NfsExport, of_svm("nfs_export_policy_rule", clients_match=[everyone]))
    assert [client.value for client in export.clients] == ["*"]


@pytest.mark.parametrize(
    ("values", "transports"),
    [
        ({"protocol": "iscsi"}, {Transport.ISCSI}),
        ({"protocol": "fcp"}, {Transport.FIBRE_CHANNEL}),
        ({"initiators": [{"name": "iqn.1998-01.com.vmware:esx01"}]}, {Transport.ISCSI}),
        ({"initiators": [{"name": WWPN}]}, {Transport.FIBRE_CHANNEL}),
        ({"initiators": [{"name": WWPN}, {"name": "IQN.1998-01.x"}]}, set(Transport)),
        ({}, set()),
    ],
)
def test_a_mixed_group_has_the_transports_of_its_initiators(
    values: dict[str, Value], transports: set[Transport]
) -> None:
    """A group says "mixed" unless told otherwise."""
    group = alone(BlockStorage, resource("netapp-ontap_san_igroup", svm={"name": "svm"}, **values))
    assert set(group.transports.value) == transports
    assert group.name.value == "svm"


@pytest.mark.parametrize(
    "values", [{"initiators": LATER}, {"igroups": [{"name": "all-hosts"}]}, {"protocol": LATER}]
)
def test_initiators_that_are_not_known_leave_the_transport_open(values: dict[str, Value]) -> None:
    """Those of another group neither."""
    group = alone(BlockStorage, resource("netapp-ontap_san_igroup", svm={"name": "svm"}, **values))
    with pytest.raises(UnknownValue):
        _ = group.transports.value


@pytest.mark.parametrize(("written", "checked"), [({}, True), ({"validate_certs": False}, False)])
def test_certificates_are_checked_unless_a_profile_says_not_to(
    written: dict[str, Value], *, checked: bool
) -> None:
    """Each profile is a connection."""
    own = provider("netapp-ontap", connection_profiles=[{"name": "c", **written}])
    assert [check.value for check in alone(Connection, own).certificate_checks] == [checked]
