"""The program is run as it is asked for, and ended when its time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.packer.program import Packer

if TYPE_CHECKING:
    from pathlib import Path

SLOW = """#!/bin/sh
trap 'echo "cleaned up"; exit 1' INT
echo "begun with $*"
while :; do sleep 0.1; done
"""


def test_a_run_that_takes_too_long_is_ended_as_a_person_would(tmp_path: Path) -> None:
    """It is interrupted, may clean up, and has failed; that it said nothing meanwhile does not matter."""
    program = tmp_path / "packer"
    program.write_text(SLOW)
    program.chmod(0o755)
    packer = Packer(program, tmp_path, {"PATH": "/usr/bin:/bin"}, timeout=0.5)
    lines = list(packer.lines("build", tmp_path, force=True, only=["a", "b"], var={"x": "1"}, debug=False))
    assert lines[0].decode().split()[2:] == [
        "build", "-machine-readable", "-force", "-only=a,b", "-var=x=1", str(tmp_path)
    ]  # fmt: skip
    assert lines[-1] == b"cleaned up\n"
    assert packer.returncode == 1
