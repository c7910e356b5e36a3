"""The SARIF format keeps the rules of the standard, and points at the right lines of the right file."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.report.sample import COMMENT, MAIN, RULES, WAIVER, empty, report
from vmgate.errors import ExitCode
from vmgate.model.report import Decision
from vmgate.report.sarif import uri, write


def _run(text: str) -> dict[str, Any]:
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


@pytest.fixture
def run() -> dict[str, Any]:
    """The one run of the sample report."""
    return _run(write(report(), RULES))


def test_only_failures_have_a_level(run: dict[str, Any]) -> None:
    """Any other kind than "fail" requires level "none"; an unknown is open."""
    levels = {(one["properties"]["verdict"], one["kind"], one["level"]) for one in run["results"]}
    assert levels == {
        ("fail", "fail", "error"),
        ("fail", "fail", "warning"),
        ("fail", "fail", "note"),
        ("unknown", "open", "none"),
        ("waived", "fail", "error"),
    }


def test_indexes_lead_to_the_rule_and_the_file(run: dict[str, Any]) -> None:
    """A result's rule index and artifact index name the same rule and file as its id and URI do."""
    rules = run["tool"]["driver"]["rules"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        place = one["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
    uris = [one["location"]["uri"] for one in run["artifacts"]]
    assert len(uris) == len(set(uris))


def test_lines_are_never_given_for_the_plan_file(run: dict[str, Any]) -> None:
    """A region stands only with the source file it belongs to; without one the result points at the input."""
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert all(("region" in place) == place["artifactLocation"]["uri"].endswith(".tf") for place in places)
    assert [place for place in places if "region" not in place][0]["artifactLocation"]["uri"] == "tfplan.json"  # noqa: RUF015  - there must be one


def test_regions_count_characters_and_end_exclusively(run: dict[str, Any]) -> None:
    """Columns are as in the span, and the run says that they count code points."""
    assert run["columnKind"] == "unicodeCodePoints"
    regions = [
        one["locations"][0]["physicalLocation"]["region"]
        for one in run["results"]
        if one["ruleId"] == "VMG3201"
    ]
    assert {"startLine": 3, "startColumn": 20, "endLine": 3, "endColumn": 60} in regions


def test_a_crash_is_a_notification_and_no_result(run: dict[str, Any]) -> None:
    """The invocation failed, and says which rule crashed where."""
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 3
    crashes = [one for one in invocation["toolExecutionNotifications"] if "associatedRule" in one]
    assert [one["associatedRule"]["id"] for one in crashes] == ["VMG1901"]
    assert crashes[0]["level"] == "error"
    assert "crash" not in {one["properties"]["verdict"] for one in run["results"]}


def test_unread_parts_are_notifications(run: dict[str, Any]) -> None:
    """A missing module is a warning about the configuration, a file that does not parse an error of the run."""
    (invocation,) = run["invocations"]
    (gap,) = invocation["toolConfigurationNotifications"]
    assert gap["message"]["text"] == "module.network was not judged: module not downloaded"
    assert gap["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == MAIN
    levels = {one["message"]["text"]: one["level"] for one in invocation["toolExecutionNotifications"]}
    assert levels["broken.tf was not judged: a block is not closed"] == "error"


def test_a_waived_failure_is_suppressed_with_its_exception(run: dict[str, Any]) -> None:
    """The suppression is accepted, gives the exception's reason, and says whether it stands in the source."""
    waived = [one for one in run["results"] if "suppressions" in one]
    assert [one["suppressions"] for one in waived] == [
        [{"kind": "external", "status": "accepted", "justification": WAIVER.account}]
    ]
    inline = replace(report(), results=[replace(report().results[-2], exception=COMMENT)])
    (one,) = _run(write(inline, RULES))["results"]
    assert [suppression["kind"] for suppression in one["suppressions"]] == ["inSource"]


def test_all_rules_asked_are_listed_with_their_pages() -> None:
    """Also when nothing was found: help, tags and a level, which code scanning needs."""
    run = _run(write(empty(), RULES))
    assert [one["id"] for one in run["tool"]["driver"]["rules"]] == sorted(RULES)
    for one in run["tool"]["driver"]["rules"]:
        assert one["help"]["text"].startswith("Set ")
        assert one["properties"]["clause"] in one["properties"]["tags"]
        assert one["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is True


def test_a_run_without_a_verdict_was_not_successful() -> None:
    """Even without a crash or a finding."""
    run = _run(write(empty(ExitCode.NO_VERDICT, Decision.NO_VERDICT, "nothing was judged"), RULES))
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["exitCodeDescription"] == "no verdict: nothing was judged"


def test_a_rule_that_is_not_listed_still_gets_a_descriptor() -> None:
    """A finding of a rule outside the given ones refers to a descriptor made for it."""
    run = _run(write(report(), {}))
    rules = run["tool"]["driver"]["rules"]
    assert {one["ruleId"] for one in run["results"]} <= {one["id"] for one in rules}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("modules/vm/main.tf", "modules/vm/main.tf"),
        ("./main.tf", "main.tf"),
        (".", "."),
        ("a b/100%.tf", "a%20b/100%25.tf"),
        ("größe/端.tf", "gr%C3%B6%C3%9Fe/%E7%AB%AF.tf"),
        ("c:odd.tf", "c%3Aodd.tf"),
        ("/srv/a b.tf", "file:///srv/a%20b.tf"),
        ("latin-\udcf6.tf", "latin-%F6.tf"),
        ("high-\ud800.tf", "high-%ED%A0%80.tf"),
    ],
)
def test_a_path_becomes_a_uri(path: str, expected: str) -> None:
    """Relative stays relative; what a URI cannot hold is encoded, names on disk byte for byte."""
    assert uri(path) == expected
