"""Virtual machines: logging, exposure, console channels, guest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import Planned, alone, copy_of, of, plan, reason, thing
from vmgate.model.fact import NotExpressible
from vmgate.model.templates import GuestSystem
from vmgate.model.value import Unknown
from vmgate.vocabulary.connection import Connection
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from vmgate.model.fact import Fact
    from vmgate.model.value import Value

CLONE: list[Value] = [{"template_uuid": "4203"}]
OVF: list[Value] = [{"remote_ovf_url": "https://x/y.ova"}]


def machine(**values: Value) -> VirtualMachine:
    """A machine, its other attributes not written."""
    return alone(VirtualMachine, of("vsphere_virtual_machine.vm", **{"name": "vm", **values}))


def exposed(whole: VirtualMachine, what: str) -> Fact[bool]:
    """One exposure of a machine."""
    return next(exposure.exposed for exposure in whole.exposures if exposure.what == what)


class TestLogging:
    """`enable_logging`."""

    def test_absent_is_sent_as_false(self) -> None:
        """The provider turns off what vSphere itself would do."""
        assert machine().logging.value is False
        assert machine().logging.note == "not set, sent as false"
        assert machine(enable_logging=True).logging.value is True

    def test_an_ovf_decides_where_it_is_absent(self) -> None:
        """The provider sends nothing for a machine from an OVF."""
        assert reason(machine(ovf_deploy=OVF).logging) == "left to the OVF"
        assert machine(ovf_deploy=OVF, enable_logging=False).logging.value is False
        assert reason(machine(ovf_deploy=Unknown("for_each")).logging) == "for_each"


class TestExposure:
    """What a guest sees of the host."""

    def test_nothing_is_exposed_by_default(self) -> None:
        """Every exposure is listed, and none is open."""
        found = machine().exposures
        assert len(found) >= 7
        assert not any(exposure.exposed.value for exposure in found)

    @pytest.mark.parametrize(
        ("values", "what"),
        [
            ({"nested_hv_enabled": True}, "nested virtualization"),
            ({"cpu_performance_counters_enabled": True}, "CPU performance counters"),
            ({"extra_config": {"Tools.GuestLib.enableHostInfo": "true"}}, "information on the host"),
            (
                {"extra_config": {"isolation.device.connectable.disable": "FALSE"}},
                "control of connected devices",
            ),
            ({"extra_config": {"isolation.tools.hgfsServerSet.disable": "no"}}, "shared folders (HGFS)"),
            ({"extra_config": {"isolation.monitor.control.disable": False}}, "control of the monitor"),
            (
                {"extra_config": {"isolation.tools.diskShrink.disable": "FALSE"}},
                "shrinking of its disks in the datastore",
            ),
            (
                {"extra_config": {"isolation.tools.diskWiper.disable": "false"}},
                "wiping of its disks in the datastore",
            ),
            (
                {"extra_config": {"tools.setinfo.sizeLimit": "1048577"}},
                "messages to the host without the usual limit",
            ),
            (
                {"extra_config": {"tools.setInfo.sizeLimit": "0"}},
                "messages to the host without the usual limit",
            ),
            ({"extra_config": {"sched.mem.pshare.salt": "1"}}, "memory pages shared with other machines"),
            ({"extra_config": {"ethernet0.filter1.name": "dvfilter"}}, "a network filter of the host"),
        ],
    )
    def test_each_way_is_seen(self, values: dict[str, Value], what: str) -> None:
        """Keys compare in any letter case; text that is no boolean does not shut anything."""
        whole = machine(**values)
        assert [exposure.what for exposure in whole.exposures if exposure.exposed.value] == [what]

    def test_a_limit_of_messages_may_be_lower(self) -> None:
        """Up to what it is where nothing is written."""
        for limit in ("1048576", 65536, "", None):
            whole = machine(extra_config={"tools.setInfo.sizeLimit": limit})
            assert not any(exposure.exposed.value for exposure in whole.exposures)

    def test_nested_virtualization_is_needed_by_virtualization_based_security(self) -> None:
        """That protects the guest's kernel, and needs it."""
        assert (
            exposed(machine(nested_hv_enabled=True, vbs_enabled=True), "nested virtualization").value is False
        )
        unsure = machine(nested_hv_enabled=True, vbs_enabled=Unknown("vbs"))
        assert reason(exposed(unsure, "nested virtualization")) == "vbs"
        off = machine(nested_hv_enabled=False, vbs_enabled=Unknown("vbs"))
        assert exposed(off, "nested virtualization").value is False
        assert (
            reason(exposed(machine(nested_hv_enabled=Unknown("nested")), "nested virtualization")) == "nested"
        )

    def test_a_map_that_is_unknown_makes_each_setting_unknown(self) -> None:
        """One unknown element hides a whole map in a plan."""
        whole = machine(extra_config=Unknown("known after apply"))
        assert reason(exposed(whole, "information on the host")) == "known after apply"
        assert reason(exposed(whole, "a network filter of the host")) == "known after apply"
        assert exposed(whole, "nested virtualization").value is False


