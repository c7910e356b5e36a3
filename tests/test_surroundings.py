"""Broken and hostile surroundings: one message, the right exit code, nothing half-written, and an end to every run."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.commands import vmgate
from vmgate.commands import endings
from vmgate.commands.output import write_atomically, write_new
from vmgate.errors import InputError, UsageError
from vmgate.ledger import LedgerError
from vmgate.ledger.locate import ledger_at
from vmgate.read.discover import discover
from vmgate.report.printable import printable_lines

if TYPE_CHECKING:
    from collections.abc import Callable

PROJECT = Path(__file__).parent.parent
SOURCE = """\
resource "vsphere_host_port_group" "lab" {
  name                   = "lab"
  host_system_id         = "host-1"
  virtual_switch_name    = "vSwitch0"
  allow_forged_transmits = true
}
"""
HARMFUL = "a\x1b[31mb\n::error file=x::c\r\n  ##[error]d"

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes in its file system")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A directory with configuration, of which one rule speaks ill."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "main.tf").write_text(SOURCE)
    return tmp_path


def test_a_device_is_no_input(site: Path) -> None:
    """It may have no end: as a path, and as a file of values."""
    done = vmgate("check", "/dev/zero")
    assert (done.code, "it is a device" in done.err) == (3, True)
    done = vmgate("check", site, "--var-file", "/dev/zero")
    assert (done.code, "it is a device" in done.err) == (3, True)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Closes files to whoever reads them, as a system does for others than its administrator."""
    real, shut = Path.read_bytes, set[Path]()

    def read_bytes(path: Path) -> bytes:
        if path.name in {one.name for one in shut}:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    return shut.add


def test_a_file_that_is_closed_to_us_is_unread_and_the_others_are_judged(
    site: Path, closed: Callable[[Path], None]
) -> None:
    """There is a report, which says so, and no verdict."""
    (site / "secret.tf").write_text(SOURCE.replace("lab", "closed"))
    closed(site / "secret.tf")
    done = vmgate("check", site, "-f", "json")
    assert done.code == 3
    assert [one["reason"] for one in done.json["inputs"][0]["unread"]] == [
        "cannot be read: Permission denied"
    ]
    assert any(one["verdict"] == "fail" for one in done.json["results"])


