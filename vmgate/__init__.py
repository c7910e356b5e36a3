"""vmgate decides whether virtual infrastructure obeys the organization's written security procedure."""

__version__ = "0.1.0"
