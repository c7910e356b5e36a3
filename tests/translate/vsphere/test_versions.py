"""Which provider version runs, from locks and constraints."""

from __future__ import annotations

import pytest

from vmgate.model.estate import Estate, ProviderVersion
from vmgate.translate.vsphere.versions import at_least


def constrained(*texts: str, locked: str | None = None) -> Estate:
    """An estate whose provider is constrained, and locked."""
    return Estate([], [ProviderVersion("registry.terraform.io/vmware/vsphere", locked, texts)])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["~> 2.13.0"], False),
        (["~> 2.14.0"], True),
        (["~> 2.13"], True),
        (["~> 2"], True),
        (["~> 1.26"], False),
        ([">= 2.10"], True),
        (["< 2.14"], False),
        (["< 2.14.1"], True),
        (["<= 2.14"], True),
        (["<= 2.13.9"], False),
        (["2.13.0"], False),
        (["= 2.15.0"], True),
        ([">= 2.10, < 2.14"], False),
        (["> 2.10, < 2.15, != 2.14.0"], True),
        (["<= 2.14.0, != 2.14.0"], False),
        ([">= 2.10", "< 2.14"], False),
        (["> 2.13.0"], True),
        ([">=2.14.0-beta1"], True),
        (["nonsense"], True),
        ([], True),
    ],
)
def test_the_newest_version_that_the_constraints_admit_decides(texts: list[str], expected: bool) -> None:
    """Without a lock the newest admitted version is what `init` installs."""
    assert at_least(constrained(*texts), (2, 14)) is expected


@pytest.mark.parametrize(("locked", "expected"), [("2.13.0", False), ("2.14.0", True), ("v2.16.1", True)])
def test_a_locked_version_decides_whatever_the_constraints(locked: str, expected: bool) -> None:
    """The lock file wins over constraints that would admit more."""
    assert at_least(constrained(">= 2.10", "< 3", locked=locked), (2, 14)) is expected


def test_nothing_known_means_the_newest() -> None:
    """Without lock or constraint the newest version is installed."""
    assert at_least(Estate([]), (2, 14))


def test_other_providers_do_not_count() -> None:
    """The constraint of another provider says nothing of this one."""
    assert at_least(Estate([], [ProviderVersion("hashicorp/random", "1.0.0")]), (2, 14))


def test_a_known_source_selects_among_two_vsphere_providers() -> None:
    """With both sources in one configuration, each resource follows its own."""
    both = Estate(
        [], [ProviderVersion("hashicorp/vsphere", "2.13.0"), ProviderVersion("vmware/vsphere", "2.16.1")]
    )
    assert not at_least(both, (2, 14), "registry.terraform.io/hashicorp/vsphere")
    assert at_least(both, (2, 14), "registry.opentofu.org/vmware/vsphere")
