"""Plans, or applies, every example of the rules' pages with Terraform: python -m tests.rules.make_plans [SLUG ...]."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.examples import FOLDER, examples
from tests.standin.plans import plan_directory

if TYPE_CHECKING:
    from collections.abc import Collection


FILLS = FOLDER / "servers.json"
"""What servers fill in when an example is applied: machines run, but for those of which that is not told."""


def main(slugs: Collection[str]) -> int:
    """Writes the plans and states of these rules' examples, of all rules without any; removes those of no example."""
    made = {
        one.state if one.of_state else one.plan: one for one in examples() if one.of_state or one.is_planned
    }
    for file, example in made.items():
        if slugs and example.slug not in slugs:
            continue
        with tempfile.TemporaryDirectory() as directory:
            root = example.write(Path(directory))
            arguments = [
                part for name, value in example.variables.items() for part in ("-var", f"{name}={value}")
            ]
            kind, fills = ("state", FILLS) if example.of_state else ("plan", None)
            text = plan_directory(root, providers={}, arguments=arguments, kind=kind, fills=fills)
        file.parent.mkdir(exist_ok=True)
        if not file.exists() or file.read_bytes() != text:
            file.write_bytes(text)
            sys.stdout.write(f"{example}: made\n")
    for file in (*FOLDER.glob("*/*.plan.json"), *FOLDER.glob("*/*.state.json")):
        if file not in made:
            file.unlink()
            sys.stdout.write(f"{file.relative_to(FOLDER)}: removed\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
