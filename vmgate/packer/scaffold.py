"""A new template, rendered: a directory of files that passes `vmgate check` as it stands."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from vmgate.packer.systems import SOURCES, SYSTEMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.resources.abc import Traversable

_TITLES = {"vsphere": "vSphere", "proxmox": "Proxmox", "qemu": "KVM"}
FIRST = "vsphere"
"""The platform whose image goes by the template's name alone, where there is one for it."""


def render(name: str, system: str, platforms: Sequence[str]) -> dict[str, str]:
    """The files of a template by their paths: those of `NAME/`, and the `scripts/` that templates share.

    `system` is one of `SYSTEMS`, `platforms` some of `SOURCES`.
    """
    import jinja2  # noqa: PLC0415  - nothing but this renders one

    root = files("vmgate.packer") / "scaffold"
    # HCL has the braces for itself.
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda file: (root / file).read_text(encoding="utf-8")),
        block_start_string="<%", block_end_string="%>", variable_start_string="<<", variable_end_string=">>",
        comment_start_string="<#", comment_end_string="#>", trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, undefined=jinja2.StrictUndefined, autoescape=False,  # noqa: S701  - what is rendered is HCL
    )  # fmt: skip
    of = SYSTEMS[system]
    ordered = [platform for platform in SOURCES if platform in platforms]
    given = {
        "name": name,
        "system": of,
        "platforms": ordered,
        "sources": [SOURCES[platform] for platform in ordered],
        "suffixes": _suffixes(ordered),
        "titles": [_TITLES[platform] for platform in ordered],
    }
    rendered = {
        f"{name}/{name}.pkr.hcl": "windows.pkr.hcl.jinja" if of.windows else "linux.pkr.hcl.jinja",
        f"{name}/plugins.pkr.hcl": "plugins.pkr.hcl.jinja",
        f"{name}/variables.pkr.hcl": "variables.pkr.hcl.jinja",
    }
    found = {path: _tidy(environment.get_template(file).render(given)) for path, file in rendered.items()}
    found |= {f"{name}/{path}": text for path, text in _texts(root / system)}
    kind = "windows" if of.windows else "linux"
    wanted = {f"update-{of.family}.sh", f"harden-{kind}", f"evidence-{of.family}", f"clean-{kind}"}
    found |= {
        f"scripts/{path}": text
        for path, text in _texts(root / "scripts")
        if path in wanted or path.rpartition(".")[0] in wanted
    }
    return found


def _suffixes(platforms: Sequence[str]) -> dict[str, str]:
    """What an image's name ends in, by builder: several platforms make several images."""
    plain = FIRST if FIRST in platforms else platforms[0]
    return {SOURCES[one]: "" if one == plain else f"-{one}" for one in platforms}


def _texts(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _texts(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_text(encoding="utf-8")


def _tidy(text: str) -> str:
    """One empty line between blocks, none at the end of one or of the file."""
    lines: list[str] = []
    for line in text.rstrip().split("\n"):
        closing = line.strip() in ("}", "]")
        if closing and lines and not lines[-1]:
            lines.pop()
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines) + "\n"
