"""Every rule as a checkov check, with vmgate's own verdicts.

Checkov's picture of a block (its `conf`) is not used: it shows unknowns as text and turns strings into booleans.
Of checkov, only the places are used: which file and which block it asks about. The input that the block belongs to
(its root directory, or the plan file) is judged once by vmgate, and every question is answered from that.

Checkov drops checks that raise or answer UNKNOWN, and ends green. So nothing here raises; what vmgate cannot tell
is a failure where the site policy says that it shuts the gate, and a line on standard error where not; a rule that
crashed and an input that cannot be read are failures. A failure on something that checkov has no record of (a data
source that was read during the plan, a module's provider, a `.tofu` file) is shown at the nearest block that it has.
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate import rulebook
from vmgate.adapters.blocks import Answer, answer, by_rule, failure, place, terraform_address
from vmgate.adapters.verdicts import Verdicts, verdicts
from vmgate.errors import InputError
from vmgate.model.report import Kind
from vmgate.read.discover import discover

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vmgate.model.report import Result
    from vmgate.model.resource import Mode
    from vmgate.rule import Rule

_MODES: Mapping[str, Mode] = {"resource": "managed", "data": "data", "provider": "provider"}
# What checkov names its categories, by clause; the rest is GENERAL_SECURITY.
_CATEGORIES = {
    "NETWORKING": ("C05", "C08", "C09", "C10", "C12", "C19", "C24", "C26", "C27"),
    "ENCRYPTION": ("C06", "C07", "C14", "C33"),
    "IAM": ("C04", "C11", "C13", "C15", "C29", "C34"),
    "LOGGING": ("C16", "C17", "C22"),
    "SUPPLY_CHAIN": ("C30", "C31", "C35", "C36", "C37"),
}


@dataclass
class _Graph:
    """One of checkov's graphs, taken apart: the blocks of each input, and the inputs that an address occurs in."""

    graph: Any
    blocks: dict[str, list[str]] = field(default_factory=dict)
    places: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    answers: dict[str, dict[tuple[str, str], list[Result]]] = field(default_factory=dict)


class Adapter:
    """Answers checkov's questions. Inputs are judged when the first question about them comes."""

    def __init__(self, rules: Sequence[Rule], environment: Mapping[str, str]) -> None:
        self.rules = rules
        self.environment = environment
        self.judged: dict[str, Verdicts] = {}
        self._graphs: dict[int, _Graph] = {}

    def verdicts(self, path: str) -> Verdicts:
        """All that vmgate says of an input, judged once. A crash on the way is no verdict."""
        if path not in self.judged:
            try:
                found = verdicts(path, self.rules, self.environment)
            except Exception as error:  # checkov would drop the check, and be green
                reason = f"no verdict: vmgate crashed: {_place(error)}"
                found = Verdicts(no_verdict=reason, why_shut=reason)
            self.judged[path] = found
        return self.judged[path]

    def answer(self, rule: str, mode: str, address: str, file: str, graph: Any) -> Answer:
        """What vmgate says of a block. `mode` and `address` are checkov's; `file` is a path, or its ending.

        One block of a module that several root directories call is one question: the worst answer is given.
        """
        if graph is None:
            return failure("no verdict: checkov hands no graph over (TF_SPLIT_GRAPH must not be set)")
        known = self._known(graph)
        places = known.places.get((mode, address), [])
        inputs = {path for full, path in places if full.endswith(file)} or {path for _, path in places}
        if not inputs:
            return failure(f"no verdict: checkov's graph does not tell where {address} is")
        block = terraform_address(_MODES[mode], address)
        found = {path: self._answer(known, rule, path, block) for path in sorted(inputs)}
        wrong = {path: one for path, one in found.items() if one.passed is False}
        if len(found) > 1 and wrong:
            top = os.path.commonpath(found)
            return Answer(
                passed=False,
                details=tuple(
                    f"{os.path.relpath(path, top)}: {detail}"
                    for path, one in wrong.items()
                    for detail in one.details
                ),
                attributes=tuple(attribute for one in wrong.values() for attribute in one.attributes),
            )
        answers = list(found.values())
        return next((one for one in answers if one.passed), answers[0])

    def _answer(self, known: _Graph, rule: str, path: str, block: str) -> Answer:
        found = self.verdicts(path)
        if found.no_verdict:
            return failure(found.no_verdict)
        if path not in known.answers:
            known.answers[path] = by_rule(place(found.results, known.blocks[path]))
        return answer(known.answers[path].get((rule, block), ()), block, found.shuts)

    def _known(self, graph: Any) -> _Graph:
        # The graph is kept along, so that no other can take its id.
        known = self._graphs.get(id(graph))
        if known is None:
            known = self._graphs[id(graph)] = _Graph(graph)
            for _, node in graph.nodes():
                mode = node.get("block_type_")
                address = node.get("__address__")
                if mode in _MODES and isinstance(address, str):
                    full = str(node.get("file_path_"))
                    path = input_of(full, node.get("source_module_object_"))
                    known.places.setdefault((mode, address), []).append((full, path))
                    known.blocks.setdefault(path, []).append(terraform_address(_MODES[mode], address))
        return known


def input_of(file: str, caller: Any) -> str:
    """The input that a block belongs to: the plan, or the root directory at the end of the chain of callers."""
    if file.endswith(".json"):
        return file
    while caller:
        get = caller.get if isinstance(caller, dict) else lambda name, of=caller: getattr(of, name, None)
        file, caller = str(get("path")), get("nested_tf_module")
    return str(Path(file).parent)


