"""The files of Terraform stacks, which are told apart by their names and not read."""

from __future__ import annotations

_ENDINGS = tuple(
    f".{kind}.{syntax}" for kind in ("tfstack", "tfcomponent", "tfdeploy") for syntax in ("hcl", "json")
)


def is_stack(name: str) -> bool:
    """Whether a file is of a Terraform stack, which gives modules their values and providers."""
    return name.endswith(_ENDINGS) and not name.startswith(".")
