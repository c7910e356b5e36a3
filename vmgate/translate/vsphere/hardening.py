"""The advanced settings of a machine, `extra_config`: isolation from the console and from the host.

ESXi takes TRUE and FALSE in any letter case, for keys in any letter case. An empty value removes a key, so it is
the same as none. Any other text is not what the setting asks for. A setting that is not there leaves the choice
to the template or to the hypervisor; what that means is not for this module to say.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.vsphere.derived import derived
from vmgate.vocabulary.machine import ConsoleChannel, Exposure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.value import Value
    from vmgate.translate.attributes import Attributes

SETTINGS: Final = "extra_config"

COPY_PASTE: Final = (
    ("copy from the guest", "isolation.tools.copy.disable", "true"),
    ("paste into the guest", "isolation.tools.paste.disable", "true"),
)
DRAG_AND_DROP: Final = (
    ("drag and drop", "isolation.tools.dnd.disable", "true"),
    ("console GUI options", "isolation.tools.setGUIOptions.enable", "false"),
)
"""What reads in a message, the setting, and the value that shuts the channel."""

EXPOSING: Final = (
    ("information on the host", "tools.guestlib.enableHostInfo", True),
    ("control of connected devices", "isolation.device.connectable.disable", False),
    ("shared folders (HGFS)", "isolation.tools.hgfsServerSet.disable", False),
    ("control of the monitor", "isolation.monitor.control.disable", False),
)
"""What reads in a message, the setting, and the value that opens it; not set, it is shut."""

PAGE_SHARING: Final = "sched.mem.pshare.salt"
FILTERS: Final = re.compile(r"ethernet\d*\.filter\d*\.name", re.IGNORECASE)


def setting(attributes: Attributes, key: str) -> Fact[str | None]:
    """One setting; None when it is not there or empty. A map that is unknown as a whole makes it unknown."""
    path = (*attributes.at(SETTINGS), key)
    settings = attributes.raw(SETTINGS)
    if isinstance(settings, Unknown):
        return Fact(settings, attributes.resource, path)
    held = settings.items() if isinstance(settings, dict) else ()
    wanted = key.lower()
    found: list[Fact[str | None]] = [
        Fact(_text(value), attributes.resource, (*attributes.at(SETTINGS), own))
        for own, value in held
        if own.lower() == wanted
    ]
    if not found:
        return Fact(None, attributes.resource, path)
    first = found[0]
    for other in found[1:]:
        if not other.known or not first.known or other.value != first.value:
            return Fact(Unknown("the setting is there more than once, in different letter case"),
                        first.resource, first.path)  # fmt: skip
    return first


def matching(attributes: Attributes, pattern: re.Pattern[str]) -> Iterator[tuple[str, Fact[str | None]]]:
    """The settings whose keys match, with their values; an empty value is none.

    A map that is unknown as a whole is one match, its key "" and its value unknown.
    """
    settings = attributes.raw(SETTINGS)
    if isinstance(settings, Unknown):
        yield "", Fact(settings, attributes.resource, attributes.at(SETTINGS))
    elif isinstance(settings, dict):
        for key, value in settings.items():
            if pattern.fullmatch(key):
                yield key, Fact(_text(value), attributes.resource, (*attributes.at(SETTINGS), key))


def switched(fact: Fact[str | None], *, on: bool) -> Fact[bool]:
    """Whether a setting has the boolean value `on`, or is no boolean at all; False when it is not there."""
    neutral = ("", "false" if on else "true")
    return derived(fact, lambda text: (text or "").strip().lower() not in neutral)


def channels(attributes: Attributes, table: tuple[tuple[str, str, str], ...]) -> list[ConsoleChannel]:
    """The channels of a table, each with whether it is disabled; None where the setting is not there."""
    return [ConsoleChannel(what, _shut(setting(attributes, key), shut)) for what, key, shut in table]


def exposures(attributes: Attributes) -> list[Exposure]:
    """The settings that let a guest see the host, whether open or not."""
    found = [Exposure(what, switched(setting(attributes, key), on=opens)) for what, key, opens in EXPOSING]
    salt = setting(attributes, PAGE_SHARING)
    found.append(Exposure("memory pages shared with other machines", _there(salt)))
    filters = [
        Exposure("a network filter of the host", _there(fact)) for _, fact in matching(attributes, FILTERS)
    ]
    return [*found, *filters]


def _shut(fact: Fact[str | None], shut: str) -> Fact[bool | None]:
    return derived(fact, lambda text: None if text is None else text.strip().lower() == shut)


def _there(fact: Fact[str | None]) -> Fact[bool]:
    return derived(fact, lambda text: text is not None)


def _text(value: Value) -> str | Unknown | None:
    if isinstance(value, Unknown):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else str(value)
    if isinstance(value, str):
        return value if value.strip() else None
    return None if value is None else Unknown("the value is not a string")
