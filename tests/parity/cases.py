"""The configurations whose plans by the real Terraform are at hand, and what is expected to differ.

A folder below `cases/` is one configuration, about one thing. `fixture.toml` says how its plan is made
(`python -m tests.standin.plans parity`). `expect.toml`, where there is one, holds

    directory = "root"                     # what is read, if not the folder itself
    refused = ["Cycle:", "local.a"]        # Terraform refuses it, with these words: there is no plan
    wrong = "…"                            # why some values are not the plan's yet
    unread = ["module.vm"]                 # parts that cannot be read
    [unknown]                              # what Terraform knows and source cannot tell: the reason
    "terraform_data.a.input" = "path.cwd is where Terraform runs"
    [pending]                              # the same, where source could tell and vmgate cannot yet
    "terraform_data.c.input" = "fileset is not evaluated"
    [known]                                # without a plan: values that are known all the same
    "terraform_data.b.input" = "x"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.standin.plans import Fixture, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROJECT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"
PLANS = PROJECT / "tests" / "fixtures" / "plans"


@dataclass(frozen=True)
class Case:
    """One configuration: what is read, with what, and the plan to hold it against (None: Terraform refuses).

    `site` says that data sources answer with names of their own, and that real providers made the plan.
    """

    name: str
    directory: Path
    plan: Path | None
    arguments: Sequence[str] = ()
    refused: Sequence[str] = ()
    unread: Sequence[str] = ()
    unknown: Mapping[str, str] = field(default_factory=dict)
    pending: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)
    wrong: str = ""
    site: bool = False

    def __str__(self) -> str:
        return self.name

    @property
    def variables(self) -> list[str]:
        """What follows `-var`."""
        return _options(self.arguments, "-var")

    @property
    def variable_files(self) -> list[str]:
        """What follows `-var-file`, from the directory."""
        return [str(self.directory / name) for name in _options(self.arguments, "-var-file")]


def _options(arguments: Sequence[str], name: str) -> list[str]:
    found: list[str] = []
    for position, argument in enumerate(arguments):
        if argument == name:
            found.append(arguments[position + 1])
        elif argument.startswith(f"{name}="):
            found.append(argument.removeprefix(f"{name}="))
    return found


def small_cases() -> list[Case]:
    """Every folder below `cases/`."""
    return [_case(folder) for folder in sorted(CASES.iterdir())]


def _case(folder: Path) -> Case:
    file = folder / "expect.toml"
    expect = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    fixture: Fixture | None = None
    if "refused" not in expect:
        (fixture,) = read(folder / "fixture.toml")
    return Case(
        folder.name,
        folder / expect.get("directory", "."),
        fixture.out if fixture is not None else None,
        fixture.arguments if fixture is not None else (),
        expect.get("refused", ()),
        expect.get("unread", ()),
        expect.get("unknown", {}),
        expect.get("pending", {}),
        expect.get("known", {}),
        expect.get("wrong", ""),
    )


def whole_sites() -> list[Case]:
    """The shipped examples and the plans of real providers. Their data sources answer with names of their own."""
    passwords = ["vcenter_password", "esxi_password"]
    given = [part for name in passwords for part in ("-var", f"{name}=not-a-real-password")]
    found = [
        Case(f"examples-{site}", PROJECT / "examples/campus" / site, plan, given, site=True)
        for site in ("compliant", "broken")
        for plan in [PROJECT / "examples/campus" / site / "plan.json"]
    ]
    for site, plan_name in (
        ("campus", "plan-vsphere-2.16.1.json"),
        ("campus", "plan-vsphere-2.13.0.json"),
        ("broken", "plan-vsphere-2.16.1.json"),
        ("broken", "plan-vsphere-2.13.0.json"),
        ("proxmox-bpg-0.111.1", "plan.json"),
    ):
        name = f"fixtures-{site}-{plan_name.removesuffix('.json')}"
        found.append(Case(name, PLANS / site, PLANS / site / plan_name, site=True))
    return found
