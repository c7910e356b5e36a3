"""The evidence registers that are judged with what they are evidence of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vmgate.model.report import Kind
from vmgate.read.discover import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.model.site import Site


def with_registers(found: Sequence[Found], sites: Sequence[Site]) -> tuple[list[Found], list[Site]]:
    """The inputs and, after them, the evidence register of each site that they are of, unless it is one of them."""
    registers: dict[str, tuple[Found, Site]] = {}
    given = {one.path.absolute() for one in found if one.kind is Kind.EVIDENCE}
    for site in sites:
        name = site.evidence.path if site.evidence is not None else "evidence"
        if Path(name).absolute() not in given:
            registers.setdefault(name, (Found(name, Kind.EVIDENCE, Path(name)), site))
    return (
        [*found, *(one for one, _ in registers.values())],
        [*sites, *(site for _, site in registers.values())],
    )
