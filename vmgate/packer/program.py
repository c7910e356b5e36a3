"""The program itself, driven through packer.py, whose defects are repaired here.

packer.py (0.3.0) takes a template that begins with a hyphen for an option, writes lists as Python does, turns what is
false into an option, inherits the terminal's input and environment, and knows no time limit. What it is good for, the
commands and their names, stays.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate.errors import UsageError

try:
    from packerpy import PackerExecutable
except ImportError:
    raise UsageError(
        "template build drives Packer through packer.py, which is not installed: pip install 'vmgate[packer]'"
    ) from None

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PASSED_ON = (
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "SSH_AUTH_SOCK",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
)
"""What of the environment Packer gets, beside its own variables; a build sees no other secret."""


def find(environment: Mapping[str, str]) -> Path:
    """Where Packer is: `VMGATE_PACKER`, else on the path. Raises `UsageError`."""
    named = environment.get("VMGATE_PACKER")
    found = shutil.which(named or "packer", path=environment.get("PATH"))
    if found is None:
        raise UsageError(
            f"{named or 'packer'}: there is no such program; install Packer, or name it in VMGATE_PACKER"
        )
    return Path(found)


class Packer(PackerExecutable):  # type: ignore[misc]  # packer.py has no types
    """Packer, run in the directory of a template. A run that takes longer than `timeout` seconds is ended."""

    def __init__(
        self, executable: Path, directory: Path, environment: Mapping[str, str], timeout: float | None = None
    ) -> None:
        super().__init__(executable_path=os.fspath(executable), machine_readable=True)
        self.directory = directory
        self.timeout = timeout
        self.environment = {
            name: value
            for name, value in environment.items()
            if name in PASSED_ON or name.startswith(("PKR_VAR_", "PACKER_", "GOVC_", "PROXMOX_"))
        } | {"CHECKPOINT_DISABLE": "1", "PACKER_NO_COLOR": "1"}

    @staticmethod
    def options(**given: Any) -> list[str]:
        """Options as Packer takes them: a list is joined, a mapping repeated, what is false or None left out."""
        found: list[str] = []
        for name, value in given.items():
            option = f"-{name.replace('_', '-')}"
            if value is True:
                found.append(option)
            elif isinstance(value, dict):
                found += [f"{option}={key}={one}" for key, one in value.items()]
            elif isinstance(value, list | tuple):
                found += [f"{option}={','.join(map(os.fspath, value))}"] if value else []
            elif value is not None and value is not False:
                found.append(f"{option}={value}")
        return found

    def command(self, name: str, template: Path | None = None, **given: Any) -> list[str]:
        """The whole command line. The template is an absolute path, which no option is."""
        target = [] if template is None else [os.fspath(template.resolve())]
        return [self.configuration[self.PATH], name, "-machine-readable", *self.options(**given), *target]

    def execute_cmd(
        self, packer_cmd: str, template: Path | None = None, **kwargs: Any
    ) -> tuple[int, bytes, bytes]:
        """Run a command to its end. Raises `UsageError` where it cannot be started, or takes too long."""
        lines = list(self.lines(packer_cmd, template, **kwargs))
        return self.returncode, b"".join(lines), b""

    def lines(self, packer_cmd: str, template: Path | None = None, **kwargs: Any) -> Iterator[bytes]:
        """Run a command and give each line as it comes; `returncode` is there at the end."""
        self.returncode = -1
        try:
            process = subprocess.Popen(  # noqa: S603  - it is what is asked for, without a shell
                self.command(packer_cmd, template, **kwargs), cwd=self.directory, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            raise UsageError(f"{self.configuration[self.PATH]}: cannot be run: {error.strerror}") from None
        assert process.stdout is not None  # noqa: S101  - it was asked for
        # A run that says nothing is waited for as well, so its time cannot be looked at between two lines.
        limit = None if self.timeout is None else threading.Timer(self.timeout, _interrupt, [process])
        try:
            if limit is not None:
                limit.start()
            yield from process.stdout
            self.returncode = process.wait()
        finally:
            if limit is not None:
                limit.cancel()
            process.stdout.close()
            if process.poll() is None:
                _interrupt(process)


def _interrupt(process: subprocess.Popen[bytes]) -> None:
    """End a run as a person would: Packer cleans up behind itself, and is given the time for it."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(120)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
