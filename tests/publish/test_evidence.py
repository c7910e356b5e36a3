"""What evidence shows of the updates in an image, and what of it is not believed."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import lzma
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.answers import answered
from vmgate.errors import InputError
from vmgate.model.templates import GuestSystem, MissingUpdate
from vmgate.publish import attestation, strict
from vmgate.publish.debian_versions import compare
from vmgate.publish.files import HashedFile
from vmgate.publish.gather import gather, patch_evidence, system_of
from vmgate.publish.manifest import Build
from vmgate.publish.openpgp import Signed
from vmgate.publish.os_release import read_os_release
from vmgate.publish.refusal import RefusalError
from vmgate.publish.rpm import read_repository
from vmgate.publish.unpack import unpacked

if TYPE_CHECKING:
    from vmgate.publish.patches import PatchEvidence

ARCHIVE = Path(__file__).parent / "archive"
KEYRING = [ARCHIVE / "keyring.gpg"]
APT = ("InRelease", "Packages", "status", "os-release")
needs_gpgv = pytest.mark.skipif(shutil.which("gpgv") is None, reason="gpgv is not installed")


def archive(*names: str, **changed: bytes) -> dict[str, bytes]:
    """Files of the archive by name, some of them changed."""
    return {name: (ARCHIVE / name).read_bytes() for name in names} | changed


def shown(files: dict[str, bytes], *, keyrings: list[Path] = KEYRING) -> PatchEvidence:
    """What files show of updates."""
    found = patch_evidence(gather(files, keyrings))
    assert found is not None
    return found


@needs_gpgv
def test_an_archives_signature_dates_the_updates() -> None:
    """Nothing was missing against an index of a day that the archive itself signed."""
    found = shown(archive(*APT))
    assert found.until == datetime(2026, 11, 21, 0, 53, 2, tzinfo=UTC)
    assert found.missing == ()
    assert found.signed_by is not None
    assert found.signed_by.endswith("(Archive of the tests <archive@example.edu>)")
    assert found.unverified == ""
    assert found.system == GuestSystem("debian", "13")
    assert found.packages is not None


@needs_gpgv
@pytest.mark.parametrize(
    ("files", "keyrings", "problem"),
    [
        (archive(*APT), [], "no keyring was given"),
        (archive(*APT), [ARCHIVE / "os-release"], "in no keyring that was given"),
        (
            archive(*APT, InRelease=(ARCHIVE / "InRelease").read_bytes().replace(b"21 Nov", b"23 Nov")),
            KEYRING,
            "it was changed after it was signed",
        ),
    ],
)
def test_a_signature_that_is_not_verified_is_not_claimed(
    files: dict[str, bytes], keyrings: list[Path], problem: str
) -> None:
    """The evidence then rests on the builder's word, and says so."""
    found = shown(files, keyrings=keyrings)
    assert found.signed_by is None
    assert problem in found.unverified


def test_without_gpgv_nothing_is_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing tool is not a passed check."""
    monkeypatch.setattr("shutil.which", lambda _name: None)
    found = shown(archive(*APT))
    assert found.signed_by is None
    assert "gpgv is not installed" in found.unverified


@needs_gpgv
def test_text_outside_the_signature_is_not_read() -> None:
    """What stands before or after the signed text was signed by nobody."""
    data = (ARCHIVE / "InRelease").read_bytes()
    found = shown(archive(*APT, InRelease=data + b"\nDate: Tue, 24 Nov 2026 00:00:00 UTC\n"))
    assert found.until == datetime(2026, 11, 21, 0, 53, 2, tzinfo=UTC)


def old(version: str) -> bytes:
    """The status with an older openssl."""
    text = (ARCHIVE / "status").read_text()
    return text.replace("Version: 3.5.1-1+deb13u2", f"Version: {version}", 1).encode()


def test_what_is_older_than_the_index_is_missing() -> None:
    """By the order of Debian's versions, whatever label apt shows; a later version is not missing."""
    found = shown(archive(*APT, status=old("3.5.1-1+deb13u1")))
    assert found.missing == (MissingUpdate("openssl 3.5.1-1+deb13u2"),)
    assert shown(archive(*APT, status=old("3.5.1-1+deb13u10"))).missing == ()


