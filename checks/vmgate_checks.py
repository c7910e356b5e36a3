"""Registers every rule of vmgate as a checkov check.

Checkov only logs a file of checks that cannot be loaded, and passes; so a failure here ends the run.
"""

try:
    from vmgate.adapters.checkov import register

    register()
except Exception as error:
    message = f"vmgate: its checks cannot be loaded: {type(error).__name__}: {error}"
    raise SystemExit(message) from error