class TestConsole:
    """Copy and paste, drag and drop, and how it is reached."""

    @pytest.mark.parametrize(
        ("text", "sound"), [("TRUE", False), (True, False), ("1", False), ("FALSE", True)]
    )
    def test_the_host_offers_it_over_vnc_without_encryption(self, text: Value, sound: bool) -> None:
        """Where the machine has no such setting there is nothing to say."""
        whole = machine(extra_config={"remotedisplay.vnc.enabled": text})
        assert isinstance(whole, Connection)
        (link,) = whole.links
        assert link.sound.value is sound
        without = machine(extra_config={"RemoteDisplay.vnc.enabled": ""})
        assert isinstance(without, Connection)
        with pytest.raises(NotExpressible):
            _ = without.links

    @pytest.mark.parametrize(
        ("text", "disabled"),
        [
            ("TRUE", True),
            ("true", True),
            (True, True),
            ("FALSE", False),
            ("1", False),
            ("", None),
            (None, None),
        ],
    )
    def test_what_disables_copying(self, text: Value, disabled: bool | None) -> None:
        """Only TRUE does; an empty value removes the key, which is as if it were not there."""
        copy, paste = machine(extra_config={"isolation.tools.copy.disable": text}).copy_paste
        assert copy.disabled.value is disabled
        assert paste.disabled.value is None
        assert copy.disabled.path == ("extra_config", "isolation.tools.copy.disable")

    def test_gui_options_are_disabled_by_false(self) -> None:
        """That setting enables, the others disable."""
        settings: Value = {
            "isolation.tools.setguioptions.enable": "FALSE",
            "isolation.tools.dnd.disable": "TRUE",
        }
        assert [channel.disabled.value for channel in machine(extra_config=settings).drag_and_drop] == [
            True,
            True,
        ]
        enabled: Value = {"isolation.tools.setGUIOptions.enable": "TRUE"}
        assert [channel.disabled.value for channel in machine(extra_config=enabled).drag_and_drop] == [
            None,
            False,
        ]

    def test_no_settings_at_all(self) -> None:
        """Nothing is said of any channel."""
        channels = [*machine(extra_config=None).copy_paste, *machine().drag_and_drop]
        assert [channel.disabled.value for channel in channels] == [None] * 4

    def test_unknown_settings(self) -> None:
        """One element or the whole map, each channel says so at its own place."""
        one = machine(extra_config={"isolation.tools.copy.disable": Unknown("no value")}).copy_paste
        assert (reason(one[0].disabled), one[1].disabled.value) == ("no value", None)
        every = machine(extra_config=Unknown("map")).copy_paste[1].disabled
        assert reason(every) == "map"
        assert every.path == ("extra_config", "isolation.tools.paste.disable")

    def test_a_setting_that_is_there_twice(self) -> None:
        """Keys that differ in letter case only: the same value is one, two values are nobody's guess."""
        key = "isolation.tools.copy.disable"
        same = machine(extra_config={key: "TRUE", key.upper(): "TRUE"}).copy_paste[0].disabled
        assert same.value is True
        assert (
            reason(machine(extra_config={key: "TRUE", key.upper(): "FALSE"}).copy_paste[0].disabled)
            is not None
        )


class TestGuest:
    """`guest_id`."""

    def test_an_exact_id(self) -> None:
        """The table names the product."""
        guest = machine(guest_id="debian12_64Guest").guest
        assert guest.systems.value == (GuestSystem("debian", "12"),)
        assert guest.identifier.value == "debian12_64Guest"

    def test_an_id_that_is_not_in_the_table(self) -> None:
        """Nothing is known of it."""
        assert reason(machine(guest_id="newos_64Guest").guest.systems) == "guest id is not in the table"

    def test_left_out_it_is_generic(self) -> None:
        """A machine from nothing gets the server's own choice."""
        unset = of("vsphere_virtual_machine.vm", name="vm", clone=[], ovf_deploy=[])
        for resource in (unset, Planned(unset, ("guest_id",))):
            guest = alone(VirtualMachine, resource).guest
            assert guest.identifier.value == "otherGuest64"
            assert guest.systems.value == ()
            assert guest.identifier.note == "vCenter default"

    def test_left_out_of_a_clone_it_is_the_templates(self) -> None:
        """Which one that is is not written here."""
        assert reason(machine(clone=CLONE).guest.systems) == "left to the template"
        assert reason(machine(ovf_deploy=OVF).guest.systems) == "left to the OVF"
        assert reason(machine(clone=Unknown("for_each")).guest.systems) == "for_each"

    def test_a_written_id_that_is_unknown_stays_unknown(self) -> None:
        """A template's id that has not been read."""
        unread = copy_of("data.vsphere_virtual_machine.t:guest_id", reason="data source not read")
        guest = machine(guest_id=unread, clone=CLONE).guest
        assert reason(guest.systems) == reason(guest.identifier) == "data source not read"


def test_a_real_plan_of_a_careless_machine() -> None:
    """Everything that its configuration opens is seen, and what its unknown map hides is unknown."""
    scratch = thing(VirtualMachine, plan("broken/plan-vsphere-2.16.1"), "vsphere_virtual_machine.scratch")
    assert scratch.name.value == "scratch-01"
    assert scratch.logging.value is False
    assert exposed(scratch, "nested virtualization").value
    assert exposed(scratch, "CPU performance counters").value
    assert reason(exposed(scratch, "information on the host")) is not None
    assert all(reason(channel.disabled) is not None for channel in scratch.copy_paste)
    assert scratch.guest.systems.value == (GuestSystem("windows-server", "2016"),)
    assert [port.what for port in scratch.ports if port.present.known] == ["CD drive with an ISO"]


def test_a_real_plan_of_a_careful_machine() -> None:
    """All console channels are disabled, logging is on."""
    web = thing(
        VirtualMachine, plan("campus/plan-vsphere-2.16.1"), 'module.web["web-2"].vsphere_virtual_machine.this'
    )
    assert web.logging.value is True
    assert all(channel.disabled.value for channel in (*web.copy_paste, *web.drag_and_drop))
    assert (list(web.ports), list(web.devices)) == ([], [])
