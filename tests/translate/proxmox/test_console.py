"""Copy and paste through the console of a virtual machine."""

from __future__ import annotations

from typing import Any

import pytest

from tests.translate.proxmox.build import CONTAINER, LATER, MACHINE, known, planned, resource, thing
from vmgate.model.fact import NotExpressible, UnknownValue
from vmgate.translate.proxmox.console import KEPT
from vmgate.vocabulary.machine import VirtualMachine

CLONE = [{"vm_id": 9000}]


def disabled(**values: Any) -> list[object]:
    """Whether the VNC and the SPICE clipboard are disabled."""
    own = resource(MACHINE, **values)
    return [known(channel.disabled) for channel in thing(VirtualMachine, own).copy_paste]


def test_a_planned_clipboard_is_on() -> None:
    """`clipboard = "vnc"` in the real plan; the VNC agent takes the place of the SPICE one."""
    vnc, spice = planned(VirtualMachine, f'{MACHINE}.web["web-1"]').copy_paste
    assert vnc.disabled.value is False
    assert vnc.disabled.path == ("vga", 0, "clipboard")
    assert spice.disabled.value is True


def test_a_planned_machine_without_a_display_has_the_plain_one() -> None:
    """The provider fills `vga` in later, and what it fills in has no clipboard."""
    assert [c.disabled.value for c in planned(VirtualMachine, f"{MACHINE}.scratch").copy_paste] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        ({}, [True, True]),
        ({"type": "std", "clipboard": ""}, [True, True]),
        ({"type": "qxl"}, [True, False]),
        ({"type": "qxl2"}, [True, False]),
        ({"type": "virtio-gl"}, [True, False]),
        ({"type": "std", "clipboard": "vnc"}, [False, True]),
        ({"clipboard": LATER}, ["unknown: known after apply", True]),
        ({"type": LATER}, [True, "unknown: known after apply"]),
    ],
)
def test_a_display_decides_on_both_clipboards(display: dict[str, object], expected: list[object]) -> None:
    """The VNC one by `clipboard`, the SPICE one by the type, also for a clone."""
    assert disabled(vga=[display]) == expected
    assert disabled(vga=[display], clone=CLONE) == expected


def test_a_clone_without_a_display_leaves_it_to_its_template() -> None:
    """Which the configuration does not say anything about."""
    own = resource(MACHINE, clone=CLONE)
    (channel,) = thing(VirtualMachine, own).copy_paste
    assert (channel.disabled.value, channel.disabled.note) == (None, KEPT)


def test_a_display_that_may_or_may_not_be_there_is_unknown() -> None:
    """A dynamic block over an unknown collection."""
    with pytest.raises(UnknownValue, match="known after apply"):
        disabled(vga=LATER)


def test_drag_and_drop_is_nothing_proxmox_has() -> None:
    """A rule on it does not apply."""
    with pytest.raises(NotExpressible):
        _ = thing(VirtualMachine, resource(MACHINE)).drag_and_drop


def test_a_container_has_no_clipboard() -> None:
    """It has a terminal."""
    with pytest.raises(NotExpressible):
        _ = thing(VirtualMachine, resource(CONTAINER)).copy_paste
