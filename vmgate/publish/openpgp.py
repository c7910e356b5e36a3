"""OpenPGP signatures of package archives, verified by gpgv: the tool that apt itself asks, with keys that are named."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Signed:
    """Data whose signature was looked at.

    `data` is what was signed and nothing else. `signer` is the fingerprint of the key and whose it is, None where no
    signature could be verified; `problem` says why then.
    """

    data: bytes
    signer: str | None = None
    problem: str = ""


def open_clear_signed(data: bytes, keyrings: Sequence[Path]) -> Signed:
    """The text of a clear-signed file (`InRelease`), as far as a signature covers it."""
    return _verified(data, None, keyrings)


def open_detached(data: bytes, signature: bytes, keyrings: Sequence[Path]) -> Signed:
    """Data with a signature in a file of its own (`repomd.xml.asc`)."""
    return _verified(data, signature, keyrings)


def clear_text(data: bytes) -> bytes:
    """The text of a clear-signed file as it stands there, believed of nobody: RFC 9580, section 7."""
    found = re.search(
        rb"^-----BEGIN PGP SIGNED MESSAGE-----\r?\n(?:[^\r\n]+\r?\n)*\r?\n(.*?)^-----BEGIN PGP SIGNATURE-----",
        data,
        re.DOTALL | re.MULTILINE,
    )
    return re.sub(rb"^- ", b"", found[1], flags=re.MULTILINE) if found else data


def _verified(data: bytes, signature: bytes | None, keyrings: Sequence[Path]) -> Signed:
    text = data if signature is not None else clear_text(data)
    gpgv = shutil.which("gpgv")
    if gpgv is None:
        return Signed(text, problem="gpgv is not installed, which verifies signatures")
    if not keyrings:
        return Signed(text, problem="no keyring was given to verify its signature with (--keyring)")
    with tempfile.TemporaryDirectory() as folder:
        home, signed, output = Path(folder) / "home", Path(folder) / "signed", Path(folder) / "output"
        home.mkdir(mode=0o700)
        signed.write_bytes(data)
        command = [gpgv, "--homedir", str(home), "--status-fd", "1"]
        for keyring in keyrings:
            command += ["--keyring", str(keyring.absolute())]
        if signature is None:
            command += ["--output", str(output), str(signed)]
        else:
            (Path(folder) / "signature").write_bytes(signature)
            command += [str(Path(folder) / "signature"), str(signed)]
        try:
            done = subprocess.run(  # noqa: S603  - a program found on PATH, its arguments files of our own
                command, capture_output=True, check=False, timeout=_SECONDS, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.SubprocessError) as error:
            return Signed(text, problem=f"gpgv could not be run: {error}")
        status = done.stdout.decode("utf-8", "replace")
        signer = _signer(status)
        if signer is None or re.search(r"^\[GNUPG:\] (BADSIG|ERRSIG_BAD)", status, re.MULTILINE):
            return Signed(text, problem=_problem(status))
        return Signed(data if signature is not None else output.read_bytes(), signer)


def _signer(status: str) -> str | None:
    """Whose signature is valid, by a key that is valid too: GOODSIG comes right before its VALIDSIG."""
    found = re.search(
        r"^\[GNUPG:\] GOODSIG [0-9A-F]+ (?P<name>[^\n]*)\n(?:\[GNUPG:\] (?!NEWSIG)[^\n]*\n)*?"
        r"\[GNUPG:\] VALIDSIG (?P<key>[0-9A-F]{40,64}) ",
        status,
        re.MULTILINE,
    )
    return f"{found['key']} ({found['name']})" if found else None


def _problem(status: str) -> str:
    if "BADSIG" in status:
        return "its signature does not hold: it was changed after it was signed"
    if "EXPKEYSIG" in status or "REVKEYSIG" in status:
        return "it is signed by a key that has expired or was revoked"
    if "NO_PUBKEY" in status:
        return "it is signed by a key that is in no keyring that was given"
    return "it has no signature that can be verified"
