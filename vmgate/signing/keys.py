"""Public keys as SSH sends them, of the types whose signatures can be checked."""

from __future__ import annotations

import base64
import hashlib

from msgspec import Struct

from vmgate.signing.wire import MalformedError, Reader

ED25519, RSA = "ssh-ed25519", "ssh-rsa"
SK_ED25519, SK_ECDSA = "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"
CURVES = {"nistp256": 256, "nistp384": 384, "nistp521": 521}
ALGORITHMS = {
    ED25519: (ED25519,),
    SK_ED25519: (SK_ED25519,),
    SK_ECDSA: (SK_ECDSA,),
    # "ssh-rsa" as a signature's algorithm is RSA with SHA-1, which proves nothing any more.
    RSA: ("rsa-sha2-256", "rsa-sha2-512"),
    **{f"ecdsa-sha2-{curve}": (f"ecdsa-sha2-{curve}",) for curve in CURVES},
}

KEY_TYPES = tuple(ALGORITHMS)
"""The types of keys whose signatures can be checked."""


class PublicKey(Struct, frozen=True):
    """A public key as it is sent over the wire: `type` such as "ssh-ed25519", and the whole `blob`."""

    type: str
    blob: bytes

    @property
    def fingerprint(self) -> str:
        """As `ssh-keygen -l` shows it: "SHA256:" and 43 characters."""
        digest = base64.b64encode(hashlib.sha256(self.blob).digest())
        return f"SHA256:{digest.decode().rstrip('=')}"

    def __str__(self) -> str:
        return f"{self.type} {base64.b64encode(self.blob).decode()}"


def public_key(blob: bytes) -> PublicKey:
    """A key from its wire form. Raises `MalformedError`, also for a type that cannot be checked."""
    type_ = Reader(blob).text()
    if type_ not in ALGORITHMS:
        what = "a certificate" if "-cert-" in type_ else f'a key of type "{type_}"'
        raise MalformedError(f"it is by {what}; only {', '.join(KEY_TYPES)} can be checked")
    return PublicKey(type_, blob)
