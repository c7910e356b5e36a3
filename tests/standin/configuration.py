"""What the text of a configuration says: the modules it reaches and the provider versions it wants.

Read with patterns, not parsed: terraform itself parses it later, and says what is wrong with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.standin.schemas import REGISTRY

if TYPE_CHECKING:
    from pathlib import Path


def configuration(start: Path) -> dict[Path, str]:
    """The files of a configuration and of the local modules it reaches, with their text."""
    files: dict[Path, str] = {}
    seen, todo = set(), [start]
    while todo:
        here = todo.pop()
        if here not in seen and here.is_dir():
            seen.add(here)
            for file in sorted([*here.glob("*.tf"), *here.glob("*.tf.json")]):
                files[file] = text = file.read_text(errors="replace")
                calls = re.findall(r'source"?\s*[=:]\s*"(\.\.?/[^"]*)"', text)
                todo += [(here / call).resolve() for call in calls]
    return files


def version_constraints(text: str, host: str = REGISTRY) -> dict[str, list[str]]:
    """Provider address -> the version constraints that required_providers and provider blocks state."""
    out: dict[str, list[str]] = {}
    named: dict[str, str] = {}
    text = re.sub(r"(?m)^\s*(#|//).*", "", text)
    for body in re.findall(r"required_providers\s*\{((?:[^{}]|\{[^{}]*\})*)\}", text):
        for name, block, short in re.findall(r'([\w-]+)\s*=\s*(?:\{([^}]*)\}|"([^"]*)")', body):
            stated = dict(re.findall(r'(\w+)"?\s*[=:]\s*"([^"]*)"', block)) or {"version": short}
            source = stated.get("source", f"hashicorp/{name}").lower()
            named[name] = source if source.count("/") == 2 else f"{host}/{source}"
            out.setdefault(named[name], []).append(stated.get("version", ""))
    for name, version in re.findall(r'provider\s+"([\w-]+)"\s*\{[^{}]*?\n\s*version\s*=\s*"([^"]*)"', text):
        out.setdefault(named.get(name, f"{host}/hashicorp/{name}"), []).append(version)
    return out
