"""What a template of Packer cannot express: it makes an image, of which machines are made later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import NO_HOST_ADAPTERS, NO_MIGRATION, NO_STORAGE, because

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_HOST_ADAPTERS,
    **because("a build changes no switch", "C08"),
    **NO_STORAGE,
    **because("the ledger is of running machines, and an image is none", "C17"),
    **because("the machine of a build is gone when the build is over", "C22", "C23", "C28", "C29", "C31"),
    **NO_MIGRATION,
}
