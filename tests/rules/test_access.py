"""What the rules about rights say that their pages do not show: who counts as whom, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Judged = Callable[..., str]

DATACENTER = """
data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}
"""
FOLDER = """
resource "vsphere_folder" "%s" {
  path          = "%s"
  type          = "vm"
  datacenter_id = data.vsphere_datacenter.campus.id
}
"""
ADMINS = """
[[staff]]
group = "EXAMPLE\\\\Web-Admins"
role = "server-admin"
entities = ["/campus-dc1/vm/web/**"]
[[staff]]
user = "EXAMPLE\\\\root"
role = "platform"
[[staff]]
group = "EXAMPLE\\\\operations"
role = "operations"
"""
DORMANT = ADMINS + '[vm_states]\ndormant = ["folder:/campus-dc1/vm/attic/**"]\n'


def grant(who: str, *, group: bool = True, on: str = "web", role: str = "-1", kind: str = "Folder") -> str:
    """A built-in role that is given to somebody on a folder, and handed down."""
    entity = "data.vsphere_datacenter.campus.id" if kind == "Datacenter" else f"vsphere_folder.{on}.id"
    return f"""
resource "vsphere_entity_permissions" "{on}_{kind.lower()}" {{
  entity_id   = {entity}
  entity_type = "{kind}"
  permissions {{
    user_or_group = "EXAMPLE\\\\{who}"
    is_group      = {str(group).lower()}
    propagate     = true
    role_id       = "{role}"
  }}
}}
"""


@pytest.mark.parametrize(
    ("who", "group", "on", "verdict"),
    [
        ("web-admins", True, "web", "pass"),
        ("web-admins", False, "web", "fail"),
        ("web-admins", True, "mail", "fail"),
        ("root", False, "mail", "pass"),
        ("operations", True, "web", "fail"),
    ],
)
def test_power_rights_are_for_the_admins_of_the_very_entity(
    judged: Judged, who: str, *, group: bool, on: str, verdict: str
) -> None:
    """Letter case aside, and a user is not the group of that name; the platform team may everywhere."""
    main = grant(who, group=group, on=on) + FOLDER % (on, on) + DATACENTER
    assert judged("VMG0401", main, ADMINS).partition(":")[0] == verdict


def test_each_grant_is_judged_by_itself(judged: Judged) -> None:
    """A role that nobody can look up hides no fault of another."""
    both = grant("developers", on="web") + grant("x", on="mail", role="1047")
    main = both + FOLDER % ("web", "web") + FOLDER % ("mail", "mail") + DATACENTER
    told = judged("VMG0401", main, ADMINS)
    assert 'fail: "EXAMPLE\\developers" may switch machines on or off' in told
    assert "unknown: the role is not in the configuration" in told


@pytest.mark.parametrize(
    ("who", "group", "verdict"), [("web-admins", True, "fail"), ("root", False, "pass"), ("x", True, "fail")]
)
def test_a_whole_datacenter_is_for_the_platform_team(
    judged: Judged, who: str, *, group: bool, verdict: str
) -> None:
    """Server admins have it on their own folders."""
    main = grant(who, group=group, kind="Datacenter") + DATACENTER
    assert judged("VMG0402", main, ADMINS).partition(":")[0] == verdict


def machine(folder: str = "attic") -> str:
    """A machine in a folder of the datacenter."""
    return (
        f"""
resource "vsphere_virtual_machine" "old" {{
  name             = "old-01"
  folder           = "{folder}"
  resource_pool_id = data.vsphere_compute_cluster.general.resource_pool_id
}}

data "vsphere_compute_cluster" "general" {{
  name          = "cl-general"
  datacenter_id = data.vsphere_datacenter.campus.id
}}
"""
        + FOLDER % ("attic", "attic")
        + DATACENTER
    )


def test_what_a_datacenter_hands_down_reaches_a_dormant_machine(judged: Judged) -> None:
    """Unless the folder takes it away from the same principal."""
    operations = grant("operations", on="attic", role="-2")
    above = grant("web-admins", kind="Datacenter", on="all")
    assert judged("VMG2901", machine() + operations, DORMANT) == "pass"
    told = judged("VMG2901", machine() + operations + above, DORMANT)
    assert told.startswith("fail: the machine is dormant")
    assert told.endswith(': "EXAMPLE\\web-admins"')
    taken = grant("Web-Admins", on="attic", role="-5").replace("attic_folder", "attic_taken")
    assert judged("VMG2901", machine() + operations + above + taken, DORMANT) == "pass"


def test_a_machine_that_is_awake_is_not_asked_who_reaches_it(judged: Judged) -> None:
    """And where the site marks none, the rule does not apply."""
    assert judged("VMG2901", machine("web"), DORMANT) == "pass"
    assert judged("VMG2901", machine(), ADMINS) == "not judged"


@pytest.mark.parametrize(
    ("marks", "verdict"),
    [
        ('"name:old-*"', "unknown"),
        ('"folder:/campus-dc1/vm/attic/**"', "unknown"),
        ('"folder:/campus-dc1/vm/web/**", "name:new-*"', "pass"),
        ('"pool:attic"', "pass"),
    ],
)
def test_a_machine_with_any_mark_is_unused(judged: Judged, marks: str, verdict: str) -> None:
    """Whether it runs is known once it exists; marks that the provider has no word for are on none."""
    told = judged("VMG2301", machine(), f"[vm_states]\nunused = [{marks}]\n")
    assert told.partition(":")[0] == verdict
