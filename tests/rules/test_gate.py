"""Every way to a template is gated, and every action that leads to a machine of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.examples import AS_OF
from tests.rules.configuration import machine
from tests.rules.test_registry import of_machine, record, said, state
from vmgate.commands.check import Options, check
from vmgate.model.registry import TemplateRegistry
from vmgate.model.site import Site
from vmgate.model.templates import Approval, Locator
from vmgate.read.hcl import load
from vmgate.rulebook import by_name
from vmgate.settings.support import read_support
from vmgate.translate import things

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ITEM = """
data "vsphere_content_library_item" "tpl" {
  name       = "tpl-debian13"
  library_id = "library-1"
  type       = "vm-template"
}
"""
LOOKED_UP = """
data "vsphere_virtual_machine" "tpl" {
  %s
}
"""
CLONE = "clone {\n template_uuid = %s\n}"
OVF = 'ovf_deploy {\n remote_ovf_url = "%s"\n}'


@pytest.mark.parametrize(
    ("main", "locator"),
    [
        (machine(more=CLONE % '"4222-1"'), Locator("vsphere", identity="4222-1")),
        (
            LOOKED_UP % 'name = "folder/tpl-debian13"'
            + machine(more=CLONE % "data.vsphere_virtual_machine.tpl.id"),
            Locator("vsphere", "tpl-debian13", "4222-1"),
        ),
        (
            LOOKED_UP % 'uuid = "4222-1"' + machine(more=CLONE % "data.vsphere_virtual_machine.tpl.id"),
            Locator("vsphere", identity="4222-1"),
        ),
        (
            ITEM + machine(more=CLONE % "data.vsphere_content_library_item.tpl.id"),
            Locator("vsphere", "tpl-debian13", "item-1"),
        ),
        (
            machine(more=OVF % "https://images.example.edu/debian13.ova"),
            Locator("vsphere", identity="https://images.example.edu/debian13.ova"),
        ),
    ],
    ids=["uuid", "name", "looked up by uuid", "library item", "OVF"],
)
@pytest.mark.parametrize("approval", [Approval.APPROVED, Approval.REVOKED])
def test_every_way_to_a_template_leads_to_its_record(
    main: str, locator: Locator, approval: Approval, tmp_path: Path
) -> None:
    """By uuid, by name, through a data source or a library item, or by the address of an OVF."""
    (tmp_path / "main.tf").write_text(main)
    site = Site(AS_OF, support=read_support())
    assert said("VMG3002", things(load(tmp_path)), site) == "unknown: no template registry"
    site = Site(AS_OF, registry=TemplateRegistry(()), support=read_support())
    assert said("VMG3002", things(load(tmp_path)), site) == "fail: the template registry is empty"
    registry = TemplateRegistry((record(locators=(locator,), approval=approval),))
    site = Site(AS_OF, registry=registry, support=read_support())
    verdict = said("VMG3003", things(load(tmp_path)), site)
    assert verdict == ("pass" if approval is Approval.APPROVED else "fail: template debian13 1 is revoked")


def change(actions: Sequence[str], before: str | None, after: str | None) -> dict[str, Any]:
    """A machine of a plan that is made from a template before and after."""

    def values(uuid: str | None) -> dict[str, Any] | None:
        return None if uuid is None else {"name": "web-01", "clone": [{"template_uuid": uuid}]}

    return {
        "address": "vsphere_virtual_machine.web", "mode": "managed", "type": "vsphere_virtual_machine", "name": "web",
        "provider_name": "registry.terraform.io/vmware/vsphere",
        "change": {"actions": list(actions), "before": values(before), "after": values(after), "after_unknown": {},
                   "before_sensitive": False, "after_sensitive": {}},
    }  # fmt: skip


REVOKED, GOOD = "4222-bad", "4222-good"


@pytest.mark.parametrize(
    ("one", "denied"),
    [
        (change(["create"], None, REVOKED), True),
        (change(["create"], None, GOOD), False),
        (change(["delete", "create"], GOOD, REVOKED), True),
        (change(["create", "delete"], GOOD, REVOKED), True),
        (change(["update"], GOOD, REVOKED), True),
        (change(["update"], REVOKED, GOOD), False),
        (change(["no-op"], REVOKED, REVOKED), False),
        (change(["delete"], REVOKED, None), False),
    ],
    ids=["create", "create good", "replace", "replace first", "update", "update away", "no-op", "delete"],
)
def test_whatever_leads_to_a_machine_of_a_revoked_template_is_denied(
    one: dict[str, Any], *, denied: bool, tmp_path: Path
) -> None:
    """Create, replace, and an update that switches the source; what stays as it is and what goes never is."""
    plan = {"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": [one],
            "planned_values": {"root_module": {}}, "configuration": {"root_module": {}}}  # fmt: skip
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan))
    records = (
        record(locators=(Locator("vsphere", identity=GOOD),)),
        record(name="old", locators=(Locator("vsphere", identity=REVOKED),), approval=Approval.REVOKED),
    )
    site = Site(AS_OF, registry=TemplateRegistry(records), support=read_support())
    rules = [rule for rule in map(by_name, ("VMG3002", "VMG3003")) if rule is not None]
    report = check(Options([str(file)], lambda _: site, rules, changed_only=True))
    assert bool(report.results) is denied


def test_an_identity_that_is_known_after_apply_only_is_unknown(tmp_path: Path) -> None:
    """It may be any template's."""
    (tmp_path / "main.tf").write_text(
        'resource "terraform_data" "tpl" {}\n' + machine(more=CLONE % "terraform_data.tpl.output")
    )
    registry = TemplateRegistry((record(),))
    site = Site(AS_OF, registry=registry, support=read_support())
    assert said("VMG3002", things(load(tmp_path)), site).startswith("unknown: ")


def test_a_record_of_files_does_not_make_every_other_image_unknown() -> None:
    """An image that is known by content alone is not one that goes by a name nobody tells."""
    own = record(locators=(Locator("vsphere", digest="ab" * 32),))
    assert of_machine("VMG3002", state(), own) == "fail: template 4222-1 is not in the registry"
