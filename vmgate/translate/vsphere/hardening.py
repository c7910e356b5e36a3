"""The advanced settings of a machine, `extra_config`: isolation from the console and from the host.

ESXi takes TRUE and FALSE in any letter case, for keys in any letter case. An empty value removes a key, so it is
the same as none. Any other text is not what the setting asks for. A setting that is not there leaves the choice
to the template or to the hypervisor; what that means is not for this module to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.vocabulary.connection import Link
from vmgate.vocabulary.machine import ConsoleChannel, Exposure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.translate.attributes import Attributes

SETTINGS: Final = "extra_config"

COPY_PASTE: Final = (
    ("copy from the guest", "isolation.tools.copy.disable", "true", False),
    ("paste into the guest", "isolation.tools.paste.disable", "true", False),
)
DRAG_AND_DROP: Final = (
    ("drag and drop", "isolation.tools.dnd.disable", "true", False),
    ("change of GUI options", "isolation.tools.setGUIOptions.enable", "false", True),
)
"""What reads in a message, the setting, the value that shuts the channel, and whether it takes a setting to open it:
the last one enables what is off by default, the others disable what they name."""

EXPOSING: Final = (
    ("information on the host", "tools.guestlib.enableHostInfo", True),
    ("control of connected devices", "isolation.device.connectable.disable", False),
    ("shared folders (HGFS)", "isolation.tools.hgfsServerSet.disable", False),
    ("control of the monitor", "isolation.monitor.control.disable", False),
    ("shrinking of its disks in the datastore", "isolation.tools.diskShrink.disable", False),
    ("wiping of its disks in the datastore", "isolation.tools.diskWiper.disable", False),
)
"""What reads in a message, the setting, and the value that opens it; not set, it is shut."""

MESSAGES: Final = "tools.setInfo.sizeLimit"
MOST_OF_MESSAGES: Final = 1048576
"""How many bytes a guest may leave on the host, for the host to keep; not set, it is this many."""

CONSOLE: Final = "RemoteDisplay.vnc.enabled"

PAGE_SHARING: Final = "sched.mem.pshare.salt"
FILTERS: Final = re.compile(r"ethernet\d*\.filter\d*\.name", re.IGNORECASE)


def setting(attributes: Attributes, key: str) -> Fact[str | None]:
    """One setting; None when it is not there or empty. A map that is unknown as a whole makes it unknown."""
    path = (*attributes.at(SETTINGS), key)
    wanted = key.lower()
    try:
        entries = attributes.entries(SETTINGS, lambda own: own.lower() == wanted)
    except UnknownValue as unknown:
        return Fact(Unknown(unknown.reason), attributes.resource, path)
    if not entries:
        return Fact(None, attributes.resource, path)
    (_, first), *others = entries
    for _, other in others:
        if not other.known or not first.known or other.value != first.value:
            return Fact(Unknown("the setting is there more than once, in different letter case"),
                        first.resource, first.path)  # fmt: skip
    return derive(first, _unless_empty)


def matching(attributes: Attributes, pattern: re.Pattern[str]) -> Iterator[tuple[str, Fact[str | None]]]:
    """The settings whose keys match, with their values; an empty value is none.

    A map that is unknown as a whole is one match, its key "" and its value unknown.
    """
    try:
        entries = attributes.entries(SETTINGS, pattern.fullmatch)
    except UnknownValue as unknown:
        yield "", Fact(Unknown(unknown.reason), attributes.resource, attributes.at(SETTINGS))
        return
    for key, fact in entries:
        yield key, derive(fact, _unless_empty)


def switched(fact: Fact[str | None], *, on: bool) -> Fact[bool]:
    """Whether a setting has the boolean value `on`, or is no boolean at all; False when it is not there."""
    neutral = ("", "false" if on else "true")
    return derive(fact, lambda text: (text or "").strip().lower() not in neutral)


def channels(attributes: Attributes, table: tuple[tuple[str, str, str, bool], ...]) -> list[ConsoleChannel]:
    """The channels of a table, each with whether it is disabled; None where the setting is not there."""
    return [
        ConsoleChannel(what, _shut(setting(attributes, key), shut), off_by_default)
        for what, key, shut, off_by_default in table
    ]


def exposures(attributes: Attributes) -> list[Exposure]:
    """The settings that let a guest see the host, whether open or not."""
    found = [Exposure(what, switched(setting(attributes, key), on=opens)) for what, key, opens in EXPOSING]
    limit = derive(setting(attributes, MESSAGES), _unlimited)
    found.append(Exposure("messages to the host without the usual limit", limit))
    salt = setting(attributes, PAGE_SHARING)
    found.append(Exposure("memory pages shared with other machines", _there(salt)))
    filters = [
        Exposure("a network filter of the host", _there(fact)) for _, fact in matching(attributes, FILTERS)
    ]
    return [*found, *filters]


def console_links(attributes: Attributes) -> list[Link]:
    """The console that a host offers over VNC, which it does not encrypt; none where that is not set."""
    enabled = setting(attributes, CONSOLE)
    if enabled.known and enabled.value is None:
        return []
    flaw = "the console is offered to the network over VNC, without encryption"
    return [Link(flaw, derive(switched(enabled, on=True), lambda on: not on))]


def _unlimited(text: str | None) -> bool:
    if text is None:
        return False
    digits = text.strip()
    return not (digits.isascii() and digits.isdigit() and 0 < int(digits) <= MOST_OF_MESSAGES)


def _unless_empty(text: str | None) -> str | None:
    return text if text and text.strip() else None


def _shut(fact: Fact[str | None], shut: str) -> Fact[bool | None]:
    return derive(fact, lambda text: None if text is None else text.strip().lower() == shut)


def _there(fact: Fact[str | None]) -> Fact[bool]:
    return derive(fact, lambda text: text is not None)
