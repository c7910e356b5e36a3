"""Port groups: what they set, inherit and are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import Planned, alone, copy_of, of, plan, reason, source, thing
from vmgate.model.fact import NotExpressible, UnknownValue
from vmgate.model.value import Unknown
from vmgate.vocabulary.network import PortGroup, Vlan

if TYPE_CHECKING:
    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Value

FLAGS = ("allow_promiscuous", "allow_mac_changes", "allow_forged_transmits")
VLANS = ("vlan_id", "vlan_range", "port_private_secondary_vlan_id")
OLD, NEW = "2.13.0", "2.14.0"


def standard(**values: Value) -> Resource:
    """A port group of vSwitch1 on host-1."""
    return of(
        "vsphere_host_port_group.pg",
        name="pg",
        virtual_switch_name="vSwitch1",
        host_system_id="host-1",
        **values,
    )


def standard_switch(host: str = "host-1", **values: Value) -> Resource:
    """vSwitch1 on a host."""
    return of("vsphere_host_virtual_switch.sw", name="vSwitch1", host_system_id=host, **values)


def distributed(**values: Value) -> Resource:
    """A port group of the switch that `dvs` makes."""
    uuid = copy_of("vsphere_distributed_virtual_switch.dvs:id")
    return of(
        "vsphere_distributed_port_group.pg", name="pg", **{"distributed_virtual_switch_uuid": uuid, **values}
    )


def dvs(**values: Value) -> Resource:
    """A distributed switch that does not exist yet."""
    return of(
        "vsphere_distributed_virtual_switch.dvs", name="dvs-campus", id=Unknown("known after apply"), **values
    )


class TestStandard:
    """`vsphere_host_port_group`."""

    def test_unset_flags_inherit_before_2_14(self) -> None:
        """The older provider sends nothing, and what the switch says holds."""
        group = alone(PortGroup, standard(), standard_switch(allow_mac_changes=False), version=OLD)
        assert group.mac_changes.value is False
        assert group.forged_transmits.value is True
        assert group.forged_transmits.note == "inherited from vSwitch1"
        assert group.forged_transmits.resource is group.resource
        assert group.forged_transmits.path == ("allow_forged_transmits",)
        assert group.promiscuous_override.value is None

    def test_unset_flags_are_false_from_2_14_on(self) -> None:
        """The newer provider sends false, whatever the switch says."""
        group = alone(PortGroup, standard(), standard_switch(), version=NEW)
        for fact in (group.mac_changes, group.forged_transmits, group.promiscuous_override):
            assert fact.value is False
            assert fact.note == "provider 2.14 and later send false"

    @pytest.mark.parametrize("version", [OLD, NEW])
    def test_what_is_written_holds(self, version: str) -> None:
        """Written flags do not depend on the version."""
        written = standard(allow_promiscuous=False, allow_mac_changes=True, allow_forged_transmits=False)
        group = alone(PortGroup, written, standard_switch(), version=version)
        assert group.promiscuous_override.value is False
        assert group.mac_changes.value is True
        assert group.forged_transmits.value is False

    def test_a_switch_elsewhere_leaves_the_inherited_value_unknown(self) -> None:
        """Nothing is guessed of a switch that is not in the configuration."""
        group = alone(PortGroup, standard(), standard_switch(host="host-2"), version=OLD)
        assert reason(group.mac_changes) == "inherits from a switch that is not in the configuration"
        assert group.switch is None

    def test_switches_that_agree_need_not_be_told_apart(self) -> None:
        """Which of two switches it is does not matter when both say the same, but it has no one switch."""
        host = copy_of("data.vsphere_host.h:id")
        others = [
            of(
                "vsphere_host_virtual_switch.a", name="vSwitch1", host_system_id=host, allow_mac_changes=False
            ),
            of(
                "vsphere_host_virtual_switch.b", name="vSwitch1", host_system_id=host, allow_mac_changes=False
            ),
        ]
        group = of("vsphere_host_port_group.g", name="g", virtual_switch_name="vSwitch1", host_system_id=host)
        made = alone(PortGroup, group, *others, of("data.vsphere_host.h"), version=OLD)
        assert made.mac_changes.value is False
        with pytest.raises(UnknownValue, match="which switch"):
            _ = made.switch

    def test_a_switch_that_may_be_another_leaves_the_inherited_value_unknown(self) -> None:
        """The host is not known, so the switch may be one that is not here."""
        other = of("vsphere_host_virtual_switch.sw", name="vSwitch1", host_system_id=Unknown("later"))
        group = alone(PortGroup, standard(), other, version=OLD)
        assert reason(group.mac_changes) is not None

    @pytest.mark.parametrize(
        ("vlan", "expected"),
        [(None, Vlan()), (0, Vlan()), (150, Vlan(((150, 150),))), (4095, Vlan(((0, 4094),)))],
    )
    def test_vlans(self, vlan: int | None, expected: Vlan) -> None:
        """0 and absent are untagged, 4095 is every VLAN."""
        assert alone(PortGroup, standard(vlan_id=vlan)).vlan.value == expected

    def test_ports_cannot_override(self) -> None:
        """A standard port group has no such setting."""
        with pytest.raises(NotExpressible):
            _ = alone(PortGroup, standard()).security_override_allowed


class TestDistributed:
    """`vsphere_distributed_port_group`."""

    @pytest.mark.parametrize("version", [OLD, NEW])
    def test_unset_flags_inherit_from_the_switch(self, version: str) -> None:
        """Under any version nothing is sent, whether that shows as absent or as unknown."""
        for group in (distributed(), Planned(distributed(), FLAGS)):
            made = alone(PortGroup, group, dvs(allow_mac_changes=True), version=version)
            assert made.mac_changes.value is True
            assert made.mac_changes.note == "inherited from dvs-campus"
            assert made.mac_changes.resource is group
            assert made.forged_transmits.value is False
            assert made.promiscuous_override.value is None

    def test_unset_flags_without_the_switch_are_unknown(self) -> None:
        """The switch is looked up, so its policy is not known."""
        found = of("data.vsphere_distributed_virtual_switch.dvs", name="other")
        uuid = copy_of("data.vsphere_distributed_virtual_switch.dvs:id")
        made = alone(PortGroup, distributed(distributed_virtual_switch_uuid=uuid), found, dvs())
        expected = "inherits from a distributed switch that is not in the configuration"
        assert reason(made.mac_changes) == expected
        assert reason(made.vlan) == expected
        assert made.switch is None

    def test_a_false_that_is_not_sent_leaves_the_switchs_policy(self) -> None:
        """From 2.14 on a written false changes nothing on a switch that accepts."""
        made = alone(
            PortGroup, distributed(allow_mac_changes=False), dvs(allow_mac_changes=True), version=NEW
        )
        assert made.mac_changes.value is True
        assert made.mac_changes.note == "provider 2.14 and later do not send false; inherited from dvs-campus"

    def test_a_false_that_is_not_sent_holds_where_the_switch_rejects(self) -> None:
        """The switch's own false holds in effect, and so does one of a switch that is not here."""
        made = alone(PortGroup, distributed(allow_mac_changes=False), dvs(), version=NEW)
        assert made.mac_changes.value is False
        unmanaged = distributed(allow_mac_changes=False, distributed_virtual_switch_uuid="50 1c")
        assert alone(PortGroup, unmanaged, dvs(), version=NEW).mac_changes.value is False

    def test_a_false_that_is_not_sent_to_a_switch_that_cannot_be_told_is_unknown(self) -> None:
        """The switch may be one of this configuration that accepts."""
        group = distributed(allow_mac_changes=False, distributed_virtual_switch_uuid=Unknown("no value"))
        assert (
            reason(alone(PortGroup, group, dvs(allow_mac_changes=True), version=NEW).mac_changes) is not None
        )

    def test_a_false_is_sent_before_2_14(self) -> None:
        """The older provider sends what is written."""
        made = alone(
            PortGroup, distributed(allow_mac_changes=False), dvs(allow_mac_changes=True), version=OLD
        )
        assert made.mac_changes.value is False

    @pytest.mark.parametrize("version", [OLD, NEW])
    def test_a_written_true_holds(self, version: str) -> None:
        """A true is sent under any version."""
        group = distributed(allow_forged_transmits=True, allow_promiscuous=True)
        made = alone(PortGroup, group, dvs(), version=version)
        assert made.forged_transmits.value is True
        assert made.promiscuous_override.value is True

    def test_an_unknown_switch_policy_is_inherited_as_unknown(self) -> None:
        """The reason is the switch's."""
        made = alone(PortGroup, distributed(), dvs(allow_mac_changes=Unknown("variable has no value")))
        assert reason(made.mac_changes) == "variable has no value"

    def test_security_override(self) -> None:
        """Absent is sent as false."""
        assert alone(PortGroup, distributed()).security_override_allowed.value is False
        assert alone(
            PortGroup, distributed(security_policy_override_allowed=True)
        ).security_override_allowed.value

    def test_a_range_is_a_trunk_although_the_single_id_is_unknown(self) -> None:
        """In a plan the two other VLAN attributes are filled in by the server."""
        ranges: list[Value] = [{"min_vlan": 20, "max_vlan": 30}, {"min_vlan": 10, "max_vlan": 12}]
        group = Planned(distributed(vlan_range=ranges), ("vlan_id", "port_private_secondary_vlan_id"))
        vlan = alone(PortGroup, group, dvs()).vlan
        assert vlan.value == Vlan(((10, 12), (20, 30)))
        assert vlan.value.trunk
        assert vlan.path == ("vlan_range",)

    def test_a_single_and_a_private_vlan(self) -> None:
        """`vlan_id` is one VLAN, 0 none; the secondary id of a private VLAN is marked."""
        single = Planned(distributed(vlan_id=110), ("vlan_range", "port_private_secondary_vlan_id"))
        assert alone(PortGroup, single, dvs()).vlan.value == Vlan(((110, 110),))
        assert alone(PortGroup, distributed(vlan_id=0), dvs()).vlan.value.untagged
        private = Planned(distributed(port_private_secondary_vlan_id=210), ("vlan_range", "vlan_id"))
        assert alone(PortGroup, private, dvs()).vlan.value == Vlan(((210, 210),), private=True)

    def test_no_vlan_is_the_switchs(self) -> None:
        """Without a VLAN of its own it has its switch's, or vCenter's default: untagged."""
        group = Planned(distributed(), VLANS)
        inherited = alone(PortGroup, group, dvs(vlan_id=99)).vlan
        assert inherited.value == Vlan(((99, 99),))
        assert inherited.note == "inherited from dvs-campus"
        assert inherited.path == ("vlan_id",)
        assert alone(PortGroup, group, dvs()).vlan.value.untagged

    def test_a_written_vlan_that_is_unknown_is_unknown(self) -> None:
        """Neither the switch nor a default stands in for it."""
        group = Planned(distributed(vlan_id=Unknown("no value")), ("vlan_range",))
        assert reason(alone(PortGroup, group, dvs(vlan_id=5)).vlan) == "no value"
        ends: list[Value] = [{"min_vlan": 1, "max_vlan": Unknown("end has no value")}]
        assert reason(alone(PortGroup, distributed(vlan_range=ends)).vlan) == "end has no value"

    def test_the_switch_is_found_by_value(self) -> None:
        """A switch that exists is known by its uuid."""
        existing = of("vsphere_distributed_virtual_switch.dvs", name="dvs-campus", id="50 1c")
        made = alone(PortGroup, distributed(distributed_virtual_switch_uuid="50 1c"), existing)
        assert made.switch is not None
        assert made.switch.resource.address == "vsphere_distributed_virtual_switch.dvs"

    def test_a_switch_that_is_looked_up_by_a_managed_name_is_managed(self) -> None:
        """A data source that waits for the switch finds that very switch."""
        uuid = copy_of("data.vsphere_distributed_virtual_switch.d:id")
        found = of("data.vsphere_distributed_virtual_switch.d", name="/dc/network/dvs-campus")
        made = alone(PortGroup, distributed(distributed_virtual_switch_uuid=uuid), found, dvs())
        assert made.switch is not None


