"""TrueNAS, Pure Storage and Intersight, whose schemas are not at hand: what they state as resources have it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.translate.configuration import LATER, resource
from vmgate.judge import judge
from vmgate.model.estate import Estate
from vmgate.model.resource import Resource
from vmgate.model.site import Addresses, Site
from vmgate.rulebook import by_name
from vmgate.translate import things

SITE = Site(
    date(2026, 11, 23),
    addresses=Addresses(hypervisors=("10.31.0.11", "10.31.0.16/28")),
    collectors=("ssl://logs.example.edu:6514",),
)
CHAP = [{"portal": 1, "authmethod": "CHAP", "auth": 7}]


def told(rule: str, *resources: Resource) -> str:
    """What a rule says: pass, silent, or the verdict with its message or reason."""
    asked = by_name(rule)
    assert asked is not None
    judgement = judge(things(Estate(resources)), [asked], SITE)
    found = [f"{one.verdict.value}: {one.reason or one.message}" for one in judgement.findings]
    return "; ".join(found) or ("pass" if judgement.passed else "silent")


@pytest.mark.parametrize("kind", ["truenas_nfs_share", "truenas_share_nfs"])
@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ({"hosts": ["10.31.0.11"]}, "pass"),
        ({"networks": ["10.31.0.16/29"]}, "pass"),
        ({}, "fail: the export admits everyone"),
        ({"hosts": [], "networks": []}, "fail: the export admits everyone"),
        ({"hosts": ["*"]}, "fail: the export admits everyone"),
        (
            {"networks": ["10.31.0.0/24"]},
            "fail: the export admits the network 10.31.0.0/24, which is no hypervisor",
        ),
        ({"hosts": ["10.31.0.11", "10.31.0.77"]}, "fail: the export admits 10.31.0.77"),
        ({"hosts": ["10.31.0.11"], "networks": ["0.0.0.0/0"]}, "fail: the export admits everyone"),
        ({"hosts": LATER}, "unknown: known after apply"),
        ({"enabled": False}, "pass"),
        ({"hosts": ["*"], "enabled": LATER}, "unknown: known after apply"),
    ],
)
def test_a_share_admits_whom_it_lists_and_everyone_if_nobody(
    kind: str, values: dict[str, Any], verdict: str
) -> None:
    """A host that is listed does not make up for a network that is open."""
    assert told("nfs_export_open", resource(kind, path="/mnt/tank/vms", **values)).startswith(verdict)


def test_a_share_whose_path_is_mounted_may_be_the_one() -> None:
    """The provider does not tell the server's addresses."""
    share = resource("truenas_nfs_share", path="/mnt/tank/vms", hosts=["10.31.0.11"])
    store = resource("proxmox_storage_nfs", id="vms", server="10.31.0.5", export="/mnt/tank/vms")
    assert told("nfs_export_open", share, store) == (
        "unknown: which address the server has on the storage network is not told"
    )


@pytest.mark.parametrize(
    ("groups", "verdict"),
    [
        (CHAP, "pass"),
        ([{"portal": 1, "authmethod": "CHAP_MUTUAL", "auth": 7}], "pass"),
        ([{"portal": 1, "authmethod": "NONE"}], "fail"),
        ([{"portal": 1}], "fail"),
        ([], "fail"),
        ([{"portal": 1, "authmethod": "CHAP", "auth": 0}], "fail"),
        ([*CHAP, {"portal": 2, "authmethod": "NONE"}], "fail"),
        ([{"portal": 1, "authmethod": "CHAP", "auth": LATER}], "unknown"),
    ],
)
def test_a_target_needs_chap_and_a_secret_in_every_group(groups: list[Any], verdict: str) -> None:
    """CHAP without an entry of secrets is none."""
    target = resource("truenas_iscsi_target", name="vms", groups=groups)
    assert told("iscsi_without_chap", target).partition(":")[0] == verdict


