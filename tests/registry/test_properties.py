"""What holds of every registry: no byte can change unnoticed, no order matters, and additions never collide."""

from __future__ import annotations

import random
import subprocess
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.registry.author import ADA, BOB, EVE, TODAY, Author, noon
from vmgate.errors import InputError
from vmgate.registry.expiry import Limits
from vmgate.registry.state import States, compute
from vmgate.registry.store import assemble, read_directory
from vmgate.registry.trust import Trust
from vmgate.registry.verification import wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from vmgate.registry.store import Store

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)


def everything(directory: Path) -> dict[str, bytes]:
    """A registry with every kind of fact, by path, as bytes."""
    author = Author(directory)
    author.root()
    image = author.approved()
    author.approve(image, EVE, comment="read the report")
    author.channel(image)
    author.validate(image)
    author.deprecate(image, effective=TODAY + timedelta(days=30), replacement="2026.12")
    author.revoke(image, effective=TODAY + timedelta(days=60))
    author.hypervisors({"debian13_64Guest": "supported"})
    author.support("debian", "13", TODAY + timedelta(days=5000))
    return {
        file.relative_to(directory).as_posix(): file.read_bytes()
        for file in directory.rglob("*")
        if file.is_file()
    }


def store(files: Mapping[str, bytes], *, lenient: bool = False) -> Store:
    """The registry of some files."""
    return assemble({path: partial(bytes, content) for path, content in files.items()}, {}, lenient=lenient)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of that registry, all of which hold."""
    found = everything(tmp_path_factory.mktemp("registry") / "templates")
    assert wrong(States(Trust(store(found), TODAY), Limits())) == []
    return found


@SLOW
@given(data=st.data())
def test_any_changed_byte_is_noticed(files: dict[str, bytes], data: st.DataObject) -> None:
    """Of any fact or signature: it is refused when it is read, or told by verify."""
    path = data.draw(st.sampled_from(sorted(files)))
    at = data.draw(st.integers(0, len(files[path]) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != files[path][at]))
    changed = files[path][:at] + bytes([other]) + files[path][at + 1 :]
    assert wrong(States(Trust(store({**files, path: changed}, lenient=True), TODAY), Limits()))


@SLOW
@given(data=st.data())
def test_any_cut_or_addition_is_noticed(files: dict[str, bytes], data: st.DataObject) -> None:
    """A byte more or less is a change too."""
    path = data.draw(st.sampled_from(sorted(files)))
    at = data.draw(st.integers(0, len(files[path]) - 1))
    more = data.draw(st.binary(max_size=3).filter(lambda text: text != files[path][at : at + 1]))
    changed = files[path][:at] + more + files[path][at + 1 :]
    assert wrong(States(Trust(store({**files, path: changed}, lenient=True), TODAY), Limits()))


@SLOW
@given(seed=st.integers(0, 2**32))
def test_the_order_of_files_never_matters(files: dict[str, bytes], seed: int) -> None:
    """File systems list as they like."""
    paths = sorted(files)
    random.Random(seed).shuffle(paths)  # noqa: S311  - an order, not a secret
    told = compute(store({path: files[path] for path in paths}), TODAY)
    usual = compute(store(dict(sorted(files.items()))), TODAY)
    assert sorted(told.records, key=str) == sorted(usual.records, key=str)
    assert list(told.support) == list(usual.support)


@SLOW
@given(
    content=st.binary(max_size=200),
    path=st.sampled_from(["root/1.json", "root/1.json.a.sig", "images/a/1/image.json"]),
)
def test_whatever_is_read_is_a_fact_or_refused(files: dict[str, bytes], content: bytes, path: str) -> None:
    """No content makes the reader break."""
    try:
        store({**files, path: content})
    except InputError:
        return
    Trust(store({**files, path: content}), TODAY)


def test_additions_from_three_branches_never_conflict(tmp_path: Path) -> None:
    """Two publish, one approves, at the same time: git merges it, and everything holds."""
    directory = tmp_path / "templates"
    author = Author(directory)
    author.root()
    image = author.image()

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.edu", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "--initial-branch", "main")
    git("add", ".")
    git("commit", "-m", "begin")

    def ubuntu() -> None:
        author.approved("ubuntu2404", locators=())

    def rocky() -> None:
        author.approved("rocky9", locators=(), by=ADA)

    def approval() -> None:
        author.approve(image, BOB)
        author.channel(image)
        author.validate(image)

    additions = (ubuntu, rocky, approval)
    for add in additions:
        git("switch", "--create", add.__name__, "main")
        add()
        git("add", ".")
        git("commit", "-m", add.__name__)
    git("switch", "main")
    for add in additions:
        git("merge", "--no-edit", add.__name__)
    found = read_directory(directory)
    assert wrong(States(Trust(found, TODAY), Limits())) == []
    assert {record.name: record.state for record in compute(found, TODAY).records} == {
        "debian13": "approved",
        "ubuntu2404": "approved",
        "rocky9": "approved",
    }


def test_facts_in_any_order_come_to_the_same(tmp_path: Path) -> None:
    """A merge brings a revocation before or after what it revokes."""
    states = set()
    for order in ("revoke first", "approve first"):
        author = Author(tmp_path / order)
        author.root()
        image = author.image()
        steps: list[Callable[[], object]] = [
            partial(author.approve, image),
            partial(author.revoke, image, issued=noon(TODAY)),
        ]
        for step in steps if order == "approve first" else reversed(steps):
            step()
        (record,) = compute(read_directory(author.directory), TODAY).records
        states.add((record.state, record.why))
    assert len(states) == 1
