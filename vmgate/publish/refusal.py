"""What stops an image from being published."""

from __future__ import annotations

from typing import ClassVar

from vmgate.errors import ExitCode, VmgateError


class RefusalError(VmgateError):
    """What is given does not show what an image's record would claim. The message says what to do."""

    exit_code: ClassVar[ExitCode] = ExitCode.SHUT
