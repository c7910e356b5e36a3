"""Whether one signature holds: a detached SSHSIG, in the very form that `ssh-keygen -Y sign` writes it."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from vmgate.signing.sshsig import Refused, verify

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from vmgate.signing.allowed_signers import AllowedSigner

_FIRST, _LAST = b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----"
_WIDTH = 70


def refusal(
    message: bytes,
    armored: bytes,
    signers: Sequence[AllowedSigner],
    lost: frozenset[str],
    *,
    person: str,
    namespace: str,
    at: datetime,
) -> str | None:
    """Why a signature is not that of a person over a message; None if it is. `lost` are fingerprints of lost keys."""
    if armored != armor(armored):
        return f"the signature of {person} is not written as ssh-keygen writes it"
    found = verify(message, armored, signers, namespace=namespace, at=at, principal=person)
    if isinstance(found, Refused):
        return f"the signature of {person} {found.reason}"
    if found.key.fingerprint in lost:
        return f"the signature of {person} is by the key {found.key.fingerprint}, which is revoked"
    return None


def armor(armored: bytes) -> bytes:
    """A signature's text as ssh-keygen writes it, or nothing if it is none: every byte of a stored one counts."""
    body = armored.strip().removeprefix(_FIRST).removesuffix(_LAST)
    try:
        encoded = base64.b64encode(base64.b64decode(b"".join(body.split()), validate=True))
    except binascii.Error:
        return b""
    lines = [encoded[at : at + _WIDTH] for at in range(0, len(encoded), _WIDTH)]
    return b"\n".join((_FIRST, *lines, _LAST, b""))
