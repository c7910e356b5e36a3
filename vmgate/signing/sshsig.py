"""Detached SSH signatures, as `ssh-keygen -Y sign` writes them, checked by `cryptography`.

The format is OpenSSH's PROTOCOL.sshsig, that of signatures by security keys its PROTOCOL.u2f.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from vmgate.signing.keys import ALGORITHMS, CURVES, ED25519, RSA, SK_ED25519, PublicKey, public_key
from vmgate.signing.wire import MalformedError, Reader, string

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    from vmgate.signing.allowed_signers import AllowedSigner

_ARMOR = re.compile(
    rb"\s*-----BEGIN SSH SIGNATURE-----\s(?P<body>[A-Za-z0-9+/=\s]*)-----END SSH SIGNATURE-----\s*"
)
_MAGIC = b"SSHSIG"
_VERSION = 1
_HASHES = {"sha256": hashlib.sha256, "sha512": hashlib.sha512}
_LEAST_RSA_BITS = 2048
_USER_PRESENT = 0x01


class Signature(Struct, frozen=True):
    """A signature taken apart. `algorithm` is that of `value`, `details` what a security key adds to it."""

    key: PublicKey
    namespace: str
    reserved: bytes
    hash: str
    algorithm: str
    value: bytes
    details: bytes


class Signed(Struct, frozen=True):
    """The signature is by a key that is allowed to. `signer` is the line that allows it."""

    signer: AllowedSigner
    key: PublicKey


class Refused(Struct, frozen=True):
    """The signature proves nothing. `reason` says why, to follow "the signature"."""

    reason: str


def verify(
    message: bytes,
    armored: bytes,
    signers: Iterable[AllowedSigner],
    *,
    namespace: str,
    at: datetime,
    principal: str | None = None,
) -> Signed | Refused:
    """Whether a message was signed by one of some signers for this namespace.

    `armored` is the text of the signature file. `at` is the moment (with its time zone) at which the signer must have
    been allowed to sign. `principal` is who is said to have signed; None accepts anybody on the list.
    """
    try:
        signature = parse(armored)
    except MalformedError as error:
        return Refused(f"cannot be read: {error}")
    if signature.namespace != namespace:
        return Refused(f'is for "{signature.namespace}", not for "{namespace}"')
    own = [signer for signer in signers if signer.key == signature.key]
    refusals = [signer.refusal(principal, namespace, at) for signer in own]
    allowed = next((one for one, refusal in zip(own, refusals, strict=True) if refusal is None), None)
    if allowed is None:
        why = next((refusal for refusal in refusals if refusal), "which is not on the list")
        return Refused(f"is by the key {signature.key.fingerprint}, {why}")
    try:
        authentic = is_authentic(signature, message)
    except MalformedError as error:
        return Refused(f"cannot be checked: {error}")
    return Signed(allowed, signature.key) if authentic else Refused("does not belong to this content")


def parse(armored: bytes) -> Signature:
    """A signature file taken apart. Raises `MalformedError`."""
    found = _ARMOR.fullmatch(armored)
    if found is None:
        message = "it is not an SSH signature (-----BEGIN SSH SIGNATURE-----)"
        raise MalformedError(message)
    try:
        data = base64.b64decode(b"".join(found["body"].split()), validate=True)
    except binascii.Error:
        message = "its base64 is broken"
        raise MalformedError(message) from None
    reader = Reader(data)
    if reader.take(len(_MAGIC)) != _MAGIC or reader.number() != _VERSION:
        message = "it is not of the format SSHSIG, version 1"
        raise MalformedError(message)
    key = public_key(reader.string())
    namespace, reserved, hash_ = reader.text(), reader.string(), reader.text()
    blob = Reader(reader.string())
    reader.end()
    algorithm, value, details = blob.text(), blob.string(), blob.rest()
    if hash_ not in _HASHES:
        message = f'its hash is "{hash_}", not sha256 or sha512'
        raise MalformedError(message)
    if algorithm not in ALGORITHMS.get(key.type, ()):
        message = f'a key of type {key.type} does not sign by "{algorithm}" here'
        raise MalformedError(message)
    return Signature(key, namespace, reserved, hash_, algorithm, value, details)


def is_authentic(signature: Signature, message: bytes) -> bool:
    """Whether the signature's key made it over this message.

    Raises `MalformedError`, also for a key that is too weak.
    """
    digest = _HASHES[signature.hash](message).digest()
    parts = (signature.namespace.encode(), signature.reserved, signature.hash.encode(), digest)
    signed = _MAGIC + b"".join(string(part) for part in parts)
    key = Reader(signature.key.blob)
    key.string()
    if signature.algorithm in (ED25519, SK_ED25519):
        raw = key.string()
        return _ed25519(raw, signature.value, _by_security_key(signature, key, signed))
    if signature.key.type == RSA:
        if signature.details:
            raise MalformedError("something follows its value")
        return _rsa(key, signature, signed)
    curve, point = key.text(), key.string()
    return _ecdsa(curve, point, signature, _by_security_key(signature, key, signed))


def _by_security_key(signature: Signature, key: Reader, signed: bytes) -> bytes:
    """What was really signed: a security key wraps what it is given. Reads `key` to its end."""
    details = Reader(signature.details)
    if not signature.algorithm.startswith("sk-"):
        details.end()
        key.end()
        return signed
    application = key.string()
    key.end()
    flags, counter = details.take(1), details.take(4)
    details.end()
    if not flags[0] & _USER_PRESENT:
        message = "the security key was not touched for it"
        raise MalformedError(message)
    return hashlib.sha256(application).digest() + flags + counter + hashlib.sha256(signed).digest()


# cryptography is imported where it is used: most runs check no signature.


def _ed25519(raw: bytes, value: bytes, signed: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  - only where one is checked
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415  - only where one is checked

    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(value, signed)
    except InvalidSignature:
        return False
    except ValueError:
        message = "its key is not one of Ed25519"
        raise MalformedError(message) from None
    return True


def _ecdsa(curve: str, point: bytes, signature: Signature, signed: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  - only where one is checked
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415  - only where one is checked
    from cryptography.hazmat.primitives.asymmetric import ec, utils  # noqa: PLC0415  - only where one is checked

    if not signature.key.type.removesuffix("@openssh.com").endswith(f"ecdsa-sha2-{curve}"):
        message = "its key names two curves"
        raise MalformedError(message)
    kinds = {256: (ec.SECP256R1(), hashes.SHA256()), 384: (ec.SECP384R1(), hashes.SHA384()),
             521: (ec.SECP521R1(), hashes.SHA512())}  # fmt: skip
    group, hash_ = kinds[CURVES[curve]]
    try:
        key: EllipticCurvePublicKey = ec.EllipticCurvePublicKey.from_encoded_point(group, point)
    except ValueError:
        message = "its key is no point of its curve"
        raise MalformedError(message) from None
    value = Reader(signature.value)
    r, s = value.integer(), value.integer()
    value.end()
    try:
        key.verify(utils.encode_dss_signature(r, s), signed, ec.ECDSA(hash_))
    except InvalidSignature:
        return False
    return True


def _rsa(blob: Reader, signature: Signature, signed: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  - only where one is checked
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415  - only where one is checked
    from cryptography.hazmat.primitives.asymmetric import padding, rsa  # noqa: PLC0415  - only where one is checked

    exponent, modulus = blob.integer(), blob.integer()
    blob.end()
    if modulus.bit_length() < _LEAST_RSA_BITS:
        raise MalformedError(f"its RSA key has {modulus.bit_length()} bits, fewer than {_LEAST_RSA_BITS}")
    try:
        key: RSAPublicKey = rsa.RSAPublicNumbers(exponent, modulus).public_key()
    except ValueError:
        message = "its key is not one of RSA"
        raise MalformedError(message) from None
    hash_ = hashes.SHA256() if signature.algorithm == "rsa-sha2-256" else hashes.SHA512()
    # Some signers drop leading zeros.
    value = signature.value.rjust((modulus.bit_length() + 7) // 8, b"\0")
    try:
        key.verify(value, signed, padding.PKCS1v15(), hash_)
    except InvalidSignature:
        return False
    return True
