"""The console of a domain of nested attributes: its clipboard (C32), and whom it is offered to (C06)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.facts import derive
from vmgate.translate.libvirt.elements import down, each
from vmgate.translate.libvirt.nested_hardware import TERMINALS
from vmgate.vocabulary.connection import Link
from vmgate.vocabulary.machine import ConsoleChannel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.translate.attributes import Attributes

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

SPICE, AGENT, RDP = "the SPICE clipboard", "the clipboard of the VNC agent", "the RDP clipboard"
FILES = "file transfer through the SPICE console"
_CLIPBOARD = "0.9.0 of the provider cannot turn the clipboard of SPICE off"
_FILES = "0.9.0 of the provider cannot turn file transfer through SPICE off"
_OPEN = "the console is offered to the network without encryption"
_CHANNELS = frozenset({"main", "display", "inputs", "cursor", "playback", "record"})
_SERIAL = "a serial console is offered to the network without encryption"


def copy_paste(devices: Attributes | None) -> Iterator[ConsoleChannel]:
    """The clipboards. SPICE has one unless it is turned off; the agent of VNC has one only where it is turned on."""
    if devices is None:
        return
    yield from each(devices, "graphics", partial(_clipboard, _is_flat(devices)), partial(_channel, SPICE))
    for name in TERMINALS:
        yield from each(devices, name, _agent, partial(_channel, AGENT))


def drag_and_drop(devices: Attributes | None) -> Iterator[ConsoleChannel]:
    """Files that are dropped on a SPICE console, which is on unless it is turned off."""
    if devices is not None:
        yield from each(devices, "graphics", partial(_files, _is_flat(devices)), partial(_channel, FILES))


def links(devices: Attributes | None) -> Iterator[Link]:
    """Whom the consoles listen to, other than the host itself."""
    if devices is None:
        return
    yield from each(devices, "graphics", _graphics, partial(Link, _OPEN))
    for name in (*TERMINALS, "redir_devs"):
        yield from each(devices, name, _terminal, partial(Link, _SERIAL))


def _is_flat(devices: Attributes) -> bool:
    """0.9.0 has one console, which is an object."""
    return isinstance(devices.outline("graphics"), dict)


def _channel(what: str, unknown: Fact[bool]) -> ConsoleChannel:
    return ConsoleChannel(what, unknown)


def _clipboard(flat: bool, console: Attributes) -> Iterator[ConsoleChannel]:  # noqa: FBT001  - handed on by partial
    spice = console.block("spice")
    if spice is not None:
        yield ConsoleChannel(
            SPICE, _unless_flat(spice, "clip_board", "copy_paste", _CLIPBOARD if flat else "")
        )
    remote = console.block("rdp")
    if remote is not None:
        reason = Unknown("whether RDP shares the clipboard is not part of the configuration")
        yield ConsoleChannel(RDP, Fact(reason, remote.resource, remote.path))


def _files(flat: bool, console: Attributes) -> Iterator[ConsoleChannel]:  # noqa: FBT001  - handed on by partial
    spice = console.block("spice")
    if spice is not None:
        yield ConsoleChannel(FILES, _unless_flat(spice, "file_transfer", "enable", _FILES if flat else ""))


def _unless_flat(spice: Attributes, name: str, inner: str, reason: str) -> Fact[bool | None]:
    if reason:
        return Fact(Unknown(reason), spice.resource, spice.path)
    block = spice.block(name)
    if block is None:
        return Fact(None, spice.resource, spice.at(name))
    return derive(block.text(inner), lambda known: None if known is None else known == "no")


def _agent(terminal: Attributes) -> Iterator[ConsoleChannel]:
    """Before 0.9.5 the agent's name was written together."""
    for name in ("qemu_vd_agent", "qemuvd_agent"):
        agent = down(terminal, "source", name)
        clipboard = agent.block("clip_board") if agent is not None else None
        if clipboard is not None:
            value = clipboard.text("copy_paste")
            yield ConsoleChannel(AGENT, derive(value, lambda known: known != "yes"))


def _graphics(console: Attributes) -> Iterator[Link]:
    vnc = console.block("vnc")
    if vnc is not None:
        # What would encrypt it is configuration of the host.
        yield from (Link(_OPEN, derive(one, _is_local)) for one in _listens(vnc))
    spice = console.block("spice")
    if spice is not None:
        secure = _secure(spice)
        for one in _listens(spice):
            local = derive(one, _is_local)
            yield Link(_OPEN, secure if secure.known and secure.value else _either(local, secure))


def _either(one: Fact[bool], other: Fact[bool]) -> Fact[bool]:
    """Whether one of two holds, stated where the first is. The second is known to be false, or not known."""
    if one.known and one.value:
        return one
    return one if other.known else Fact(Unknown(_reason(other)), other.resource, other.path)


def _listens(server: Attributes) -> list[Fact[str | None]]:
    """The addresses that a console listens at; a virtual network's goes by "network:" and its name."""
    found: list[Fact[str | None]] = [server.text("listen")]
    for listener in server.blocks("listeners"):
        address = listener.block("address")
        if address is not None:
            found.append(address.text("address"))
        network = listener.block("network")
        if network is not None:
            found.append(derive(network.text("network"), lambda name: f"network:{name}"))
    return found


def _is_local(address: str | None) -> bool:
    return not address or address in LOOPBACK


def _secure(spice: Attributes) -> Fact[bool]:
    """Whether SPICE is encrypted on every channel: by default and none against it, or each by itself."""
    mode = spice.text("default_mode")
    named = [(channel.text("name"), channel.text("mode")) for channel in spice.blocks("channel")]
    for fact in (mode, *(fact for channel in named for fact in channel)):
        if not fact.known:
            return derive(fact, bool)
    for _, own in named:
        if own.value != "secure":
            return derive(own, lambda _: False)
    tls_port = spice.text("tlsport")
    if tls_port.value is not None and spice.text("port").value is None:
        return derive(tls_port, lambda _: True)
    every = {name.value for name, _ in named} >= _CHANNELS
    return derive(mode, lambda known: known == "secure" or (known is None and every))


def _terminal(terminal: Attributes) -> Iterator[Link]:
    source = terminal.block("source")
    tcp = source.block("tcp") if source is not None else None
    if tcp is not None:
        host, tls = tcp.text("host"), tcp.text("tls")
        if not tls.known or tls.value == "yes":
            yield Link(_SERIAL, derive(tls, bool))
        else:
            yield Link(_SERIAL, derive(host, _is_local))
    udp = source.block("udp") if source is not None else None
    if udp is not None:
        yield Link(_SERIAL, derive(udp.text("connect_host"), _is_local))


def _reason(fact: Fact[bool]) -> str:
    try:
        _ = fact.value
    except UnknownValue as missing:
        return missing.reason
    return ""
