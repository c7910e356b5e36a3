"""A registry in one file: all of it, or what somebody asks for, and no byte of it unproven."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.registry.author import ADA, BOB, TODAY, ZOE, Author, noon
from tests.registry.test_properties import SLOW, everything
from vmgate.errors import InputError
from vmgate.registry import canonical, checkpoints, indexing, layout, place
from vmgate.registry.expiry import Limits
from vmgate.registry.export import exported, read_sealed
from vmgate.registry.lines import lines_of, open_lines, packed
from vmgate.registry.parts import Demands, Place, Platform
from vmgate.registry.pin import Pin
from vmgate.registry.sealed import Sealed
from vmgate.registry.state import States, compute
from vmgate.registry.store import read_directory
from vmgate.registry.trust import Trust
from vmgate.registry.verification import wrong

if TYPE_CHECKING:
    from pathlib import Path

    from vmgate.model.registry import TemplateRegistry
    from vmgate.model.templates import TemplateRecord
    from vmgate.registry.store import Store

NAME = "tpl-debian13-2026.11"
USABLE = {"approved", "deprecated"}


def sealed(export: bytes) -> Sealed:
    """What is read of an export when it is opened."""
    return Sealed(lines_of(export, "registry.jsonl"))


def opened(export: bytes) -> Store:
    """An export, of which only what is asked for is read."""
    return place.asked(sealed(export))


def asked(export: bytes) -> TemplateRegistry:
    """What it says."""
    return compute(opened(export), TODAY)


def answer(export: bytes) -> TemplateRecord:
    """Where the one image stands that goes by the name."""
    ((record, _),) = asked(export).by_name("vsphere", NAME)
    return record


def parts(export: bytes) -> list[bytes]:
    """Its lines."""
    return export.removesuffix(b"\n").split(b"\n")


def joined(lines: list[bytes]) -> bytes:
    """An export of lines."""
    return b"".join(line + b"\n" for line in lines)


@pytest.fixture
def covered(author: Author) -> Author:
    """A registry with two images, under a checkpoint."""
    author.approved()
    author.approved("ubuntu2404", locators=(Place(platform=Platform.VSPHERE, name="u", identity="4222-1"),))
    author.checkpoint()
    return author


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        b"\xff\xfe",
        gzip.compress(b"[" * 100_000),
        b'{"schema":"vmgate.registry/v1","files":{}}',
        b'{"schema":"vmgate.registry/v2","files":{}}\n',
        b'{"schema":"vmgate.registry/v2","files":{}}\n{}\n',
    ],
)
def test_what_is_no_export_is_told(content: bytes) -> None:
    """Whoever serves it is not trusted with anything."""
    with pytest.raises(InputError, match="neither a directory nor an exported template registry"):
        sealed(content)


def test_what_cannot_be_unpacked_is_told() -> None:
    """It begins like something that is packed."""
    with pytest.raises(InputError, match="cannot be unpacked"):
        sealed(b"\x1f\x8b\x00")


def test_an_export_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not unpacked any further than that."""
    monkeypatch.setattr("vmgate.registry.lines.LARGEST", 1000)
    with pytest.raises(InputError, match="larger than"):
        sealed(gzip.compress(b" " * 2000))


def test_an_export_holds_every_byte(covered: Author) -> None:
    """The same registry is the same file, and what is read from it is the same registry."""
    export = covered.exported()
    whole = read_sealed(sealed(export))
    assert whole.files == read_directory(covered.directory).files
    assert exported(whole, Trust(whole, TODAY).coverage) == export
    assert covered.exported() == export


@pytest.mark.parametrize("name", ["registry.jsonl", "registry.jsonl.gz"])
@pytest.mark.parametrize("later", [False, True])
def test_a_file_may_be_packed(covered: Author, tmp_path: Path, name: str, later: bool) -> None:
    """It answers the same."""
    file, export = tmp_path / name, covered.exported()
    file.write_bytes(packed(export) if name.endswith("gz") else export)
    assert list(compute(place.read(file, later=later), TODAY).records) == list(asked(export).records)


