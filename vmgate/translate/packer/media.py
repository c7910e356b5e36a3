"""Installation media and base images: where they come from, how they are checked, what their names say is on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vmgate.model.templates import GuestSystem
from vmgate.translate.derivation import derive, parts
from vmgate.translate.packer.arguments import elements
from vmgate.vocabulary.connection import Link
from vmgate.vocabulary.machine import ProvenanceFlaw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.model.fact import Fact
    from vmgate.translate.attributes import Attributes

PLAIN: Final = ("http://", "ftp://")
_BROKEN: Final = ("md5", "sha1")
# What a digest without the name of its kind is told by.
_LENGTHS: Final = {32: "md5", 40: "sha1", 64: "sha256", 96: "sha384", 128: "sha512"}
_BLOCKS: Final = ("boot_iso", "additional_iso_files")


@dataclass(frozen=True, slots=True)
class Medium:
    """One medium: the addresses that it may be fetched from, and what its content is compared with."""

    urls: tuple[Fact[str], ...]
    checksum: Fact[str]


def media(arguments: Attributes) -> list[Medium]:
    """The media that a build fetches. Those that lie on the platform already are not fetched."""
    found = [_medium(arguments)]
    for name in _BLOCKS:
        blocks, unknown = parts(arguments, name)
        found += [_medium(block) for block in blocks]
        if unknown is not None:
            found.append(Medium((derive(unknown, str),), derive(unknown, str)))
    return [one for one in found if one.urls or not one.checksum.known or one.checksum.value]


def links(arguments: Attributes) -> Iterator[Link]:
    """Every address that a medium, or the digests of one, may be fetched from.

    What comes over a plain link and is compared with a digest that did not, is what it should be.
    """
    for medium in media(arguments):
        kind = derive(medium.checksum, _kind)
        for url in medium.urls:
            what = "an image is fetched over a link without encryption, and nothing proves its content"
            yield Link(what, _sound(url, kind))
        source = derive(medium.checksum, lambda text: not _is_plain(text.removeprefix("file:")))
        yield Link("the digests of an image are fetched over a link without encryption", source)
    for url in elements(arguments, "import_source_url"):
        sound = derive(url, lambda address: not _is_plain(address))
        yield Link("an image is imported over a link without encryption", sound)


def flaws(arguments: Attributes) -> Iterator[ProvenanceFlaw]:
    """Media whose content is compared with nothing, or with a digest of a kind that can be forged."""
    for medium in media(arguments):
        kind = derive(medium.checksum, _kind)
        yield ProvenanceFlaw(
            "the content of the medium is not checked: there is no checksum",
            derive(kind, lambda known: known == "none"),
        )
        yield ProvenanceFlaw(
            "the content of the medium is checked with a digest that can be forged (MD5 or SHA-1)",
            derive(kind, lambda known: known in _BROKEN),
        )


def names(arguments: Attributes) -> list[Fact[str]]:
    """Everything that names what is installed from: addresses, files, images on the platform."""
    found = [url for medium in media(arguments) for url in medium.urls]
    found += elements(arguments, "iso_paths")
    for block in (arguments, *parts(arguments, "boot_iso")[0]):
        found += elements(block, "iso_file")
    return [fact for fact in found if not fact.known or fact.value]


def system(name: str) -> GuestSystem | None:
    """The system that the name of a medium or image says is on it; None where it says none.

    `debian-13.1.0-amd64-netinst.iso` is Debian 13.1.0, `noble-server-cloudimg-amd64.img` Ubuntu 24.04.
    """
    text = name.lower().replace("\\", "/")
    for pattern, product in _PATTERNS:
        match = pattern.search(text)
        if match is not None:
            version = next((group for group in match.groups() if group), "")
            return GuestSystem(product, _version(product, version))
    return None


def _medium(arguments: Attributes) -> Medium:
    urls = tuple(
        fact
        for name in ("iso_url", "iso_urls")
        for fact in elements(arguments, name)
        if not fact.known or fact.value
    )
    checksum = arguments.text("iso_checksum", "none" if any(url.known for url in urls) else "")
    if urls and checksum.known and not checksum.value:
        # Whether there is anything to check is not known.
        checksum = derive(urls[0], lambda _: "")
    return Medium(urls, checksum)


def _sound(url: Fact[str], kind: Fact[str]) -> Fact[bool]:
    return derive(url, lambda address: not _is_plain(address) or _proves(kind.value))


def _is_plain(address: str) -> bool:
    return address.strip().lower().startswith(PLAIN)


def _kind(checksum: str) -> str:
    """What a checksum proves with: "sha256", "file" for one that is looked up there, "none"."""
    text = checksum.strip().lower()
    if text in ("", "none"):
        return "none"
    kind, sign, _ = text.partition(":")
    if not sign:
        return _LENGTHS.get(len(text), "none")
    return "plain file" if kind == "file" and _is_plain(text.removeprefix("file:")) else kind


def _proves(kind: str) -> bool:
    return kind not in ("none", "plain file", *_BROKEN)


_CODENAMES: Final = {
    "buster": "10", "bullseye": "11", "bookworm": "12", "trixie": "13",
    "xenial": "16.04", "bionic": "18.04", "focal": "20.04", "jammy": "22.04", "noble": "24.04", "resolute": "26.04",
    "14393": "2016", "17763": "2019", "20348": "2022", "26100": "2025",
}  # fmt: skip
# The first that fits counts. Windows media go by the number of the build: 26100 is Windows Server 2025, if it is
# a server.
_PATTERNS: Final[Sequence[tuple[re.Pattern[str], str]]] = [
    (re.compile(pattern), product)
    for pattern, product in (
        (r"(26100|20348|17763|14393)[.\d_]*[^/]*server", "windows-server"),
        (r"windows[-_. ]*server[-_. ]*(20\d\d(?:[-_. ]*r2)?)", "windows-server"),
        (r"win(?:dows)?[-_. ]*(20(?:1[269]|22|25)(?:[-_. ]*r2)?)", "windows-server"),
        (r"(22000|22621|22631|26100|26200|1904[1-5])[.\d_]*[^/]*client", "windows"),
        (r"win(?:dows)?[-_. ]*(11|10)(?!\d)", "windows"),
        (r"debian[-_/](\d+(?:\.\d+)*)", "debian"),
        (r"\b(buster|bullseye|bookworm|trixie)\b", "debian"),
        (r"(xenial|bionic|focal|jammy|noble|resolute)(?:[-/]|$)", "ubuntu"),
        (r"ubuntu[-_/](?:[a-z]+[-_/])*(\d\d\.\d\d(?:\.\d+)*)", "ubuntu"),
        (r"centos[-_]stream[-_](?:[a-z]+[-_])*(\d+)", "centos-stream"),
        (r"centos[-_](\d+(?:\.\d+)*)", "centos"),
        (r"rocky(?:[-_]?linux)?[-_](\d+(?:\.\d+)*)", "rocky"),
        (r"alma(?:[-_]?linux)?[-_](\d+(?:\.\d+)*)", "almalinux"),
        (r"oraclelinux[-_]r(\d+)", "oracle-linux"),
        (r"rhel(?:-server|-baseos)?[-_](\d+(?:\.\d+)*)", "rhel"),
        (r"sle[s]?[-_](?:server[-_])?(\d+(?:[-_]sp\d+|\.\d+)?)", "sles"),
        (r"fedora[-_](?:[a-z0-9_]*[a-z_][a-z0-9_]*[-_])+(\d\d)\b", "fedora"),
        (r"freebsd[-_](\d+\.\d+)", "freebsd"),
        (r"photon[-_](\d+\.\d+)", "photon"),
    )
]  # fmt: skip


def _version(product: str, version: str) -> str | None:
    if product == "windows" and len(version) == 5:
        return "10" if version.startswith("19") else "11"
    known = _CODENAMES.get(version, version)
    return re.sub(r"[-_. ]*r2", " R2", known) if product == "windows-server" else known or None
