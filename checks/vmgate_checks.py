"""Registers every rule of vmgate as a checkov check.

Checkov only logs a file of checks that cannot be loaded, and passes; so a failure here ends the run.
"""

import sys

try:
    from vmgate.adapters.checkov import register

    register()
except Exception as error:
    # Checkov swallows the message of an exit.
    print(f"vmgate: its checks cannot be loaded: {type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201  - the edge
    raise SystemExit(2) from error
