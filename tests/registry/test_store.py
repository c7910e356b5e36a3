"""Reading a registry strictly: whatever is not a fact as vmgate writes it is refused, and nothing is passed over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.registry.author import BOB, TODAY, ZOE, Author, Key
from vmgate.errors import InputError
from vmgate.registry import canonical, layout
from vmgate.registry.store import UnreadableError, assemble, read_directory
from vmgate.registry.trust import Trust

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

IMAGE = "images/debian13/2026.11/image.json"


@pytest.fixture
def registry(author: Author) -> Path:
    """A registry with an approved image."""
    author.approved()
    return author.directory


def rewritten(text: str, old: str, new: str) -> str:
    """A text with a part that it must have put differently."""
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"name": "debian13"', '"name": "debian13",\n  "approved": true', "unknown field `approved`"),
        ('"by": "ada@example.edu",\n', "", "missing required field `by`"),
        (
            '"version": "2026.11"',
            '"version": "2026.11",\n  "version": "2026.11"',
            "not written as vmgate writes it",
        ),
        ('"version": "2026.11"', '"version": "../../root/1"', "matching regex"),
        (
            '"version": "2026.11"',
            '"version": "2026.12"',
            f"what it says belongs to {IMAGE.replace('11', '12')}",
        ),
        ('"version": "2026.11"', '"version": 2026.11', "Expected `str`, got `float`"),
        ('"issued": "2026-11-13T12:00:00Z"', '"issued": "2026-11-13T12:00:00"', "timezone"),
        ('"vmgate.image/v1"', '"vmgate.image/v2"', "Invalid value 'vmgate.image/v2'"),
        ("{\n", "{ \n", "not written as vmgate writes it"),
        ("\n}\n", "\n}", "not written as vmgate writes it"),
        ("{\n", "[" * 5000 + "{\n", "not a fact"),
    ],
)
def test_a_fact_is_exactly_what_vmgate_writes(registry: Path, old: str, new: str, says: str) -> None:
    """Unknown, missing, doubled and misplaced things are told, each with its file."""
    file = registry / IMAGE
    file.write_text(rewritten(file.read_text(), old, new))
    with pytest.raises(InputError) as raised:
        read_directory(registry)
    assert str(raised.value).startswith(f"{IMAGE}: ")
    assert says in str(raised.value)


def test_a_fact_of_100_megabytes_is_not_read(registry: Path) -> None:
    """Its size is enough to refuse it."""
    with (registry / IMAGE).open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    with pytest.raises(InputError, match="larger than 1024 KiB"):
        read_directory(registry)


def _link(file: Path) -> None:
    file.rename(file.with_name(".elsewhere"))
    file.symlink_to(".elsewhere")


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_link, "a link; a registry consists of plain files"),
        (_pipe, "not a plain file"),
    ],
)
def test_a_registry_consists_of_plain_files(
    registry: Path, change: Callable[[Path], None], says: str
) -> None:
    """Links and pipes are refused, and a pipe is not waited for."""
    change(registry / IMAGE)
    with pytest.raises(InputError, match=says):
        read_directory(registry)


@pytest.mark.parametrize(
    "name", ["notes.txt", "images/debian13/record.toml", "images/../x.json", "root/one.yaml", "x.json.sig"]
)
def test_other_files_are_told(registry: Path, name: str) -> None:
    """A fact under a wrong name would otherwise be passed over."""
    file = registry / name
    file.write_text("{}")
    with pytest.raises(InputError, match="a template registry has no such file"):
        read_directory(registry)


def test_names_that_differ_in_case_only_are_refused(registry: Path) -> None:
    """On another file system they would be one file."""
    (registry / "images/Debian13").mkdir()
    (registry / "images/Debian13/2026.11").mkdir()
    (registry / "images/Debian13/2026.11/image.json").write_bytes((registry / IMAGE).read_bytes())
    with pytest.raises(InputError, match=r"(where letter case does not matter|no such file)"):
        read_directory(registry)


def test_what_was_being_written_is_passed_over(registry: Path) -> None:
    """Somebody was killed: a hidden file, and a signature whose fact never came, prove nothing and stop nothing."""
    (registry / "images/debian13/2026.11/.writing-x7").write_text("{")
    orphan = registry / "images/debian13/2026.11/revocation.20261120T120000Z.bob@example.edu.json.sig"
    orphan.write_text("-----BEGIN SSH SIGNATURE-----")
    store = read_directory(registry)
    assert len(store.facts) == 3
    assert store.faults == (f"{orphan.relative_to(registry)}: a signature of nothing",)


def test_lenient_reading_collects_all_faults(registry: Path) -> None:
    """To tell every one of them at once."""
    (registry / IMAGE).write_text("{}")
    (registry / "notes.txt").touch()
    store = read_directory(registry, lenient=True)
    told = sorted(fault.partition(": ")[0] for fault in store.faults)
    assert told == [IMAGE, f"{IMAGE}.sig", "notes.txt"]


def test_what_the_system_does_not_give_out_is_no_fault_but_unread(registry: Path) -> None:
    """Nobody can say that it is wrong."""

    def refused() -> bytes:
        raise UnreadableError("root/1.json: cannot be read: Permission denied")

    with pytest.raises(UnreadableError):
        assemble({"root/1.json": refused}, {}, lenient=True)
    assert not read_directory(registry, lenient=True).faults


def test_a_path_follows_from_what_a_fact_says(registry: Path) -> None:
    """So nothing can be renamed."""
    for stored in read_directory(registry).facts:
        assert layout.path_of(canonical.decoded(stored.data, stored.path)) == stored.path


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([f"{BOB} {Key.of(BOB).line}", f"{ZOE} {Key.of(BOB).line}"], "have one key"),
        ([f"*@example.edu {Key.of(BOB).line}"], "is not the key of one of its people"),
        ([f"{BOB},{ZOE} {Key.of(BOB).line}"], "is not the key of one of its people"),
        ([f"{ZOE} cert-authority {Key.of(ZOE).line}"], "is not the key of one of its people"),
        ([f"{ZOE} ssh-dss AAAA"], "its signer, number 1, has a key of type ssh-dss"),
        ([f"nobody@example.edu {Key.of(BOB).line}"], "is not the key of one of its people"),
    ],
)
def test_a_root_tells_people_apart_by_their_keys(tmp_path: Path, lines: list[str], says: str) -> None:
    """One key for two people would let one of them be two."""
    author = Author(tmp_path / "templates")
    author.root(signers=tuple(lines))
    trust = Trust(read_directory(author.directory), TODAY)
    assert says in trust.problem