def test_advisories_tell_when_an_update_was_released() -> None:
    """The first one that the installed version lacks, as that is how long it has been missing."""
    advisories = {
        "schema": "vmgate.advisories/v1",
        "advisories": [
            {
                "id": "DSA-2",
                "issued": "2026-11-01",
                "packages": [{"name": "openssl", "fixed": "3.5.1-1+deb13u2"}],
            },
            {
                "id": "DSA-1",
                "issued": "2026-08-01",
                "packages": [{"name": "openssl", "fixed": "3.5.1-1+deb13u1"}],
            },
            {"id": "DSA-0", "issued": "2026-01-01", "packages": [{"name": "openssl", "fixed": "3.5.1-1"}]},
        ],
    }
    files = {"dsa.json": json.dumps(advisories).encode()}
    found = shown(archive(*APT, status=old("3.5.1-1"), **files))
    assert found.missing == (MissingUpdate("DSA-1", date(2026, 8, 1)),)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (archive("InRelease", "Packages"), "does not tell what is installed"),
        (archive("InRelease", "status"), "there is no index of its packages"),
        (archive("Packages", "status"), "no InRelease of a security archive"),
        (
            archive(*APT, Packages=(ARCHIVE / "Packages").read_bytes().replace(b"deb13u2", b"deb13u1")),
            "with a digest that it names",
        ),
        (
            archive(
                *APT,
                InRelease=(ARCHIVE / "InRelease")
                .read_bytes()
                .replace(b"Debian-Security", b"Debian")
                .replace(b"stable-security", b"stable"),
            ),
            "no InRelease of a security archive",
        ),
    ],
)
def test_evidence_that_does_not_belong_together_is_refused(files: dict[str, bytes], told: str) -> None:
    """An index that the InRelease does not name could be any index."""
    with pytest.raises(RefusalError, match=told):
        shown(files)


def test_packed_indexes_are_unpacked_within_bounds() -> None:
    """And what the standard library cannot unpack is told."""
    data = (ARCHIVE / "Packages").read_bytes()
    files = archive("InRelease", "status", "os-release")
    assert shown(files | {"Packages.xz": lzma.compress(data)}).missing == ()
    assert shown(files | {"Packages.gz": gzip.compress(data)}).missing == ()
    with pytest.raises(InputError, match="apt-helper cat-file"):
        unpacked(b"\x04\x22\x4d\x18data", "Packages.lz4")
    with pytest.raises(InputError, match="it cannot be unpacked"):
        unpacked(b"\xfd7zXZ\x00rubbish", "Packages.xz")


def test_what_is_held_back_or_not_compared_is_said() -> None:
    """Evidence says what it does not speak of."""
    status = (ARCHIVE / "status").read_bytes().replace(b"install ok", b"hold ok", 1)
    assert "openssl is held back from updates" in shown(archive(*APT, status=status)).notes
    release = (ARCHIVE / "InRelease").read_bytes().replace(b"e3b0c4", b"e3b0c5")
    assert "contrib of stable-security was not compared" in shown(archive(*APT, InRelease=release)).notes


DNF = {"repomd.xml": b"", "repomd.xml.asc": b"", "dnf-updateinfo.txt": b""}
LISTING = b"RHSA-2026:12345 Important/Sec. vmgdemo-1.0-2.noarch\n"


@needs_gpgv
def test_repositories_date_what_dnf_lists() -> None:
    """The list is the build's own output, which is said; the repository's signature dates it."""
    found = shown(archive("repomd.xml", "repomd.xml.asc", **{"dnf-updateinfo.txt": b""}))
    assert (found.until.date(), found.missing) == (date(2026, 11, 23), ())
    assert found.signed_by is None
    assert found.unverified == "the list of updates is the build's own output"
    bare = shown(archive("repomd.xml", **{"dnf-updateinfo.txt": b""}))
    assert "it has no signature (repomd.xml.asc)" in bare.unverified


