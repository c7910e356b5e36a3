"""Functions of timestamps: RFC 3339 with nanoseconds, in the Gregorian calendar of all years from 0 to 9999."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from vmgate.read.hcl.evaluate.functions.signature import Context, define, string
from vmgate.read.hcl.evaluate.types import STRING
from vmgate.read.hcl.evaluate.values import EvaluationError
from vmgate.read.hcl.numbers import Counted

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val

_TIMESTAMP = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:Z|([+-])(\d{2}):(\d{2}))\Z", re.ASCII
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SECOND = 1_000_000_000
_DAY = 86_400
_CYCLE = 400
_CYCLE_DAYS = 146_097


@dataclass(frozen=True, slots=True)
class Time:
    """A moment: nanoseconds in UTC since the end of the year -1, and the offset in seconds of where it is."""

    nanoseconds: int
    offset: int

    @classmethod
    def parse(cls, text: str, *, strict: bool = True) -> Time:
        """The moment that a timestamp names. Raises `EvaluationError` if it is none.

        Only `timecmp` is not strict: it takes an hour of one digit and a comma.
        """
        match = _TIMESTAMP.match(text)
        if match is None or (strict and (len(match[4]) != 2 or "," in text)):
            raise EvaluationError("not a timestamp as RFC 3339 has it")
        year, month, day, hour, minute, second = (int(match[group]) for group in range(1, 7))
        hours, minutes = int(match[9] or 0), int(match[10] or 0)
        if hour > 23 or minute > 59 or second > 59 or hours > 24 or minutes > 60:
            raise EvaluationError("not a timestamp as RFC 3339 has it")
        if strict and (hours > 23 or minutes > 59):
            raise EvaluationError("not a timestamp as RFC 3339 has it")
        try:
            days = date(year % _CYCLE + _CYCLE, month, day).toordinal() + (year // _CYCLE - 1) * _CYCLE_DAYS
        except ValueError:
            raise EvaluationError("not a timestamp as RFC 3339 has it") from None
        offset = (hours * 60 + minutes) * (-60 if match[8] == "-" else 60)
        seconds = days * _DAY + hour * 3600 + minute * 60 + second - offset
        return cls(seconds * _SECOND + int((match[7] or "0")[:9].ljust(9, "0")), offset)

    def parts(self) -> tuple[int, int, int, int, int, int, int]:
        """Year, month, day, hour, minute, second, and the day of the week from 0 for Monday, where the time is."""
        days, seconds = divmod(self.nanoseconds // _SECOND + self.offset, _DAY)
        # Moved by whole cycles of the calendar into years that `date` knows; the weekdays are the same in each.
        cycles, rest = divmod(days - 1, _CYCLE_DAYS)
        day = date.fromordinal(rest + 1)
        return (
            day.year + cycles * _CYCLE,
            day.month,
            day.day,
            seconds // 3600,
            seconds // 60 % 60,
            seconds % 60,
            day.weekday(),
        )

    def zone(self, colon: str, utc: str | None = None) -> str:
        """The offset, as hours and minutes."""
        if self.offset == 0 and utc is not None:
            return utc
        minutes = abs(self.offset) // 60
        return f"{'-' if self.offset < 0 else '+'}{minutes // 60:02d}{colon}{minutes % 60:02d}"


@define("timeadd", STRING, STRING)
def _timeadd(args: list[Val], _: Context) -> Val:
    time = Time.parse(string(args[0]))
    moved = Time(time.nanoseconds + _duration(string(args[1])), time.offset)
    year, month, day, hour, minute, second, _weekday = moved.parts()
    years = f"{'-' if year < 0 else ''}{abs(year):04d}"
    return f"{years}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}{moved.zone(':', 'Z')}"


@define("timecmp", STRING, STRING)
def _timecmp(args: list[Val], _: Context) -> Val:
    first, second = (Time.parse(string(arg), strict=False).nanoseconds for arg in args)
    return Counted((first > second) - (first < second))


_UNITS = {
    "ns": 1,
    "us": 1_000,
    "µs": 1_000,
    "μs": 1_000,
    "ms": 1_000_000,
    "s": _SECOND,
    "m": 60 * _SECOND,
    "h": 3600 * _SECOND,
}
_DURATION = re.compile(r"([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)\Z", re.ASCII)
_PART = re.compile(r"(\d*)(\.\d*)?(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_LARGEST = 2**63


def _duration(text: str) -> int:
    """Nanoseconds of a duration as Go writes it: `1h30m`, `-1.5s`."""
    match = _DURATION.match(text)
    if match is None:
        raise EvaluationError("not a duration")
    total = 0
    for digits, fraction, unit in _PART.findall(match[2]):
        whole = int(digits or 0) * _UNITS[unit]
        total += whole + int(Fraction(f"0{fraction}" if len(fraction) > 1 else "0") * _UNITS[unit])
        if total > _LARGEST:
            raise EvaluationError("a duration is too long")
    if total == _LARGEST and match[1] != "-":
        raise EvaluationError("a duration is too long")
    return -total if match[1] == "-" else total


_TOKEN = re.compile(r"'(?:[^']|'')*'|'|(?P<verb>([A-Za-z])\2*)|[^A-Za-z']+")


@define("formatdate", STRING, STRING)
def _formatdate(args: list[Val], _: Context) -> Val:
    pattern, time = string(args[0]), Time.parse(string(args[1]))
    result: list[str] = []
    verbs = _verbs(time)
    for match in _TOKEN.finditer(pattern):
        piece = match.group()
        if match["verb"]:
            if piece not in verbs:
                raise EvaluationError(f"formatdate has no verb {piece}")
            result.append(verbs[piece])
        elif piece == "'":
            raise EvaluationError("formatdate has a literal that is not closed")
        elif piece.startswith("'"):
            result.append("'" if piece == "''" else piece[1:-1].replace("''", "'"))
        else:
            result.append(piece)
    return "".join(result)


def _verbs(time: Time) -> dict[str, str]:
    year, month, day, hour, minute, second, weekday = time.parts()
    short = hour % 12 or 12
    half = "PM" if hour >= 12 else "AM"
    return {
        "YY": f"{year % 100:02d}",
        "YYYY": f"{year:04d}",
        "M": f"{month}",
        "MM": f"{month:02d}",
        "MMM": _MONTHS[month - 1][:3],
        "MMMM": _MONTHS[month - 1],
        "D": f"{day}",
        "DD": f"{day:02d}",
        "EEE": _WEEKDAYS[weekday][:3],
        "EEEE": _WEEKDAYS[weekday],
        "h": f"{hour}",
        "hh": f"{hour:02d}",
        "H": f"{short}",
        "HH": f"{short:02d}",
        "AA": half,
        "aa": half.lower(),
        "m": f"{minute}",
        "mm": f"{minute:02d}",
        "s": f"{second}",
        "ss": f"{second:02d}",
        "Z": time.zone(":", "Z"),
        "ZZZ": time.zone("", "UTC"),
        "ZZZZ": time.zone(""),
        "ZZZZZ": time.zone(":"),
    }
