"""Plans every example of the rules' pages with Terraform: python -m tests.rules.make_plans [SLUG ...]."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.examples import FOLDER, examples
from tests.standin.plans import plan_directory

if TYPE_CHECKING:
    from collections.abc import Collection


def main(slugs: Collection[str]) -> int:
    """Writes the plans of these rules' examples, of all rules without any; removes those of no example."""
    wanted = [one for one in examples() if one.is_planned and (not slugs or one.slug in slugs)]
    for example in wanted:
        with tempfile.TemporaryDirectory() as directory:
            root = example.write(Path(directory))
            arguments = [
                part for name, value in example.variables.items() for part in ("-var", f"{name}={value}")
            ]
            plan = plan_directory(root, providers={}, arguments=arguments)
        example.plan.parent.mkdir(exist_ok=True)
        if not example.plan.exists() or example.plan.read_bytes() != plan:
            example.plan.write_bytes(plan)
            sys.stdout.write(f"{example}: made\n")
    kept = {example.plan for example in examples() if example.is_planned}
    for file in FOLDER.glob("*/*.plan.json"):
        if file not in kept:
            file.unlink()
            sys.stdout.write(f"{file.relative_to(FOLDER)}: removed\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