def test_advisories_of_dnf_have_the_day_they_were_issued_on() -> None:
    """By the update information where it is given; unknown where it is not."""
    info = b"""<updates><update type="security"><id>RHSA-2026:12345</id><issued date="2026-08-01 00:00:00"/></update>
    <update><id>RHSA-2026:1</id><issued date="soon"/></update></updates>"""
    packed = gzip.compress(info)
    told = (ARCHIVE / "repomd.xml").read_bytes()
    named = told.replace(b"b" * 64, hashlib.sha256(packed).hexdigest().encode())
    files = {"repomd.xml": named, "dnf-updateinfo.txt": LISTING, "updateinfo.xml.gz": packed}
    assert shown(files).missing == (MissingUpdate("RHSA-2026:12345", date(2026, 8, 1)),)
    unpacked_only = told.replace(b"c" * 64, hashlib.sha256(info).hexdigest().encode())
    assert shown(files | {"repomd.xml": unpacked_only}).missing == shown(files).missing
    with pytest.raises(RefusalError, match="update information of none of the repositories"):
        shown(files | {"repomd.xml": told})
    del files["updateinfo.xml.gz"]
    assert shown(files).missing == (MissingUpdate("RHSA-2026:12345"),)


def test_an_empty_list_shows_nothing_without_update_information() -> None:
    """A repository that ships none lists none."""
    silent = (ARCHIVE / "repomd.xml").read_bytes().replace(b'"updateinfo"', b'"filelists"')
    with pytest.raises(RefusalError, match="no repository has update information"):
        shown({"repomd.xml": silent, "dnf-updateinfo.txt": b""})
    both = archive("repomd.xml", **{"other/repomd.xml": silent, "dnf-updateinfo.txt": b""})
    assert shown(both).notes == ("other/repomd.xml tells nothing of security updates",)
    with pytest.raises(RefusalError, match="does not tell which updates are missing"):
        shown(archive("repomd.xml"))


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE repomd [<!ENTITY a 'b'>]><repomd/>",
        "<?xml version='1.0' encoding='utf-16'?><repomd/>".encode("utf-16"),
        b"<repomd><data>",
        b"<repomd></repomd>",
        b"<repomd>" * 100_000,
        b"<html/>",
    ],
)
def test_xml_that_is_no_metadata_is_told(data: bytes) -> None:
    """Entities are refused before they are read."""
    with pytest.raises(InputError, match=r"repomd\.xml: "):
        gather({"repomd.xml": data}, [])


def report(**changes: Any) -> dict[str, bytes]:
    """A report of the Windows Update Agent."""
    document = {
        "schema": "vmgate.windows-updates/v1", "searched": "2026-11-21T04:00:00Z", "result": 2,
        "criteria": "IsInstalled=0 and Type='Software'", "build": "20348.4405",
        "missing": [], "installed": [{"title": "Cumulative Update (KB5068787)", "revision": "1"}],
    } | changes  # fmt: skip
    return {"updates.json": json.dumps(document).encode()}


def test_windows_tells_what_is_missing_and_since_when() -> None:
    """The report is the build's own word; the build number tells the release."""
    found = shown(
        report(missing=[{"title": "Update (KB5061010)", "released": "2026-09-08T00:00:00Z"}, {"title": "x"}])
    )
    assert found.missing == (MissingUpdate("KB5061010", date(2026, 9, 8)), MissingUpdate("x"))
    assert found.until == datetime(2026, 11, 21, 4, tzinfo=UTC)
    assert found.system == GuestSystem("windows-server", "2022")
    marked = {"updates.json": b"\xef\xbb\xbf" + report()["updates.json"]}
    assert shown(marked).missing == ()
    assert found.unverified == "the list of updates is the build's own output"


def test_a_search_that_failed_or_left_something_out_shows_less() -> None:
    """Succeeded with errors is not succeeded."""
    with pytest.raises(RefusalError, match="did not succeed"):
        shown(report(result=3))
    [note] = shown(report(criteria="IsInstalled=0 and AutoSelectOnWebSites=1")).notes
    assert note.startswith("the search was for")
    with pytest.raises(InputError, match="is no moment"):
        shown(report(searched="yesterday"))


