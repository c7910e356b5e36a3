"""What a hypervisor's list calls a system."""

from __future__ import annotations

import pytest

from vmgate.model.templates import GuestSystem
from vmgate.vocabulary.hypervisor_support import names


@pytest.mark.parametrize(
    ("system", "listed"),
    [
        (GuestSystem("debian", "13.1.0"), ["debian 13.1.0", "debian 13.1", "debian 13"]),
        (GuestSystem("ubuntu", "24.04"), ["ubuntu 24.04", "ubuntu 24"]),
        (GuestSystem("windows-server", "2012 R2"), ["windows-server 2012 R2"]),
        (GuestSystem("debian"), ["debian"]),
    ],
)
def test_a_release_is_listed_as_itself_or_as_what_it_is_a_release_of(
    system: GuestSystem, listed: list[str]
) -> None:
    """The most exact first, which decides where both are listed."""
    assert names(system) == listed
