"""Whether hosts that reach a storage as blocks have to prove who they are, or are kept apart (C11, C15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.evidence import Subject, SubjectKind
from vmgate.model.fact import NotExpressible
from vmgate.vocabulary.proof import unproven
from vmgate.vocabulary.storage import Transport

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.model.fact import Fact
    from vmgate.model.site import Site
    from vmgate.vocabulary.storage import BlockStorage


def without_chap(storage: BlockStorage, site: Site) -> tuple[str, Fact[object]] | None:
    """Why an iSCSI connection to the storage may go without CHAP, and where; None where none may.

    Raises `UnknownValue`.
    """
    names = (SubjectKind.ISCSI_TARGET, SubjectKind.STORAGE)
    lack = _lacking(storage, site, "C11", Transport.ISCSI, lambda: storage.chap, names)
    return None if lack is None else (f"iSCSI connections need no CHAP{lack[0]}", lack[1])


def unzoned(storage: BlockStorage, site: Site) -> tuple[str, Fact[object]] | None:
    """Why no zone limits who reaches the storage over Fibre Channel, and where; None where one does.

    Raises `UnknownValue`.
    """
    names = (SubjectKind.STORAGE,)
    lack = _lacking(storage, site, "C15", Transport.FIBRE_CHANNEL, lambda: storage.zoned, names)
    return None if lack is None else (f"nothing limits who reaches it over Fibre Channel{lack[0]}", lack[1])


def _lacking(
    storage: BlockStorage,
    site: Site,
    clause: str,
    transport: Transport,
    stated: Callable[[], Fact[bool]],
    kinds: tuple[SubjectKind, ...],
) -> tuple[str, Fact[object]] | None:
    """What the configuration states decides; where the provider has no attribute for it, evidence does."""
    try:
        fact = stated()
    except NotExpressible:
        _require(storage, transport)
        name = storage.name
        missing = unproven(site, clause, *(Subject(kind, name.value) for kind in kinds))
        if missing is None or transport not in storage.transports.value:
            return None
        return f": {missing}", storage.transports
    _require(storage, transport)
    if fact.known and fact.value:
        return None
    if transport not in storage.transports.value:
        return None
    return None if fact.value else (fact.noted, fact)


def _require(storage: BlockStorage, transport: Transport) -> None:
    """Raises `NotExpressible` where the storage surely is not reached by a transport."""
    if storage.transports.known and transport not in storage.transports.value:
        raise NotExpressible(f"{transport.value} of the storage")
