"""Inventory paths, `/campus-dc1/vm/web/web-01`: where in vCenter's tree something is.

A path begins with the datacenter, which a resource names directly or through what it is placed on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.derivation import derive
from vmgate.translate.vsphere.joins import IDS, same_server, targets

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource
    from vmgate.model.value import Path

DATACENTER: Final = "vsphere_datacenter"
FOLDER: Final = "vsphere_folder"
CLUSTER: Final = "vsphere_compute_cluster"
MACHINE: Final = "vsphere_virtual_machine"

# What a machine is placed on, and what of it leads there: each of these names its datacenter.
_PLACED_ON: Final[tuple[tuple[str, tuple[str, ...], frozenset[str]], ...]] = (
    (
        "resource_pool_id",
        (CLUSTER, "vsphere_host", "vsphere_resource_pool"),
        frozenset({"id", "resource_pool_id"}),
    ),
    ("datastore_id", ("vsphere_datastore",), frozenset({"id"})),
    ("datastore_cluster_id", ("vsphere_datastore_cluster",), frozenset({"id"})),
    ("host_system_id", ("vsphere_host",), frozenset({"id"})),
)
_ROOTS: Final = {"vm": "/vm", "host": "/host", "network": "/network", "datastore": "/datastore"}


def linked(
    estate: Estate, resource: Resource, path: Path, types: tuple[str, ...], of: frozenset[str] = IDS
) -> list[Resource]:
    """The resources of these types that an attribute means: by value, or by reference. Empty when there are none."""
    value = resource.at(path)
    if isinstance(value, Unknown):
        found = targets(estate, resource, path, of)
        return found if all(target.type in types for target in found) else []
    known = {
        target.address: target
        for mode in ("data", "managed")
        for attribute in sorted(of)
        for target in estate.where(mode, types, (attribute,), value)
        if value is not None and same_server(estate, resource, target)
    }
    return list(known.values())


def path_of(estate: Estate, resource: Resource) -> Fact[str]:
    """The path of a datacenter, folder, cluster or machine."""
    made = _PATHS.get(resource.type)
    if made is None:
        return Fact(Unknown("its path in the inventory is not told"), resource, ())
    return made(estate, resource)


def _datacenter(_estate: Estate, resource: Resource) -> Fact[str]:
    own = Attributes(resource)
    name, folder = own.text("name", ""), own.text("folder", "")
    if not folder.known:
        return folder
    return derive(name, lambda text: _joined(folder.value, text))


def _folder(estate: Estate, resource: Resource) -> Fact[str]:
    own = Attributes(resource)
    path = own.text("path", "")
    if resource.mode == "data":
        return derive(path, _joined)
    kind = own.text("type", "vm")
    if not kind.known:
        return kind
    if kind.value == "datacenter":
        return derive(path, _joined)
    return _below(_of_datacenter(estate, resource), _ROOTS.get(kind.value, "/vm"), path)


def _cluster(estate: Estate, resource: Resource) -> Fact[str]:
    own = Attributes(resource)
    name, folder = own.text("name", ""), own.text("folder", "")
    if not folder.known:
        return folder
    return _below(
        _of_datacenter(estate, resource), "/host", derive(name, lambda text: f"{folder.value}/{text}")
    )


def _machine(estate: Estate, resource: Resource) -> Fact[str]:
    own = Attributes(resource)
    name, folder = own.text("name", ""), own.text("folder")
    if not folder.known:
        return derive(folder, lambda text: text or "")
    if resource.mode == "data" and not folder.value and not (name.known and "/" in name.value):
        return Fact(Unknown("its folder is not told"), resource, folder.path)
    inside = derive(name, lambda text: text if text.startswith("/") else f"{folder.value or ''}/{text}")
    at = _of_datacenter(estate, resource) if resource.mode == "data" else _of_machine(estate, own)
    return _below(at, "/vm", inside)


def _of_machine(estate: Estate, machine: Attributes) -> Fact[str]:
    """The datacenter of a machine, which has no attribute for it."""
    folder = machine.text("folder")
    found = estate.where("managed", (FOLDER,), ("path",), folder.value) if folder.known else []
    for attribute, types, of in _PLACED_ON:
        found = found or linked(estate, machine.resource, (attribute,), types, of)
    told = [at for at in (_of_datacenter(estate, source) for source in found) if at.known]
    if len({at.value for at in told}) == 1:
        return told[0]
    return Fact(Unknown("its datacenter is not told"), machine.resource, ("resource_pool_id",))


def _of_datacenter(estate: Estate, resource: Resource) -> Fact[str]:
    """The path of the datacenter that `datacenter_id` means."""
    path: Path = ("datacenter_id",)
    found = linked(estate, resource, path, (DATACENTER,))
    paths = [_datacenter(estate, one) for one in found]
    values = {one.value for one in paths if one.known}
    if len(values) != 1 or not all(one.known for one in paths):
        return Fact(Unknown("its datacenter is not told"), resource, path)
    return Fact(values.pop(), resource, path)


def _below(datacenter: Fact[str], root: str, path: Fact[str]) -> Fact[str]:
    """A path below a root of a datacenter; one that begins with the root already is whole."""
    if not path.known:
        return path
    if path.value.startswith("/") and f"{root}/" in path.value and path.value.split("/", 2)[1] != root[1:]:
        return derive(path, _joined)
    return derive(datacenter, lambda at: _joined(at + root, path.value))


def _joined(*parts: str) -> str:
    return "/" + "/".join(step for part in parts for step in part.split("/") if step)


_PATHS: Final[dict[str, Callable[[Estate, Resource], Fact[str]]]] = {
    DATACENTER: _datacenter,
    FOLDER: _folder,
    CLUSTER: _cluster,
    MACHINE: _machine,
}
