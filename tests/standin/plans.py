"""Remakes every committed plan of the project: python -m tests.standin.plans [NAME ...].

A file `fixture.toml` under `tests/` or `examples/` says how the plans beside it are made:

    # how the plans beside this file were made: make fixtures
    [[plan]]
    out = "plan.json"                  # relative to this file
    root = "."                         # directory to plan, relative to this file
    providers = {vsphere = "2.16.1"}   # optional: instead of what required_providers selects
    answers = "answers.json"           # optional: what data sources answer, relative to this file
    arguments = ["-var", "x=y"]        # optional: arguments of terraform plan
    kind = "plan"                      # optional: or what applying the plan leaves behind, "state" as
                                       # terraform show -json prints it, or "tfstate", the file itself
    fills = "vcenter.json"             # optional: what servers fill in when a state is made, like answers
    commands = ["govc"]                # optional: programs that provisioners call; they do nothing
    prior = "before.tfstate"           # optional: the raw state of what is there already

NAME picks fixtures by folder: its path from the project's root, or its last part; if no fixture is in such
a folder, all that are anywhere below one. The output is what
`terraform show -json` prints, byte for byte, but for two things that differ from run to run: the
`timestamp` is always 2026-11-23T09:00:00Z, and `relevant_attributes`, which terraform prints in random
order, is sorted. In a state `serial`, `lineage` and the ids of terraform_data are
fixed, and the marks of sensitive values are sorted. TF_VAR_... variables of the environment do not count.
Another version of terraform prints its own version, and may print more than that differently.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.standin.errors import StandInError
from tests.standin.requirements import lacking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PROJECT = Path(__file__).resolve().parents[2]
TIMESTAMP = "2026-11-23T09:00:00Z"
KEYS: dict[str, tuple[type, str]] = {
    "out": (str, "a path"),
    "root": (str, "a path"),
    "providers": (dict, "a table of versions by provider name"),
    "answers": (str, "a path"),
    "arguments": (list, "a list of texts"),
    "kind": (str, "plan, state or tfstate"),
    "fills": (str, "a path"),
    "commands": (list, "a list of texts"),
    "prior": (str, "a path"),
}
KINDS = ("plan", "state", "tfstate")
LINEAGE = "826f05a8-a587-9552-1ba1-6fe9b2849e0e"


@dataclass(frozen=True)
class Fixture:
    """One committed plan and how it is made; paths are absolute."""

    file: Path
    out: Path
    root: Path
    providers: Mapping[str, str]
    answers: Path | None
    arguments: Sequence[str]
    kind: str = "plan"
    fills: Path | None = None
    commands: Sequence[str] = ()
    prior: Path | None = None


def plan_directory(
    root: Path,
    *,
    providers: Mapping[str, str],
    answers: Path | None = None,
    arguments: Sequence[str] = (),
    kind: str = "plan",
    fills: Path | None = None,
    commands: Sequence[str] = (),
    prior: Path | None = None,
) -> bytes:
    """The plan of the configuration in `root` as JSON, or a state: the same bytes for the same input.

    `providers` says which version of a provider to be (NAME -> version); what it does not name follows
    required_providers. `answers` is a JSON file, "TYPE" or "TYPE:NAME" -> attribute -> value, of what
    data sources answer. `arguments` go to `terraform plan`. `kind` is one of KINDS. When a state is made,
    `fills` is a file like answers of what servers fill in, and `commands` are programs that provisioners call. `prior`
    is the raw state of what is there already.
    Raises StandInError when terraform or a package is absent, when terraform fails, and when the plan
    holds the path of the folder it was made in (path.cwd, abspath), as no two runs would agree on it.
    """
    if wrong := lacking():
        raise StandInError(wrong)
    # imported here: the packages it needs may be absent
    from tests.standin.workspace import Request, run

    request = Request(
        directory=root,
        terraform=shutil.which("terraform") or "terraform",
        providers=providers,
        answers=answers,
        arguments=arguments,
        environment=False,
        applied=kind != "plan",
        fills=fills,
        commands=commands,
        prior=prior,
    )
    outcome = run(request)
    made = {"plan": outcome.plan, "state": outcome.state, "tfstate": outcome.tfstate}[kind] or b""
    if f"{tempfile.gettempdir()}/standin-".encode() in made:
        raise StandInError(
            f"{root}: the {kind} holds the path it was made at; do not use path.cwd or abspath"
        )
    return reproducible(made) if kind == "plan" else reproducible_state(made)


def reproducible_state(state: bytes) -> bytes:
    """A state with a fixed serial number and lineage, with ids of terraform's own that count from 1, and with the
    marks of sensitive values sorted, which terraform writes in random order; the rest untouched.
    """
    text = state.decode()
    ids = re.findall(r'"type": ?"terraform_data".*?"id": ?"([0-9a-f-]{36})"', text, flags=re.DOTALL)
    for number, own in enumerate(dict.fromkeys(ids), 1):
        text = text.replace(own, f"00000000-0000-4000-8000-{number:012}")
    text = re.sub(r'"serial": \d+', '"serial": 1', text, count=1)
    text = re.sub(r'"lineage": "[^"]*"', f'"lineage": "{LINEAGE}"', text, count=1)
    return re.sub(r'(?ms)(?<="sensitive_attributes": )\[\n( *) .*?^\1\]', _sorted_marks, text).encode()


def _sorted_marks(match: re.Match[str]) -> str:
    marks = sorted(json.loads(match[0]), key=json.dumps)
    return json.dumps(marks, indent=2).replace("\n", f"\n{match[1]}")


def reproducible(plan: bytes) -> bytes:
    """A plan's JSON with TIMESTAMP for its time and its relevant attributes sorted, the rest untouched."""
    text = plan.decode()
    members = dict(_members(text))
    if "timestamp" in members:
        members["timestamp"] = json.dumps(TIMESTAMP)
    if "relevant_attributes" in members:
        relevant = ",".join(sorted(_elements(members["relevant_attributes"])))
        members["relevant_attributes"] = f"[{relevant}]"
    joined = ",".join(f'"{key}":{raw}' for key, raw in members.items())
    return f"{{{joined}}}\n".encode()


