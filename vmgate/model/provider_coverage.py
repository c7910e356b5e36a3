"""What the configuration of one provider can decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ProviderCoverage:
    """One provider: the ids of the rules that its configuration decides, and by clause or rule why not the others."""

    name: str
    rules: frozenset[str]
    reasons: Mapping[str, str]
