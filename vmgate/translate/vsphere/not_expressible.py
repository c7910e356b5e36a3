"""What vmware/vsphere cannot express."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import NO_SCREEN

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **NO_SCREEN,
}
