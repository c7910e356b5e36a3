"""Initiator groups (C11, C15): which hosts reach LUNs, and over what."""

from __future__ import annotations

import re
from typing import Final

from vmgate.model.fact import Fact, UnknownValue
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.netapp_ontap import defaults
from vmgate.vocabulary.storage import BlockStorage, Transport

_ISCSI_NAME: Final = re.compile(r"(iqn|eui|naa)\.", re.IGNORECASE)
_TRANSPORTS: Final = {"iscsi": (Transport.ISCSI,), "fcp": (Transport.FIBRE_CHANNEL,)}


class InitiatorGroup(BlockStorage):
    """An initiator group. The provider knows neither CHAP nor zones: evidence shows them, by the name of the SVM."""

    @property
    def name(self) -> Fact[str]:
        """`svm.name`, which is where the target is."""
        svm = Attributes(self.resource).block("svm")
        return Attributes(self.resource).text("name", "") if svm is None else svm.text("name", "")

    @property
    def transports(self) -> Fact[tuple[Transport, ...]]:
        """`protocol`; where that is "mixed", what the names of the `initiators` are those of."""
        own = Attributes(self.resource)
        protocol = own.text("protocol", defaults.IGROUP_PROTOCOL)
        if not protocol.known and own.written("protocol") is False:
            return self._by_initiators()
        if protocol.known and protocol.value == defaults.IGROUP_PROTOCOL:
            return self._by_initiators()
        return derive(protocol, lambda name: _TRANSPORTS.get(name, tuple(Transport)))

    def _by_initiators(self) -> Fact[tuple[Transport, ...]]:
        own, path = Attributes(self.resource), ("initiators",)
        try:
            names = [one.text("name", "").value for one in own.blocks("initiators")]
            nested = bool(own.blocks("igroups"))
        except UnknownValue as missing:
            return Fact(Unknown(missing.reason), self.resource, missing.path)
        if nested:
            return Fact(
                Unknown("the group takes the initiators of other groups"), self.resource, ("igroups",)
            )
        iscsi = [bool(_ISCSI_NAME.match(name)) for name in names]
        found = [Transport.ISCSI] if any(iscsi) else []
        found += [] if all(iscsi) else [Transport.FIBRE_CHANNEL]
        return Fact(tuple(found), self.resource, path)
