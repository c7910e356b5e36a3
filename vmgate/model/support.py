"""How long vendors support their operating systems, as of a day (C35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Support(Struct, frozen=True):
    """How long a system gets security updates: from its vendor, for everybody with the product, until `vendor`; for
    those who pay, or from another team (Debian LTS), until `paid`. None where no date is announced.
    """

    vendor: date | None
    paid: date | None = None


class SupportData(Struct, frozen=True):
    """What was known on a day: the support of releases, by product and version.

    Products and versions are spelled as `vmgate.vocabulary.lifecycle.support` looks them up. What vendors announced
    after `as_of` is not in it.
    """

    as_of: date
    releases: Mapping[str, Mapping[str, Support]]
