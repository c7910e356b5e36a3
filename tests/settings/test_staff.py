"""Who of the staff an entry of the site policy is, and which entities are theirs."""

from __future__ import annotations

import pytest

from tests.examples import AS_OF
from vmgate.model.site import Site, Staff, StaffRole, path_matches


@pytest.mark.parametrize(
    ("path", "pattern", "matches"),
    [
        ("/campus-dc1/vm/web/web-01", "/campus-dc1/vm/web/**", True),
        ("/campus-dc1/vm/web/blue/web-01", "/campus-dc1/vm/web/**", True),
        ("/campus-dc1/vm/web", "/campus-dc1/vm/web/**", True),
        ("/campus-dc1/vm/website/web-01", "/campus-dc1/vm/web/**", False),
        ("/campus-dc1/vm/web/web-01", "/*/vm/web/web-*", True),
        ("/campus-dc1/vm/web/blue/web-01", "/campus-dc1/vm/web/*", False),
        ("/campus-dc1", "/campus-dc1/vm/**", False),
        ("/a/b/c", "/**/c", True),
        ("/", "/**", True),
    ],
)
def test_a_pattern_goes_step_by_step(path: str, pattern: str, *, matches: bool) -> None:
    """One star stays within a step, two are any number of steps and the folder itself."""
    assert path_matches(path, pattern) is matches


def test_an_entry_is_of_a_group_or_of_a_user_in_any_letter_case() -> None:
    """A user is not the group of the same name."""
    admins = Staff(StaffRole.SERVER_ADMIN, group="EXAMPLE\\Web-Admins")
    site = Site(AS_OF, staff=(admins, Staff(StaffRole.OPERATIONS, user="night@example.edu")))
    assert site.staffed("example\\web-admins", group=True) == (admins,)
    assert site.staffed("example\\web-admins", group=False) == ()


def test_an_entry_without_entities_is_for_all_of_them() -> None:
    """An empty list is for none."""
    assert Staff(StaffRole.PLATFORM, group="x").has_entity("/campus-dc1")
    assert not Staff(StaffRole.PLATFORM, group="x", entities=()).has_entity("/campus-dc1")
