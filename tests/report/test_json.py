"""The JSON format keeps the shape that programs rely on."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from tests.report.sample import RULES, empty, report
from vmgate.report.json import write

TOP = ["schema", "tool", "as_of", "decision", "exit_code", "why", "inputs", "summary", "results"]
INPUT = ["path", "kind", "sha256", "resources", "judged", "not_covered", "unread", "notes"]
RESULT = [
    "rule", "slug", "clause", "severity", "verdict", "address", "attribute", "message", "reason",
    "file", "line", "column", "end_line", "end_column", "provider", "input", "exception", "fingerprint",
    "origin",
]  # fmt: skip
PLACE = ["file", "line", "column", "end_line", "end_column"]


def _loaded(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def test_keys_come_in_the_promised_order() -> None:
    """At the top, in inputs, and in results."""
    document = _loaded(write(report(), RULES))
    assert list(document) == TOP
    assert all(list(one) == INPUT for one in document["inputs"])
    assert all(list(one) == RESULT for one in document["results"])


def test_the_shape_is_the_same_when_nothing_was_found() -> None:
    """All keys are there, all five counts, and an empty list."""
    document = _loaded(write(empty(), RULES))
    assert list(document) == TOP
    assert document["results"] == []
    assert document["summary"] == {"pass": 3, "fail": 0, "unknown": 0, "waived": 0, "crash": 0}


def test_the_layout_is_that_of_the_standard_library() -> None:
    """The quick encoder writes what json.dumps with an indent of 2 would, also for ten thousand results."""
    given = report()
    many = dataclasses.replace(given, results=list(given.results) * 800)
    for one in (given, many, empty()):
        text = write(one, RULES)
        assert text == json.dumps(json.loads(text), indent=2) + "\n"
    assert len(_loaded(write(many, RULES))["results"]) == 800 * len(given.results)


def test_an_origin_is_its_steps() -> None:
    """From the attribute to what wrote the value; what comes from the command line has no place."""
    origins = [one["origin"] for one in _loaded(write(report(), RULES))["results"] if one["origin"]]
    assert [step["what"] for step in origins[0]] == [
        "attribute",
        "argument hardening of module.app",
        "local.hardening",
        "default of var.hardening",
    ]
    assert origins[0][-1] == {"what": "default of var.hardening", "file": "variables.tf", "line": 3}
    assert origins[1][-1] == {"what": "-var network", "file": None, "line": None}


def test_without_a_place_the_place_is_null() -> None:
    """Null in all five keys or in none."""
    results = _loaded(write(report(), RULES))["results"]
    nulls = [[one[key] is None for key in PLACE] for one in results]
    assert [True] * 5 in nulls
    assert all(all(row) or not any(row) for row in nulls)
