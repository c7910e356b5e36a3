"""Writes `vmgate/data/os_support.json`, the dates until which operating systems are supported.

    python -m tools.os_support --as-of 2026-08-22 --endoflife PRODUCTS --distro-info /usr/share/distro-info \
        --version endoflife.date=a70eca3 --version distro-info-data=2026.10.12-1 > vmgate/data/os_support.json

PRODUCTS is the directory `products` of a checkout of endoflife.date (MIT), a Markdown file for each product with its
releases in front; the other is the directory with `debian.csv` and `ubuntu.csv` of distro-info-data (ISC). `--as-of`
is the day of the older of the two. Where they disagree the earlier date stands, and the disagreement is told on
standard error. What is given is all that is read; nothing is fetched.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import yaml  # type: ignore[import-untyped]  # it has no types

if TYPE_CHECKING:
    from collections.abc import Mapping

ENDOFLIFE, DISTRO_INFO, VENDOR = "endoflife.date", "distro-info-data", "vendor"
LICENCES = {ENDOFLIFE: "MIT", DISTRO_INFO: "ISC"}

PRODUCTS = {
    "debian": "debian",
    "ubuntu": "ubuntu",
    "rhel": "rhel",
    "rocky-linux": "rocky",
    "almalinux": "almalinux",
    "centos": "centos",
    "centos-stream": "centos-stream",
    "oracle-linux": "oracle-linux",
    "sles": "sles",
    "windows-server": "windows-server",
    "windows": "windows",
    "freebsd": "freebsd",
    "fedora": "fedora",
    "photon": "photon",
    "esxi": "esxi",
    "vmware-esxi": "esxi",
    "macos": "macos",
    "proxmox-ve": "proxmox-ve",
}
"""What endoflife.date calls a product, and what it goes by here: the ID of its /etc/os-release, where it has one."""

SERVICE_PACKS = frozenset({"windows", "windows-server"})
"""Products whose service packs are not releases of their own: the last one's dates stand for the release."""

MINOR_RELEASES = frozenset({"sles", "freebsd"})
"""Products whose minor releases end one by one."""

ANY = "*"
"""A version that stands for all that a product has no other entry of."""

ENDED: Mapping[str, Mapping[str, date]] = {
    "dos": {ANY: date(2001, 12, 31)},
    "windows": {
        "3.1": date(2001, 12, 31),
        "95": date(2001, 12, 31),
        "98": date(2006, 7, 11),
        "me": date(2006, 7, 11),
        "nt-4": date(2004, 12, 31),
    },
    "os2": {ANY: date(2006, 12, 31)},
    "netware": {ANY: date(2010, 3, 7)},
    "linux": {"2.4": date(2011, 12, 31)},
    "esxi": {
        "4": date(2014, 5, 21),
        "5": date(2018, 9, 19),
        "6": date(2022, 10, 15),
        "6.0": date(2020, 3, 12),
        "6.5": date(2022, 10, 15),
        "6.7": date(2022, 10, 15),
    },
}
"""Systems that ended long ago, which the sources have left out, with the last day that their vendors announced: of
several editions the latest. What a source does have of them stands instead.
"""

DISTRO_COLUMNS = {
    "debian": (("eol",), "eol-lts"),
    "ubuntu": (("eol", "eol-server"), "eol-esm"),
}
"""For each file of distro-info-data: the columns with the vendor's end, and the one with the extended end."""


@dataclass
class Release:
    """One release: its ends, and which sources gave them."""

    vendor: date
    paid: date | None
    sources: list[str] = field(default_factory=list)


def ended(product: str) -> dict[str, Release]:
    """The releases of a product that ended long ago."""
    return {version: Release(day, None, [VENDOR]) for version, day in ENDED.get(product, {}).items()}


def endoflife(product: str, text: str) -> dict[str, Release]:
    """The releases of a product's file. One without a date of its end is left out: it is not known."""
    found: dict[str, Release] = {}
    for entry in yaml.safe_load(text.split("---", 2)[1])["releases"]:
        if not isinstance(entry.get("eol"), date):
            continue
        version = _version(product, str(entry["releaseCycle"]))
        paid = entry["eoes"] if isinstance(entry.get("eoes"), date) else None
        known = found.get(version)
        if known is None or known.vendor < entry["eol"]:
            found[version] = Release(entry["eol"], _later(paid, entry["eol"]), [ENDOFLIFE])
    return found


def distro_info(product: str, text: str) -> dict[str, Release]:
    """The releases of a file of distro-info-data."""
    ends, extended = DISTRO_COLUMNS[product]
    found: dict[str, Release] = {}
    for row in csv.DictReader(text.splitlines()):
        days = [date.fromisoformat(row[column]) for column in ends if row.get(column)]
        if not row["version"] or not days:
            continue
        version = row["version"].removesuffix(" LTS")
        paid = date.fromisoformat(row[extended]) if row.get(extended) else None
        found[version] = Release(max(days), _later(paid, max(days)), [DISTRO_INFO])
    return found


