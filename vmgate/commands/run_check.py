"""What surrounds `check`: options into values, the report into files, a decision into an exit code."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate import rulebook, settings
from vmgate.commands.check import Options, check, unreadable
from vmgate.commands.days import day
from vmgate.commands.ledgers import record_run, with_ledger
from vmgate.commands.output import write_atomically
from vmgate.commands.reading import Given, parsed
from vmgate.commands.terminal import wants_color, width
from vmgate.commands.waiting import waiting
from vmgate.errors import ExitCode, InputError, NothingFoundError, UsageError
from vmgate.model.result import Verdict
from vmgate.report import FORMATS, writer
from vmgate.report.printable import printable, printable_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from vmgate.model.report import Report
    from vmgate.model.site import Site
    from vmgate.rule import Rule


def run(given: Mapping[str, Any], environment: Mapping[str, str]) -> int:
    """Run `vmgate check` with its options by name; the exit code. Raises `VmgateError`."""
    rules = chosen(given["only"], given["skip"])
    as_of = day(given["as_of"])
    site = sites(given, as_of, environment)
    targets = _targets(given["outputs"], given["format_"])
    options = Options(
        paths=given["paths"],
        site=site,
        rules=rules,
        given=what_is_given(given, environment),
        changed_only=given["changed_only"],
        strict=given["strict"],
        if_any=given["if_any"],
        all_verdicts=given["verdicts"] == "all",
        no_waivers=given["no_waivers"],
        each=not given["only"],
    )
    try:
        with waiting("judging") as tell:
            report = check(replace(options, tell=tell))
    except InputError as error:
        print(f"vmgate: {printable_lines(str(error))}", file=sys.stderr)  # noqa: T201  - the edge
        report = unreadable(error, as_of)
        if given["if_any"] and _nothing_there(given["paths"]):
            return int(ExitCode.OPEN)
    by_id = {rule.id: rule for rule in rules}
    _deliver(report, by_id, targets, color=wants_color(given["color"], environment))
    _hint(report, given)
    record_run(report, given, site)
    if given["exit_zero"] and report.exit_code is not ExitCode.NO_VERDICT:
        return int(ExitCode.OPEN)
    return int(report.exit_code)


def _hint(report: Report, given: Mapping[str, Any]) -> None:
    """Where much is unknown for want of a site policy, say how to begin one."""
    if given["config"] or given["no_config"] or not report.count(Verdict.UNKNOWN):
        return
    files = [one.path for one in report.inputs if one.path != "-"]
    without = [path for path in files if settings.find(_directory(Path(path))) is None]
    if without:
        name = printable(without[0])
        print(  # noqa: T201  - the edge
            f"vmgate: {name}: no site policy was found; `vmgate init {name}` drafts one from what is there",
            file=sys.stderr,
        )


def _directory(path: Path) -> Path:
    return path if os.path.isdir(path) else path.parent  # noqa: PTH112  - that of a path raises


def chosen(only: Sequence[str], skip: Sequence[str]) -> list[Rule]:
    """The rules to ask. Raises `UsageError` for a name that is no rule's."""
    asked = [_rule(name) for name in only] or list(rulebook.rules())
    left_out = {_rule(name).id for name in skip}
    return [rule for rule in asked if rule.id not in left_out]


def _rule(name: str) -> Rule:
    rule = rulebook.by_name(name)
    if rule is None:
        message = f'there is no rule "{name}"; `vmgate rules` lists them all'
        raise UsageError(message)
    return rule


def what_is_given(given: Mapping[str, Any], environment: Mapping[str, str]) -> Given:
    """The options that speak of variables. Raises `UsageError`."""
    return Given(parsed(given["variables"]), [Path(name) for name in given["variable_files"]], environment)


def sites(given: Mapping[str, Any], as_of: date, environment: Mapping[str, str]) -> Callable[[Path], Site]:
    """The site of each input by its path: by the policy that was named, else by the nearest one, searched upwards from
    the input to the root of its repository, else an empty one. Raises `UsageError`.
    """
    if given["config"] and given["no_config"]:
        message = "--config and --no-config contradict each other"
        raise UsageError(message)
    named = Path(given["config"]) if given["config"] else None
    if named is not None and not named.is_file():
        message = f"--config: {named}: there is no such file"
        raise UsageError(message)
    registry = _registry(given["registry"], environment) if given["registry"] else None
    if registry is not None and not registry.exists():
        message = f"--registry: {registry}: there is no such directory or file"
        raise UsageError(message)
    rule_ids = [rule.id for rule in rulebook.rules()]

    @cache
    def load(policy: Path | None) -> Site:
        if policy is None:
            # Where `template verify --pin` writes it without a policy.
            found = settings.default(as_of, registry, pin=Path.cwd() / settings.PIN)
        else:
            found = settings.load(policy, as_of, rule_ids, registry, environment=environment)
        return with_ledger(replace(found, environment=environment), given)

    def site(path: Path) -> Site:
        if named is not None or given["no_config"]:
            return load(named)
        return load(settings.find(_directory(path)))

    return site


def _registry(named: str, environment: Mapping[str, str]) -> Path:
    """The registry of --registry. Only an address needs more than a path."""
    if not named.startswith(("https://", "http://")):
        return Path(named)
    from vmgate.settings.fetched import located

    return located(named, environment)


def _nothing_there(paths: Sequence[str]) -> bool:
    """Whether every path exists and holds no configuration: nothing, not something unreadable.

    Such are directories, and values for what lies elsewhere.
    """
    from vmgate.read.discover import BESIDE_ENDINGS, VALUES_ENDINGS, discover

    for path in paths or ["."]:
        values = path.endswith((*VALUES_ENDINGS, *BESIDE_ENDINGS)) and Path(path).is_file()
        if not values and not Path(path).is_dir():
            return False
        try:
            discover([path])
        except NothingFoundError:
            continue
        except InputError:
            return False
        return False
    return True


def _targets(outputs: Sequence[str], main: str) -> list[tuple[str, Path | None]]:
    """What to write where: formats with files, None for standard output. Raises `UsageError`."""
    writer(main)
    found: list[tuple[str, Path | None]] = []
    to_stdout = True
    for item in outputs:
        name, sign, file = item.partition("=")
        if sign and name in FORMATS:
            found.append((name, Path(file)))
        else:
            found.append((main, Path(item)))
            to_stdout = False
    return [(main, None), *found] if to_stdout else found


def _deliver(
    report: Report, rules: Mapping[str, Rule], targets: Sequence[tuple[str, Path | None]], *, color: bool
) -> None:
    for name, file in targets:
        text = writer(name, color=color and file is None, width=width())(report, rules)
        if file is None:
            sys.stdout.write(text)
        else:
            write_atomically(file, text)
