"""What logs, and where its log goes (C16)."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from vmgate.model.fact import NotExpressible
from vmgate.vocabulary.proof import unproven
from vmgate.vocabulary.thing import Thing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.evidence import Subject
    from vmgate.model.fact import Fact
    from vmgate.model.site import Site


class LogTarget(Struct, frozen=True):
    """A server that a log is sent to: its address or name, and whether that goes over TLS."""

    server: Fact[str]
    encrypted: Fact[bool]


class Log:
    """The log of one host, switch or array."""

    @property
    def name(self) -> Fact[Subject]:
        """The name that evidence about it goes by: `host:esx-01.example.edu`."""
        not_expressible("the name of what logs")

    @property
    def targets(self) -> Sequence[LogTarget]:
        """Where it is sent; `NotExpressible` where the configuration does not speak of it.

        Raises `UnknownValue`.
        """
        not_expressible("where a log is sent")

    @property
    def stated_elsewhere(self) -> bool:
        """Whether another thing of the configuration says where it goes. Raises `UnknownValue`."""
        return False


class LoggingThing(Thing):
    """What keeps logs, or says where they go."""

    kind: ClassVar[str] = "source of logs"

    @property
    def logs(self) -> Sequence[Log]:
        """The logs that it is about. Raises `UnknownValue`."""
        not_expressible("a log")


def uncollected(log: Log, site: Site) -> tuple[str, Fact[object]] | None:
    """What keeps a log from a central place, or from a safe way there, and where; None when nothing does.

    Raises `UnknownValue`.
    """
    if log.stated_elsewhere:
        return None
    try:
        targets = log.targets
    except NotExpressible:
        missing = unproven(site, "C16", log.name.value)
        lack = "nothing shows that its log reaches a central collector"
        return None if missing is None else (f"{lack}: {missing}", log.name)
    for target in targets:
        if not target.encrypted.value:
            return (
                f"the log goes to {target.server.value} without TLS{target.encrypted.noted}",
                target.encrypted,
            )
    if any(_is_collector(target, site) for target in targets):
        return None
    others = " and ".join(target.server.value for target in targets)
    where: Fact[object] = targets[0].server if targets else log.name
    return (
        f"the log goes to {others}, no collector of the site" if others else "the log goes nowhere"
    ), where


def _is_collector(target: LogTarget, site: Site) -> bool:
    """Whether the site lists the server; where it lists none, any will do."""
    server = target.server.value.casefold()
    names = collector_hosts(site)
    if not names or server in names:
        return True
    if any(_is_address(name) is not _is_address(server) for name in names):
        raise target.server.doubt(
            f"whether {server} is a collector of the site, which go by name, is not told"
        )
    return False


def collector_hosts(site: Site) -> list[str]:
    """The site's log servers without scheme and port, in lower case."""
    return [_host(collector).casefold() for collector in site.collectors]


def _host(collector: str) -> str:
    authority = collector.partition("://")[2].rstrip("/")
    found = re.fullmatch(r"\[?([^\]]*?)\]?(?::\d+)?", authority)
    return found.group(1) if found else authority


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