def register(rules: Sequence[Rule] | None = None) -> None:
    """Register the rules (default: all of them) as checks of the checkov that is running. Once in a process.

    Raises `ImportError` where there is no checkov, `RuleDefinitionError` for a rule file that is none.
    """
    chosen = list(rulebook.rules() if rules is None else rules)
    registry = import_module("checkov.terraform.checks.resource.registry").resource_registry
    if registry.get_check_by_id(chosen[0].id):
        return
    adapter = Adapter(chosen, dict(os.environ))
    for rule in chosen:
        for mode, base in _bases().items():
            _check(base, mode, rule, adapter)
    # Checkov shows a file that it cannot read, and ends green all the same unless it is told otherwise.
    os.environ.setdefault("CKV_PARSE_ERROR_FAIL", "true")
    _feature(adapter)


def _bases() -> dict[str, Any]:
    checks = "checkov.terraform.checks"
    return {
        "resource": import_module(f"{checks}.resource.base_resource_check").BaseResourceCheck,
        "data": import_module(f"{checks}.data.base_check").BaseDataCheck,
        "provider": import_module(f"{checks}.provider.base_check").BaseProviderCheck,
    }


def _check(base: Any, mode: str, rule: Rule, adapter: Adapter) -> None:
    results = import_module("checkov.common.models.enums").CheckResult
    categories = import_module("checkov.common.models.enums").CheckCategories
    severities = import_module("checkov.common.bridgecrew.severities").Severities

    # The outermost of checkov's hooks: the ones inside it touch `conf`, and what raises there vanishes.
    def scan_entity_conf(self: Any, conf: dict[str, Any], entity_type: str) -> Any:
        self.entity_type = entity_type
        found = _answered(adapter, rule.id, mode, self, conf)
        self.details = list(found.details)
        self.evaluated_keys = [re.split(r"[.\[]", name)[0] for name in found.attributes]
        return {True: results.PASSED, False: results.FAILED, None: results.UNKNOWN}[found.passed]

    def inner(self: Any, conf: dict[str, Any]) -> Any:
        raise NotImplementedError

    hooks = {
        "__module__": __name__,
        "scan_entity_conf": scan_entity_conf,
        f"scan_{mode}_conf": inner,
    }
    category = next(
        (name for name, clauses in _CATEGORIES.items() if rule.clause in clauses), "GENERAL_SECURITY"
    )
    check = type(base)(f"Vmgate{base.__name__}", (base,), hooks)(
        rule.title, rule.id, [categories[category]], ["*"]
    )
    check.severity = severities[rule.severity.name]


def _answered(adapter: Adapter, rule: str, mode: str, check: Any, conf: Mapping[str, Any]) -> Answer:
    try:
        address = conf["__address__"]
        plan = conf.get("__file__")
        # In source files checkov tells the file from its root folder only: "/modules/vm/main.tf:type:name".
        file = plan[0] if plan else check.entity_path.split(":", 1)[0].replace("/..", "")
        return adapter.answer(rule, mode, str(address), str(file), check.graph)
    except Exception as error:  # what raises in a check vanishes from checkov's report
        return failure(f"no verdict: the adapter crashed: {_place(error)}")


def _place(error: Exception) -> str:
    """What broke and where. The error's own text stays out: it may quote a secret."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"


def _feature(adapter: Adapter) -> None:
    """Have a look at every finished report, for inputs that checkov asked nothing about.

    Checkov ends green on a plan that it cannot make sense of and on a directory of `.tofu` files. What vmgate says of
    those becomes an error of the report. With several frameworks in one run checkov works in processes of their own
    and this look does not happen.
    """
    base = import_module("checkov.common.bridgecrew.integration_features.base_integration_feature")
    registry = import_module("checkov.common.bridgecrew.integration_features.integration_feature_registry")
    platform = import_module("checkov.common.bridgecrew.platform_integration").bc_integration

    def post_runner(self: Any, report: Any) -> None:  # noqa: ARG001  - checkov's signature
        for path, why in overlooked(adapter, registry.integration_feature_registry.config, report.check_type):
            report.add_parsing_error(path)
            print(f"vmgate: {path}: checkov asked nothing about it; {why}", file=sys.stderr)  # noqa: T201  - the edge

    def nothing(*_: Any) -> None:
        return None

    hooks = {
        "__module__": __name__,
        "is_valid": lambda self: True,  # noqa: ARG005  - checkov's signature
        "pre_scan": nothing,
        "pre_runner": nothing,
        "post_runner": post_runner,
        "post_scan": nothing,
    }
    parent = base.BaseIntegrationFeature
    type(parent)("VmgateFeature", (parent,), hooks)(platform, 100)


def overlooked(adapter: Adapter, config: Any, framework: str) -> list[tuple[str, str]]:
    """The inputs that no question was about and that do not let the gate open, each with the reason.

    `config` is checkov's parsed command line. That nothing is there to judge is fine if there were other questions.
    """
    asked = set(adapter.judged)
    found = []
    for path in inputs(config, framework):
        if path not in asked:
            said = adapter.verdicts(path)
            why = said.why_shut or ("nothing was judged" if said.idle and not asked else "")
            if why:
                found.append((path, why))
    return found


def inputs(config: Any, framework: str) -> Iterator[str]:
    """The inputs that a run of checkov was given for one of its frameworks, as paths for vmgate.

    A directory stands for its root modules, less those that `--skip-path` names; in it, checkov looks for plans
    itself.
    """
    given = list(config.file or ())
    if framework == "terraform":
        given += config.directory or ()
    elif framework != "terraform_plan":
        return
    for name in given:
        full = os.path.realpath(name) if framework == "terraform_plan" else str(Path(name).absolute())
        try:
            found = [str(one.path) for one in discover([full]) if one.kind in (Kind.SOURCE, Kind.PLAN)]
        except InputError:
            found = [full]
        for path in found:
            if not any(re.search(pattern, path) for pattern in config.skip_path or ()):
                yield path
