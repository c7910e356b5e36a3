"""How long vendors support their systems."""

from __future__ import annotations

from datetime import date

import pytest

from vmgate.model.site import Site
from vmgate.model.support import Support
from vmgate.model.templates import GuestSystem
from vmgate.settings.support import read_support
from vmgate.vocabulary.lifecycle import support

SITE = Site(date(2026, 11, 23), support=read_support())


def of(product: str, version: str | None) -> Support | None:
    """The support of a product's version."""
    return support(GuestSystem(product, version), SITE)


@pytest.mark.parametrize(
    ("product", "version", "vendor", "paid"),
    [
        ("debian", "11", date(2024, 8, 14), date(2026, 8, 31)),
        ("debian", "12", date(2026, 7, 11), date(2028, 6, 30)),
        ("debian", "13", date(2028, 8, 9), date(2030, 6, 30)),
        ("ubuntu", "20.04", date(2025, 5, 29), date(2030, 4, 2)),
        ("ubuntu", "22.04", date(2027, 4, 1), date(2032, 4, 9)),
        ("ubuntu", "25.10", date(2026, 7, 1), None),
        ("rhel", "7", date(2024, 6, 30), date(2029, 5, 31)),
        ("rocky", "9", date(2032, 5, 31), None),
        ("centos", "7", date(2024, 6, 30), None),
        ("centos-stream", "9", date(2027, 5, 31), None),
        ("oracle-linux", "8", date(2029, 7, 31), date(2032, 7, 31)),
        ("sles", "15.7", date(2031, 7, 31), date(2034, 7, 31)),
        ("windows-server", "2003", date(2015, 7, 14), None),
        ("windows-server", "2012 R2", date(2023, 10, 10), date(2026, 10, 13)),
        ("windows-server", "2016", date(2027, 1, 12), date(2030, 1, 12)),
        ("windows", "XP", date(2014, 4, 8), None),
        ("windows", "10", date(2025, 10, 14), date(2028, 10, 10)),
        ("photon", "3.0", date(2025, 10, 2), None),
        ("windows", "98", date(2006, 7, 11), None),
        ("windows", "NT 4", date(2004, 12, 31), None),
        ("macos", "10.12", date(2019, 10, 1), None),
        ("linux", "2.4", date(2011, 12, 31), None),
        ("esxi", "6.7", date(2022, 10, 15), None),
        ("netware", "5.1", date(2010, 3, 7), None),
    ],
)
def test_the_table_has_what_vendors_announced(
    product: str, version: str, vendor: date, paid: date | None
) -> None:
    """Free support and support that must be bought, or that another team gives, are kept apart."""
    assert of(product, version) == Support(vendor, paid)


def test_of_some_products_every_version_has_ended() -> None:
    """One that nothing tells the version of, too."""
    assert of("os2", None) == of("os2", "4.5") == Support(date(2006, 12, 31), None)


def test_where_sources_disagree_the_earlier_date_stands() -> None:
    """One source has Windows Server 2025 end on 2034-11-14, the other on 2034-10-10."""
    found = of("windows-server", "2025")
    assert found is not None
    assert found.vendor == date(2034, 10, 10)


@pytest.mark.parametrize(
    ("product", "version", "same"),
    [
        ("rhel", "9.4", "9"),
        ("rocky", "8.10", "8"),
        ("ubuntu", "22.04.5", "22.04"),
        ("debian", "12.11", "12"),
        ("windows-server", "2008 R2 SP1", "2008 R2"),
        ("sles", "12 SP5", "12.5"),
        ("sles", "15-sp7", "15.7"),
        ("windows-server", "2012-r2", "2012 R2"),
        ("windows", "xp", "XP"),
    ],
)
def test_a_version_counts_as_what_it_is_a_release_of(product: str, version: str, same: str) -> None:
    """Minor releases and other spellings have the dates of the release that the table has."""
    assert of(product, version) is not None
    assert of(product, version) == of(product, same)


@pytest.mark.parametrize(
    ("product", "version"),
    [
        ("debian", None),
        ("debian", "14"),
        ("debian", ""),
        ("ubuntu", "22"),
        ("sles", "15"),
        ("sles", "15.8"),
        ("sles", "16.1"),
        ("freebsd", "14"),
        ("freebsd", "13.6"),
        ("windows", "11"),
        ("rhel", "90"),
        ("solaris", "11"),
        ("ecomstation", "2"),
        ("", None),
    ],
)
def test_what_the_table_does_not_have_is_unknown(product: str, version: str | None) -> None:
    """No version, a later release, a release of which parts have ended, and other products have no known end."""
    assert of(product, version) is None


def test_a_product_goes_by_its_usual_names() -> None:
    """`ol` is what Oracle Linux calls itself; case does not matter."""
    assert of("ol", "9.4") == of("oracle-linux", "9") == of("Oracle-Linux", "9")
    assert of("rockylinux", "9") == of("Rocky", "9")


def test_support_that_is_bought_ends_after_the_free_one() -> None:
    """No entry has its two dates the wrong way round."""
    entries = [found for releases in read_support().releases.values() for found in releases.values()]
    assert all(found.vendor is not None for found in entries)
    assert all(found.paid is None or (found.vendor and found.paid > found.vendor) for found in entries)


def test_a_major_by_itself_ends_with_its_last_release() -> None:
    """Where the table has both, no minor release outlives its major."""
    compared = 0
    for releases in read_support().releases.values():
        for version, found in releases.items():
            major = releases.get(version.partition(".")[0])
            if "." in version and major and version != "8.1":
                compared += 1
                assert (found.vendor or date.max) <= (major.vendor or date.min)
    assert compared > 10
