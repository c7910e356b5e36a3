"""Images: files on a node's storage that disks and containers are made of (C30)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.model.fact import Fact
from vmgate.model.value import Unknown
from vmgate.translate.attributes import Attributes
from vmgate.translate.facts import derive
from vmgate.translate.proxmox.network import endpoint
from vmgate.translate.proxmox.resource_types import DOWNLOADS, FILE, FILE_LOOKUPS, OCI_IMAGES
from vmgate.vocabulary.template import Template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.estate import Estate
    from vmgate.model.resource import Resource

PLATFORM = "proxmox"
SHA256 = "sha256"


def image_templates(file: Fact[str], estate: Estate) -> list[Template]:
    """The images that a file id may stand for; none where no file is named."""
    if file.known and not file.value:
        return []
    own = endpoint(file.resource, estate)
    nameless: Fact[str | None] = Fact(None, file.resource, file.path)
    sources = image_sources(file, estate)
    if not sources:
        return [Template(PLATFORM, file, nameless, derive(file, _same), own)]
    return [
        Template(PLATFORM, file, nameless, _identity(source), own, digest=_digest(source))
        for source in sources
    ]


def certainly_named(file: Fact[str], estate: Estate) -> bool:
    """Whether a file is named for certain: an unknown id that is not a copy of a file's may turn out to be null."""
    return bool(file.value) if file.known else bool(image_sources(file, estate))


def image_urls(file: Fact[str], estate: Estate) -> Sequence[str]:
    """The URLs or names of the files that a file id may stand for, as far as they are known."""
    identities = [_identity(source) for source in image_sources(file, estate)]
    return [identity.value for identity in identities if identity.known and identity.value]


def image_sources(file: Fact[str], estate: Estate) -> list[Resource]:
    """The resources and data sources that a file id may stand for, as far as the configuration has them."""
    if file.known:
        return [source for source in estate.of_type(*DOWNLOADS) if _file_id(source) == file.value]
    found: list[Resource] = []
    for reference in file.resource.references(file.path):
        for resource in estate.at(reference):
            known = resource.type in (*DOWNLOADS, *OCI_IMAGES, FILE, *FILE_LOOKUPS)
            if not known or reference.attribute != ("id",):
                return []
            found.append(resource)
    return found


def may_be_of_download(file: Fact[str], estate: Estate) -> bool:
    """Whether a file that no source is known for may turn out to come from a download of the configuration."""
    if not file.known:
        return True
    return bool(file.value) and any(
        _file_id(download) is None and _may_be(download, file.value)
        for download in estate.of_type(*DOWNLOADS)
    )


def _may_be(download: Resource, file: str) -> bool:
    """Whether what is known of a download's id agrees with a file's."""
    datastore, _, rest = file.partition(":")
    content, _, name = rest.partition("/")
    parts = (("datastore_id", datastore), ("content_type", content), ("file_name", name))
    own = [(download.read(attribute), part) for attribute, part in parts]
    return all(value is None or isinstance(value, Unknown) or value == part for value, part in own)


def _digest(source: Resource) -> Fact[str | None] | None:
    """The sha256 that a download is held to; another algorithm's tells no record."""
    if source.type not in DOWNLOADS:
        return None
    algorithm, checksum = Attributes(source).text("checksum_algorithm"), Attributes(source).text("checksum")
    if not checksum.known or checksum.value is None:
        return checksum
    return derive(algorithm, lambda name: checksum.value if name == SHA256 else None)


def _identity(source: Resource) -> Fact[str | None]:
    """What identifies an image: where it comes from, or its file id where that is not said."""
    attributes = Attributes(source)
    if source.mode == "data":
        return _looked_up(attributes)
    if source.type in DOWNLOADS:
        return attributes.text("url")
    if source.type in OCI_IMAGES:
        return attributes.text("reference")
    raw = source.read("source_file")
    if isinstance(raw, Unknown):
        return Fact(raw, source, ("source_file",))
    for block in attributes.blocks("source_file"):
        return block.text("path")
    return Fact(Unknown("the file is written out in the configuration"), source, ("source_raw",))


def _looked_up(lookup: Attributes) -> Fact[str | None]:
    file_name = lookup.text("file_name")
    datastore = lookup.text("datastore_id", "")
    content = lookup.text("content_type", "")
    return derive(file_name, lambda name: f"{datastore.value}:{content.value}/{name}")


def _file_id(download: Resource) -> str | None:
    """The id that a download gets, where everything it consists of is known."""
    values = [download.read(name) for name in ("datastore_id", "content_type", "file_name")]
    datastore, content, name = values
    if name is None or isinstance(name, Unknown):
        url = download.read("url")
        name = url.partition("?")[0].rpartition("/")[2] if isinstance(url, str) else None
    if isinstance(datastore, str) and isinstance(content, str) and isinstance(name, str):
        return f"{datastore}:{content}/{name}"
    return None


def _same(text: str) -> str | None:
    return text
