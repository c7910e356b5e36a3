"""What a machine is created from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.vsphere.build import alone, copy_of, of, plan, reason, thing
from vmgate.model.fact import UnknownValue
from vmgate.model.value import Reference, Unknown
from vmgate.translate.vsphere.origin import NOTHING, RUNNING_MACHINE
from vmgate.vocabulary.machine import VirtualMachine

if TYPE_CHECKING:
    from vmgate.model.resource import Resource
    from vmgate.model.value import Value
    from vmgate.vocabulary.template import Origin, Template

UUID = "42030000-ffa0-55fc-9c65-18f9246b4527"


def origin(*others: Resource, **values: Value) -> Origin:
    """What a machine is created from."""
    return alone(VirtualMachine, of("vsphere_virtual_machine.vm", **{"name": "vm", **values}), *others).origin


def template(uuid: Value, *others: Resource) -> Template:
    """The only template that a machine may come from."""
    (found,) = origin(*others, clone=[{"template_uuid": uuid}]).templates
    return found


def test_a_literal_uuid_is_an_identity_without_a_name() -> None:
    """The registry can find it by that."""
    found = template(UUID)
    assert (found.platform, found.identity.value, found.name.value) == ("vsphere", UUID, None)
    assert found.where.path == ("clone", 0, "template_uuid")
    assert found.defect is None


@pytest.mark.parametrize(
    ("address", "values"),
    [
        ("data.vsphere_virtual_machine.t", {"id": UUID}),
        ("data.vsphere_virtual_machine.t", {"uuid": UUID}),
        ("data.vsphere_content_library_item.t", {"id": UUID}),
    ],
)
def test_a_known_id_gets_the_name_of_what_was_read(address: str, values: dict[str, Value]) -> None:
    """Templates and library items are joined by value; the name is the end of an inventory path."""
    found = template(UUID, of(address, name="/dc/vm/templates/tpl-debian13", **values))
    assert (found.name.value, found.identity.value, found.defect) == ("tpl-debian13", UUID, None)


ITEM = "vsphere_content_library_item.t"


def test_an_item_that_is_published_here_is_what_it_is_made_of() -> None:
    """Its name is the configuration's own choice: it could be that of any approved template."""
    url = "https://images.example.edu/debian-13.ova"
    made = of(ITEM, name="tpl-debian13", file_url=url, id=Unknown("known after apply"))
    found = template(copy_of(f"{ITEM}:id"), made)
    assert (found.name.value, found.identity.value) == (None, url)
    there = template(UUID, of(ITEM, name="tpl-debian13", file_url=url, id=UUID))
    assert (there.name.value, there.identity.value) == (None, UUID)


def test_an_item_may_be_made_of_a_template() -> None:
    """Of one that is looked up, of a running machine, or of one that only its id tells."""
    lookup = of("data.vsphere_virtual_machine.s", name="tpl-debian13")
    copied = of(ITEM, name="x", source_uuid=copy_of("data.vsphere_virtual_machine.s:id"))
    assert template(copy_of(f"{ITEM}:id"), copied, lookup).name.value == "tpl-debian13"
    running = of("vsphere_virtual_machine.other", name="web", uuid=UUID)
    assert template(copy_of(f"{ITEM}:id"), of(ITEM, source_uuid=UUID), running).defect == RUNNING_MACHINE
    alone_there = template(copy_of(f"{ITEM}:id"), of(ITEM, source_uuid=UUID))
    assert (alone_there.name.value, alone_there.identity.value) == (None, UUID)
    unsure = template(copy_of(f"{ITEM}:id"), of(ITEM, source_uuid=Unknown("no value")))
    assert reason(unsure.identity) == "no value"


def test_a_reference_gives_the_name_that_is_looked_up() -> None:
    """Its id is known only once it was read."""
    source = of("data.vsphere_virtual_machine.t", name="tpl-debian13", id=Unknown("data source not read"))
    found = template(copy_of("data.vsphere_virtual_machine.t:id"), source)
    assert found.name.value == "tpl-debian13"
    assert reason(found.identity) == "data source not read"


