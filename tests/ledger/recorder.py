"""Records a state again and again, as `vmgate inventory record` does: python -m tests.ledger.recorder URL STATE."""

from __future__ import annotations

import sys

from vmgate.cli import main


def run(url: str, state: str) -> None:
    """Until somebody kills the process."""
    while True:
        main.main(
            ["inventory", "record", state, "--no-config", "--ledger", url, "--as-of", "2026-11-23"],
            standalone_mode=False,
        )


if __name__ == "__main__":
    run(*sys.argv[1:])