def test_only_the_lines_of_what_is_asked_for_are_read(
    covered: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question does not become slower by what nobody asks for."""
    monkeypatch.setattr(indexing, "FOLDERS", 1)
    monkeypatch.setattr(indexing, "KEYS", 1)
    for number in range(8):
        place = Place(platform=Platform.VSPHERE, name=f"tpl-{number}", identity=f"4222-{number}")
        covered.approved(f"image{number}", locators=(place,))
    covered.checkpoint()
    lines = parts(covered.exported())
    broken = [line if b"debian13" in line or line == b"{}" else b"X" + line[1:] for line in lines[3:]]
    export = joined(lines[:3] + broken)
    assert answer(export).state == "approved"
    refused = 0
    for number in range(8):
        try:
            assert asked(export).by_identity("vsphere", f"4222-{number}")
        except InputError as error:
            refused += "a part of it is missing or was changed" in str(error)
    assert refused
    with pytest.raises(InputError, match="a part of it is missing or was changed"):
        sealed(export).lines.check()
    with pytest.raises(InputError, match="a part of it is missing or was changed"):
        read_sealed(sealed(export))


def test_half_a_file_is_none(covered: Author) -> None:
    """As a download leaves it that broke off."""
    export = covered.exported()
    for length in range(0, len(export) - 1, 97):
        with pytest.raises(InputError):
            sealed(export[:length]).lines.check()


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A registry with every kind of fact, exported, with an older checkpoint."""
    directory = tmp_path_factory.mktemp("registry") / "templates"
    everything(directory)
    author = Author(directory)
    author.checkpoint()
    author.checkpoint()
    return author.exported()


@SLOW
@given(data=st.data())
def test_no_changed_byte_makes_an_answer_better(export: bytes, data: st.DataObject) -> None:
    """It is refused, or doubted, or says what it said."""
    at = data.draw(st.integers(0, len(export) - 1))
    more = data.draw(st.binary(max_size=3).filter(lambda text: text != export[at : at + 1]))
    changed = export[:at] + more + export[at + 1 :]
    said = answer(export)
    assert said.state in USABLE
    try:
        found = answer(changed)
    except (InputError, ValueError):
        return
    assert found == said or found.state not in USABLE


@pytest.mark.parametrize("place", ["first", "last"])
def test_nothing_but_checkpoints_is_taken_from_outside_the_index(covered: Author, place: str) -> None:
    """A fact that is signed and that no checkpoint covers cannot be slipped in."""
    covered.checkpoint()
    lines = parts(covered.exported())
    image = covered.image("rocky9", locators=())
    path = "images/rocky9/2026.11/image.json"
    text = (covered.directory / path).read_text()
    at = 0 if place == "first" else -1
    line = json.loads(lines[at])
    line["files"][path] = text
    lines[at] = json.dumps(line).encode()
    with pytest.raises(InputError, match="checkpoint"):
        read_sealed(sealed(joined(lines)))
    assert image.name == "rocky9"


def test_an_index_of_something_else_is_refused(covered: Author) -> None:
    """It has to be the one that the newest checkpoint signs."""
    before = parts(covered.exported())
    covered.deprecate(covered.image("rocky9", locators=()))
    covered.checkpoint()
    after = parts(covered.exported())
    with pytest.raises(InputError, match=r"its index is not the one that checkpoints/2\.json signs"):
        sealed(joined([after[0], *before[1:]]))


def test_what_is_exported_is_as_its_checkpoint_says(author: Author) -> None:
    """Who signs an index that hides a revocation signs something that everybody can see to be wrong."""
    image = author.approved()
    before = author.next_checkpoint()
    author.revoke(image)
    hiding = replace(author.next_checkpoint(), index=before.index)
    author.signed(hiding, ZOE)
    trust = Trust(read_directory(author.directory), TODAY)
    assert "its index is not that of the files" in str(wrong(States(trust, Limits())))
    with pytest.raises(InputError, match=r"checkpoints/1\.json signs no index like that"):
        exported(trust.store, trust.coverage)


def test_what_no_checkpoint_signs_is_not_exported(author: Author) -> None:
    """Nobody could tell whether something was left out."""
    author.approved()
    with pytest.raises(InputError, match="no checkpoint covers it"):
        author.exported()


def test_a_file_that_is_no_text_is_told(author: Author) -> None:
    """A signature of bytes is none, and has no place in a line of text."""
    author.approved()
    (author.directory / "images/debian13/2026.11/image.json.sig").write_bytes(b"\xff")
    with pytest.raises(InputError, match=r"image\.json\.sig: not a text"):
        author.next_checkpoint()


def test_days_before_the_checkpoint_are_answered_from_everything(covered: Author) -> None:
    """The index tells of one day, the facts of all."""
    covered.day = TODAY
    covered.revoke(covered.image("rocky9", locators=()))
    covered.checkpoint()
    export = covered.exported()
    day = TODAY - timedelta(days=2)
    whole, late = (compute(store, day) for store in (read_directory(covered.directory), opened(export)))
    assert [str(record) for record in late.records] == ["debian13 2026.11", "ubuntu2404 2026.11"]
    assert list(late.records) == list(whole.records)
    ((record, _),) = late.by_name("vsphere", NAME)
    assert record.state == "approved"


def test_a_fact_of_tomorrow_is_not_there_yet(author: Author) -> None:
    """Though a checkpoint covers it: its own date is a promise."""
    places: dict[str, Any] = {
        "locators": (Place(platform=Platform.VSPHERE, name="later", identity="4222-9"),)
    }
    author.approved(**places, issued=noon(TODAY + timedelta(days=9)))
    author.checkpoint()
    found = asked(author.exported())
    assert found.by_name("vsphere", "later") == found.by_identity("vsphere", "4222-9") == []
    assert list(found.records) == []


def test_a_pin_is_of_the_newest_and_knows_all(covered: Author) -> None:
    """As it is of a directory: an older one goes back, and one with another past is another."""
    before = opened(covered.exported())
    covered.checkpoint()
    export = covered.exported()
    pin = Pin.of(opened(export))
    assert pin == Pin.of(read_directory(covered.directory))
    assert pin is not None
    assert pin.refusal(before) == "its newest checkpoint is 1, and 2 was seen before"
    first = Pin.of(before)
    assert first is not None
    assert first.refusal(opened(export)) is None


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checkpoints have room for few files."""
    monkeypatch.setattr(checkpoints, "_ROOM", 600)


@pytest.mark.usefixtures("small")
def test_what_is_too_much_for_one_checkpoint_makes_several(author: Author) -> None:
    """Each on the one before it; each holds, and the last one signs the index over all of them."""
    for number in range(9):
        author.approved(f"image{number}", locators=())
    trust = Trust(read_directory(author.directory), TODAY)
    several = trust.following(by=ZOE, issued=noon(author.day), expires=TODAY + timedelta(days=9))
    assert len(several) > 3
    assert [one.sequence for one in several] == list(range(1, len(several) + 1))
    assert [one.index is None for one in several] == [True] * (len(several) - 1) + [False]
    for one in several:
        author.signed(one, ZOE)
        trust = Trust(read_directory(author.directory), TODAY)
        assert trust.problem == ""
    assert wrong(States(trust, Limits())) == []
    export = author.exported()
    assert list(asked(export).records) == list(compute(read_directory(author.directory), TODAY).records)
    assert {record.state for record in asked(export).records} == {"approved"}
    assert read_sealed(sealed(export)).files == read_directory(author.directory).files


@pytest.mark.usefixtures("small")
def test_no_checkpoint_is_larger_than_a_fact_may_be(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even with the longest names."""
    for number in range(4):
        author.approved(f"image{number}-{'x' * 60}", f"1.{number}-{'y' * 30}", locators=())
    monkeypatch.setattr("vmgate.registry.canonical.LARGEST", 8 * 1024 + 600)
    trust = Trust(read_directory(author.directory), TODAY)
    several = trust.following(by=ZOE, issued=noon(author.day), expires=TODAY)
    for one in several:
        author.signed(one, ZOE)
    assert len(read_directory(author.directory).facts) == 1 + 8 + len(several)


@pytest.mark.parametrize("by", [ADA, BOB])
def test_an_index_is_believed_of_nobody_but_who_signs_checkpoints(author: Author, by: str) -> None:
    """Everything in an export that somebody else sealed is unverifiable."""
    author.approved()
    fact = author.next_checkpoint(by=by)
    author.checkpoint()
    lines = parts(author.exported())
    assert answer(joined(lines)).state == "approved"
    path = layout.path_of(fact)
    signature = author.signatures(fact)[by].decode()
    files = {path: canonical.encoded(fact).decode(), layout.signature_path(fact): signature}
    lines[0] = json.dumps({"schema": "vmgate.registry/v2", "files": files}).encode()
    record = answer(joined(lines))
    assert record.state == "unverifiable"
    assert "checkpoints/1.json is signed by 0 of the 1 people who have to" in record.why


def test_where_checkpoints_are_demanded_what_is_covered_counts(tmp_path: Path) -> None:
    """The file of each answer says by which checkpoint it was there."""
    author = Author(tmp_path / "templates")
    author.root(demands=Demands(checkpoints=True))
    author.approved()
    author.checkpoint()
    assert answer(author.exported()).state == "approved"


def test_a_file_is_closed_with_who_read_it(covered: Author, tmp_path: Path) -> None:
    """Nothing stays open."""
    file = tmp_path / "registry.jsonl"
    file.write_bytes(covered.exported())
    lines = open_lines(file)
    stream = lines._stream
    assert not stream.closed
    del lines
    assert stream.closed
