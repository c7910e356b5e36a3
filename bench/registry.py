"""What a question to a template registry of many versions costs, without the start of the interpreter."""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.bars import CACHE, Bar, generated
from tests.registry.author import ADA, BOB, Author, noon
from vmgate.registry import canonical, facts, layout
from vmgate.registry.export import exported
from vmgate.registry.parts import Patch, Place, Platform
from vmgate.registry.place import read
from vmgate.registry.state import compute
from vmgate.registry.store import assemble

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSIONS = 1_000
MANY = 100_000
QUESTIONS, FEW = 40, 3
DAY = date(2026, 11, 23)


def registry_bars(*, large: bool) -> list[Bar]:
    """The promise on a question; it is asked of a directory and of its export, and of a large export too."""
    directory = generated(CACHE / f"registry-{VERSIONS}", "bench.registry")
    # As the command line does for as long as it runs.
    gc.disable()
    packed = CACHE / f"registry-{VERSIONS}.json.gz"
    packed.write_bytes(exported(read(directory)))
    print(f"\nTemplate registry, {VERSIONS:,} versions: read, found, verified")
    figures = {}
    for name, path in (("a directory", directory), ("an exported file", packed)):
        taken = sorted(_ask(path, number) for number in range(QUESTIONS))
        figures[name] = taken[int(len(taken) * 0.95) - 1]
        print(f"  {name:<18} median {statistics.median(taken):6.1f} ms   p95 {figures[name]:6.1f} ms")
    if large:
        many = generated(CACHE / f"registry-{MANY}.json.gz", "bench.registry")
        taken = sorted(_ask(many, number) for number in range(FEW))
        print(f"  {MANY:,} exported    median {statistics.median(taken):6.0f} ms")
    gc.enable()
    return [Bar(f"p95 CPU of a question to {name}, in ms", figure, 50) for name, figure in figures.items()]


def _ask(path: Path, number: int) -> float:
    """Milliseconds of CPU from the path to the state of one template that a plan names."""
    begun = time.process_time()
    registry = compute(read(path, later=True), DAY)
    ((record, _),) = registry.by_identity("vsphere", f"4222-{number}")
    assert record.state == "approved"  # noqa: S101  - a benchmark of something wrong would be none
    return (time.process_time() - begun) * 1000


def main(arguments: Sequence[str]) -> None:
    """Write a registry of approved images into what is named: a directory, or a file, which gets more of them."""
    path = Path(arguments[0])
    if path.suffix == ".gz":
        path.write_bytes(_many())
        return
    author = Author(path)
    author.root()
    for number in range(VERSIONS):
        author.approved(f"image{number}", "1", locators=_places(number))


def _places(number: int) -> tuple[Place, ...]:
    return (Place(platform=Platform.VSPHERE, name=f"tpl-{number}", identity=f"4222-{number}"),)


def _many() -> bytes:
    """A large registry, exported; it is made in memory, as hundreds of thousands of files take minutes to write."""
    with tempfile.TemporaryDirectory() as directory:
        author = Author(Path(directory))
        author.root()
        files = {f"root/{file.name}": file.read_bytes() for file in Path(directory, "root").iterdir()}
    made: dict[str, Any] = {"issued": noon(author.day), "version": "1"}
    patch = Patch(until=noon(author.day), method="apt-inrelease")
    for number in range(MANY):
        image = facts.Image(by=ADA, name=f"image{number}", locators=_places(number), patch=patch, **made)
        record = canonical.digest(canonical.encoded(image))
        for fact in (image, facts.Approval(by=BOB, image=image.name, record=record, **made)):
            message = canonical.encoded(fact)
            files[layout.path_of(fact)] = message
            files[layout.signature_path(fact)] = author.key(fact.by).sign(message, facts.namespace(fact))
    return exported(assemble({path: partial(bytes, content) for path, content in files.items()}, {}))


if __name__ == "__main__":
    main(sys.argv[1:])
