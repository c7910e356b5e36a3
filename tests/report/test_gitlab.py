"""GitLab's code quality report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.report.sample import RULES, WAIVER, empty, report
from vmgate.errors import ExitCode
from vmgate.model.report import Decision
from vmgate.report import writer

if TYPE_CHECKING:
    from vmgate.model.report import Report


def issues(given: Report) -> list[dict[str, Any]]:
    """The entries of a report."""
    found: list[dict[str, Any]] = json.loads(writer("gitlab")(given, RULES))
    return found


def test_an_open_gate_without_findings_is_an_empty_list() -> None:
    """GitLab then shows that nothing degraded."""
    assert issues(empty()) == []


def test_a_gate_that_is_not_open_is_never_an_empty_list() -> None:
    """Nothing judged, nothing found: still an entry that says why."""
    shut = empty(ExitCode.NO_VERDICT, Decision.NO_VERDICT, "nothing was judged")
    (entry,) = issues(shut)
    assert (entry["severity"], entry["description"]) == ("blocker", "nothing was judged")
    assert entry["location"]["path"] == "tfplan.json"


def test_entries_weigh_as_their_findings_and_waivers_inform() -> None:
    """A crash blocks, an unknown informs; and so does what an exception covers, with that exception."""
    found = issues(report())
    (waived,) = [one for one in found if "paste is not disabled" in one["description"]]
    assert waived["severity"] == "info"
    assert WAIVER.account in waived["description"]
    assert {one["severity"] for one in found} == {"blocker", "critical", "major", "minor", "info"}
