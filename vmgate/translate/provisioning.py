"""What provisioners do beside the configuration: the machines that they log in to, the certificates that they make."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.derivation import derive
from vmgate.vocabulary.certificate import Pin, TrustingThing
from vmgate.vocabulary.connection import Connection, Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vmgate.model.resource import Resource
    from vmgate.model.value import Path, Value

MAKES_CERTIFICATE: Final = re.compile(
    r"new-selfsignedcertificate|openssl\s+req\b[^\n;|]*-x509|make-ssl-cert\s+generate-default-snakeoil|\bmakecert\b"
    r"|winrm\s+quickconfig[^\n;]*-transport:https",
    re.IGNORECASE,
)
"""In a script or command: what signs a certificate with its own key."""

_WINRM: Final = "winrm"
_TRUE, _FALSE = ("true", "1"), ("false", "0")


def things(
    resource: Resource, number: int, provisioner: Mapping[str, Value]
) -> Iterator[Connection | TrustingThing]:
    """What one provisioner opens and makes."""
    connection = provisioner.get("connection")
    if isinstance(connection, dict) and _may_be_winrm(connection.get("type")):
        yield ProvisionerConnection(resource, ("provisioner", number, "connection"), connection)
    for name in ("command", "inline"):
        value = provisioner.get(name)
        words = value if isinstance(value, list) else [value]
        if MAKES_CERTIFICATE.search("\n".join(word for word in words if isinstance(word, str))):
            yield MadeCertificate(resource, ("provisioner", number, name))


class ProvisionerConnection(Connection, TrustingThing):
    """The connection of one provisioner to the machine that it works on, through WinRM."""

    kind: ClassVar[str] = "connection of a provisioner"

    def __init__(self, resource: Resource, path: Path, written: Mapping[str, Value]) -> None:
        super().__init__(resource)
        self._path = path
        self._written = written

    @property
    def links(self) -> Sequence[Link]:
        """`https`."""
        sound = self._unless_other(self._flag("https"))
        return (Link("a provisioner works through WinRM without encryption", sound),)

    @property
    def certificate_checks(self) -> Sequence[Fact[bool]]:
        """`insecure`, turned round."""
        return (self._unless_other(derive(self._flag("insecure"), lambda skipped: not skipped)),)

    @property
    def pins(self) -> Sequence[Pin]:
        """`insecure`: whatever certificate WinRM shows is taken."""
        (verified,) = self.certificate_checks
        flaw = "whatever certificate WinRM shows is taken, a self-signed one too"
        return (Pin(flaw, derive(verified, lambda checked: not checked)),)

    def _unless_other(self, fact: Fact[bool]) -> Fact[bool]:
        """What is sound over WinRM is so; what is not may be another type's that it does not matter to."""
        kind = self._written.get("type")
        if isinstance(kind, Unknown) and not (fact.known and fact.value):
            return Fact(kind, self.resource, (*self._path, "type"))
        return fact

    def _flag(self, name: str) -> Fact[bool]:
        value = self._written.get(name)
        path = (*self._path, name)
        if isinstance(value, Unknown):
            return Fact(value, self.resource, path)
        text = str(value).lower()
        if value is None or text in _FALSE:
            return Fact(value=False, resource=self.resource, path=path)
        return Fact(True if text in _TRUE else Unknown(f"{name} is not a boolean"), self.resource, path)


def _may_be_winrm(kind: Value) -> bool:
    """SSH, which is what it is where nothing is written, has no certificates."""
    return kind == _WINRM or isinstance(kind, Unknown)


class MadeCertificate(TrustingThing):
    """A certificate that a provisioner signs with its own key."""

    kind: ClassVar[str] = "certificate of a provisioner"

    def __init__(self, resource: Resource, path: Path) -> None:
        super().__init__(resource)
        self._path = path

    @property
    def pins(self) -> Sequence[Pin]:
        """The one."""
        made: Fact[bool] = Fact(value=True, resource=self.resource, path=self._path)
        return (Pin("a command of a provisioner creates a self-signed certificate", made),)
