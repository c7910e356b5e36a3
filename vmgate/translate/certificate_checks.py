"""Whether a link checks its server's certificate, where one switch turns the checks off and another turns TLS off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.translate.derivation import derive
from vmgate.vocabulary.connection import EnvironmentSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vmgate.translate.attributes import Attributes


def checks(insecure: Fact[bool], encrypted: Fact[bool], plain: str) -> Sequence[Fact[bool]]:
    """`insecure`, turned round; nobody's certificate is checked behind a link without TLS, of which `plain` speaks.

    Where it is not known whether there is TLS, that decides, unless checks are off or may be.
    """
    if encrypted.known and not encrypted.value:
        return (Fact(value=False, resource=encrypted.resource, path=encrypted.path, note=plain),)
    if not encrypted.known and insecure.known and not insecure.value:
        return (encrypted,)
    return (derive(insecure, lambda on: not on),)


def switches(
    attributes: Attributes, name: str, variable: str, verified: Callable[[], Sequence[Fact[bool]]]
) -> list[EnvironmentSwitch]:
    """The variable of the environment that may turn checks off, where the configuration leaves the attribute out."""
    return (
        [EnvironmentSwitch(variable, check) for check in verified()] if attributes.raw(name) is None else []
    )