def test_a_template_that_is_looked_up_by_uuid_has_its_identity_at_once() -> None:
    """The argument is the identity; the name is not said."""
    source = of("data.vsphere_virtual_machine.t", uuid=UUID)
    found = template(copy_of("data.vsphere_virtual_machine.t:id"), source)
    assert (found.identity.value, found.name.value) == (UUID, None)


def test_a_name_that_is_not_known_is_unknown() -> None:
    """A variable without value names the template."""
    source = of("data.vsphere_virtual_machine.t", name=Unknown("no value"))
    found = template(copy_of("data.vsphere_virtual_machine.t:id"), source)
    assert reason(found.name) == "no value"
    assert reason(found.identity) == "data source not read"


@pytest.mark.parametrize("uuid", [UUID, copy_of("vsphere_virtual_machine.other:id")])
def test_a_machine_of_the_configuration_is_no_template(uuid: Value) -> None:
    """By value or by reference, it is a running machine."""
    assert (
        template(uuid, of("vsphere_virtual_machine.other", name="web", uuid=UUID)).defect == RUNNING_MACHINE
    )


def test_another_machines_template_is_not_that_machine() -> None:
    """A copy of its `template_uuid` leads to the template."""
    copied = Unknown("later", (Reference("vsphere_virtual_machine.o", ("clone", 0, "template_uuid")),))
    other = of(
        "vsphere_virtual_machine.o", clone=[{"template_uuid": copy_of("data.vsphere_virtual_machine.t:id")}]
    )
    found = template(copied, other, of("data.vsphere_virtual_machine.t", name="tpl"))
    assert (found.name.value, found.defect) == ("tpl", None)


def test_several_references_are_several_templates() -> None:
    """Both branches of a condition."""
    sources = [of(f"data.vsphere_virtual_machine.{label}", name=f"tpl-{label}") for label in "ab"]
    either = copy_of("data.vsphere_virtual_machine.a:id", "data.vsphere_virtual_machine.b:id")
    found = origin(*sources, clone=[{"template_uuid": either}]).templates
    assert [item.name.value for item in found] == ["tpl-a", "tpl-b"]


def test_an_image_is_known_by_its_address() -> None:
    """A URL or a path."""
    url = "https://images.example.edu/debian.ova"
    (remote,) = origin(clone=[], ovf_deploy=[{"remote_ovf_url": url}]).templates
    assert (remote.identity.value, remote.name.value) == (url, None)
    assert remote.where.path == ("ovf_deploy", 0, "remote_ovf_url")
    (local,) = origin(ovf_deploy=[{"local_ovf_path": "debian.ova", "remote_ovf_url": None}]).templates
    assert local.identity.value == "debian.ova"


def test_neither_is_nothing() -> None:
    """The machine is built from nothing."""
    found = origin(clone=[], ovf_deploy=[])
    assert (found.templates, found.nothing, found.where.path) == ((), NOTHING, ("clone",))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"clone": Unknown("for_each")}, "for_each"),
        ({"clone": [], "ovf_deploy": Unknown("for_each")}, "for_each"),
        ({"clone": [{"template_uuid": Unknown("no value")}]}, "no value"),
        ({"clone": [{"template_uuid": copy_of("data.hcp_packer_artifact.a:id")}]}, "known after apply"),
    ],
)
def test_what_cannot_be_told_is_unknown(values: dict[str, Value], expected: str) -> None:
    """Blocks whose number is not known, a value without reference, a reference to something else."""
    with pytest.raises(UnknownValue) as caught:
        origin(of("data.hcp_packer_artifact.a"), **values)
    assert caught.value.reason == expected


def test_a_real_plan_knows_the_identity() -> None:
    """The data source was read during the plan."""
    database = thing(VirtualMachine, plan("campus/plan-vsphere-2.16.1"), "vsphere_virtual_machine.db[0]")
    (found,) = database.origin.templates
    assert found.identity.value == "7dc847e3-ffa0-55fc-9c65-18f9246b4527"
    assert found.name.known
