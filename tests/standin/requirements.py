"""What planning needs of the machine: a terraform binary, and packages the project itself does not need."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

PACKAGES = {"grpc": "grpcio", "google.protobuf": "protobuf", "msgpack": "msgpack", "tf": "tf==1.2.0"}
"""Module -> the package that brings it."""


def _has(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # not even the package above it
        return False


def lacking_packages() -> str:
    """What to install before anything can be planned; empty when nothing is missing."""
    absent = [package for module, package in PACKAGES.items() if not _has(module)]
    return f"planning needs the packages {', '.join(absent)}: pip install '.[fixtures]'" if absent else ""


def lacking_terraform() -> str:
    """What is wrong when there is no terraform; empty when there is one."""
    if shutil.which("terraform"):
        return ""
    return "planning needs terraform, and there is none on PATH: install it, or add its folder to PATH"


def lacking() -> str:
    """What this machine lacks for `plan_directory`; empty when nothing."""
    return lacking_terraform() or lacking_packages()
