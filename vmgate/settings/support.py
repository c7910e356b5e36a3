"""The dates until which operating systems are supported, as the package ships them or the site has them newer."""

from __future__ import annotations

from datetime import date  # noqa: TC003  - msgspec resolves the fields' types when it decodes
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from vmgate.errors import UsageError
from vmgate.model.support import Support, SupportData
from vmgate.settings.document import shown
from vmgate.vocabulary.lifecycle import plain_version

SHIPPED = Path(__file__).parent.parent / "data" / "os_support.json"


class _Release(msgspec.Struct, forbid_unknown_fields=True):
    vendor: date | None = None
    paid: date | None = None
    sources: list[str] = []


class _Document(msgspec.Struct, forbid_unknown_fields=True):
    schema: Literal["vmgate.os_support/v1"]
    as_of: date
    products: dict[str, dict[str, _Release]]
    licence: str = ""
    sources: dict[str, str] = {}


@cache
def read_support(file: Path = SHIPPED) -> SupportData:
    """The data of a file, as `tools/os_support.py` writes it. Raises `UsageError` for what is no such file."""
    try:
        document = msgspec.json.decode(file.read_bytes(), type=_Document)
    except OSError as error:
        message = f"{shown(file)}: the support data cannot be read: {error.strerror or error}"
        raise UsageError(message) from None
    except (msgspec.DecodeError, RecursionError) as error:
        message = (
            f"{shown(file)}: it is not support data of operating systems (vmgate.os_support/v1): {error}"
        )
        raise UsageError(message) from None
    return SupportData(
        document.as_of,
        {
            product.casefold(): {
                plain_version(version): Support(release.vendor, release.paid)
                for version, release in releases.items()
            }
            for product, releases in document.products.items()
        },
    )
