"""Writing the record of an image: what `vmgate template publish` ends with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vmgate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vmgate.commands.template.opening import Opened
    from vmgate.registry.facts import Image


def publish(given: Mapping[str, Any], make: Callable[[str], Image], documents: Iterable[bytes] = ()) -> None:
    """Write a complete and checked record, signed by its owner, and the documents that it names as evidence.

    `given` are the options of `options.reading` and `options.signing`, `make` makes the record in the name of whoever
    signs. Raises `VmgateError`, and has written nothing that counts then: for a version that is there already, for
    what the signer may not do, and for a claim to a template's identity that another version makes too.
    """
    from vmgate.commands.template.opening import directory, opened, refuse_problem
    from vmgate.commands.template.saying import say
    from vmgate.registry import writing

    found = opened(given)
    refuse_problem(found)
    people = found.trust.people
    if people is None:
        raise InputError(f"{found.path}: the registry proves nothing: {found.trust.problem}")
    place = directory(given)

    def checked(person: str) -> Image:
        image = make(person)
        refuse_ambiguous(found, image)
        for document in documents:
            writing.add_evidence(place, document)
        return image

    say(given, place, people, checked)


def refuse_ambiguous(found: Opened, image: Image) -> None:
    """Raise `InputError` for a record that would leave it open which image a template is."""
    from vmgate.registry import canonical, layout
    from vmgate.registry.state import States
    from vmgate.registry.store import Stored
    from vmgate.registry.trust import Trust
    from vmgate.registry.verification import ambiguous

    path, data = layout.path_of(image), canonical.encoded(image)
    if any(stored.path == path for stored in found.store.facts):
        raise InputError(f"{path}: is there already, and facts never change; a new image is a new version")
    candidate = Stored(path, data, image, canonical.digest(data), {})
    trust = Trust(replace(found.store, facts=(*found.store.facts, candidate)), found.day)
    for claim, records in ambiguous(States(trust, found.states.limits).registry().records):
        titles = [str(record) for record in records]
        if f"{image.name} {image.version}" in titles:
            others = ", ".join(title for title in titles if title != f"{image.name} {image.version}")
            raise InputError(
                f"{path}: it claims to be {claim}, and so does {others}; a rebuilt image has a new identity"
            )
