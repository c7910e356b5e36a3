"""Copy and paste through the console (C32).

A machine has at most one clipboard agent: the VNC one where `clipboard = "vnc"`, otherwise the SPICE one where the
display is of a type that is served through SPICE (`qxl`, `virtio` and their kin). Without a `vga` block a new
machine gets a plain display without either; a clone keeps its template's, which nothing here shows. A `vga` block
replaces the template's display as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import PROVIDER_DEFAULT, Attributes
from vmgate.translate.facts import derive, left_out
from vmgate.translate.proxmox import defaults
from vmgate.translate.proxmox.resource_types import MACHINE
from vmgate.vocabulary.machine import ConsoleChannel

if TYPE_CHECKING:
    from collections.abc import Sequence

VNC, SPICE = "VNC clipboard", "SPICE clipboard"
KEPT = "a clone without a vga block keeps its template's"

_SPICE_DISPLAY = re.compile(r"(qxl|virtio)")


def copy_paste(attributes: Attributes, *, cloned: bool) -> Sequence[ConsoleChannel]:
    """The channels of a machine. Raises `UnknownValue` when its display is not known."""
    absent = left_out(attributes, "vga", blocks=True)
    if absent is False:
        displays = attributes.blocks("vga")
        if displays:
            return _of_display(displays[0])
    if absent is None:
        value = attributes.resource.hidden_blocks() or attributes.raw("vga")
        raise UnknownValue(_reason(value), attributes.resource, ("vga",))
    if cloned:
        return (ConsoleChannel("clipboard of the console", Fact(None, attributes.resource, ("vga",), KEPT)),)
    disabled: Fact[bool | None] = Fact(
        value=True, resource=attributes.resource, path=("vga",), note=PROVIDER_DEFAULT
    )
    return (ConsoleChannel(VNC, disabled), ConsoleChannel(SPICE, disabled))


def _of_display(display: Attributes) -> Sequence[ConsoleChannel]:
    clipboard = display.text("clipboard", defaults.text(MACHINE, "vga.clipboard"))
    kind = display.text("type", defaults.text(MACHINE, "vga.type"))

    def spice_disabled(kind_known: str) -> bool | None:
        return _SPICE_DISPLAY.match(kind_known) is None or clipboard.value == "vnc"

    def vnc_disabled(value: str) -> bool | None:
        return value != "vnc"

    return (
        ConsoleChannel(VNC, derive(clipboard, vnc_disabled)),
        ConsoleChannel(SPICE, derive(kind, spice_disabled)),
    )


def _reason(value: object) -> str:
    return value.reason if isinstance(value, Unknown) else "the display is not known"
