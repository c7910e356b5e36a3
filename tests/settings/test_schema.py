"""The JSON schema and the page of the site policy say what the form says."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from vmgate.rulebook import rules
from vmgate.settings.form import (
    AnyOf,
    Boolean,
    Choice,
    Day,
    Described,
    Integer,
    Many,
    Mapped,
    Named,
    Table,
    Tables,
    Text,
)
from vmgate.settings.keys import policy
from vmgate.settings.reference import reference
from vmgate.settings.schema import policy_schema, project_schema
from vmgate.settings.toml import toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmgate.settings.form import Kind

PROJECT = Path(__file__).parent.parent.parent
FORM = policy([rule.id for rule in rules()])
SCHEMA = policy_schema(FORM)
ACCEPTED = Draft7Validator(SCHEMA)
EXACT = ("cidr",)
"""Keys whose values the form looks at more closely than a schema can."""


def keys(kind: Kind, name: str = "") -> Iterator[tuple[str, Described]]:
    """Every table and key of a form by a dotted name, itself left out."""
    if isinstance(kind, Tables | Named):
        yield from keys(kind.of, name)
    elif isinstance(kind, Table):
        for key, one in kind.keys.items():
            yield f"{name}.{key}".lstrip("."), one
            yield from keys(one, f"{name}.{key}".lstrip("."))


KEYS = list(keys(FORM))
EXAMPLES = [one for one in KEYS if one[1].example is not None or one[1].default is not None]


def text(kind: Text) -> st.SearchStrategy[str]:
    """Texts that a kind takes."""
    if kind.check is None:
        return st.text(min_size=1).filter(lambda word: kind.fault(word) is None)
    examples = [one.example for _, one in KEYS if isinstance(one, Text | Many) and _of(one) == kind]
    known = [one if isinstance(one, tuple) else (one,) for one in examples]
    return st.sampled_from([str(word) for words in known for word in words])


def _of(kind: Described) -> object:
    """A kind without what it says of its key."""
    inner = kind.of if isinstance(kind, Many) else kind
    return Text(inner.check, inner.what, inner.pattern) if isinstance(inner, Text) else inner


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Values that the form takes."""
    match kind:
        case Text():
            return text(Text(kind.check, kind.what, kind.pattern))
        case Choice():
            return st.sampled_from(kind.words)
        case Integer():
            return st.integers(kind.least, kind.most)
        case Boolean():
            return st.booleans()
        case Day():
            return st.dates()
        case AnyOf():
            return st.one_of([values(one) for one in kind.kinds])
        case Many() | Tables():
            return st.lists(values(kind.of), max_size=2)
        case Mapped():
            return st.dictionaries(st.text(min_size=1), values(kind.of), max_size=2)
        case Named():
            return st.dictionaries(st.sampled_from(kind.names), values(kind.of), max_size=2)
        case Table():
            needed = {*kind.required, *kind.one_of[:1]}
            required = {key: values(one) for key, one in kind.keys.items() if key in needed}
            rest = {key: values(one) for key, one in kind.keys.items() if key not in needed}
            return st.fixed_dictionaries(required, optional=rest)


def seen(value: object) -> Any:
    """A value as an editor shows it to a schema: dates are text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: seen(one) for key, one in value.items()}
    return [seen(one) for one in value] if isinstance(value, list | tuple) else value


def spots(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of a value's keys and elements."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*path, key)
        yield from spots(one, (*path, key))


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    """What is at a path."""
    for step in path:
        value = value[step]
    return value


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=150)
@given(values(FORM))
def test_what_the_form_accepts_the_schema_accepts(data: dict[str, Any]) -> None:
    """No editor complains of a policy that vmgate takes."""
    assert list(FORM.faults(data, ())) == []
    assert [error.message for error in ACCEPTED.iter_errors(seen(data))] == []


WRONG = st.sampled_from(["", "  ", "sideways", -1, 10**6, 1.5, True, [], {}, [""], ["x", 1], {"zzz": 1}])


@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=300)
@given(values(FORM).filter(bool), st.data(), WRONG)
def test_what_the_form_refuses_the_schema_refuses(
    data: dict[str, Any], draw: st.DataObject, wrong: Any
) -> None:
    """A value of another kind, a word that is none, a number too large, a key that is not: both say so."""
    spoilt = copy.deepcopy(data)
    path = draw.draw(st.sampled_from(list(spots(spoilt))))
    whole = at(spoilt, path[:-1])
    if draw.draw(st.booleans()):
        whole[path[-1]] = wrong
    elif isinstance(whole, dict):
        whole["zzz"] = whole.pop(path[-1])
    faults = [fault for fault in FORM.faults(spoilt, ()) if not set(EXACT) & set(fault[0])]
    if faults:
        assert not ACCEPTED.is_valid(seen(spoilt)), faults


def test_a_project_holds_the_same_schema_under_its_table() -> None:
    """`[tool.vmgate]` is checked, and nothing else of a pyproject.toml."""
    validator = Draft7Validator(project_schema(FORM))
    assert validator.is_valid(
        {"project": {"name": "x"}, "tool": {"ruff": 1, "vmgate": {"policy": {"fail_on": "low"}}}}
    )
    assert not validator.is_valid({"tool": {"vmgate": {"policy": {"fail_on": "lo"}}}})


def test_both_schemas_are_schemas() -> None:
    """By the dialect that they name."""
    for schema in (SCHEMA, project_schema(FORM)):
        Draft7Validator.check_schema(schema)
        assert schema["$schema"] == Draft7Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize(("name", "kind"), KEYS, ids=[name for name, _ in KEYS])
def test_every_key_says_what_it_is_for(name: str, kind: Described) -> None:
    """In a sentence: give it an `about` in `vmgate/settings/keys.py`, and write the pages with `make docs`."""
    assert kind.about, f"{name} has no `about`"
    assert kind.about.endswith(".")
    if not isinstance(kind, Table | Tables | Named | Mapped):
        assert kind.default is not None or kind.example is not None, f"{name} has neither default nor example"


@pytest.mark.parametrize(("name", "kind"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_examples_and_defaults_are_values_of_their_keys(name: str, kind: Kind) -> None:
    """Whoever copies one has a policy that loads."""
    assert not isinstance(kind, Table | Tables | Named | Mapped)
    for value in (kind.example, kind.default):
        if value is not None:
            assert kind.fault(list(value) if isinstance(value, tuple) else value) is None, name


def test_the_published_pages_are_the_forms_own() -> None:
    """`make docs` writes them; a forgotten run shows here."""
    published = (PROJECT / "docs" / "vmgate.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == SCHEMA
    assert (PROJECT / "docs" / "policy.md").read_text(encoding="utf-8") == reference(FORM)


def test_the_page_names_every_key() -> None:
    """With its table before it."""
    page = reference(FORM)
    for name, kind in KEYS:
        if not isinstance(kind, Table | Tables | Named | Mapped):
            assert re.search(rf"^\| `{name.rpartition('.')[2]}` \|", page, re.MULTILINE), name


@given(
    st.text() | st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.dates() | st.lists(st.text()).map(tuple)
)
def test_a_value_is_written_as_toml_reads_it(value: Any) -> None:
    """Whatever is in it."""
    import tomllib

    read = tomllib.loads(f"key = {toml(value)}\n")["key"]
    assert read == (list(value) if isinstance(value, tuple) else value)
