"""What hashicorp/tls cannot express: it makes keys and certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmgate.translate.reasons import (
    NO_FIREWALL,
    NO_HOST_ADAPTERS,
    NO_LEDGER,
    NO_MACHINES,
    NO_MIGRATION,
    NO_RIGHTS,
    NO_STORAGE,
    NO_VIRTUAL_SWITCHES,
    because,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    **because("it opens no connection to anything that is managed", "C02", "C33"),
    **NO_RIGHTS,
    **NO_HOST_ADAPTERS,
    **NO_VIRTUAL_SWITCHES,
    **NO_STORAGE,
    **because("it makes nothing that keeps a log", "C16"),
    **NO_LEDGER,
    **NO_MACHINES,
    **because("it has no ports", "C24"),
    **NO_MIGRATION,
    **NO_FIREWALL,
}
