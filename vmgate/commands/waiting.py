"""What somebody at a terminal sees while a command works: what it does, and for how long; nothing once it is done."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vmgate.report.printable import columns, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

PATIENCE, PACE = 1.0, 0.2
"""After so many seconds a line is shown, and after so many more it is brought up to date."""

_CLEAR = "\r\x1b[K"


@contextmanager
def waiting(
    what: str, stream: TextIO | None = None, patience: float = PATIENCE
) -> Iterator[Callable[[str], None]]:
    """While the body runs, say so on standard error, if that is a terminal and it takes long.

    What is given by the function that the body gets says what is done now: "judging: main.tf, 3 of 40".
    """
    shown = sys.stderr if stream is None else stream
    if not shown.isatty() or os.environ.get("TERM") == "dumb":
        yield _nothing
        return
    # Only here, as most runs are over before anybody waits.
    from threading import Event, Thread

    begun, doing, done = time.monotonic(), [""], Event()

    def show() -> None:
        if done.wait(patience):
            return
        while True:
            shown.write(_CLEAR + _line(what, doing[0], time.monotonic() - begun))
            shown.flush()
            if done.wait(PACE):
                shown.write(_CLEAR)
                shown.flush()
                return

    thread = Thread(target=show, daemon=True)
    thread.start()
    try:
        yield lambda text: doing.__setitem__(0, text)
    finally:
        done.set()
        thread.join()


def _line(what: str, doing: str, seconds: float) -> str:
    from vmgate.commands.terminal import width

    tail = f" ({seconds:.0f} s)"
    text = printable(f"{what}: {doing}" if doing else what)
    room = width() - len(tail) - 1
    while columns(text) > room:
        text = f"{text[:-2]}…"
    return text + tail


def _nothing(_: str) -> None:
    """Nobody is looking."""
