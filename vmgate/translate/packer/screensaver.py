r"""Whether the machines made from an image show a screensaver (C20), as far as a build's own texts tell.

Windows: `ScreenSaveActive` is a setting of each user. In an image it has to stand in the default profile, which new
users get, or in `HKU\.DEFAULT`; set for the account that the build runs as, it is gone with that account. Other
systems: no desktop is installed, or GNOME's `idle-activation-enabled`, or that of the screensaver in use, is off, or
GNOME waits for ever. What is said last stands; comments say nothing. What cannot be read leaves it open, unless what
can be read decides already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.packer.arguments import Arguments, commands
from vmgate.translate.packer.scripts import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.resource import Resource
    from vmgate.model.templates import GuestSystem
    from vmgate.translate.packer.scripts import Text, Texts

_CONTINUED: Final = re.compile(r"[`^\\][ \t]*\r?\n")
_COMMENT: Final = re.compile(r"^[ \t]*(?:#|;|::|rem\b).*$", re.IGNORECASE | re.MULTILINE)
_WINDOWS_KEY: Final = re.compile(
    r"^(?P<before>.*?)ScreenSaveActive\b(?P<rest>[^\n]*)", re.IGNORECASE | re.MULTILINE
)
_VALUE: Final = re.compile(
    r"(?:/d\s+|-Value\s+|=\s*|,\s*|\s)[\"']?(?P<value>[01])[\"']?(?![\w.])", re.IGNORECASE
)
_VALUE_FIRST: Final = re.compile(r"(?:/d|-Value)\s+[\"']?(?P<value>[01])[\"']?(?![\w.])", re.IGNORECASE)
_OWN_HIVE: Final = re.compile(r"HKCU|HKEY_CURRENT_USER", re.IGNORECASE)
_DEFAULT_HIVE: Final = re.compile(
    r"NTUSER\.DAT|(?:HKU|HKEY_USERS)[:\\]+\.?DEFAULT|Users\\Default\b", re.IGNORECASE
)

_REMOVAL: Final = re.compile(
    r"^.*\b(?:remove|purge|erase|autoremove|uninstall)\b.*$|^\s*(?:#|-[\w@]).*$", re.IGNORECASE | re.MULTILINE
)
_DESKTOP: Final = re.compile(
    r"\b[klx]?ubuntu-desktop\b|\btask-(?:gnome|kde|xfce|lxde|lxqt|mate|cinnamon)[\w-]*\b|\btask-desktop\b"
    r"|\bgnome-(?:shell|session|desktop|core|screensaver)\b|\b(?:kde-plasma-desktop|plasma-desktop|kde-full|xfce4)\b"
    r"|@\^?(?:graphical-server|workstation|gnome-desktop|kde-desktop|xfce-desktop)[\w-]*|Server with GUI"
    r"|\b(?:xscreensaver|light-locker|lightdm|gdm3?)\b"
    r"|tasksel/(?:first|desktop)\s+multiselect[^\n]*(?:desktop|gnome|kde|xfce)",
    re.IGNORECASE,
)
_DESKTOP_MEDIUM: Final = re.compile(r"desktop|workstation|[-_]live[-_](?!server)", re.IGNORECASE)
_SERVER_MEDIUM: Final = re.compile(
    r"live-server|server-cloudimg|generic-?cloud|nocloud|cloud-?base|minimal|netinst|[-_]boot\.iso",
    re.IGNORECASE,
)
_SAID: Final = re.compile(
    r"(?P<off>idle-activation-enabled['\"]?\s*[=:]?\s*['\"]?false|^\s*mode:\s*off|\bxset\s+s\s+off"
    r"|idle-delay['\"]?\s*[=:]?\s*['\"]?(?:uint32\s+)?0(?!\d))"
    r"|idle-activation-enabled['\"]?\s*[=:]?\s*['\"]?true|^\s*mode:\s*(?:one|random|blank)\b|\bxset\s+s\s+on",
    re.IGNORECASE | re.MULTILINE,
)
_OPEN_CHOICE: Final = (
    (re.compile(r"^\s*d-i\s", re.MULTILINE), re.compile(r"tasksel", re.IGNORECASE)),
    (
        re.compile(r"^\s*(?:bootloader|clearpart|autopart|rootpw)\b", re.MULTILINE),
        re.compile(r"^%packages", re.MULTILINE),
    ),
)
"""What shows that a text answers an installer, and what in it answers which packages there are to be."""


def switched_off(
    resource: Resource, systems: Fact[tuple[GuestSystem, ...]], names: Sequence[Fact[str]], *, cloned: bool
) -> Fact[bool]:
    """Whether a build switches the screensaver off, or installs none.

    `systems` is what runs inside, `names` are those of the media; a `cloned` machine has what its template has.
    """
    found = texts(resource)
    if _is_windows(resource, systems):
        return _windows(resource, found, cloned=cloned)
    if _is_told(systems) or any(command.kind == "shell" for command in commands(resource)):
        return _other(resource, found, names, cloned=cloned)
    return Fact(Unknown("the guest system cannot be told"), resource, ())


def _windows(resource: Resource, found: Texts, *, cloned: bool) -> Fact[bool]:
    said = [one for text in found.known for one in _settings(text)]
    lasting = [off for off, lasts, _ in said if lasts]
    if lasting:
        place = next(where for off, lasts, where in reversed(said) if lasts)
        note = "" if lasting[-1] else "it is switched on"
        return Fact(lasting[-1], resource, place.path, note)
    if found.missing:
        return _unknown(found.missing[0], resource)
    for off, _, where in said:
        note = "only for the account that the build runs as" if off else "it is switched on"
        return Fact(value=False, resource=resource, path=where.path, note=note)
    if cloned:
        return Fact(Unknown("the template that it is cloned from decides"), resource, ())
    return Fact(value=False, resource=resource, path=(), note="nothing does in the default profile")


def _settings(text: Text) -> list[tuple[bool, bool, Fact[object]]]:
    """For each time that a text sets the screensaver: whether to off, whether it lasts in the image, and where."""
    whole = _CONTINUED.sub(" ", _COMMENT.sub("", text.text))
    in_default = _DEFAULT_HIVE.search(whole) is not None
    found = []
    for match in _WINDOWS_KEY.finditer(whole):
        value = _VALUE.search(match.group("rest")) or _VALUE_FIRST.search(match.group("before"))
        if value is not None:
            lasts = in_default and _OWN_HIVE.search(match.group()) is None
            found.append((value.group("value") == "0", lasts, text.where))
    return found


def _other(resource: Resource, found: Texts, names: Sequence[Fact[str]], *, cloned: bool) -> Fact[bool]:
    media = [name.value for name in names if name.known]
    said = [
        (match.group("off") is not None, text.where)
        for text in found.known
        for match in _SAID.finditer(_COMMENT.sub("", text.text))
    ]
    desktop = next((text.where for text in found.known if _DESKTOP.search(_REMOVAL.sub("", text.text))), None)
    if said:
        off, where = said[-1]
        return Fact(value=off, resource=resource, path=where.path, note="" if off else "it is switched on")
    if found.missing:
        return _unknown(found.missing[0], resource)
    if desktop is not None or any(_DESKTOP_MEDIUM.search(name) for name in media):
        path = () if desktop is None else desktop.path
        return Fact(
            value=False, resource=resource, path=path, note="a desktop is installed, and nothing does"
        )
    if cloned:
        return Fact(Unknown("the template that it is cloned from decides"), resource, ())
    return _without_desktop(resource, found, media)


def _without_desktop(resource: Resource, found: Texts, media: Sequence[str]) -> Fact[bool]:
    """Nothing names a desktop: whether that is because there is none."""
    answers = [text for text in found.known if text.answers]
    for text in answers:
        for sign, choice in _OPEN_CHOICE:
            if sign.search(text.text) and not choice.search(text.text):
                reason = "the answers leave to the installer which packages there are"
                return Fact(Unknown(reason), resource, text.where.path)
    if answers or any(_SERVER_MEDIUM.search(name) for name in media):
        return Fact(value=True, resource=resource, path=(), note="no desktop is installed")
    return Fact(Unknown("what is installed in the guest is not told"), resource, ())


def _is_windows(resource: Resource, systems: Fact[tuple[GuestSystem, ...]]) -> bool:
    if _is_told(systems):
        return all(one.id.startswith("windows") for one in systems.value)
    communicator = Arguments(resource).text("communicator", "")
    by_winrm = communicator.known and communicator.value == "winrm"
    return by_winrm or any(command.kind == "powershell" for command in commands(resource))


def _is_told(systems: Fact[tuple[GuestSystem, ...]]) -> bool:
    return systems.known and bool(systems.value)


def _unknown(missing: Fact[object], resource: Resource) -> Fact[bool]:
    try:
        reason = str(missing.value)
    except UnknownValue as unknown:
        reason = unknown.reason
    return Fact(Unknown(reason), resource, missing.path)
