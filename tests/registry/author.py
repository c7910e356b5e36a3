"""Writing real registries for tests: people with keys, and facts that they sign.

Keys are Ed25519 from fixed seeds, so that the same registry is the same bytes every time.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from vmgate.registry import canonical, facts, writing
from vmgate.registry.export import exported
from vmgate.registry.facts import (
    Approval,
    Channel,
    Checkpoint,
    Deprecation,
    Fact,
    Hypervisors,
    Image,
    Revocation,
    Root,
    Support,
    Validation,
)
from vmgate.registry.parts import Demands, Member, Patch, Place, Platform, Role, System
from vmgate.registry.signatures import armor
from vmgate.registry.store import read_directory
from vmgate.registry.trust import Trust
from vmgate.signing.wire import string

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23)
ADA, BOB, EVE, ZOE = "ada@example.edu", "bob@example.edu", "eve@example.edu", "zoe@example.edu"
"""An owner, an approver, somebody for security, and one who keeps root and checkpoints."""

PEOPLE = {
    ADA: Member(roles=(Role.OWNER,)),
    BOB: Member(roles=(Role.APPROVER,)),
    EVE: Member(roles=(Role.SECURITY,)),
    ZOE: Member(roles=(Role.ROOT, Role.CHECKPOINT)),
}
UUID = "4222d5a1-0c3e-7b64-91f2-5d8e0a6b13c7"


@dataclass(frozen=True)
class Key:
    """An SSH key of type ed25519."""

    private: Ed25519PrivateKey

    @classmethod
    def of(cls, name: str) -> Key:
        """The key that a name always gets."""
        return cls(Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest()))

    @property
    def blob(self) -> bytes:
        """The public key as SSH sends it."""
        return string(b"ssh-ed25519") + string(self.private.public_key().public_bytes_raw())

    @property
    def line(self) -> str:
        """The public key as it is written: type and base64."""
        return f"ssh-ed25519 {base64.b64encode(self.blob).decode()}"

    @property
    def fingerprint(self) -> str:
        """As `ssh-keygen -l` shows it."""
        return "SHA256:" + base64.b64encode(hashlib.sha256(self.blob).digest()).decode().rstrip("=")

    def sign(self, message: bytes, namespace: str) -> bytes:
        """A detached signature as `ssh-keygen -Y sign` makes it."""
        parts = (namespace.encode(), b"", b"sha512")
        signed = b"SSHSIG" + b"".join(map(string, (*parts, hashlib.sha512(message).digest())))
        value = string(b"ssh-ed25519") + string(self.private.sign(signed))
        whole = b"SSHSIG" + (1).to_bytes(4, "big") + b"".join(map(string, (self.blob, *parts, value)))
        return armor(base64.b64encode(whole))


def noon(day: date) -> datetime:
    """Noon of a day, UTC."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@dataclass
