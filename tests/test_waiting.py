"""What is shown while a command works."""

from __future__ import annotations

import io
import time

import pytest

from vmgate.commands.waiting import waiting
from vmgate.errors import InputError


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def until(shown: io.StringIO, text: str) -> None:
    """Wait for a text, but not for ever."""
    end = time.monotonic() + 10
    while text not in shown.getvalue() and time.monotonic() < end:
        time.sleep(0.005)
    assert text in shown.getvalue()


def test_what_takes_long_is_told_and_wiped_out() -> None:
    """The line is gone before anything else is written."""
    shown = Terminal()
    with waiting("judging", shown, patience=0) as tell:
        until(shown, "judging (0 s)")
        tell("main.tf, 3 of 40")
        until(shown, "judging: main.tf, 3 of 40 (0 s)")
    assert shown.getvalue().endswith("\r\x1b[K")
    before = shown.getvalue()
    time.sleep(0.3)
    assert shown.getvalue() == before


def test_what_is_quick_is_not_told() -> None:
    """Nothing flickers."""
    shown = Terminal()
    with waiting("judging", shown) as tell:
        tell("main.tf")
    assert shown.getvalue() == ""


@pytest.mark.parametrize("terminal", [False, True])
def test_nobody_is_told_who_is_no_terminal(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    """Nor a terminal that cannot go back in its line."""
    monkeypatch.setenv("TERM", "dumb" if terminal else "xterm")
    shown = Terminal() if terminal else io.StringIO()
    with waiting("judging", shown, patience=0) as tell:
        tell("main.tf")
        time.sleep(0.05)
    assert shown.getvalue() == ""


def test_a_name_can_neither_steer_the_terminal_nor_fill_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one line, whatever it says."""
    monkeypatch.setenv("COLUMNS", "40")
    shown = Terminal()
    with waiting("judging", shown, patience=0) as tell:
        tell("a\x1b[2J\n" + "x" * 100)
        until(shown, "…")
    lines = [part for part in shown.getvalue().split("\r\x1b[K") if part]
    assert all(len(line) < 40 for line in lines)
    assert not any("\x1b" in line or "\n" in line for line in lines)


def test_a_mistake_wipes_it_out_too() -> None:
    """The message has a line of its own."""
    shown = Terminal()

    def broken() -> None:
        with waiting("judging", shown, patience=0):
            until(shown, "judging")
            raise InputError("main.tf: cannot be read")

    with pytest.raises(InputError, match="cannot be read"):
        broken()
    assert shown.getvalue().endswith("\r\x1b[K")
