"""Packer's manifest is read with the suspicion that its behaviour has earned."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publish.answers import answered
from vmgate.errors import InputError, VmgateError
from vmgate.model.templates import Locator
from vmgate.packer.machine_log import finished_builds
from vmgate.publish.artifacts import locators
from vmgate.publish.files import content_digest, disk, hash_files
from vmgate.publish.manifest import Build, BuiltFile, expect, is_inside, read_manifest
from vmgate.publish.refusal import RefusalError

if TYPE_CHECKING:
    from pathlib import Path

RUN = "883634f1-1a1b-be8a-ce17-29bfa7f76061"
OLD = "11111111-1a1b-be8a-ce17-29bfa7f76061"


def entry(**changes: Any) -> dict[str, Any]:
    """A build as the post-processor writes it."""
    return {
        "name": "debian13",
        "builder_type": "qemu",
        "build_time": 1795404883,
        "files": [{"name": "out/debian13.qcow2", "size": 5}],
        "artifact_id": "VM",
        "packer_run_uuid": RUN,
        "custom_data": None,
    } | changes


def manifest(*builds: dict[str, Any], last: str = RUN) -> bytes:
    """A manifest of some builds."""
    return json.dumps({"builds": list(builds), "last_run_uuid": last}).encode()


def test_the_builds_of_the_last_run_count() -> None:
    """Packer appends: what earlier runs built is not what was built now."""
    builds = read_manifest(
        manifest(entry(packer_run_uuid=OLD), entry(custom_data={"version": "2026.11"})), "m.json"
    )
    assert builds == [
        Build("debian13", "qemu", "VM", RUN, (BuiltFile("out/debian13.qcow2", 5),),
              datetime(2026, 11, 23, 3, 34, 43, tzinfo=UTC), {"version": "2026.11"})
    ]  # fmt: skip


def test_several_builders_are_several_builds() -> None:
    """Each with its own result."""
    builds = read_manifest(
        manifest(entry(), entry(builder_type="vsphere-iso", artifact_id="tpl", files=None)), "m"
    )
    assert [build.title for build in builds] == ["qemu.debian13", "vsphere-iso.debian13"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (manifest(entry(packer_run_uuid=OLD)), "none of its 1 builds is of its last run"),
        (manifest(), "none of its 0 builds"),
        (manifest(entry(packer_run_uuid=""), last=""), r"its last run \(none\)"),
        (manifest(entry(), entry()), "qemu.debian13 is in it twice for one run"),
        (manifest(entry(custom_data={"build": "<unknown>"})), "custom_data.build is <unknown>"),
        (manifest(entry(custom_data={"root_password": "x"})), "is called like a secret"),
        (manifest(entry(custom_data={"version": 3})), "custom_data are not text"),
        (manifest(entry(artifact_id="<unknown>")), "the builder did not tell what it built"),
        (manifest(entry(artifact_id="UNKNOWN ID", files=None)), "artifact_id is UNKNOWN ID"),
        (manifest(entry(artifact_id="", files=None)), "neither an artifact_id nor files"),
        (manifest(entry(artifact_id="", files=[])), "neither an artifact_id nor files"),
        (manifest(entry(files=[{"name": "/etc/passwd", "size": 5}])), "does not lie below the manifest"),
        (manifest(entry(files=[{"name": "out/../../x", "size": 5}])), "does not lie below the manifest"),
        (manifest(entry(files=[{"name": "C:\\x", "size": 5}])), "does not lie below the manifest"),
        (manifest(entry(files=[{"name": "x", "size": -5}])), "has a size of -5"),
        (manifest(entry(build_time=10**30)), "which is no time"),
        (b"{}", "it is no manifest of Packer"),
    ],
)
def test_what_cannot_be_so_is_refused(data: bytes, told: str) -> None:
    """Stale, lost, made up, or leading elsewhere."""
    with pytest.raises(RefusalError, match=told):
        read_manifest(data, "m.json")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is not JSON"),
        (manifest(entry())[:-20], "it is not JSON"),
        (b'{"builds": [], "builds": []}', "a key is repeated"),
        (b"[" * 100_000, "nested too deep"),
        (b"[]", "not a JSON object"),
        (b"\xff\xfe{", "not UTF-8"),
        (b'{"builds": NaN}', "NaN is no number"),
        (manifest({"name": "x"}), "packer_run_uuid|builds of its last run|none of its"),
        (manifest(entry(name=3)), "name has to be text"),
        (manifest(entry(build_time=True)), "build_time has to be a whole number"),
        (manifest(entry(files={"a": 1})), "files has to be a list of objects"),
    ],
)
def test_what_is_no_manifest_is_told(data: bytes, told: str) -> None:
    """With its name, and never by a crash."""
    with pytest.raises(VmgateError, match=told):
        read_manifest(data, "m.json")


def test_a_run_that_is_named_has_to_be_the_last_one() -> None:
    """A build that fails leaves the manifest of the one before."""
    assert read_manifest(manifest(entry()), "m.json", run=RUN)
    with pytest.raises(RefusalError, match="it is stale"):
        read_manifest(manifest(entry()), "m.json", run=OLD)


def test_lost_builds_are_missed() -> None:
    """Forty builds at once left between one and twenty-five in the manifest."""
    builds = read_manifest(manifest(entry(), entry(name="other")), "m.json")
    expect(builds, ["debian13", "qemu.other"], "m.json")
    with pytest.raises(RefusalError, match="debian12 is missing: Packer loses builds"):
        expect(builds, ["debian13", "other", "debian12"], "m.json")
    with pytest.raises(RefusalError, match=r"qemu\.other is in it and was not expected"):
        expect(builds, ["debian13"], "m.json")


def test_a_log_tells_what_a_run_finished() -> None:
    """By target, without the name of the build block."""
    log = b"""1795404968,,ui,say,==> qemu.tiny: Starting VM%!(PACKER_COMMA) booting
