"""Writing one record of evidence: whole or not at all, and never over another."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vmgate.commands.days import day, day_given
from vmgate.commands.output import write_new
from vmgate.commands.reading import parsed
from vmgate.commands.toml import lines, named_lines
from vmgate.errors import UsageError
from vmgate.settings.evidence import check_record

if TYPE_CHECKING:
    from collections.abc import Mapping


def write(given: Mapping[str, Any], directory: Path) -> str:
    """Write the record that the options describe; says what was written. Raises `UsageError`."""
    done = day_given(given["done"], "--done") if given["done"] else day(given["as_of"])
    data: dict[str, Any] = {
        "clause": given["clause"].upper(),
        "about": list(given["about"]),
        "covers": list(given["covers"]),
        "statement": given["statement"],
        "by": given["by"],
        "done": done,
        "valid_until": day_given(given["valid_until"], "--valid-until") if given["valid_until"] else None,
        **_document(given["document"], given["sha256"], directory),
        "notes": parsed(given["note"]),
    }
    data = {key: value for key, value in data.items() if value not in (None, [], {})}
    check_record(data)
    directory.mkdir(parents=True, exist_ok=True)
    stem = "-".join(_plain(part) for part in (data["clause"], data["about"][0], done.isoformat()))
    file = next(name for name in _names(directory, stem) if not name.exists())
    write_new(file, _toml(data))
    return f"{file}: recorded; commit it"


def _names(directory: Path, stem: str) -> list[Path]:
    return [directory / f"{stem}.toml", *(directory / f"{stem}-{number}.toml" for number in range(2, 1000))]


def _document(document: str | None, digest: str | None, directory: Path) -> dict[str, Any]:
    if document is None:
        if digest is not None:
            raise UsageError("--sha256: a digest needs the --document that it is of")
        return {}
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", document):
        return {"document": document, "sha256": digest}
    try:
        content = Path(document).read_bytes()
    except OSError as error:
        message = f"--document: {document}: {error.strerror}; a link begins with https://"
        raise UsageError(message) from None
    own = hashlib.sha256(content).hexdigest()
    if digest is not None and digest.lower() != own:
        message = f"--sha256: {document} has the digest {own}"
        raise UsageError(message)
    # As it is found from the record, wherever the repository is checked out.
    return {"document": Path(os.path.relpath(document, directory)).as_posix(), "sha256": own}


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-.")[:60]


def _toml(data: Mapping[str, Any]) -> str:
    written = lines({key: value for key, value in data.items() if not isinstance(value, dict)})
    notes = data.get("notes", {})
    if notes:
        written += ["", "[notes]", *named_lines(notes)]
    return "\n".join(written) + "\n"