@pytest.mark.parametrize(
    ("values", "chap", "zones"),
    [
        ({"iqn": ["iqn.1998-01.x"], "host_user": "esx", "host_password": "not-a-real-one"}, "pass", "silent"),
        ({"iqn": ["iqn.1998-01.x"]}, "fail", "silent"),
        ({"iqn": ["iqn.1998-01.x"], "host_user": ""}, "fail", "silent"),
        ({"wwn": ["20:00:00:25:b5:01:00:0a"]}, "silent", "fail"),
        ({"iqn": LATER}, "unknown", "unknown"),
    ],
)
def test_a_host_of_an_array_proves_itself_if_it_comes_by_iscsi(
    values: dict[str, Any], chap: str, zones: str
) -> None:
    """One that comes over Fibre Channel is kept apart by zones, which no attribute shows."""
    host = resource("purestorage_host", name="esx-01", **values)
    assert told("iscsi_without_chap", host).partition(":")[0] == chap
    assert told("fc_zoning_unproven", host).partition(":")[0] == zones


@pytest.mark.parametrize(
    ("type_", "values", "verdict"),
    [
        ("intersight_fabric_fc_zone_policy", {"fc_target_members": [{"wwpn": "x"}]}, "pass"),
        (
            "intersight_fabric_fc_zone_policy",
            {"fc_target_zoning_type": "SIMT", "fc_target_members": [{}]},
            "pass",
        ),
        (
            "intersight_fabric_fc_zone_policy",
            {"fc_target_zoning_type": "None", "fc_target_members": [{}]},
            "fail",
        ),
        ("intersight_fabric_fc_zone_policy", {}, "fail"),
        ("intersight_fabric_fc_zone_policy", {"fc_target_members": LATER}, "unknown"),
        ("intersight_vnic_fc_if", {"fc_zone_policies": [{"moid": "5f"}]}, "pass"),
        ("intersight_vnic_fc_if", {}, "fail"),
    ],
)
def test_every_adapter_is_in_a_zone_and_a_policy_makes_some(
    type_: str, values: dict[str, Any], verdict: str
) -> None:
    """A policy zones single initiators unless it says otherwise."""
    assert told("fc_zoning_unproven", resource(type_, **values)).partition(":")[0] == verdict


@pytest.mark.parametrize(
    ("own", "verdict"),
    [
        (resource("intersight_syslog_policy", name="p", remote_clients=[{"hostname": "logs.example.edu"}]),
         "fail: the log goes to logs.example.edu without TLS"),
        (resource("intersight_syslog_policy", name="p", remote_clients=[{"hostname": "x", "enabled": False}]),
         "fail: the log goes nowhere"),
        (resource("truenas_system_advanced", syslogservers=["logs.example.edu"]),
         "fail: nothing shows that its log reaches a central collector: there is no evidence about storage:it"),
        (resource("truenas_system_advanced", syslogservers=[]), "fail: the log goes nowhere"),
        (resource("truenas_system_advanced", syslogservers=LATER), "unknown: known after apply"),
    ],
)  # fmt: skip
def test_a_log_goes_to_a_collector_over_tls(own: Resource, verdict: str) -> None:
    """Which neither provider has an attribute for."""
    assert told("host_log_not_forwarded", own).startswith(verdict)


@pytest.mark.parametrize(
    ("values", "verdicts"),
    [
        ({"url": "https://nas.example.edu"}, ("pass", "pass", "pass")),
        ({"endpoint": "wss://nas.example.edu"}, ("pass", "pass", "pass")),
        ({"url": "http://nas.example.edu"}, ("pass", "fail", "pass")),
        ({"endpoint": "ws://nas.example.edu"}, ("pass", "fail", "pass")),
        ({"endpoint": "wss://nas.example.edu", "insecure": True}, ("fail", "pass", "fail")),
        ({"url": "https://nas.example.edu", "insecure_skip_verify": True}, ("fail", "pass", "fail")),
        ({"url": LATER}, ("pass", "unknown", "pass")),
    ],
)
def test_the_link_to_a_storage_is_judged_by_either_providers_names(
    values: dict[str, Any], verdicts: tuple[str, ...]
) -> None:
    """Whether its certificate is verified, whether it is encrypted, whether any certificate is taken."""
    block = Resource(
        address="provider.truenas", mode="provider", type="truenas", name="truenas", values=values,
    )  # fmt: skip
    rules = ("tls_not_verified", "unencrypted_endpoint", "self_signed_certificate")
    assert tuple(told(rule, block).partition(":")[0] for rule in rules) == verdicts
