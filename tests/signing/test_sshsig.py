"""Signatures by SSH keys: the same verdict as ssh-keygen's, and nothing but a reason for what is broken."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.signing.keys import Key, accepted_by_ssh_keygen, make
from vmgate.signing.allowed_signers import AllowedSigner, SignersError, matches, parse, parse_line
from vmgate.signing.keys import PublicKey
from vmgate.signing.sshsig import Refused, Signed, verify
from vmgate.signing.wire import string

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMESPACE = "vmgate-exception"
CISO = "ciso@example.edu"
DAY = datetime(2026, 11, 25, tzinfo=UTC)
MESSAGE = b"a limited exception\n"


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Key:
    """An Ed25519 key."""
    return make(tmp_path_factory.mktemp("keys"), "ed25519")


def _verdict(
    lines: str, armored: bytes, message: bytes = MESSAGE, principal: str | None = CISO
) -> Signed | Refused:
    return verify(message, armored, parse(lines), namespace=NAMESPACE, at=DAY, principal=principal)


def _reason(verdict: Signed | Refused) -> str:
    assert isinstance(verdict, Refused)
    return verdict.reason


@pytest.mark.parametrize("hash_", ["sha256", "sha512"])
@pytest.mark.parametrize(
    ("type_", "bits"),
    [("ed25519", None), ("ecdsa", 256), ("ecdsa", 384), ("ecdsa", 521), ("rsa", 2048), ("rsa", 3072)],
)
def test_what_ssh_keygen_signs_is_verified(tmp_path: Path, type_: str, bits: int | None, hash_: str) -> None:
    """Every type of key that needs no hardware, with both hashes; one changed byte is noticed."""
    own = make(tmp_path, type_, bits)
    armored = own.sign(MESSAGE, NAMESPACE, hash_)
    verdict = _verdict(f"{CISO} {own.public}", armored)
    assert isinstance(verdict, Signed)
    assert str(verdict.key) == own.public
    assert (
        _reason(_verdict(f"{CISO} {own.public}", armored, MESSAGE + b"."))
        == "does not belong to this content"
    )


def test_the_fingerprint_is_that_of_ssh_keygen(key: Key) -> None:
    """So that a reader can compare it."""
    import subprocess

    shown = subprocess.run(
        ["ssh-keygen", "-lf", str(key.file)], capture_output=True, check=True, text=True
    ).stdout
    assert parse_line(f"{CISO} {key.public}").key.fingerprint == shown.split()[1]


@pytest.mark.parametrize(
    ("line", "principal"),
    [
        ("{who} {key}", CISO),
        ('{who} {key} a comment with a " in it', CISO),
        ("*@example.edu {key}", CISO),
        ("other@example.edu,c?so@* {key}", CISO),
        ("*,!ciso@example.edu {key}", CISO),
        ("Ciso@example.edu {key}", CISO),
        ("{who} {key}", "dean@example.edu"),
        ('{who} namespaces="vmgate-exception" {key}', CISO),
        ('{who} namespaces="git,vmgate-*" {key}', CISO),
        ('{who} NAMESPACES="file" {key}', CISO),
        ('{who} valid-after="20261125Z" {key}', CISO),
        ('{who} valid-after="20261126Z" {key}', CISO),
        ('{who} valid-before="20261125Z" {key}', CISO),
        ('{who} valid-before="202611242359Z" {key}', CISO),
        ('{who} namespaces="vmgate-exception",valid-before="20270101000000Z" {key}', CISO),
        ("{who} cert-authority {key}", CISO),
        ("# {who} {key}", CISO),
        ("dean@example.edu {key}\n\n# the second line counts too\n{who} {key}\n", CISO),
    ],
)
def test_a_line_allows_what_it_allows_ssh_keygen(tmp_path: Path, key: Key, line: str, principal: str) -> None:
    """Principals, namespaces, times and authorities are read as ssh-keygen reads them."""
    lines = line.format(who=CISO, key=key.public)
    armored = key.sign(MESSAGE, NAMESPACE)
    theirs = accepted_by_ssh_keygen(tmp_path, lines, MESSAGE, armored, NAMESPACE, principal, "20261125Z")
    assert isinstance(_verdict(lines, armored, principal=principal), Signed) is theirs


def test_a_reason_says_what_to_look_at(key: Key, tmp_path: Path) -> None:
    """The key by its fingerprint, and what is the matter with it."""
    armored, line = key.sign(MESSAGE, NAMESPACE), f"{CISO} {key.public}"
    mark = parse_line(line).key.fingerprint
    stranger = make(tmp_path, "ed25519").sign(MESSAGE, NAMESPACE)
    assert _reason(_verdict(line, stranger)).endswith("which is not on the list")
    assert _reason(_verdict("", armored)) == f"is by the key {mark}, which is not on the list"
    assert "which is not the key of dean" in _reason(_verdict(line, armored, principal="dean"))
    assert _reason(_verdict(line, key.sign(MESSAGE, "file"))) == 'is for "file", not for "vmgate-exception"'
    assert isinstance(_verdict(line, armored, principal=None), Signed)


def test_a_key_that_is_too_weak_proves_nothing(tmp_path: Path) -> None:
    """RSA with 1024 bits."""
    weak = make(tmp_path, "rsa", 1024)
    armored = weak.sign(MESSAGE, NAMESPACE)
    assert "1024 bits" in _reason(_verdict(f"{CISO} {weak.public}", armored))


def _security_key(type_: str) -> tuple[bytes, Callable[[bytes], bytes]]:
    """A stand-in for a security key, by PROTOCOL.u2f: its public blob, and what signs bytes."""
    if type_.startswith("sk-ssh-ed25519"):
        private = Ed25519PrivateKey.generate()
        return string(type_.encode()) + string(private.public_key().public_bytes_raw()) + string(
            b"ssh:"
        ), private.sign
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    secret = ec.generate_private_key(ec.SECP256R1())
    point = secret.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def sign(data: bytes) -> bytes:
        pair = utils.decode_dss_signature(secret.sign(data, ec.ECDSA(hashes.SHA256())))
        return b"".join(string(one.to_bytes(33, "big")) for one in pair)

    return string(type_.encode()) + string(b"nistp256") + string(point) + string(b"ssh:"), sign


@pytest.mark.parametrize("type_", ["sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"])
@pytest.mark.parametrize("touched", [True, False])
def test_security_keys_are_verified_when_they_were_touched(
    tmp_path: Path, type_: str, *, touched: bool
) -> None:
    """Cross-checked with ssh-keygen, which accepts an untouched one: here somebody must have been there."""
    blob, sign = _security_key(type_)
    inner = b"SSHSIG" + b"".join(
        string(part) for part in (NAMESPACE.encode(), b"", b"sha512", hashlib.sha512(MESSAGE).digest())
    )
    details = bytes([touched]) + (7).to_bytes(4, "big")
    value = sign(hashlib.sha256(b"ssh:").digest() + details + hashlib.sha256(inner).digest())
    outer = string(type_.encode()) + string(value) + details
    data = b"SSHSIG\0\0\0\1" + b"".join(
        string(part) for part in (blob, NAMESPACE.encode(), b"", b"sha512", outer)
    )
    body = base64.encodebytes(data)
    armored = b"-----BEGIN SSH SIGNATURE-----\n" + body + b"-----END SSH SIGNATURE-----\n"
    lines = f"{CISO} {PublicKey(type_, blob)}\n"
    assert isinstance(_verdict(lines, armored), Signed) is touched
    if touched:
        assert accepted_by_ssh_keygen(tmp_path, lines, MESSAGE, armored, NAMESPACE, CISO, "20261125Z")
        assert isinstance(_verdict(lines, armored, MESSAGE + b"."), Refused)


@pytest.mark.parametrize(
    "armored",
    [b"", b"\xff\xfe", b"-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n",
     b"-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n",
     b"-----BEGIN PGP SIGNATURE-----\nAAAA\n-----END PGP SIGNATURE-----\n"],
)  # fmt: skip
def test_what_is_no_signature_is_refused_with_a_reason(armored: bytes) -> None:
    """Never with an exception."""
    assert _reason(_verdict("", armored)).startswith("cannot be read: it ")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 400), byte=st.integers(0, 255))
def test_a_signature_with_a_changed_byte_is_never_accepted(key: Key, at: int, byte: int) -> None:
    """Wherever the byte is, in the key, the lengths, the names or the value; and nothing else is raised."""
    armored = key.sign(MESSAGE, NAMESPACE) if not _SIGNED else _SIGNED[0]
    _SIGNED[:] = [armored]
    data = bytearray(base64.b64decode(b"".join(armored.splitlines()[1:-1])))
    at %= len(data)
    changed = data[at] != byte
    data[at] = byte
    text = b"-----BEGIN SSH SIGNATURE-----\n%s-----END SSH SIGNATURE-----\n" % base64.encodebytes(bytes(data))
    assert isinstance(_verdict(f"{CISO} {key.public}", text), Refused) is changed


_SIGNED: list[bytes] = []


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_in_an_armour_are_refused_with_a_reason(data: bytes) -> None:
    """Hostile input costs a sentence."""
    text = b"-----BEGIN SSH SIGNATURE-----\n%s-----END SSH SIGNATURE-----\n" % base64.encodebytes(
        b"SSHSIG\0\0\0\1" + data
    )
    assert isinstance(_verdict("", text), Refused)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("ciso@example.edu", "is not a name, the type of a key"),
        ("ciso@example.edu ssh-dss AAAA", "ssh-dss"),
        ("ciso@example.edu ssh-ed25519 AAAA", "is not whole"),
        ("ciso@example.edu ssh-rsa {key}", "calls a key ssh-rsa that is ssh-ed25519"),
        ('ciso@example.edu namespaces="x ssh-ed25519 {key}', "is not a name"),
        ("ciso@example.edu no-touch-required ssh-ed25519 {key}", "not understood at: no-touch-required"),
        ("ciso@example.edu namespaces ssh-ed25519 {key}", "wrong option namespaces"),
        ('ciso@example.edu valid-after="tomorrow" ssh-ed25519 {key}', "not a time"),
    ],
)
def test_a_line_that_is_wrong_is_told(key: Key, line: str, message: str) -> None:
    """With its number in the file."""
    text = "# who may approve\n\n" + line.format(key=key.public.split()[1])
    with pytest.raises(SignersError) as caught:
        parse(text)
    assert message in str(caught.value)
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("name", "patterns", "expected"),
    [("a.b", "a?b", True), ("a\nb", "a*b", True), ("ab", "a", False), ("a", "", False), ("x", "!x,*", False)],
)
def test_patterns_are_whole_names(name: str, patterns: str, *, expected: bool) -> None:
    """A pattern matches from end to end, and an exclusion wins wherever it stands."""
    assert matches(name, patterns) is expected


def test_a_signer_knows_their_own_line() -> None:
    """For messages."""
    public = "ssh-ed25519 " + base64.b64encode(string(b"ssh-ed25519") + string(bytes(32))).decode()
    found = parse(f"# list\n{CISO} {public}\n")
    assert found == (AllowedSigner(CISO, found[0].key, line=2),)