def _members(text: str) -> Iterator[tuple[str, str]]:
    """The members of a compact JSON object, values as they are written."""
    decoder, at = json.JSONDecoder(), 1
    while text[at] != "}":
        key, end = decoder.raw_decode(text, at)
        start = end + 1
        _, end = decoder.raw_decode(text, start)
        yield key, text[start:end]
        at = end + (text[end] == ",")


def _elements(text: str) -> Iterator[str]:
    """The elements of a compact JSON array as they are written."""
    decoder, at = json.JSONDecoder(), 1
    while text[at] != "]":
        _, end = decoder.raw_decode(text, at)
        yield text[at:end]
        at = end + (text[end] == ",")


def fixtures(project: Path = PROJECT, names: Iterable[str] = ()) -> list[Fixture]:
    """The committed plans of a project, or those in the folders that `names` picks."""
    files = sorted(f for top in ("tests", "examples") for f in (project / top).rglob("fixture.toml"))
    if not files:
        raise StandInError("no fixture.toml under tests/ or examples/")
    picked = []
    for name in (wanted := [name.rstrip("/") for name in names]):
        hits = [f for f in files if name in (f.parent.name, f.parent.relative_to(project).as_posix())]
        hits = hits or [f for f in files if name in _around(f.parent.relative_to(project))]
        if not hits:
            raise StandInError(f"no fixture.toml in a folder {name} under tests/ or examples/")
        picked += hits
    return [plan for file in files if file in picked or not wanted for plan in read(file)]


def _around(folder: Path) -> set[str]:
    """The folders that hold a folder: by their paths, and by their last parts."""
    return {name for above in folder.parents for name in (above.name, above.as_posix())}


