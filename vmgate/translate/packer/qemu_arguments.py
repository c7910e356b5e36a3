"""What raw arguments of QEMU say: `qemuargs`, a list of options each with its value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate import qemu_command
from vmgate.translate.derivation import derive
from vmgate.vocabulary.machine import Exposure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.model.value import Value
    from vmgate.translate.attributes import Attributes

_SHARING = frozenset({"-virtfs", "-fsdev"})
_LOCAL = re.compile(r"(127\.[\d.]+|localhost|\[?::1\]?):|unix:|none\b", re.IGNORECASE)


def options(arguments: Attributes) -> Iterator[tuple[str, Fact[str]]]:
    """The options with their values, in order; "" where an option, or all of them, is not known."""
    value = arguments.raw("qemuargs")
    if isinstance(value, Unknown):
        yield "", Fact(value, arguments.resource, arguments.at("qemuargs"))
    for position, row in enumerate(value if isinstance(value, list) else ()):
        path = (*arguments.at("qemuargs"), position)
        if isinstance(row, Unknown):
            yield "", Fact(row, arguments.resource, path)
        elif isinstance(row, list) and row:
            option, *rest = row
            if isinstance(option, str):
                yield option, Fact(_joined(rest), arguments.resource, path)
            elif isinstance(option, Unknown):
                yield "", Fact(option, arguments.resource, path)


def exposures(arguments: Attributes) -> Iterator[Exposure]:
    """What the options open of the host."""
    for option, value in options(arguments):
        if option == "":
            yield Exposure("raw QEMU arguments", derive(value, bool))
        elif option == "-cpu":
            yield Exposure(
                "host CPU passthrough", derive(value, lambda text: text.partition(",")[0] == "host")
            )
        elif option in _SHARING:
            yield Exposure("a directory of the host shared with the guest", derive(value, lambda _: True))
        elif option == "-device":
            yield Exposure("a directory of the host shared with the guest", derive(value, _shares))


def devices(arguments: Attributes) -> Iterator[tuple[str, Fact[str], Fact[bool]]]:
    """The host's devices that the options hand over: what reads, how each is approved, whether it is there."""
    for option, value in options(arguments):
        yield from handed_over(derive(value, lambda text, option=option: f"{option} {text}"))  # type: ignore[misc]  # mypy infers no defaults of lambdas


def handed_over(command: Fact[str]) -> Iterator[tuple[str, Fact[str], Fact[bool]]]:
    """The same of options in one text."""
    if not command.known:
        yield "a device of the host", command, derive(command, bool)
        return
    for what, name in qemu_command.devices(command.value):
        place = (command.resource, command.path)
        yield what, Fact(name, *place), Fact(value=True, resource=command.resource, path=command.path)


def bridges(arguments: Attributes) -> Iterator[Fact[str]]:
    """The bridges that the options attach the machine to."""
    for option, value in options(arguments):
        if option in ("-netdev", "-nic") and value.known and value.value.startswith("bridge"):
            name = re.search(r"\bbr=([^,]+)", value.value)
            yield Fact(name.group(1) if name else "br0", value.resource, value.path)


def vnc_is_local(display: str) -> bool:
    """Whether `-vnc` listens where only the machine itself can connect."""
    return bool(_LOCAL.match(display.strip()))


def spice_is_sound(display: str) -> bool:
    """Whether `-spice` listens on a socket or locally, or with TLS only."""
    settings = dict(part.partition("=")[::2] for part in display.split(","))
    if settings.get("unix") in ("", "on", "yes"):
        return True
    if "tls-port" in settings and "port" not in settings:
        return True
    return bool(_LOCAL.match(f"{settings.get('addr', '0.0.0.0')}:"))  # noqa: S104  - what QEMU takes for no address


def _joined(values: list[Value]) -> str | Unknown:
    unknown = next((value for value in values if isinstance(value, Unknown)), None)
    return unknown if unknown is not None else " ".join(str(value) for value in values)


def _shares(device: str) -> bool:
    return device.startswith(("virtio-9p", "vhost-user-fs"))
