"""What a container has of its host."""

from __future__ import annotations

from typing import Any

import pytest

from tests.translate.proxmox.build import CONTAINER, LATER, known, planned, resource, thing
from vmgate.model.fact import NotExpressible
from vmgate.vocabulary.machine import VirtualMachine


def container(**values: Any) -> VirtualMachine:
    """A container with these attributes; unprivileged unless they say otherwise."""
    values.setdefault("unprivileged", True)
    return thing(VirtualMachine, resource(CONTAINER, **values))


def open_ways(of: VirtualMachine) -> list[str]:
    """The openings that are open or may be."""
    return [way.what for way in of.exposures if known(way.exposed) is not False]


def test_a_planned_privileged_container_is_open() -> None:
    """And nesting, which the real plan has as well, is an opening in a privileged container."""
    tool = planned(VirtualMachine, f"{CONTAINER}.tool")
    assert open_ways(tool) == ["a privileged container", "nested containers in a privileged container"]
    assert tool.name.value == "tool"


def test_a_container_is_privileged_unless_it_says_otherwise() -> None:
    """The provider's default."""
    assert open_ways(thing(VirtualMachine, resource(CONTAINER))) == ["a privileged container"]


def test_a_cloned_container_is_what_its_template_is() -> None:
    """Which is not known where the configuration does not say."""
    clone = thing(VirtualMachine, resource(CONTAINER, clone=[{"vm_id": 9000}]))
    (way,) = [way for way in clone.exposures if way.what == "a privileged container"]
    assert str(known(way.exposed)).startswith("unknown: it is inherited")


@pytest.mark.parametrize(
    ("attribute", "value", "what"),
    [
        ("hook_script_file_id", "local:snippets/hook.sh", "a hook script that runs on the host"),
        ("features", [{"keyctl": True}], "the kernel's keyrings"),
        ("features", [{"fuse": True}], "FUSE"),
        ("features", [{"mknod": True}], "device nodes"),
        ("features", [{"mount": ["nfs"]}], "file systems that it may mount itself"),
        ("mount_point", [{"volume": "/mnt/data", "path": "/data"}], "a directory of the host"),
        (
            "idmap",
            [{"host_id": 1000, "container_id": 1000, "size": 1, "type": "uid"}],
            "user ids of the host",
        ),
        ("features", LATER, "kernel features"),
        ("mount_point", LATER, "a directory of the host"),
        ("idmap", LATER, "user ids of the host"),
    ],
)
def test_an_opening_is_open_where_it_is_set_or_unknown(attribute: str, value: object, what: str) -> None:
    """And only that one."""
    assert open_ways(container(**{attribute: value})) == [what]


@pytest.mark.parametrize(
    "harmless",
    [
        {"features": [{"nesting": True}]},
        {"mount_point": [{"volume": "local-lvm:8", "path": "/data"}]},
        {"mount_point": [{"volume": "/dev/sdb", "path": "/data"}]},
        {"idmap": [{"host_id": 100000, "container_id": 0, "size": 65536, "type": "uid"}]},
    ],
)
def test_what_is_no_opening_is_none(harmless: dict[str, object]) -> None:
    """Nesting without privileges, a volume, ids of its own range, a device, which is judged as one."""
    assert open_ways(container(**harmless)) == []


def test_devices_are_named_by_their_files() -> None:
    """Those passed through, and those mounted."""
    of = container(
        device_passthrough=[{"path": "/dev/dri/renderD128"}],
        mount_point=[{"volume": "/dev/sdb", "path": "/a"}, {"volume": "/srv", "path": "/b"}],
        initialization=[{"hostname": "media"}],
    )
    assert [(device.name.value, device.machine.name.value) for device in of.devices] == [
        ("dev:/dev/dri/renderD128", "media"),
        ("disk:/dev/sdb", "media"),
    ]


def test_devices_whose_number_is_unknown_are_unknown() -> None:
    """They may be there."""
    assert [known(device.present) for device in container(device_passthrough=LATER).devices] == [
        "unknown: known after apply"
    ]


def test_a_container_without_a_host_name_has_none() -> None:
    """Proxmox makes one up."""
    assert container().name.value == ""


def test_a_container_has_no_virtual_ports() -> None:
    """A rule on them does not apply."""
    with pytest.raises(NotExpressible):
        _ = container().ports
