"""What runs inside an image, by what the builder is told and by the names of what it is installed from (C35)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate import vmware_guest_ids as guest_ids
from vmgate.translate.derivation import derive
from vmgate.translate.packer import media
from vmgate.vocabulary.guest import Guest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.templates import GuestSystem

UNLISTED: Final = "the guest id is not in the table"
_WORKSTATION: Final = {
    "windows9srv-64": "windows9Server64Guest",
    "windows8srv-64": "windows8Server64Guest",
    "windows7srv-64": "windows7Server64Guest",
    "windows2019srv-64": "windows2019srv_64Guest",
    "windows2019srvnext-64": "windows2019srvNext_64Guest",
    "windows2022srvnext-64": "windows2022srvNext_64Guest",
}
_BY_LOWER_CASE: Final = {id_.lower(): id_ for id_ in guest_ids.known()}


def of_id(identifier: Fact[str], names: Sequence[Fact[str]]) -> Guest:
    """From a vSphere guest id. What it names only by family (`ubuntu64Guest`), the media make exact."""
    own = derive(identifier, _systems)
    if own.known and own.value:
        own = _refined(own, names)
    return Guest(derive(identifier, _same), own)


def of_workstation_id(identifier: Fact[str], names: Sequence[Fact[str]]) -> Guest:
    """From a guest id as desktop hypervisors write it: `debian12-64` for `debian12_64Guest`."""
    guest = of_id(derive(identifier, _as_vsphere), names)
    return Guest(derive(identifier, _same), guest.systems)


def of_kind(identifier: Fact[str], own: Fact[tuple[GuestSystem, ...]], names: Sequence[Fact[str]]) -> Guest:
    """From a platform whose identifiers are coarse by nature (any Linux is `l26`): the media say which it is."""
    return Guest(derive(identifier, _same), _refined(own, names))


def of_media(names: Sequence[Fact[str]], otherwise: Fact[object]) -> Guest:
    """From a platform without identifiers: the media alone. `otherwise` is where one would be written."""
    said = _said(names)
    if said is None:
        nothing: Fact[str | None] = Fact(None, otherwise.resource, otherwise.path)
        return Guest(nothing, derive(nothing, lambda _: ()))
    name, systems = said
    return Guest(derive(name, _same), systems)


def _refined(own: Fact[tuple[GuestSystem, ...]], names: Sequence[Fact[str]]) -> Fact[tuple[GuestSystem, ...]]:
    """One product with its version stays as it is; otherwise a medium of one of the products says which."""
    if not own.known or (len(own.value) == 1 and own.value[0].version is not None):
        return own
    said = _said(names)
    if said is None:
        return own
    _, systems = said
    if not systems.known:
        # A family that is named is more than nothing; without one, what is not known may name it.
        return own if own.value else systems
    products = {one.id for one in own.value}
    fitting = tuple(one for one in systems.value if not products or one.id in products)
    return Fact(fitting or own.value, own.resource, own.path, own.note)


def _said(names: Sequence[Fact[str]]) -> tuple[Fact[str], Fact[tuple[GuestSystem, ...]]] | None:
    """The systems that the media name, with the first that names one, or that may. None where none does."""
    for name in names:
        if not name.known:
            return name, derive(name, lambda _: ())
        if media.system(name.value) is not None:
            found = {media.system(other.value) for other in names if other.known}
            systems = tuple(sorted((one for one in found if one is not None), key=str))
            return name, Fact(systems, name.resource, name.path)
    return None


def _systems(identifier: str) -> tuple[GuestSystem, ...] | Unknown:
    found = guest_ids.systems(identifier)
    return Unknown(UNLISTED) if found is None else found


def _as_vsphere(identifier: str) -> str:
    own = identifier.lower().removeprefix("arm-")
    if own in _WORKSTATION:
        return _WORKSTATION[own]
    base, sign, _ = own.partition("-")
    written = f"{base}_64guest" if sign else f"{base}guest"
    for candidate in (written, f"{base}64guest"):
        if candidate in _BY_LOWER_CASE:
            return _BY_LOWER_CASE[candidate]
    return identifier


def _same(text: str) -> str | None:
    return text