class Author:
    """Writes a registry into a directory. Facts are of `day`, which is moved by those who need another."""

    directory: Path
    day: date = TODAY - timedelta(days=10)
    keys: dict[str, Key] = field(default_factory=dict)

    def key(self, person: str) -> Key:
        """A person's key."""
        return self.keys.setdefault(person, Key.of(person))

    def signed(self, fact: Fact, *people: str) -> Fact:
        """Write a fact, signed by those who say it or by these people."""
        writing.add(self.directory, fact, self.signatures(fact, *people))
        return fact

    def signatures(self, fact: Fact, *people: str) -> dict[str, bytes]:
        """The signatures of a fact, by those who say it or by these people."""
        message, namespace = canonical.encoded(fact), facts.namespace(fact)
        return {person: self.key(person).sign(message, namespace) for person in people or (fact.by,)}

    def unsigned(self, fact: Fact) -> Fact:
        """Write a fact without a signature."""
        writing.add(self.directory, fact, {})
        return fact

    def root(self, **given: Any) -> Root:
        """Write the first root: everybody with one key each, and as few demands as there can be."""
        root = self.next_root(**given)
        self.signed(root)
        return root

    def next_root(self, **given: Any) -> Root:
        """That root, not written."""
        people: dict[str, Member] = given.pop("people", PEOPLE)
        demands: Demands = given.pop("demands", Demands())
        by = given.pop("by", ZOE)
        signers = given.pop(
            "signers", tuple(f"{person} {self.key(person).line}" for person in sorted(people))
        )
        issued = given.pop("issued", noon(self.day - timedelta(days=400)))
        return Root(by=by, issued=issued, version=given.pop("version", 1), people=people, signers=signers,
                    demands=demands, **given)  # fmt: skip

    def image(self, name: str = "debian13", version: str = "2026.11", **given: Any) -> Image:
        """A version of an image, updated on the day that it was made on."""
        usual: dict[str, Any] = {
            "by": ADA,
            "issued": noon(self.day),
            "system": System(id="debian", version="13"),
            "locators": (
                Place(
                    platform=Platform.VSPHERE,
                    endpoint="vcenter.example.edu",
                    name=f"tpl-{name}-{version}",
                    identity=UUID,
                ),
            ),
            "patch": Patch(until=noon(self.day), method="apt-inrelease"),
        }
        image = Image(name=name, version=version, **{**usual, **given})
        self.signed(image)
        return image

    def approve(self, image: Image, by: str = BOB, **given: Any) -> Approval:
        """Somebody approves an image."""
        fact = Approval(**self._about(image, by, given))
        self.signed(fact)
        return fact

    def approved(self, name: str = "debian13", version: str = "2026.11", **given: Any) -> Image:
        """An image that is approved."""
        image = self.image(name, version, **given)
        self.approve(image)
        return image

    def revoke(self, image: Image, by: str = BOB, reason: str = "CVE-2026-1234", **given: Any) -> Revocation:
        """Somebody revokes an image."""
        effective = given.pop("effective", self.day)
        fact = Revocation(reason=reason, effective=effective, **self._about(image, by, given))
        self.signed(fact)
        return fact

    def deprecate(self, image: Image, by: str = ADA, reason: str = "too old", **given: Any) -> Deprecation:
        """Somebody deprecates an image."""
        effective = given.pop("effective", self.day)
        fact = Deprecation(reason=reason, effective=effective, **self._about(image, by, given))
        self.signed(fact)
        return fact

    def channel(self, image: Image, channel: str = "prod", by: str = ADA, **given: Any) -> Channel:
        """A channel leads to an image."""
        fact = Channel(channel=channel, **self._about(image, by, given))
        self.signed(fact)
        return fact

    def validate(self, image: Image, by: str = BOB, **given: Any) -> Validation:
        """Somebody looks at the update level of an image."""
        fact = Validation(
            method=given.pop("method", "apt-get -s dist-upgrade"), **self._about(image, by, given)
        )
        self.signed(fact)
        return fact

    def hypervisors(self, guests: dict[str, str], **given: Any) -> Hypervisors:
        """What hypervisors support."""
        fact = self.next_hypervisors(guests, **given)
        self.signed(fact)
        return fact

    def next_hypervisors(self, guests: dict[str, str], **given: Any) -> Hypervisors:
        """That, not written."""
        usual: dict[str, Any] = {"by": ADA, "issued": noon(self.day), "platform": Platform.VSPHERE,
                                 "endpoint": "vcenter.example.edu"}  # fmt: skip
        return Hypervisors(guests=guests, **{**usual, **given})

    def support(self, system: str, version: str, until: date, **given: Any) -> Support:
        """The site's own word on a system's support."""
        usual: dict[str, Any] = {"by": BOB, "issued": noon(self.day), "reason": "contract 4711"}
        fact = Support(system=system, version=version, until=until, **{**usual, **given})
        self.signed(fact)
        return fact

    def checkpoint(self, *people: str, **given: Any) -> Checkpoint:
        """A checkpoint over everything that is there."""
        fact = self.next_checkpoint(**given)
        self.signed(fact, *(people or (ZOE,)))
        return fact

    def next_checkpoint(self, **given: Any) -> Checkpoint:
        """The checkpoint that would come next, not written."""
        issued = given.pop("issued", noon(self.day))
        trust = Trust(read_directory(self.directory), issued.date())
        (made,) = trust.following(
            by=given.pop("by", ZOE), issued=issued, expires=self.day + timedelta(days=30)
        )
        return replace(made, **given)

    def exported(self, day: date = TODAY) -> bytes:
        """The registry as one file, which a checkpoint has to cover."""
        trust = Trust(read_directory(self.directory), day)
        return exported(trust.store, trust.coverage)

    def _about(self, image: Image, by: str, given: dict[str, Any]) -> dict[str, Any]:
        return {
            "by": by,
            "issued": noon(self.day),
            "image": image.name,
            "version": image.version,
            "record": canonical.digest(canonical.encoded(image)),
            **given,
        }
