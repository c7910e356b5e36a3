"""Addresses as configuration writes them: of exports, firewalls, devices and collectors, whatever they look like."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.translate.configuration import LATER, of_kind, resource
from vmgate.judge import judge
from vmgate.model.estate import Estate
from vmgate.model.fact import Fact
from vmgate.model.result import Verdict
from vmgate.model.site import Addresses, Site
from vmgate.rulebook import rules
from vmgate.translate import things
from vmgate.translate.fleet import host_of, vlan_ranges
from vmgate.vocabulary.network import Vlan
from vmgate.vocabulary.storage import NfsExport

if TYPE_CHECKING:
    from vmgate.model.resource import Resource

DAY = date(2026, 11, 23)
TEXT = st.one_of(
    st.text(max_size=20), st.sampled_from(["10.0.0.1-", "-", "²", "1-²", "::/0", "[", "fe80::1%eth0", "/"])
)
SITE = Site(
    DAY,
    addresses=Addresses(
        hypervisors=("10.31.0.11",), management=("10.2.0.10",), workstations=("10.5.0.0/28",)
    ),
    collectors=("ssl://[fd00::1]:6514",),
)


def crashes(*resources: Resource) -> list[str]:
    """The rules that crash on some resources."""
    judgement = judge(things(Estate(resources)), rules(), SITE)
    return [f"{one.rule}: {one.message}" for one in judgement.findings if one.verdict is Verdict.CRASH]


@settings(deadline=None)
@given(TEXT)
def test_no_text_in_place_of_an_address_breaks_a_rule(text: str) -> None:
    """Whatever stands where an address belongs, a rule passes, fails or cannot tell."""
    rule = {"display_name": "r", "source_groups": [text], "destination_groups": [text]}
    assert not crashes(
        resource("netapp-ontap_nfs_export_policy_rule", svm_name="s", clients_match=[text], rw_rule=["any"]),
        resource("vsphere_nas_datastore", name=text, remote_hosts=[text], remote_path=text),
        resource("vsphere_vnic", host="h", portgroup="p", ipv4=[{"ip": text, "netmask": text}]),
        resource("nsxt_policy_security_policy", display_name="p", category="Application", rule=[rule]),
        resource("nxos_logging", remote_destinations={text: {"transport": "tls"}}),
        resource("nxos_cli", cli=f"ip arp inspection vlan {text}\nip dhcp snooping vlan 1-,{text}"),
        resource("iosxe_arp", inspection_vlan=text),
        resource("proxmox_virtual_environment_firewall_rules",
                 rule=[{"type": "in", "action": "ACCEPT", "source": text, "dport": text, "proto": "tcp"}]),
        resource("vsphere_configuration_profile", cluster_id="c", configuration=text),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "vlans"),
    [
        ("310", Vlan(((310, 310),))),
        ("10,20-30", Vlan(((10, 10), (20, 30)))),
        ("", Vlan()),
        (" 5 , 7 ", Vlan(((5, 5), (7, 7)))),
    ],
)
def test_ranges_of_vlans_are_read_as_switches_write_them(text: str, vlans: Vlan) -> None:
    """With commas and hyphens."""
    assert vlan_ranges(text) == vlans


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://10.2.0.1", "10.2.0.1"),
        ("https://sw-1.example.edu:8443/api", "sw-1.example.edu"),
        ("sw-1.example.edu", "sw-1.example.edu"),
        ("https://[fd00::1]:8443", "fd00::1"),
    ],
)
def test_a_device_goes_by_its_address_alone(url: str, host: str) -> None:
    """Without scheme, port and path."""
    own = resource("nxos_system")
    assert host_of(Fact(url, own, ("url",))).value == host


def test_an_export_that_may_admit_anybody_is_no_known_one() -> None:
    """Clients that are not known are not read as none."""
    export = resource("netapp-ontap_nfs_export_policy_rule", svm_name="s", clients_match=LATER)
    assert len(of_kind(NfsExport, export)) == 1
    judgement = judge(things(Estate([export])), [one for one in rules() if one.id == "VMG1301"], SITE)
    assert [finding.verdict for finding in judgement.findings] == [Verdict.UNKNOWN]