class TestRealPlans:
    """The plans of the real provider, under both behaviours."""

    @pytest.mark.parametrize(("version", "accepted"), [("2.13.0", False), ("2.16.1", True)])
    def test_a_written_false_under_an_accepting_switch(self, version: str, accepted: bool) -> None:
        """The same configuration accepts forged transmits under the newer provider only."""
        whole = plan(f"broken/plan-vsphere-{version}")
        group = thing(PortGroup, whole, 'vsphere_distributed_port_group.segment["pg-web-110"]')
        assert group.forged_transmits.value is accepted

    @pytest.mark.parametrize(("version", "accepted"), [("2.13.0", True), ("2.16.1", False)])
    def test_an_unset_flag_on_a_standard_port_group(self, version: str, accepted: bool) -> None:
        """The same configuration inherits under the older provider, and rejects under the newer."""
        whole = plan(f"broken/plan-vsphere-{version}")
        group = thing(PortGroup, whole, 'vsphere_host_port_group.lab["DC0_C0_H1"]')
        assert group.forged_transmits.value is accepted
        assert group.switch is not None
        assert group.switch.resource.address == 'vsphere_host_virtual_switch.mgmt["DC0_C0_H1"]'

    def test_a_trunk(self) -> None:
        """The range is read although the plan shows `vlan_id` as unknown."""
        whole = plan("broken/plan-vsphere-2.16.1")
        group = thing(PortGroup, whole, "vsphere_distributed_port_group.trunk")
        assert group.vlan.value == Vlan(((0, 4094),))
        assert group.promiscuous_override.value is None

    @pytest.mark.parametrize("site", ["broken", "campus"])
    def test_source_and_plan_state_the_same(self, site: str) -> None:
        """What a port group sets, inherits and carries does not depend on which of the two was read."""

        def stated(whole: Estate) -> dict[str, tuple[object, ...]]:
            groups = whole.of_type("vsphere_distributed_port_group", "vsphere_host_port_group")
            made = [thing(PortGroup, whole, group.address) for group in groups]
            return {
                group.resource.address: (
                    group.vlan.value,
                    group.promiscuous_override.value,
                    group.mac_changes.value,
                    group.forged_transmits.value,
                    group.switch.resource.address if group.switch else None,
                    sorted(nic.machine.resource.address for nic in group.guests),
                    sorted(interface.resource.address for interface in group.host_interfaces),
                )
                for group in made
            }

        planned = stated(plan(f"{site}/plan-vsphere-2.16.1"))
        assert planned == stated(source(site))
        assert len(planned) > 5