BILL = {
    "bomFormat": "CycloneDX",
    "components": [
        {"type": "operating-system", "name": "debian", "version": "13"},
        {
            "type": "library",
            "name": "openssl",
            "version": "3.5.1",
            "purl": "pkg:deb/debian/openssl@3.5.1?arch=amd64",
        },
    ],
}


def test_a_bill_of_materials_supports_and_does_not_date() -> None:
    """It lists packages and the system, and shows nothing of updates."""
    found = gather({"sbom.json": json.dumps(BILL).encode()}, [])
    assert patch_evidence(found) is None
    assert system_of(found) == GuestSystem("debian", "13")
    assert found.bills[0].count == 1
    assert [document.type for document in found.documents] == ["https://cyclonedx.org/bom"]


def test_evidence_of_two_images_is_refused() -> None:
    """Two systems, or two ways of updating, are two images."""
    rocky = b'ID="rocky"\nVERSION_ID="9.8"\n'
    with pytest.raises(RefusalError, match=r"rocky 9\.8 and of debian 13"):
        shown(archive(*APT, **{"etc/os-release": rocky}))
    with pytest.raises(RefusalError, match="the bill of materials is of debian 13"):
        system_of(gather({"sbom.json": json.dumps(BILL).encode(), "os-release": rocky}, []))
    with pytest.raises(RefusalError, match="of which image is it"):
        shown(archive("InRelease", "Packages", "status") | report())


DIGEST = "ab" * 32
STATEMENT = {
    "_type": "https://in-toto.io/Statement/v1",
    "predicateType": "https://slsa.dev/provenance/v1",
    "subject": [{"name": "debian13.qcow2", "digest": {"sha256": DIGEST}}],
    "predicate": {
        "buildDefinition": {
            "externalParameters": {"userVariables": {"password": "<redacted>", "cpus": "2"}},
            "resolvedDependencies": [
                {
                    "uri": "git+https://git.example.edu/images@refs/heads/main",
                    "digest": {"gitCommit": "c0" * 20},
                }
            ],
        },
        "runDetails": {"builder": {"id": "https://ci.example.edu/7"}, "metadata": {"invocationId": "run-1"}},
    },
}


def test_provenance_tells_the_commit_and_has_to_agree() -> None:
    """Alone or in an envelope; of another run or of another image it is refused."""
    envelope = {
        "payloadType": "application/vnd.in-toto+json",
        "payload": base64.b64encode(json.dumps(STATEMENT).encode()).decode(),
        "signatures": [{"keyid": "x", "sig": "y"}],
    }
    for document, signed in ((STATEMENT, False), (envelope, True)):
        found = gather({"p.json": json.dumps(document).encode()}, [])
        [(name, told)] = found.provenance
        assert (told.commit, told.repository) == ("c0" * 20, "https://git.example.edu/images")
        assert told.signed is signed
        build = Build("debian13", "qemu", "VM", "run-1")
        attestation.agree(told, build, [HashedFile("x", 1, DIGEST)], name)
        with pytest.raises(RefusalError, match="it is of the run run-1"):
            attestation.agree(told, Build("debian13", "qemu", "VM", "run-2"), [], name)
        with pytest.raises(RefusalError, match="it is of another image"):
            attestation.agree(told, build, [HashedFile("x", 1, "cd" * 32)], name)


def test_provenance_that_tells_a_secret_is_refused() -> None:
    """Packer copies variables that nobody declared sensitive."""
    text = json.dumps(STATEMENT).replace("<redacted>", "hunter2")
    with pytest.raises(RefusalError, match="the variable password") as error:
        gather({"p.json": text.encode()}, [])
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ('ID=debian\nVERSION_ID="13"\n', GuestSystem("debian", "13")),
        ("ID='rocky'\nVERSION_ID=9.8", GuestSystem("rocky", "9.8")),
        ("NAME=x\nID=arch\n", GuestSystem("arch")),
    ],
)
def test_a_system_says_what_it_is(text: str, system: GuestSystem) -> None:
    """As os-release(5) writes it."""
    assert read_os_release(text.encode(), "os-release") == system


