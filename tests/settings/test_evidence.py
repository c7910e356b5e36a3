"""The evidence register: what a record says, and what is told of one that is wrong."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from vmgate.errors import InputError, UsageError
from vmgate.model.evidence import Subject, SubjectKind
from vmgate.settings import load
from vmgate.settings.evidence import read_evidence

if TYPE_CHECKING:
    from pathlib import Path

RECORD = """
clause = "C14"
about = ["nfs-server:10.31.0.5", "nfs-server:nas-1.*"]
statement = "ESP between nas-1 and every host of cl-general"
by = "storage@example.edu"
done = 2026-10-01
"""


def written(directory: Path, text: str, name: str = "nas.toml") -> Path:
    """A record in a register."""
    register = directory / "evidence"
    register.mkdir(exist_ok=True)
    (register / name).write_text(text)
    return register


def test_a_record_says_what_was_done_about_what(tmp_path: Path) -> None:
    """Clause, subjects, day and people come from the file, which findings can point at."""
    register = read_evidence(written(tmp_path, RECORD + '[notes]\nfamily = "ipv6"\n'))
    assert register is not None
    (record,) = register.records
    assert (record.clause, record.by, record.done) == ("C14", "storage@example.edu", date(2026, 10, 1))
    assert record.about[0] == Subject(SubjectKind.NFS_SERVER, "10.31.0.5")
    assert record.notes == {"family": "ipv6"}
    assert record.span is not None
    assert record.span.line == 6
    assert record.path.endswith("evidence/nas.toml")


def test_no_directory_is_no_register_and_an_empty_one_is_an_empty_one(tmp_path: Path) -> None:
    """The difference is kept, though both prove nothing."""
    assert read_evidence(tmp_path / "evidence") is None
    (tmp_path / "evidence").mkdir()
    register = read_evidence(tmp_path / "evidence")
    assert register is not None
    assert not register.records


@pytest.mark.parametrize(
    ("change", "line", "told"),
    [
        (('"C14"', '"C41"'), 2, 'clause in the file is "C41", which is not one of'),
        (("nfs-server:10.31.0.5", "nfs-srv:10.31.0.5"), 3, 'did you mean "nfs-server"?'),
        (("nfs-server:10.31.0.5", "host"), 3, "a kind without a name"),
        (("nfs-server:10.31.0.5", "site:all"), 3, "site is everything, and takes no name"),
        (("2026-10-01", '"2026-10-01"'), 6, "done in the file takes a date"),
        (("by =", "from ="), 5, 'unknown key "from"'),
        (('by = "storage@example.edu"\n', ""), 1, "the file needs the key by"),
        (('["nfs-server:10.31.0.5", "nfs-server:nas-1.*"]', "[]"), 3, "about is empty"),
        (("done = 2026-10-01", "done = 2026-10-01\nvalid_until = 2026-09-01"), 7, "valid_until is before"),
        (("done = 2026-10-01", 'done = 2026-10-01\ncovers = ["storage"]'), 7, "C14, which has no parts"),
        (('"C14"', '"C18"'), 2, "C18 has parts; covers says which of them were seen to: virtual network,"),
        (("done = 2026-10-01", f'done = 2026-10-01\nsha256 = "{"0" * 64}"'), 7, "needs the document"),
        (
            ("done = 2026-10-01", 'done = 2026-10-01\ndocument = "x"\nsha256 = "0"'),
            8,
            "64 hexadecimal digits",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(
    change: tuple[str, str], line: int, told: str, tmp_path: Path
) -> None:
    """Nothing of a wrong record is used, and its author is told what to do."""
    register = written(tmp_path, RECORD.replace(*change))
    with pytest.raises(InputError) as error:
        read_evidence(register)
    assert f"nas.toml:{line}: " in str(error.value)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"audited", None),
        (b"audited, honestly", "has a document of another digest"),
        (None, "names a document that is not there"),
    ],
)
def test_a_document_at_hand_must_be_the_recorded_one(
    content: bytes | None, problem: str | None, tmp_path: Path
) -> None:
    """A file is looked up beside the record and compared; a link is not followed."""
    digest = hashlib.sha256(b"audited").hexdigest()
    register = written(tmp_path, f'{RECORD}document = "nas.txt"\nsha256 = "{digest}"\n')
    if content is not None:
        (register / "nas.txt").write_bytes(content)
    found = read_evidence(register)
    assert found is not None
    said = found.records[0].problem(date(2026, 10, 2), found.ages)
    assert (said is None) if problem is None else (said is not None and problem in said)
    written(tmp_path, f'{RECORD}document = "https://dms.example.edu/4711"\n')
    linked = read_evidence(register)
    assert linked is not None
    assert linked.records[0].problem(date(2026, 10, 2), linked.ages) is None


def test_the_policy_says_where_the_register_is_and_how_long_evidence_counts(tmp_path: Path) -> None:
    """The ages of clauses that the policy does not name stay the procedure's own."""
    written(tmp_path, RECORD).rename(tmp_path / "records")
    policy = tmp_path / "vmgate.toml"
    policy.write_text('[evidence]\npath = "records"\nmax_age_days = 90\n[evidence.ages]\nC12 = 30\n')
    register = load(policy, date(2026, 11, 23), []).evidence
    assert register is not None
    assert len(register.records) == 1
    assert [register.ages.of(clause) for clause in ("C12", "C14", "C31", "C18")] == [30, 90, 31, 90]
    policy.write_text("[evidence.ages]\nC99 = 30\n")
    with pytest.raises(UsageError, match='unknown key "C99"'):
        load(policy, date(2026, 11, 23), [])
