"""Datastores."""

from __future__ import annotations

from typing import ClassVar

from vmgate.vocabulary.thing import Thing


class Datastore(Thing):
    """Storage that hosts mount for virtual machines."""

    kind: ClassVar[str] = "datastore"
