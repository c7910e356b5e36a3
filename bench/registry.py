"""What a question to a template registry of a thousand versions costs, without the start of the interpreter."""

from __future__ import annotations

import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.bars import CACHE, Bar, generated
from tests.registry.author import Author
from vmgate.registry.export import exported
from vmgate.registry.parts import Place, Platform
from vmgate.registry.place import read
from vmgate.registry.state import compute

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSIONS = 1_000
QUESTIONS = 40
DAY = date(2026, 11, 23)


def registry_bars() -> list[Bar]:
    """The promise on a question; it is asked of a directory and of its export."""
    directory = generated(CACHE / f"registry-{VERSIONS}", "bench.registry")
    packed = CACHE / f"registry-{VERSIONS}.json.gz"
    packed.write_bytes(exported(read(directory)))
    print(f"\nTemplate registry, {VERSIONS:,} versions: read, found, verified")
    figures = {}
    for name, path in (("a directory", directory), ("an exported file", packed)):
        taken = sorted(_ask(path, number) for number in range(QUESTIONS))
        figures[name] = taken[int(len(taken) * 0.95) - 1]
        print(f"  {name:<18} median {statistics.median(taken):6.1f} ms   p95 {figures[name]:6.1f} ms")
    return [Bar("p95 CPU of a question to an exported registry, in ms", figures["an exported file"], 50)]


def _ask(path: Path, number: int) -> float:
    """Milliseconds of CPU from the path to the state of one template that a plan names."""
    begun = time.process_time()
    registry = compute(read(path), DAY)
    ((record, _),) = registry.by_identity("vsphere", f"4222-{number}")
    assert record.state == "approved"  # noqa: S101  - a benchmark of something wrong would be none
    return (time.process_time() - begun) * 1000


def main(arguments: Sequence[str]) -> None:
    """Write a registry of approved images into the directory that is named."""
    author = Author(Path(arguments[0]))
    author.root()
    for number in range(VERSIONS):
        place = Place(platform=Platform.VSPHERE, name=f"tpl-{number}", identity=f"4222-{number}")
        author.approved(f"image{number}", "1", locators=(place,))


if __name__ == "__main__":
    main(sys.argv[1:])
