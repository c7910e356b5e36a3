"""Reading what is said of an image only when it is asked for: the same answers, and no byte of them unproven."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.registry.author import BOB, TODAY, Author
from tests.registry.test_properties import SLOW, everything
from vmgate.errors import InputError
from vmgate.model.templates import Approval, TemplateRecord
from vmgate.registry import canonical
from vmgate.registry.lines import lines_of
from vmgate.registry.parts import Parent
from vmgate.registry.place import asked
from vmgate.registry.sealed import Sealed
from vmgate.registry.state import compute
from vmgate.registry.store import Store, UnreadableError, assemble, read_directory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from vmgate.registry.facts import Image

REVOCATION = "images/debian13/2026.11/revocation.20261113T120000Z.bob@example.edu.json"
USABLE = {"approved", "deprecated"}


def contents(directory: Path) -> dict[str, bytes]:
    """All files of a registry, by path."""
    return {
        file.relative_to(directory).as_posix(): file.read_bytes()
        for file in directory.rglob("*")
        if file.is_file()
    }


def store(files: Mapping[str, bytes], *, later: bool) -> Store:
    """The registry of some files."""
    return assemble({path: partial(bytes, content) for path, content in files.items()}, {}, later=later)


def stands(files: Mapping[str, bytes], *, later: bool, title: str = "debian13 2026.11") -> TemplateRecord:
    """Where an image stands in it."""
    (found,) = (one for one in compute(store(files, later=later), TODAY).records if str(one) == title)
    return found


def family(author: Author) -> Image:
    """An approved image, and one that is made from it and is approved too."""
    parent = author.approved()
    author.approved(
        "child",
        locators=(),
        parents=(Parent(name="debian13", record=canonical.digest(canonical.encoded(parent))),),
    )
    return parent


@pytest.fixture(scope="module", params=["without a checkpoint", "under a checkpoint"])
def files(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> dict[str, bytes]:
    """A registry with every kind of fact."""
    directory = tmp_path_factory.mktemp("registry") / "templates"
    found = everything(directory)
    if request.param == "without a checkpoint":
        return found
    Author(directory).checkpoint()
    return contents(directory)


def test_all_answers_are_the_same(files: dict[str, bytes]) -> None:
    """A registry that holds says the same, however it is read."""
    whole, later = (compute(store(files, later=one), TODAY) for one in (False, True))
    assert list(later.records) == list(whole.records)
    assert list(later.support) == list(whole.support)


def test_an_export_answers_the_same(author: Author) -> None:
    """From one file as from a directory."""
    author.channel(author.approved())
    author.checkpoint()
    told = compute(asked(Sealed(lines_of(author.exported(), "x"))), TODAY)
    assert list(told.records) == list(compute(read_directory(author.directory), TODAY).records)
    assert told.records[0].channels == ("prod",)


def test_only_what_is_asked_for_is_read(author: Author) -> None:
    """Of other images, nothing but their records."""
    author.approved()
    author.approved("ubuntu2404", locators=())
    read: list[str] = []

    def reader(path: str, content: bytes) -> Callable[[], bytes]:
        def give() -> bytes:
            read.append(path)
            return content

        return give

    given_files = contents(author.directory)
    registry = compute(
        assemble({path: reader(path, content) for path, content in given_files.items()}, {}, later=True),
        TODAY,
    )
    ((record, _),) = registry.by_name("vsphere", "tpl-debian13-2026.11")
    assert record.state == "approved"
    assert sorted(path for path in read if "ubuntu2404" in path) == ["images/ubuntu2404/2026.11/image.json"]
    assert len(read) == len(set(read))


@SLOW
@given(data=st.data())
def test_no_changed_byte_makes_an_answer_better(files: dict[str, bytes], data: st.DataObject) -> None:
    """What is said then is refused, or doubted, or is what all files together say."""
    path = data.draw(st.sampled_from(sorted(files)))
    at = data.draw(st.integers(0, len(files[path]) - 1))
    more = data.draw(st.binary(max_size=3).filter(lambda text: text != files[path][at : at + 1]))
    changed = {**files, path: files[path][:at] + more + files[path][at + 1 :]}
    try:
        found = stands(changed, later=True)
    except InputError:
        return
    try:
        assert found.state == stands(changed, later=False).state
    except InputError:
        assert found.state not in USABLE


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[" * 5000])
@pytest.mark.parametrize("title", ["debian13 2026.11", "child 2026.11"])
def test_a_broken_revocation_frees_nothing(author: Author, content: bytes, title: str) -> None:
    """Neither the image that it is of, nor what was made from that."""
    author.revoke(family(author))
    broken = {**contents(author.directory), REVOCATION: content}
    record = stands(broken, later=True, title=title)
    assert record.state == "unverifiable"
    assert REVOCATION in record.why


@pytest.mark.parametrize("end", ["", ".sig"])
@pytest.mark.parametrize("title", ["debian13 2026.11", "child 2026.11"])
def test_what_the_system_does_not_give_out_frees_nothing(author: Author, end: str, title: str) -> None:
    """A revocation that nobody may read, or its signature."""
    author.revoke(family(author))

    def refused() -> bytes:
        raise UnreadableError(f"{REVOCATION}{end}: cannot be read: Permission denied")

    readers: dict[str, Callable[[], bytes]] = {
        path: partial(bytes, content) for path, content in contents(author.directory).items()
    }
    registry = compute(assemble({**readers, f"{REVOCATION}{end}": refused}, {}, later=True), TODAY)
    (record,) = (one for one in registry.records if str(one) == title)
    assert record.state == "unverifiable"
    assert "Permission denied" in record.why


@pytest.mark.parametrize("end", ["", ".sig"])
def test_a_checkpoint_tells_what_was_changed_or_taken_away(author: Author, end: str) -> None:
    """Of what an answer rests on, the bytes; of everything else, that it is there."""
    image = author.approved()
    author.approved("ubuntu2404", locators=())
    author.deprecate(image)
    author.checkpoint()
    files = contents(author.directory)
    assert stands(files, later=True).approval is Approval.DEPRECATED
    path = f"images/debian13/2026.11/deprecation.20261113T120000Z.ada@example.edu.json{end}"
    other = files[path.replace("deprecation", "approval").replace("ada@", "bob@")]
    for broken in ({**files, path: files[path][:-9] + files[path][-8:]}, {**files, path: other}):
        assert stands(broken, later=True).state == "unverifiable"
    del files[path]
    for title in ("debian13 2026.11", "ubuntu2404 2026.11"):
        assert "which a checkpoint covers" in stands(files, later=True, title=title).why


def test_a_move_that_was_turned_to_another_version_is_a_change(author: Author) -> None:
    """It is not passed over because it is of that other version now."""
    author.channel(author.approved())
    author.checkpoint()
    files = contents(author.directory)
    path = "images/debian13/channels/prod/20261113T120000Z.ada@example.edu.json"
    files[path] = files[path].replace(b"2026.11", b"2026.12")
    for later in (False, True):
        assert f"{path} was changed" in stands(files, later=later).why


def test_channels_lead_to_the_same(author: Author) -> None:
    """A channel's moves are beside the versions; a version may be called like their folder."""
    author.channel(author.approved("debian13", "channels", locators=()))
    author.channel(author.approved(), "test", by=BOB)
    files = contents(author.directory)
    for title in ("debian13 channels", "debian13 2026.11"):
        assert stands(files, later=True, title=title) == stands(files, later=False, title=title)
