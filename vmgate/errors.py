"""What a user can get wrong, and the exit code that says so."""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """The five ways a run ends. 3 outranks 1 outranks 4; usage (2) ends a run before it starts."""

    OPEN = 0
    SHUT = 1
    USAGE = 2
    NO_VERDICT = 3
    UNDECIDED = 4


class VmgateError(Exception):
    """A mistake with one clear message: what is wrong, where, what to do. Never shown with a traceback."""

    exit_code: ClassVar[ExitCode] = ExitCode.NO_VERDICT


class InputError(VmgateError):
    """An input cannot be read, is incomplete, or holds nothing to judge."""


class NothingFoundError(InputError):
    """A path is there and could be read, and holds nothing to judge."""


class UsageError(VmgateError):
    """Arguments or site policy are wrong."""

    exit_code = ExitCode.USAGE


class RuleDefinitionError(Exception):
    """A rule file breaks the form of a rule. The author's mistake, not the user's."""
