"""Who may switch machines on and off: `xenorchestra_acl` (C04).

An entry names a user and an object by their ids. A user that is looked up goes by the name in the site policy, a
machine of the configuration by the path `/NAME`; a pool or a host stands for all that is on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.lookups import meant
from vmgate.translate.xenorchestra import defaults
from vmgate.vocabulary.access import Entity, Grant, Permissions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

WITH_POWER: Final = frozenset({"operator", "admin"})
"""The actions that start and stop a machine; a viewer only sees it."""

_USER, _POOL, _HOST = "xenorchestra_user", "xenorchestra_pool", "xenorchestra_host"
_ELSEWHERE: Final = "what has this id is not in the configuration"


class AccessEntry(Permissions):
    """One entry of the access control list."""

    def __init__(self, resource: Resource, estate: Estate) -> None:
        super().__init__(resource)
        self._estate = estate
        self._own = Attributes(resource)

    @property
    def grants(self) -> Sequence[Grant]:
        """One: `action`, to the `subject`. It holds for all that the object has in it."""
        action = self._own.text("action", "")
        rights = derive(action, lambda word: (word,) if word in WITH_POWER else ())
        return [
            Grant(
                principal=self._principal(),
                is_group=Fact(value=False, resource=self.resource, path=("subject",)),
                propagates=Fact(value=True, resource=self.resource, path=("object",)),
                role_id=action,
                roles=(),
                power_rights=rights,
                admits=derive(action, bool),
                on=self,
            )
        ]

    @property
    def entities(self) -> Sequence[Entity]:
        """What `object` is the id of."""
        where = self._own.text("object")
        found = meant(where, self._estate, managed=(defaults.MACHINE,), data=(_POOL, _HOST))
        if not found:
            unknown = Unknown(_ELSEWHERE)
            path = ("object",)
            return [Entity(Fact(unknown, self.resource, path), Fact(unknown, self.resource, path))]
        return [self._entity(one) for one in found]

    def _entity(self, found: Resource) -> Entity:
        named = Attributes(found).text("name_label", "")
        broad = found.type != defaults.MACHINE
        path = derive(named, lambda name: f"/{name}")
        return Entity(path, Fact(broad, self.resource, ("object",)))

    def _lookups(self) -> Sequence[Resource]:
        return self._estate.of_type(_USER, mode="data")

    def _principal(self) -> Fact[str]:
        subject = self._own.text("subject", "")
        found = meant(derive(subject, _same), self._estate, data=(_USER,))
        if not found and any(not isinstance(one.read("id"), str) for one in self._lookups()):
            return Fact(Unknown("which user has this id is not known yet"), self.resource, subject.path)
        if len(found) != 1:
            return subject
        name = Attributes(found[0]).text("username", "")
        return Fact(name.value, self.resource, subject.path) if name.known else name


def _same(text: str) -> str | None:
    return text