@pytest.mark.parametrize("register", ["evidence", "exceptions"])
def test_a_register_that_is_closed_to_us_is_not_an_empty_one(
    site: Path, register: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is believed to be missing because nobody may look."""
    (site / "vmgate.toml").touch()
    (site / register).mkdir()
    real_scan, real_list = os.scandir, os.listdir

    def refused(path: object = ".") -> None:
        if str(path).endswith(register):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    def scan(path: str = ".") -> object:
        refused(path)
        return real_scan(path)

    def listed(path: str = ".") -> list[str]:
        refused(path)
        return real_list(path)

    monkeypatch.setattr(os, "scandir", scan)
    monkeypatch.setattr(os, "listdir", listed)
    done = vmgate("check", site / "main.tf")
    assert done.code == 3
    what = "the evidence register" if register == "evidence" else "the exceptions"
    assert done.err.count(f"{what} cannot be read: Permission denied") == 1


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="a system on which root is asked otherwise"
)
def test_a_directory_that_is_closed_to_us_is_no_verdict(site: Path) -> None:
    """Who knows what is in it."""
    command = [sys.executable, "-m", "vmgate", "check", str(site)]
    site.chmod(0)
    try:
        if not os.geteuid():
            if shutil.which("setpriv") is None:
                pytest.skip("nothing here takes its power from the administrator")
            command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)
    finally:
        site.chmod(0o700)
    assert done.returncode == 3, done.stderr
    assert f"{site}: cannot be read: Permission denied" in done.stderr


def test_what_cannot_be_written_is_a_mistake_of_the_command_line(site: Path) -> None:
    """Also where it is a directory that cannot be made."""
    done = vmgate("template", "new", "web", "--os", "debian13", "--out", str(site / "main.tf" / "packer"))
    assert (done.code, "cannot be written: Not a directory" in done.err) == (2, True)


def test_a_pipe_that_nobody_named_is_not_waited_for(site: Path) -> None:
    """A policy that is one is a mistake; what lies beside configuration and templates is not read."""
    os.mkfifo(site / "beside.json")
    assert vmgate("check", site).code == 1
    os.mkfifo(site / "vmgate.toml")
    done = vmgate("check", site)
    assert (done.code, "it is no file, but a pipe or a device" in done.err) == (2, True)
    (site / "templates").mkdir()
    os.mkfifo(site / "templates" / "image.json")
    (site / "vmgate.toml").unlink()
    assert vmgate("check", site / "templates").code == 3


def test_a_pipe_that_is_named_is_read_once(site: Path) -> None:
    """As the shell makes one of `<(command)`: also where what it says is wrong."""
    pipe = site / "values.tfvars"
    os.mkfifo(pipe)
    child = os.fork()
    if child == 0:
        pipe.write_text("x = = 1\n")
        os._exit(0)
    done = vmgate("check", site, "--var-file", pipe)
    os.waitpid(child, 0)
    assert done.code == 3
    assert "values.tfvars:1:" in done.err


def test_evidence_that_names_a_device_is_not_read_to_its_end(site: Path) -> None:
    """The digest of a document is of a file; anything else is not there."""
    (site / "evidence").mkdir()
    (site / "evidence" / "a.toml").write_text(
        'clause = "C14"\nabout = ["nfs-server:10.31.0.5"]\nstatement = "IPsec"\nby = "ada@example.edu"\n'
        f'done = 2026-11-01\ndocument = "/dev/zero"\nsha256 = "{"0" * 64}"\n'
    )
    done = vmgate(
        "evidence", "status", "--register", site / "evidence", "--no-config", "--as-of", "2026-11-23"
    )
    assert done.code in (0, 1)
    assert "names a document that is not there (/dev/zero)" in done.out + done.err


def test_a_ledger_is_a_file(tmp_path: Path) -> None:
    """Nothing else has its mode changed, or is waited for."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LedgerError, match="no file that a ledger could be in"):
        ledger_at(str(tmp_path / "pipe"), tmp_path).exists()


@pytest.mark.parametrize(
    "arguments",
    [["check", HARMFUL], ["explain", HARMFUL], ["check", ".", "--config", HARMFUL], ["check", ".", "--as-of", HARMFUL],
     ["check", ".", "--rule", HARMFUL], ["coverage", HARMFUL], ["report", HARMFUL], ["inspect", HARMFUL],
     ["init", HARMFUL], ["check", ".", "--var-file", HARMFUL]],
)  # fmt: skip
def test_no_name_in_a_message_steers_a_terminal_or_a_pipeline(arguments: list[str], site: Path) -> None:
    """Nor in the hint that follows a report."""
    said = vmgate(*arguments, directory=site).err
    assert "::error" in said
    assert "\x1b" not in said
    assert "\r" not in said
    assert not [line for line in said.splitlines() if line.lstrip().startswith(("::", "##"))]


def test_the_hint_after_a_report_is_printable(site: Path) -> None:
    """It names the directory that has no policy."""
    folder = site / HARMFUL.replace("/", "")
    folder.mkdir()
    (folder / "main.tf").write_text('resource "vsphere_virtual_machine" "web" {\n  name = "web"\n}\n')
    done = vmgate("check", folder)
    assert "no site policy was found" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_message_of_several_lines_stays_one() -> None:
    """What is meant as lines is shown as lines."""
    assert printable_lines("a: b\nc: d\x1b") == "a: b\nc: d\\x1b"
    assert printable_lines("a\n ::error::b") == "a\\n ::error::b"


def test_a_closed_standard_input_is_said_to_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not that something broke."""
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InputError, match="standard input is closed"):
        discover(["-"])


def test_a_current_directory_that_is_gone_is_said_to_be_gone() -> None:
    """Not that something broke."""
    gone = FileNotFoundError(errno.ENOENT, "No such file or directory")
    assert endings.told(gone).startswith("vmgate: the current directory is not there any more")


@pytest.mark.parametrize("write", [write_atomically, write_new])
def test_a_full_disk_leaves_nothing_behind(
    write: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither half a file, nor a temporary one; what was there stays as it was."""

    def full(_: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "report.json"
    if write is write_atomically:
        file.write_text("before")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UsageError, match="No space left on device"):
        write(file, "after")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == (
        [("report.json", "before")] if write is write_atomically else []
    )


@pytest.mark.parametrize("data", [b'{"version":4,"\xb8":1}', b'{"format_version":"\xff"}', b'{"\xe9'])
def test_json_that_is_no_text_is_said_to_be_none(data: bytes, tmp_path: Path) -> None:
    """Wherever the byte stands that is not UTF-8."""
    (tmp_path / "plan.json").write_bytes(data)
    done = vmgate("check", tmp_path / "plan.json")
    assert (done.code, "it is not UTF-8" in done.err) == (3, True)
