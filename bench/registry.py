"""What a template registry of many versions costs: a question to it, and a whole `check` that asks it."""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.bars import CACHE, Bar, check, generated, print_figures
from bench.fleet import APPROVED
from bench.fragments import ENDPOINT
from bench.measure import Program, Usage, run
from tests.registry.author import ADA, BOB, ZOE, Author, noon
from vmgate.registry import canonical, facts, layout
from vmgate.registry.export import exported
from vmgate.registry.parts import Patch, Place, Platform
from vmgate.registry.place import read
from vmgate.registry.state import compute
from vmgate.registry.store import assemble
from vmgate.registry.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmgate.registry.store import Store

VERSIONS = 1_000
MANY = 100_000
QUESTIONS, COLD = 40, 5
DAY = date(2026, 11, 23)


def registry_bars(plan: Path, *, large: bool) -> list[Bar]:
    """The promises on a question, asked of a directory and of exports, and on a check of a plan that asks many."""
    directory = generated(CACHE / f"registry-{VERSIONS}", "bench.registry")
    sizes = (VERSIONS, MANY) if large else (VERSIONS,)
    exports = {
        f"an export of {size:,}": generated(CACHE / f"export-{size}.jsonl", "bench.registry")
        for size in sizes
    }
    print("\nTemplate registry: opened, read, found and verified for one question")
    # As the command line does for as long as it runs.
    gc.disable()
    bars = []
    for name, path in {f"a directory of {VERSIONS:,}": directory, **exports}.items():
        taken = sorted(_ask(path, number) for number in range(QUESTIONS))
        worst = taken[int(len(taken) * 0.95) - 1]
        print(f"  {name:<24} median {statistics.median(taken):6.1f} ms   p95 {worst:6.1f} ms")
        bars.append(Bar(f"p95 of a question to {name}, in ms", worst, 50))
    gc.enable()
    if large:
        bars.append(_cold(plan, CACHE / f"export-{MANY}.jsonl"))
    return bars


def _ask(path: Path, number: int) -> float:
    """Milliseconds from the path to the state of one template that a plan names; by CPU, or waiting where it waits."""
    begun, waited = time.process_time(), time.perf_counter()
    registry = compute(read(path, later=True), DAY)
    ((record, _),) = registry.by_identity("vsphere", f"4222-{number}")
    assert record.state == "approved"  # noqa: S101  - a benchmark of something wrong would be none
    waited = time.perf_counter() - waited
    spent = time.process_time() - begun
    # The many files of a directory wait for the disk, one file must not: there, time is what counts.
    return (spent if path.is_dir() else waited) * 1000


def _cold(plan: Path, many: Path) -> Bar:
    """How much longer a check takes in which a large registry, not in the system's cache, has the templates."""
    site = plan.with_suffix(".site") / "vmgate.toml"
    few = check(f"a registry of {len(APPROVED)}", plan, site, Path(os.devnull))
    larger = Program(
        f"an export of {MANY:,}, cold", (*few.arguments, "--registry", str(many)), few.exit_codes
    )
    turns: dict[Program, list[Usage]] = {few: [], larger: []}
    for _ in range(COLD):
        for program, usages in turns.items():
            _forget(many)
            usages.append(run(program))
    figures = {
        program.name: Usage(
            *(statistics.median(figure) for figure in zip(*map(_figures, usages), strict=True))
        )
        for program, usages in turns.items()
    }
    print_figures("A check, with", figures)
    more = figures[larger.name].wall - figures[few.name].wall
    return Bar(f"time of a check with {larger.name}, more, in s", more, 1)


def _figures(usage: Usage) -> tuple[float, float, float]:
    return usage.cpu, usage.rss, usage.wall


def _forget(file: Path) -> None:
    """Have the system forget what it holds of a file, where it can be told."""
    if hasattr(os, "posix_fadvise"):
        with file.open("rb") as stream:
            os.fsync(stream.fileno())
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def main(arguments: Sequence[str]) -> None:
    """Write a registry of approved images into what is named: a directory, or an export with so many of them."""
    path = Path(arguments[0])
    if path.suffix == ".jsonl":
        path.write_bytes(_export(int(path.stem.partition("-")[2])))
        return
    author = Author(path)
    author.root()
    for number in range(VERSIONS):
        author.approved(f"image{number}", "1", locators=(_place(number),))


def _place(number: int) -> Place:
    return Place(platform=Platform.VSPHERE, name=f"tpl-{number}", identity=f"4222-{number}")


def _export(size: int) -> bytes:
    """A registry, exported; it is made in memory, as hundreds of thousands of files take minutes to write."""
    author = Author(Path())
    supported = {template.guest_id: "supported" for template in APPROVED}
    files: dict[str, bytes] = {}
    for fact in (author.next_root(), author.next_hypervisors(supported, endpoint=ENDPOINT)):
        files |= _files(fact, author.signatures(fact))
    for image in _images(size):
        record = canonical.digest(canonical.encoded(image))
        approval = facts.Approval(
            by=BOB, image=image.name, version=image.version, record=record, issued=image.issued
        )
        for one in (image, approval):
            files |= _files(one, author.signatures(one))
    trust = Trust(_store(files), DAY)
    for checkpoint in trust.following(by=ZOE, issued=noon(DAY), expires=DAY):
        files |= _files(checkpoint, author.signatures(checkpoint))
    trust = Trust(_store(files), DAY)
    return exported(trust.store, trust.coverage)


def _images(size: int) -> Iterator[facts.Image]:
    made: dict[str, Any] = {"by": ADA, "issued": noon(Author(Path()).day), "version": "1"}
    patch = Patch(until=made["issued"], method="apt-inrelease")
    for template in APPROVED:
        place = Place(platform=Platform.VSPHERE, name=template.name, identity=template.uuid)
        yield facts.Image(name=template.name, locators=(place,), patch=patch, **made)
    for number in range(size - len(APPROVED)):
        yield facts.Image(name=f"image{number}", locators=(_place(number),), patch=patch, **made)


def _files(fact: facts.Fact, signatures: dict[str, bytes]) -> dict[str, bytes]:
    signed = {layout.signature_path(fact, person): one for person, one in signatures.items()}
    return {layout.path_of(fact): canonical.encoded(fact), **signed}


def _store(files: dict[str, bytes]) -> Store:
    return assemble({path: partial(bytes, content) for path, content in files.items()}, {})


if __name__ == "__main__":
    main(sys.argv[1:])
