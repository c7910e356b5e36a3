"""Export policies and the volumes under them (C13): volume → policy → rules, and volume → the addresses of its SVM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact, NotExpressible
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.netapp_ontap import defaults
from vmgate.translate.netapp_ontap.resource_types import EXPORT_RULES, INTERFACES
from vmgate.vocabulary.storage import Mount, NfsExport, NfsShare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

EVERYONE = frozenset({"0.0.0.0/0", "::/0"})
NOBODY = frozenset({"none", "never"})
"""Values of `rw_rule` by which nobody may write."""


class ExportPolicyRule(NfsExport):
    """One rule of an export policy. A client may mount what any rule lets it."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def together(self) -> Sequence[NfsExport]:
        """All rules of its policy. Raises `UnknownValue`."""
        own = Attributes(self.resource)
        return policy_rules(self._estate, own, own.text("export_policy_name", ""))

    @property
    def clients(self) -> Sequence[Fact[str]]:
        """`clients_match`. Raises `UnknownValue`."""
        listed = Attributes(self.resource).texts("clients_match")
        return [Fact("*" if one in EVERYONE else one, listed.resource, listed.path) for one in listed.value]

    @property
    def writable(self) -> Fact[bool]:
        """`rw_rule`."""
        return derive(Attributes(self.resource).texts("rw_rule"), lambda rules: not NOBODY.issuperset(rules))


class Volume(NfsShare):
    """A volume with a junction path, which is what NFS clients mount."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate

    @property
    def path(self) -> Fact[str]:
        """`nas.junction_path`. Raises `UnknownValue`, or `NotExpressible` for a volume that is not mounted."""
        return self._junction()[1]

    @property
    def exports(self) -> Sequence[NfsExport]:
        """The rules of the policy that `nas.export_policy_name` names on the volume's SVM.

        Raises `UnknownValue` where there are none: the policy is kept somewhere else. Raises `NotExpressible` for a
        volume that is not mounted.
        """
        policy = self._policy(self._junction())
        found = policy_rules(self._estate, Attributes(self.resource), policy)
        if not found:
            raise policy.doubt("the rules of its export policy are not in the configuration")
        return found

    @property
    def places(self) -> Sequence[Mount]:
        """`nas.junction_path` on every IP interface of its SVM. Raises `UnknownValue`, or `NotExpressible`."""
        _, path = self._junction()
        return [
            Mount(Attributes(interface.resource, ("ip",)).text("address", ""), path)
            for interface in of_svm(self._estate, Attributes(self.resource), INTERFACES)
        ]

    def _junction(self) -> tuple[Attributes, Fact[str]]:
        own = Attributes(self.resource)
        # What is left out is filled in by the server, and shows as unknown: a volume is not mounted unless asked.
        if isinstance(own.raw("nas"), Unknown) and own.written("nas") is False:
            raise NotExpressible("a volume that is not mounted")
        nas = own.block("nas")
        if nas is None:
            raise NotExpressible("a volume that is not mounted")
        if isinstance(nas.raw("junction_path"), Unknown) and nas.written("junction_path") is False:
            raise NotExpressible("a volume that is not mounted")
        path = nas.text("junction_path", "")
        if not path.value:
            raise NotExpressible("a volume that is not mounted")
        return nas, path

    def _policy(self, junction: tuple[Attributes, Fact[str]]) -> Fact[str]:
        nas, _ = junction
        named = nas.text("export_policy_name")
        left_out = not named.known and nas.written("export_policy_name") is False
        if left_out or (named.known and not named.value):
            return Fact(defaults.EXPORT_POLICY, named.resource, named.path, "server default")
        return Fact(str(named.value), named.resource, named.path)


def policy_rules(estate: Estate, of: Attributes, policy: Fact[str]) -> list[ExportPolicyRule]:
    """The rules of an export policy on the SVM of something. Raises `UnknownValue` when one may be of it."""
    return [
        ExportPolicyRule(rule.resource, estate)
        for rule in of_svm(estate, of, EXPORT_RULES)
        if rule.text("export_policy_name", "").value == policy.value
    ]


def of_svm(estate: Estate, of: Attributes, types: Iterable[str]) -> Sequence[Attributes]:
    """The resources of the SVM of something. Raises `UnknownValue` when one may or may not be of it."""
    svm = of.text("svm_name", "")
    return [
        other
        for other in map(Attributes, estate.of_type(*types))
        if other.text("svm_name", "").value == svm.value and _same_cluster(of.resource, other.resource)
    ]


def _same_cluster(one: Resource, other: Resource) -> bool:
    """Whether two resources go over one connection profile; an unknown name raises `UnknownValue`."""
    names = [Attributes(resource).text("cx_profile_name", "") for resource in (one, other)]
    return names[0].value == names[1].value