def read(file: Path) -> list[Fixture]:
    """The plans that one fixture.toml describes. Raises StandInError when it is not of that format."""
    try:
        content = tomllib.loads(file.read_text())
    except tomllib.TOMLDecodeError as error:
        raise StandInError(f"{file}: not TOML: {error}") from error
    tables = content.get("plan", [])
    if set(content) != {"plan"} or not _is_tables(tables):
        raise StandInError(f"{file}: must hold [[plan]] tables and nothing else")
    return [_fixture(file, table) for table in tables]


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(table, dict) for table in value)


def _fixture(file: Path, table: dict[str, Any]) -> Fixture:
    for key, value in table.items():
        if key not in KEYS:
            raise StandInError(f"{file}: unknown key {key}; a plan has {', '.join(KEYS)}")
        kind, shape = KEYS[key]
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if not isinstance(value, kind) or not all(isinstance(text, str) for text in inner):
            raise StandInError(f"{file}: {key} must be {shape}")
    if absent := [key for key in ("out", "root") if key not in table]:
        raise StandInError(f"{file}: a plan lacks {' and '.join(absent)}")
    here = file.parent
    root = here / table["root"]
    answers, fills, prior = (
        here / table[key] if key in table else None for key in ("answers", "fills", "prior")
    )
    for path in (root, answers, fills):
        if path and not path.exists():
            raise StandInError(f"{file}: no such file or folder: {path}")
    kind = table.get("kind", KINDS[0])
    if kind not in KINDS:
        raise StandInError(f"{file}: kind must be {KEYS['kind'][1]}")
    return Fixture(
        file, here / table["out"], root, table.get("providers", {}), answers, table.get("arguments", []),
        kind, fills, table.get("commands", []), prior,
    )  # fmt: skip


def remake(fixture: Fixture, *, check: bool) -> tuple[bool, str]:
    """Makes one plan again, and writes it unless `check`: (nothing is wrong, what to report of it)."""
    try:
        made = plan_directory(
            fixture.root,
            providers=fixture.providers,
            answers=fixture.answers,
            arguments=fixture.arguments,
            kind=fixture.kind,
            fills=fixture.fills,
            commands=fixture.commands,
            prior=fixture.prior,
        )
    except StandInError as error:
        return False, str(error)
    had = fixture.out.read_bytes() if fixture.out.exists() else None
    if made == had:
        return True, "unchanged"
    if check:
        return False, "is not there" if had is None else f"differs{_other_terraform(had, made)}"
    fixture.out.write_bytes(made)
    return True, "made" if had is None else "made anew"


def _other_terraform(had: bytes, made: bytes) -> str:
    """The likely cause of a difference, when two versions of terraform made the plans."""
    try:
        versions = [json.loads(plan)["terraform_version"] for plan in (had, made)]
    except (ValueError, KeyError, TypeError):
        return ""
    return "" if versions[0] == versions[1] else f" (terraform {versions[0]} made it, this is {versions[1]})"


def main(argv: Sequence[str], project: Path = PROJECT) -> int:
    """Runs the command line; 0 when all plans are made (with --check: are as committed), else 1."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.standin.plans",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="folders of fixtures (default: all)")
    parser.add_argument("--check", action="store_true", help="write nothing, report plans that would change")
    parser.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="plans made at a time")
    asked = parser.parse_args(argv)
    try:
        todo = fixtures(project, asked.names)
    except StandInError as error:
        sys.stderr.write(f"standin: {error}\n")
        return 1
    if wrong := lacking():
        sys.stderr.write(f"standin: {wrong}\n")
        return 1
    with ThreadPoolExecutor(max_workers=max(1, asked.jobs)) as pool:
        results = list(pool.map(partial(remake, check=asked.check), todo))
    for fixture, (good, said) in zip(todo, results, strict=True):
        stream = sys.stdout if good else sys.stderr
        stream.write(f"{fixture.out.relative_to(project)}: {said}\n")
    return 0 if all(good for good, _ in results) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
