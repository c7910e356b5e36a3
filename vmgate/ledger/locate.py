"""From what a policy or the command line calls a ledger to the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from vmgate.errors import UsageError

if TYPE_CHECKING:
    from vmgate.ledger.store import Ledger

FORMS: Final = "a path, sqlite:///PATH, or postgresql://USER@HOST/DATABASE"


def ledger_at(url: str, base: Path) -> Ledger:
    """The ledger at a URL or path; a relative path begins at `base`. Raises `UsageError`, which never repeats a URL.

    Nothing is opened yet.
    """
    scheme, separator, rest = url.partition("://")
    if not separator:
        return _file(url, base)
    if scheme == "sqlite":
        name = rest.partition("?")[0].removeprefix("/")
        if not rest.startswith("/") or not name:
            message = f"the ledger's URL names no file; write {FORMS}"
            raise UsageError(message)
        return _file(name, base)
    if scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        from vmgate.ledger.postgresql import PostgresqlLedger  # noqa: PLC0415  - its driver is optional

        return PostgresqlLedger(f"postgresql+psycopg://{rest}")
    message = f'a ledger cannot be kept at "{scheme[:40]}://"; write {FORMS}'
    raise UsageError(message)


def _file(name: str, base: Path) -> Ledger:
    from vmgate.ledger.file import FileLedger  # noqa: PLC0415  - only where it is one

    try:
        return FileLedger(base / Path(name).expanduser())
    except (OSError, RuntimeError, ValueError):
        message = f"the ledger cannot be at {name!r}: that leads nowhere"
        raise UsageError(message) from None
