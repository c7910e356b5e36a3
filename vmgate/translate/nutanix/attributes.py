"""How the resources of Nutanix are read: with what the server fills in as absent."""

from __future__ import annotations

from typing import ClassVar

from vmgate.translate.filled_in import FilledIn


class Filled(FilledIn):
    """The attributes of a resource of Nutanix, or of one nested block of it."""

    __slots__ = ()

    never: ClassVar[frozenset[str]] = frozenset({"disks", "cd_roms", "nics", "gpus", "serial_port_list"})
