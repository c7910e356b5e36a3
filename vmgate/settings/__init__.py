"""The site policy (`vmgate.toml`) and the template registry, read from files into the model."""

from vmgate.settings.locate import find
from vmgate.settings.policy import (
    EVIDENCE,
    PIN,
    REGISTRY,
    default,
    evidence_directory,
    exceptions_table,
    load,
    registry_directory,
)
from vmgate.settings.templates import read_registry

__all__ = [
    "EVIDENCE",
    "PIN",
    "REGISTRY",
    "default",
    "evidence_directory",
    "exceptions_table",
    "find",
    "load",
    "read_registry",
    "registry_directory",
]
