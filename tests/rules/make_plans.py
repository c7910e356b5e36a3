"""Plans, or applies, every example of the rules' pages with Terraform: python -m tests.rules.make_plans [SLUG ...]."""

from __future__ import annotations

import json
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tests.examples import FOLDER, examples
from tests.standin.errors import StandInError
from tests.standin.plans import plan_directory

if TYPE_CHECKING:
    from collections.abc import Collection

    from tests.examples import Example


FILLS = FOLDER / "servers.json"
"""What servers fill in when an example is applied: machines run, but for those of which that is not told."""


def main(slugs: Collection[str]) -> int:
    """Writes the plans and states of these rules' examples, of all rules without any; removes those of no example."""
    made: dict[Path, tuple[Example, str]] = {}
    for one in examples():
        if one.is_planned:
            made[one.plan] = (one, "plan")
        if one.is_applied:
            made[one.state] = (one, "state")
    wanted = [(file, *how) for file, how in made.items() if not slugs or how[0].slug in slugs]
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(_make, wanted))
    for file in (*FOLDER.glob("*/*.plan.json"), *FOLDER.glob("*/*.state.json")):
        if file not in made:
            file.unlink()
            sys.stdout.write(f"{file.relative_to(FOLDER)}: removed\n")
    return 0


def _make(wanted: tuple[Path, Example, str]) -> None:
    file, example, kind = wanted
    with tempfile.TemporaryDirectory() as directory:
        root = example.write(Path(directory))
        arguments = [
            part for name, value in example.variables.items() for part in ("-var", f"{name}={value}")
        ]
        fills = FILLS if kind == "state" else None
        try:
            text = plan_directory(root, providers={}, arguments=arguments, kind=kind, fills=fills)
        except StandInError as error:
            message = f"{example}: {error}"
            raise StandInError(message) from None
    if kind == "state":
        text = json.dumps(json.loads(text), separators=(",", ":")).encode() + b"\n"
    file.parent.mkdir(exist_ok=True)
    if not file.exists() or file.read_bytes() != text:
        file.write_bytes(text)
        sys.stdout.write(f"{example}: {kind} made\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
