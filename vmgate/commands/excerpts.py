"""The lines of source files that a report shows: a file is read when a format asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vmgate.model.result import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmgate.model.report import Result


class Excerpts(Mapping[str, Sequence[str]]):
    """By file name, the lines of every file that a result points into, with what may be shown of them."""

    def __init__(self, found: Iterable[Result]) -> None:
        self._results: dict[str, list[Result]] = {}
        self._lines: dict[str, Sequence[str]] = {}
        for one in found:
            if one.span is not None and one.verdict is not Verdict.PASS:
                self._results.setdefault(one.span.file, []).append(one)

    def __len__(self) -> int:
        return len(self._results)

    def __iter__(self) -> Iterator[str]:
        return iter(self._results)

    def __getitem__(self, file: str) -> Sequence[str]:
        if file not in self._lines:
            self._lines[file] = self._read(file, self._results[file])
        return self._lines[file]

    def _read(self, file: str, found: Sequence[Result]) -> Sequence[str]:
        from vmgate.report.visible import VisibleLines

        try:
            text = Path(file).read_bytes().decode("utf-8-sig", "replace")
        except (OSError, ValueError):
            return ()
        return VisibleLines(
            text,
            (one.span for one in found if one.span is not None),
            (one.span for one in found if one.span is not None and one.secret),
            toml=file.endswith(".toml"),
        )
