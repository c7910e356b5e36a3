"""Which files of a directory are configuration, and in which order they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pathlib

_SUFFIXES = (".tofu.json", ".tf.json", ".tofu", ".tf")
_REPLACED = {".tofu": ".tf", ".tofu.json": ".tf.json"}


def configuration_files(directory: pathlib.Path) -> tuple[list[pathlib.Path], list[pathlib.Path]]:
    """The files of a module in order of their names, and those that override them. Raises `OSError`.

    A `.tofu` file stands in for the `.tf` file of the same name, as OpenTofu has it.
    """
    found: dict[tuple[str, str], pathlib.Path] = {}
    for path in directory.iterdir():
        suffix = next((s for s in _SUFFIXES if path.name.endswith(s)), None)
        if suffix is not None and not ignored(path.name) and _is_read(path):
            found[path.name.removesuffix(suffix), suffix] = path
    for stem, suffix in list(found):
        if suffix in _REPLACED:
            found.pop((stem, _REPLACED[suffix]), None)
    primary: list[pathlib.Path] = []
    overriding: list[pathlib.Path] = []
    for (stem, _), path in sorted(found.items(), key=lambda pair: pair[1].name):
        (overriding if stem == "override" or stem.endswith("_override") else primary).append(path)
    return primary, overriding


def variable_files(directory: pathlib.Path) -> list[pathlib.Path]:
    """The files of values that are read unasked, the weakest first. Raises `OSError`.

    Fact: Terraform 1.11.4 reads `.hidden.auto.tfvars` too; hidden files are ignored as configuration only.
    """
    first = [directory / "terraform.tfvars", directory / "terraform.tfvars.json"]
    names = sorted(
        path.name for path in directory.iterdir() if path.name.endswith((".auto.tfvars", ".auto.tfvars.json"))
    )
    return [path for path in first if path.is_file()] + [
        path for path in (directory / name for name in names) if _is_read(path)
    ]


def _is_read(path: pathlib.Path) -> bool:
    """Whether a name stands for a file: also one that leads nowhere, which cannot be read and must not be missed."""
    return path.is_file() or not path.exists()


def ignored(name: str) -> bool:
    """Whether a file is hidden or an editor's backup."""
    return name.startswith(".") or name.endswith("~") or (name.startswith("#") and name.endswith("#"))