def merged(
    product: str, one: Mapping[str, Release], other: Mapping[str, Release], disagreements: list[str]
) -> dict[str, Release]:
    """Both, with the earlier date where they disagree. What only one of them has is that one's."""
    # Debian's 4.0 to 6.0 are 4 to 6 elsewhere.
    other = {
        version.removesuffix(".0") if version.removesuffix(".0") in one else version: release
        for version, release in other.items()
    }
    found = {**other, **one}
    for version in sorted(one.keys() & other.keys(), key=_order):
        left, right = one[version], other[version]
        paid = [day for day in (left.paid, right.paid) if day is not None]
        found[version] = Release(
            min(left.vendor, right.vendor), min(paid, default=None), [*left.sources, *right.sources]
        )
        if (left.vendor, left.paid) != (right.vendor, right.paid):
            disagreements.append(
                f"{product} {version}: {left.vendor} and {left.paid}, or {right.vendor} and {right.paid}"
            )
    return found


def majors(releases: Mapping[str, Release], as_of: date) -> dict[str, Release]:
    """The releases of a product whose minor releases end one by one, with those majors that say something themselves.

    A major stands for its minor releases once it has ended, or while they all end on its day; else it would say of
    some of them what is not so.
    """
    minors: dict[str, list[Release]] = {}
    for version, release in releases.items():
        if "." in version:
            minors.setdefault(version.partition(".")[0], []).append(release)
    found = {version: release for version, release in releases.items() if "." in version}
    for major in sorted({*minors, *(version for version in releases if "." not in version)}):
        own = minors.get(major, [])
        whole = releases.get(major) or max(own, key=lambda release: release.vendor)
        if whole.vendor < as_of or all(release.vendor == whole.vendor for release in own):
            found[major] = whole
    return found


def _version(product: str, cycle: str) -> str:
    if product in SERVICE_PACKS:
        cycle = re.sub(r"-sp\d+$", "", cycle)
        return re.sub(r"^10-22h2$", "10", cycle)
    return cycle


def _later(paid: date | None, vendor: date) -> date | None:
    """An extended end that is no later than the vendor's is none."""
    return paid if paid is not None and paid > vendor else None


def document(as_of: date, versions: Mapping[str, str], releases: Mapping[str, Mapping[str, Release]]) -> str:
    """The data as the file has them: a line for each release, in an order that keeps changes small."""
    head: dict[str, Any] = {
        "schema": "vmgate.os_support/v1",
        "as_of": as_of.isoformat(),
        "licence": "facts from " + " and ".join(f"{name} ({LICENCES[name]})" for name in sorted(versions)),
        "sources": dict(sorted(versions.items())),
    }
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    products = [
        f"    {json.dumps(product)}: {{\n" + ",\n".join(_lines(product_releases)) + "\n    }"
        for product, product_releases in sorted(releases.items())
    ]
    return "{\n" + "\n".join(lines) + '\n  "products": {\n' + ",\n".join(products) + "\n  }\n}\n"


def _lines(releases: Mapping[str, Release]) -> list[str]:
    lines = []
    for version in sorted(releases, key=_order):
        release = releases[version]
        entry: dict[str, Any] = {"vendor": release.vendor.isoformat()}
        if release.paid is not None:
            entry["paid"] = release.paid.isoformat()
        entry["sources"] = release.sources
        lines.append(f"      {json.dumps(version)}: {json.dumps(entry)}")
    return lines


def _order(version: str) -> list[tuple[int, str]]:
    return [(int(part) if part.isdigit() else 0, part) for part in re.split(r"[.-]", version)]


@click.command()
@click.option("--as-of", required=True, metavar="DATE")
@click.option("--endoflife", "products", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--distro-info", "distros", type=click.Path(exists=True, path_type=Path))
@click.option("--version", "versions", multiple=True, metavar="SOURCE=VERSION")
def main(as_of: str, products: Path, distros: Path | None, versions: tuple[str, ...]) -> None:
    """Write the data to standard output, from files that are given."""
    day = date.fromisoformat(as_of)
    disagreements: list[str] = []
    releases: dict[str, dict[str, Release]] = {}
    for file in sorted(products.glob("*.md")):
        product = PRODUCTS.get(file.stem)
        if product is None:
            continue
        found = endoflife(product, file.read_text(encoding="utf-8"))
        if distros is not None and product in DISTRO_COLUMNS:
            known = distro_info(product, (distros / f"{product}.csv").read_text(encoding="utf-8"))
            found = merged(product, found, known, disagreements)
        if product in MINOR_RELEASES:
            found = majors(found, day)
        releases[product] = {**ended(product), **found}
    for product in ENDED:
        releases.setdefault(product, ended(product))
    sys.stdout.write(document(day, dict(item.split("=", 1) for item in versions), releases))
    sys.stderr.write("".join(f"{line}; the earlier stands\n" for line in disagreements))


if __name__ == "__main__":
    main()