@pytest.mark.parametrize("text", ["", "ID=\n", 'ID="de bian"\n', "ID=debian\nVERSION_ID='1 3'\n", "ID='\n"])
def test_a_system_that_is_not_named_is_told(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(InputError, match="os-release: "):
        read_os_release(text.encode(), "os-release")


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("1.0", "1.0", 0), ("1.0", "1.0-0", 0), ("1.0-1", "1.0-2", -1), ("1.0~rc1", "1.0", -1), ("1.0", "1.0+b1", -1),
        ("9.2p1-2+deb12u6", "9.2p1-2+deb12u10", -1), ("1:0.9", "2.0", 1), ("1.0a", "1.0+", -1), ("1.0.", "1.0", 1),
        ("0.00001", "0.1", 0), ("a", "1", 1), ("1-2-3", "1-2-4", -1),
    ],
)  # fmt: skip
def test_versions_are_ordered_as_dpkg_orders_them(one: str, other: str, order: int) -> None:
    """Debian Policy 5.6.12."""
    assert _sign(compare(one, other)) == order
    assert _sign(compare(other, one)) == -order


VERSIONS = st.from_regex(r"([0-9]:)?[0-9][a-z0-9.+~]{0,6}(-[a-z0-9.+~]{1,4})?", fullmatch=True)


@pytest.mark.skipif(shutil.which("dpkg") is None, reason="dpkg is not installed")
@settings(deadline=None)
@given(st.lists(VERSIONS, min_size=2, max_size=2))
def test_dpkg_agrees_on_any_two_versions(versions: list[str]) -> None:
    """The tool itself is asked."""
    one, other = versions
    earlier = subprocess.run(["dpkg", "--compare-versions", one, "lt", other], check=False).returncode == 0
    equal = subprocess.run(["dpkg", "--compare-versions", one, "eq", other], check=False).returncode == 0
    assert (compare(one, other) < 0, compare(one, other) == 0) == (earlier, equal)


NAMES = (
    "InRelease",
    "Packages",
    "status",
    "repomd.xml",
    "x.json",
    "dnf-updateinfo.txt",
    "rpm-packages.txt",
    "os-release",
)
STARTS = (
    b"",
    b"{",
    b"<repomd",
    b"Package: a\nVersion: ",
    b"-----BEGIN PGP SIGNED MESSAGE-----\n",
    b"ID=",
    b"\x1f\x8b",
)


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(NAMES), st.tuples(st.sampled_from(STARTS), st.binary(max_size=80)).map(b"".join)
    )
)
def test_no_evidence_crashes_the_readers(files: dict[str, bytes]) -> None:
    """Whatever a build machine hands over."""
    assert answered(lambda: patch_evidence(gather(files, [])))


WHOLE = [STATEMENT, BILL, json.loads(report()["updates.json"])]


@settings(deadline=None)
@given(st.sampled_from(WHOLE), st.data())
def test_no_value_in_the_wrong_place_crashes_the_readers(
    document: dict[str, Any], data: st.DataObject
) -> None:
    """Any value of a well-formed document may be another."""
    changed = json.loads(json.dumps(document))
    place: Any = changed
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if isinstance(place[key], dict | list) and data.draw(st.booleans()):
            place = place[key]
            continue
        place[key] = data.draw(st.none() | st.integers() | st.text(max_size=3) | st.just([]) | st.just({}))
        break
    assert answered(lambda: patch_evidence(gather({"x.json": json.dumps(changed).encode()}, [])))


def test_a_document_that_is_too_large_is_not_read() -> None:
    """Nobody's bill of materials is that long."""
    with pytest.raises(InputError, match="larger than 64 MiB"):
        strict.document(b"{" + b" " * strict.LARGEST + b"}", "sbom.json")


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def test_metadata_in_an_encoding_that_nobody_knows_are_refused() -> None:
    """They are no XML that could be read."""
    data = b'<?xml version="1.0" encoding="UTF-9"?><repomd/>'
    with pytest.raises(InputError, match="it is not XML"):
        read_repository(Signed(data), "repomd.xml")
