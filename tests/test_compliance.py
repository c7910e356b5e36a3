"""`vmgate report`: the compliance report in its formats."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.commands import vmgate
from vmgate.procedure import BINDING

PROJECT = Path(__file__).parent.parent
BROKEN = PROJECT / "examples" / "campus" / "broken" / "plan.json"
COMPLIANT = PROJECT / "examples" / "campus" / "compliant" / "plan.json"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def report(*arguments: str | Path, format_: str = "json", code: int = 0) -> str:
    """What `vmgate report` prints on a fixed day."""
    done = vmgate("report", *arguments, "--as-of", "2026-11-23", "-f", format_)
    assert done.code == code, done.err
    return done.out


def data(*arguments: str | Path) -> dict[str, Any]:
    """The report for programs."""
    found: dict[str, Any] = json.loads(report(*arguments))
    return found


def test_every_clause_that_binds_is_told_with_its_words_and_findings() -> None:
    """Counts and findings are those of the gate; nothing that was not judged passes."""
    found = data(BROKEN)
    assert [one["clause"] for one in found["clauses"]] == list(BINDING)
    assert found["organization"] == "Example University"
    assert found["decision"] == "shut"
    checked = vmgate("check", BROKEN, "--as-of", "2026-11-23", "-f", "json").json
    failed = {one["fingerprint"] for one in checked["results"] if one["verdict"] == "fail"}
    findings = [finding for one in found["clauses"] for finding in one["findings"]]
    told = {finding["fingerprint"] for finding in findings if finding["verdict"] == "fail"}
    assert failed <= told
    assert all(
        one["state"] == "nothing to judge" or one["judged"] or one["clause"] == "C38"
        for one in found["clauses"]
    )
    assert all(one["text"] for one in found["clauses"])
    assert not [one for one in found["evidence"] if one["due"]]


@pytest.mark.parametrize("format_", ["markdown", "html", "csv", "oscal", "json"])
def test_a_report_is_the_same_every_time(format_: str) -> None:
    """Two of one day can be compared."""
    assert report(BROKEN, format_=format_) == report(BROKEN, format_=format_)


def test_the_table_has_a_row_for_each_clause() -> None:
    """With its words, for whoever works in a spreadsheet."""
    rows = list(csv.DictReader(io.StringIO(report(COMPLIANT, format_="csv"))))
    assert [row["clause"] for row in rows] == list(BINDING)
    assert next(row for row in rows if row["clause"] == "C32")["state"] == "pass"


def test_a_page_and_a_text_name_what_failed() -> None:
    """People read rule, message and place."""
    for format_ in ("html", "markdown"):
        text = report(BROKEN, format_=format_)
        assert "VMG0902" in text
        assert "C09" in text
        assert "network.tf" in text
    assert "<script" not in report(BROKEN, format_="html")


def test_oscal_tells_satisfied_from_not() -> None:
    """A control for each clause, a finding for each that was judged, an observation for whatever did not pass."""
    found = json.loads(report(BROKEN, format_="oscal"))["assessment-results"]
    (result,) = found["results"]
    (selection,) = result["reviewed-controls"]["control-selections"]
    assert [one["control-id"] for one in selection["include-controls"]] == [one.lower() for one in BINDING]
    states = {one["target"]["target-id"]: one["target"]["status"]["state"] for one in result["findings"]}
    assert states["c32"] == "not-satisfied"
    assert states["c17"] == "satisfied"
    assert "c15" not in states
    observed = [one["uuid"] for one in result["observations"]]
    assert len(set(observed)) == len(observed)
    related = {
        one["observation-uuid"]
        for finding in result["findings"]
        for one in finding.get("related-observations", ())
    }
    assert related == set(observed)
    assert found["import-ap"]["href"] == "#" + found["back-matter"]["resources"][0]["uuid"]
    uuids = re.findall(r'"(?:[a-z-]*uuid)": "([^"]*)"', json.dumps(found))
    assert len(uuids) > 10
    assert all(UUID.fullmatch(one) for one in uuids)


def test_recorded_runs_are_listed(tmp_path: Path) -> None:
    """The newest first, and how many there are; without a ledger nothing is said of runs."""
    assert data(COMPLIANT)["runs_recorded"] is None
    ledger = tmp_path / "runs.db"
    for plan in (COMPLIANT, BROKEN):
        vmgate("check", plan, "--as-of", "2026-11-23", "--ledger", ledger, "--record")
    (tmp_path / "vmgate.toml").write_text(f'[ledger]\nurl = "{ledger}"\n')
    found = data(COMPLIANT, "--config", tmp_path / "vmgate.toml")
    assert found["runs_recorded"] == 2
    assert [one["decision"] for one in found["runs"]] == ["shut", "open"]
    assert "2 runs of the gate are on record" in report(
        COMPLIANT, "--config", tmp_path / "vmgate.toml", format_="markdown"
    )


def test_what_cannot_be_read_is_no_verdict() -> None:
    """The report is none then."""
    assert report(PROJECT / "nowhere.json", code=3) == ""
    assert report(BROKEN, format_="pdf", code=2) == ""


def test_a_report_goes_to_a_file_whole(tmp_path: Path) -> None:
    """Nothing is printed then."""
    file = tmp_path / "report.html"
    assert report(COMPLIANT, "-o", file, format_="html") == ""
    assert file.read_text().endswith("</html>\n")
