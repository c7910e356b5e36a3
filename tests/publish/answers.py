"""What a reader comes to, given bytes that nobody vouches for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.errors import VmgateError

if TYPE_CHECKING:
    from collections.abc import Callable


def answered(read: Callable[[], object]) -> str:
    """What reading came to: "read", or the message that the user is told. Anything else that is raised is raised."""
    try:
        read()
    except VmgateError as error:
        return str(error)
    return "read"
