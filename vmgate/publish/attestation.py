"""Provenance of a build as Packer 1.16 writes it: an in-toto statement, alone or in a DSSE envelope.

It says who built, from which commit, in which run. It carries no time, and for an image without local files its digest
is that of a name. So it supports the manifest: where the two speak of the same thing they have to agree. Signatures are
not verified here; `packer verify-attestation` does that with the signer's key.

Formats: in-toto Statement v1, DSSE v1, SLSA provenance v1; post-processor/provenance of Packer 1.16.0.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vmgate.errors import InputError
from vmgate.model.secrets import names_secret
from vmgate.publish import strict
from vmgate.publish.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmgate.publish.files import HashedFile
    from vmgate.publish.manifest import Build

TYPE = "https://slsa.dev/provenance/v1"
STATEMENTS = ("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a statement says: digests of its subjects by name, the builder, the run, the commit, and what is signed.

    `signed` says whether it is in an envelope with signatures, which were not verified.
    """

    subjects: dict[str, str]
    builder: str
    run: str | None
    repository: str | None
    commit: str | None
    signed: bool


def is_provenance(document: dict[str, Any]) -> bool:
    """Whether a JSON object is a statement, or an envelope of one."""
    return document.get("_type") in STATEMENTS or "payloadType" in document


def read_provenance(document: dict[str, Any], name: str) -> Provenance:
    """The statement. Raises `InputError` for what is none, and `RefusalError` for one that tells a secret."""
    signed = "payloadType" in document
    statement = _payload(document, name) if signed else document
    if statement.get("_type") not in STATEMENTS or statement.get("predicateType") != TYPE:
        raise InputError(f"{name}: it is no statement of a build's provenance ({TYPE})")
    predicate = strict.entry(statement, "predicate", dict, name)
    definition = strict.entry(predicate, "buildDefinition", dict, name)
    details = strict.entry(predicate, "runDetails", dict, name)
    _no_secrets(definition, name)
    repository, commit = _source(definition, name)
    metadata = details.get("metadata")
    builder = details.get("builder")
    return Provenance(
        subjects=dict(_subject(one, name) for one in strict.objects(statement, "subject", name)),
        builder=str(builder.get("id", "")) if isinstance(builder, dict) else "",
        run=strict.text(metadata, "invocationId", name) if isinstance(metadata, dict) else None,
        repository=repository,
        commit=commit,
        signed=signed,
    )


def agree(provenance: Provenance, build: Build, files: Sequence[HashedFile], name: str) -> None:
    """Raise `RefusalError` where provenance and build speak of the same thing and say another."""
    if provenance.run is not None and build.run not in provenance.run:
        raise RefusalError(f"{name}: it is of the run {provenance.run}, and the manifest's is {build.run}")
    digests = {file.sha256 for file in files}
    if files and not digests & set(provenance.subjects.values()):
        raise RefusalError(f"{name}: none of its subjects is a file of {build.title}: it is of another image")


def _payload(envelope: dict[str, Any], name: str) -> dict[str, Any]:
    try:
        payload = base64.b64decode(strict.entry(envelope, "payload", str, name), validate=True)
    except (binascii.Error, ValueError):
        raise InputError(f"{name}: the payload of its envelope is not base64") from None
    return strict.document(payload, name)


def _subject(entry: dict[str, Any], name: str) -> tuple[str, str]:
    digest = strict.entry(entry, "digest", dict, name).get("sha256")
    if not isinstance(digest, str) or not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise InputError(f"{name}: a subject has no sha256")
    return strict.entry(entry, "name", str, name), digest


def _no_secrets(definition: dict[str, Any], name: str) -> None:
    """Packer copies every `PKR_VAR_*` of the environment, and hides those only that are declared sensitive."""
    external = definition.get("externalParameters")
    variables = external.get("userVariables") if isinstance(external, dict) else None
    for variable, value in (variables if isinstance(variables, dict) else {}).items():
        if (
            names_secret(variable)
            and isinstance(value, str)
            and value
            and not re.fullmatch(r"[<(*].*[>)*]", value)
        ):
            raise RefusalError(
                f"{name}: it tells the value of the variable {variable}, which is called like a secret; declare it "
                "sensitive in the template, change the secret, and build anew"
            )


def _source(definition: dict[str, Any], name: str) -> tuple[str | None, str | None]:
    for one in strict.objects(definition, "resolvedDependencies", name):
        digest = one.get("digest")
        commit = digest.get("gitCommit") if isinstance(digest, dict) else None
        if isinstance(commit, str) and re.fullmatch(r"[0-9a-f]{40}([0-9a-f]{24})?", commit):
            return (strict.text(one, "uri", name) or "").removeprefix("git+").partition("@")[
                0
            ] or None, commit
    return None, None
