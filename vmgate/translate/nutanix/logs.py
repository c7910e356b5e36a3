"""Where clusters send their logs (C16), as their profile has it. There is no attribute for TLS."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.model.fact import Fact
from vmgate.translate.derivation import derive
from vmgate.translate.nutanix.attributes import Filled
from vmgate.vocabulary.logs import Log, LoggingThing, LogTarget
from vmgate.vocabulary.thing import not_expressible

if TYPE_CHECKING:
    from collections.abc import Sequence


class ProfileLog(LoggingThing, Log):
    """The log of the clusters of a profile."""

    kind: ClassVar[str] = LoggingThing.kind

    @property
    def logs(self) -> Sequence[Log]:
        """Itself."""
        return (self,)

    @property
    def name(self) -> Fact[Subject]:
        """`host:` and the profile's name."""
        return derive(Filled(self.resource).text("name", ""), lambda name: Subject(SubjectKind.HOST, name))

    @property
    def targets(self) -> Sequence[LogTarget]:
        """`rsyslog_server_list`: UDP is never encrypted. Raises `UnknownValue`.

        Raises `NotExpressible` where none goes over UDP: whether TCP and RELP are inside TLS has no attribute.
        """
        servers = Filled(self.resource).blocks("rsyslog_server_list")
        plain = [one for one in servers if one.text("network_protocol", "").value.upper() == "UDP"]
        if servers and not plain:
            not_expressible("whether a log is sent over TLS")
        return [
            LogTarget(
                one.text("server_name", ""),
                Fact(value=False, resource=self.resource, path=one.at("network_protocol")),
            )
            for one in plain
        ]
