"""Plan a configuration with stand-in providers: python -m tests.standin DIR --out plan.json.

DIR is copied first: nothing is written into it; in the copy the backend is local and required_version
is ignored. Nothing is fetched from anywhere. What follows `--` goes to `terraform plan`: a plan to
destroy is `-- -destroy`, a variable `-- -var name=value`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.standin.errors import StandInError
from tests.standin.requirements import lacking_packages
from tests.standin.schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Sequence


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.standin",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="arguments after -- go to terraform plan",
    )
    binary = shutil.which("terraform") or shutil.which("tofu")
    option = parser.add_argument
    option("dir", type=Path, metavar="DIR", help="the root module to plan")
    option("--schemas", type=Path, default=SCHEMAS, metavar="DIR", help="folder of provider schemas")
    option("--terraform", default=binary, metavar="BIN", help="binary, instead of the one on PATH")
    option(
        "--provider",
        action="append",
        default=[],
        metavar="NAME=VERSION",
        help="which version of a provider to be, instead of what required_providers selects",
    )
    option("--root", type=Path, metavar="DIR", help="folder to copy, if not the smallest with all modules")
    option("--answers", type=Path, metavar="FILE", help='JSON: "TYPE" or "TYPE:NAME" -> attribute -> value')
    option("--prior", type=Path, metavar="FILE", help="terraform.tfstate to start from")
    option("--out", type=Path, metavar="FILE", help="where the plan's JSON goes (default: standard output)")
    option("--state", type=Path, metavar="FILE", help="apply too: the state as show -json prints it")
    option("--tfstate", type=Path, metavar="FILE", help="apply too: the raw state, for a later --prior")
    return parser


def main(argv: Sequence[str]) -> int:
    """Runs the command line; 0 when planned, 1 with a message when not."""
    parser = _parser()
    cut = argv.index("--") if "--" in argv else len(argv)
    asked = parser.parse_args(argv[:cut])
    if not asked.terraform:
        parser.error("no terraform or tofu binary on PATH")
    given = (asked.dir, asked.schemas, asked.root, asked.answers, asked.prior)
    for absent in [path for path in given if path and not path.exists()]:
        parser.error(f"no such file or folder: {absent}")
    for wrong in [p for p in asked.provider if "=" not in p]:
        parser.error(f"--provider takes NAME=VERSION, not {wrong}")
    if absent := lacking_packages():
        parser.error(absent)
    # imported here: the packages it needs may be absent
    from tests.standin.workspace import Request, run

    request = Request(
        directory=asked.dir,
        terraform=asked.terraform,
        schemas=asked.schemas,
        providers=dict(p.split("=", 1) for p in asked.provider),
        root=asked.root,
        answers=asked.answers,
        prior=asked.prior,
        arguments=argv[cut + 1 :],
        applied=bool(asked.state or asked.tfstate),
    )
    try:
        outcome = run(request)
    except StandInError as error:
        sys.stderr.write(f"standin: {error}\n")
        return 1
    if asked.out:
        asked.out.write_bytes(outcome.plan)
    else:
        sys.stdout.buffer.write(outcome.plan)
    for path, written in ((asked.state, outcome.state), (asked.tfstate, outcome.tfstate)):
        if path and written is not None:
            path.write_bytes(written)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
