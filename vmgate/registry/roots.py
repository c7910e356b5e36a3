"""Who may sign what: the chain of roots, each signed by enough people of the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from vmgate.registry.facts import Root, namespace
from vmgate.registry.layout import signature_path
from vmgate.registry.parts import Role
from vmgate.registry.signatures import refusal
from vmgate.signing.allowed_signers import AllowedSigner, SignersError, parse_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from vmgate.registry.facts import Fact
    from vmgate.registry.index import Mark
    from vmgate.registry.stored import Stored


@dataclass(frozen=True)
class People:
    """The people of one root with their keys."""

    root: Root
    signers: tuple[AllowedSigner, ...]

    @property
    def lost(self) -> frozenset[str]:
        """The fingerprints of keys that nothing is believed of."""
        return frozenset(key.key for key in self.root.lost_keys)

    def forbids(self, person: str, fact: Fact, image: str | None) -> str | None:
        """Why a person may not sign a fact of that kind, about that image if it is about one; None if they may."""
        member = self.root.people.get(person)
        if member is None:
            return f"{person} is not one of the people of root {self.root.version}"
        if not fact.roles & set(member.roles):
            return f"{person} may not sign that, being {', '.join(member.roles) or 'nothing'}"
        if image is not None and member.images and not any(fnmatchcase(image, one) for one in member.images):
            return f"{person} may not sign for {image}"
        return None

    def refuses(self, stored: Stored, person: str, at: datetime, image: str | None = None) -> str | None:
        """Why a stored fact is not signed by a person, who had to be allowed to at a moment; None if it is."""
        forbidden = self.forbids(person, stored.fact, image)
        if forbidden is not None:
            return forbidden
        armored = stored.signatures.get(signature_path(stored.fact, person))
        if armored is None:
            return f"{person} has not signed it"
        return refusal(
            stored.data,
            armored,
            self.signers,
            self.lost,
            person=person,
            namespace=namespace(stored.fact),
            at=at,
        )

    def signatures(self, stored: Stored, at: datetime) -> tuple[list[str], list[str]]:
        """Who has signed a fact that several people sign, and why the others' signatures do not count."""
        refused = {person: self.refuses(stored, person, at) for person in self.root.people}
        prefix = f"{stored.path}."
        shown = {path.removeprefix(prefix).removesuffix(".sig") for path in stored.signatures}
        good = [person for person, why in refused.items() if why is None]
        return good, [
            refused.get(one) or f"{one} is not one of its people" for one in sorted(shown - set(good))
        ]


def people(root: Root) -> People:
    """The people of a root. Raises `ValueError` for one whose keys do not tell people apart."""
    signers = []
    owners: dict[bytes, str] = {}
    for number, line in enumerate(root.signers, 1):
        try:
            signer = parse_line(line, number)
        except SignersError as error:
            message = f"its signer, number {number}, {error}"
            raise ValueError(message) from None
        if signer.authority or signer.principals not in root.people:
            message = f"its signer, number {number}, is not the key of one of its people"
            raise ValueError(message)
        if owners.setdefault(signer.key.blob, signer.principals) != signer.principals:
            message = (
                f"{owners[signer.key.blob]} and {signer.principals} have one key, {signer.key.fingerprint}"
            )
            raise ValueError(message)
        signers.append(signer)
    keepers = [person for person, member in root.people.items() if Role.ROOT in member.roles]
    if len(keepers) < root.demands.root_signatures:
        message = (
            f"it demands {root.demands.root_signatures} signatures of its keepers, who are {len(keepers)}"
        )
        raise ValueError(message)
    return People(root, tuple(signers))


def chain(roots: Sequence[Stored], at: datetime, checkpoints: Sequence[Mark]) -> tuple[People | None, str]:
    """The people of the newest root, and why they are not to be believed; "" if they are.

    `roots` are all roots in order. Where there are checkpoints, they bound when a root can have been made, and its
    keys had to be valid then; where there are none, nothing does, and the keys have to be valid now (`at`).
    """
    if not roots:
        return None, "it has no root/1.json, so nobody may sign anything (vmgate template init makes one)"
    before: Stored | None = None
    trusted: People | None = None
    for number, stored in enumerate(roots, 1):
        root = stored.fact
        assert isinstance(root, Root)  # noqa: S101  - the caller's promise, for the type checker
        if root.version != number:
            return trusted, f"root/{number}.json is missing"
        if root.previous != (before.digest if before else None):
            return trusted, f"root/{number}.json does not follow on root/{number - 1}.json as it is"
        late = [one.sequence for one in checkpoints if one.root < number and root.issued < one.issued]
        if late:
            return (
                trusted,
                f"root/{number}.json says it is older than checkpoint {late[0]}, which does not know it",
            )
        try:
            own = people(root)
        except ValueError as error:
            return trusted, f"root/{number}.json: {error}"
        moment = root.issued if checkpoints else at
        for signing in filter(None, (trusted, own)):
            problem = _short(signing, stored, moment)
            if problem:
                return trusted, problem
        before, trusted = stored, own
    return trusted, ""


def _short(signing: People, stored: Stored, moment: datetime) -> str:
    good, refused = signing.signatures(stored, moment)
    wanted = signing.root.demands.root_signatures
    if len(good) >= wanted:
        return ""
    why = f" ({'; '.join(refused)})" if refused else ""
    who = f"{wanted} of the people who keep root {signing.root.version} have to"
    return f"{stored.path} is signed by {len(good)}, and {who}{why}"
