"""The site policy (`vmgate.toml`) and the template registry, read from files into the model."""

from vmgate.settings.locate import find
from vmgate.settings.policy import default, load
from vmgate.settings.templates import read_registry

__all__ = ["default", "find", "load", "read_registry"]
