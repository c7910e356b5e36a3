"""The ledger: what vmgate recorded, append-only and chained by hashes, in a file or in PostgreSQL.

Nothing here is loaded unless a ledger is asked for: it brings SQLAlchemy with it.
"""

from vmgate.ledger.chain import Broken, Head, Verified, verify
from vmgate.ledger.entry import Entry, LedgerError, Record, payload
from vmgate.ledger.locate import ledger_at
from vmgate.ledger.store import Ledger

__all__ = [
    "Broken", "Entry", "Head", "Ledger", "LedgerError", "Record", "Verified", "ledger_at", "payload", "verify",
]  # fmt: skip
