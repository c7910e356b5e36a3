"""Keys and signatures made by the real ssh-keygen."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Key:
    """A key pair in files. `public` is its type and its base64."""

    file: Path
    public: str

    def sign(self, message: bytes, namespace: str, hash_: str = "sha512") -> bytes:
        """A detached signature in its armour."""
        command = [
            "ssh-keygen",
            "-q",
            "-Y",
            "sign",
            "-f",
            str(self.file),
            "-n",
            namespace,
            "-O",
            f"hashalg={hash_}",
        ]
        return subprocess.run(command, input=message, capture_output=True, check=True).stdout


def make(directory: Path, type_: str, bits: int | None = None, name: str = "key") -> Key:
    """A new key without a passphrase."""
    file = directory / f"{name}-{type_}-{bits or 0}"
    size = ["-b", str(bits)] if bits else []
    command = ["ssh-keygen", "-q", "-t", type_, *size, "-N", "", "-C", "test key", "-f", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    kind, encoded, *_ = file.with_name(f"{file.name}.pub").read_text(encoding="utf-8").split()
    return Key(file, f"{kind} {encoded}")


def accepted_by_ssh_keygen(
    directory: Path, signers: str, message: bytes, armored: bytes, namespace: str, principal: str, at: str
) -> bool:
    """What ssh-keygen itself says of a signature at a time written 20261125Z."""
    lines, signature = directory / "allowed_signers", directory / "message.sig"
    lines.write_text(signers, encoding="utf-8")
    signature.write_bytes(armored)
    command = ["ssh-keygen", "-Y", "verify", "-f", str(lines), "-I", principal, "-n", namespace, "-s", str(signature),
               "-O", f"verify-time={at}"]  # fmt: skip
    return subprocess.run(command, input=message, capture_output=True, check=False).returncode == 0
