"""From an id to what it is the id of: a resource of the configuration, or a data source that looks one up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vmgate.model.estate import Estate
    from vmgate.model.fact import Fact
    from vmgate.model.resource import Resource


UUID: Final = "uuid"
"""What an id is called within an attribute that holds several things: `metadata.uuid`."""


def meant(
    id_: Fact[str | None],
    estate: Estate,
    *,
    managed: Iterable[str] = (),
    data: Iterable[str] = (),
    listed: Callable[[Estate], Mapping[str, Resource]] | None = None,
    by: tuple[str, ...] = ("id",),
) -> list[Resource]:
    """The resources and data sources of these types that an id is that of, or may turn out to be that of.

    `by` are the attributes that hold a resource's id; `listed` finds a data source by one of the ids that it lists.
    Empty when nothing tells: an id from elsewhere, or an unknown one that is a copy of something else.
    """
    types = {("managed", type_) for type_ in managed} | {("data", type_) for type_ in data}
    if not id_.known:
        references = id_.resource.references(id_.path)
        if not all(ref.attribute and ref.attribute[-1] in (*by, UUID) for ref in references):
            return []
        found = [one for ref in references for one in estate.at(ref)]
        return found if all((one.mode, one.type) in types for one in found) else []
    value = id_.value
    if not value:
        return []
    exact = [
        one
        for mode, kinds in (("managed", managed), ("data", data))
        for name in by
        for one in estate.where(mode, kinds, (name,), value)
    ]
    others = [listed(estate)[value]] if listed is not None and value in listed(estate) else []
    return list({one.address: one for one in (*exact, *others)}.values())