1795404968,tiny.qemu.tiny,artifact-count,3
1795404968,debian12-null,artifact-count,1
1795404968,qemu.tiny,artifact,0,builder-id,transcend.qemu
"""
    assert finished_builds(log, "log") == ["qemu.tiny", "debian12-null"]
    with pytest.raises(InputError, match="the run it tells of failed"):
        finished_builds(log + b"1795404969,qemu.tiny,error,Build was cancelled.\n", "log")
    with pytest.raises(InputError, match="it tells of no build"):
        finished_builds(b"hello", "log")


def test_files_are_hashed_as_they_are(tmp_path: Path) -> None:
    """Nothing that a build says of a digest is believed."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "debian13.qcow2").write_bytes(b"image")
    (tmp_path / "out" / "efivars.fd").write_bytes(b"vars")
    variables = {"name": "out/efivars.fd", "size": 4}
    [build] = read_manifest(manifest(entry(files=[*entry()["files"], variables])), "m.json")
    files = hash_files(build, tmp_path)
    assert [file.size for file in files] == [5, 4]
    assert files[0].sha256 == "6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d"
    assert disk(files) == files[0]
    assert content_digest(files) not in (None, files[0].sha256)
    assert content_digest(files[:1]) == files[0].sha256
    assert content_digest([]) is None


@pytest.mark.parametrize("what", ["missing", "size", "link", "folder", "loop"])
def test_a_file_that_is_not_what_was_built_is_refused(what: str, tmp_path: Path) -> None:
    """Gone, of another size, a link out of the folder, or no file at all."""
    folder = tmp_path / "images"
    (folder / "out").mkdir(parents=True)
    file = folder / "out" / "debian13.qcow2"
    (tmp_path / "elsewhere").write_bytes(b"image")
    if what == "size":
        file.write_bytes(b"other image")
    elif what == "link":
        file.symlink_to(tmp_path / "elsewhere")
    elif what == "folder":
        file.mkdir()
    elif what == "loop":
        file.symlink_to(file)
    [build] = read_manifest(manifest(entry()), "m.json")
    with pytest.raises(VmgateError, match=r"qemu\.debian13: its file out/debian13\.qcow2"):
        hash_files(build, folder)


@pytest.mark.parametrize(
    ("builder", "artifact", "data", "found"),
    [
        ("vsphere-iso", "tpl-debian13", {}, [Locator("vsphere", "tpl-debian13")]),
        ("vsphere-clone", "tpl", {"uuid": "4222-1", "vcenter": "vc.example.edu"},
         [Locator("vsphere", "tpl", "4222-1", "vc.example.edu")]),
        ("proxmox-iso", "9013", {"template_name": "debian13"}, [Locator("proxmox", "debian13", "9013")]),
        ("qemu", "VM", {}, [Locator("libvirt", None, None, None, "ab" * 32)]),
        ("amazon-ebs", "eu-west-1:ami-0123456789abcdef0,us-east-1:ami-01234567", {},
         [Locator("aws", None, "ami-0123456789abcdef0", "eu-west-1"),
          Locator("aws", None, "ami-01234567", "us-east-1")]),
        ("googlecompute", "debian13-2026", {}, [Locator("gcp", "debian13-2026")]),
        ("azure-arm", "/subscriptions/x/images/y", {}, [Locator("azure", None, "/subscriptions/x/images/y")]),
        ("file", "File", {}, []),
    ],
)  # fmt: skip
def test_a_builder_names_its_result_in_its_own_way(
    builder: str, artifact: str, data: dict[str, str], found: list[Locator]
) -> None:
    """Most of these names identify nothing, and are taken for names only."""
    assert locators(Build("debian13", builder, artifact, RUN, data=data), "ab" * 32) == found


@pytest.mark.parametrize(
    ("builder", "artifact"),
    [
        ("proxmox-clone", "VM"),
        ("proxmox", "0"),
        ("qemu", "VM"),
        ("amazon-ebs", "ami"),
        ("null", "Null"),
        ("azure-arm", ""),
    ],
)
def test_an_artifact_id_that_its_builder_does_not_give_is_refused(builder: str, artifact: str) -> None:
    """And so is a constant that says nothing, where no file is there to tell one image from another."""
    with pytest.raises(RefusalError, match=f"{builder}.debian13"):
        locators(Build("debian13", builder, artifact, RUN), None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)


@settings(deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    """It answers with builds, or with what is wrong."""
    assert answered(lambda: read_manifest(data, "m.json")).startswith(("read", "m.json: "))


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "name": JSON,
            "builder_type": JSON,
            "files": JSON,
            "artifact_id": JSON,
            "packer_run_uuid": st.just(RUN),
        },
        optional={"build_time": JSON, "custom_data": JSON},
    )
)
def test_no_build_crashes_the_reader(build: dict[str, Any]) -> None:
    """Whatever stands where text or files should."""
    assert answered(lambda: read_manifest(manifest(build), "m.json")).startswith(("read", "m.json: "))


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["..", ".", "a", "", "/", "\\", "C:", "\0", "b.qcow2"]), max_size=5).map(
        "/".join
    )
)
def test_a_path_that_is_inside_stays_inside(path: str) -> None:
    """However it is put together."""
    import posixpath

    if is_inside(path):
        normal = posixpath.normpath(posixpath.join("/images", path))
        assert normal.startswith("/images/")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_log_crashes_the_reader(data: bytes) -> None:
    """A log is text that anybody's template could have printed into."""
    assert answered(lambda: finished_builds(data, "log")).startswith(("read", "log: "))
