"""Hosts and datastores."""

from __future__ import annotations

import pytest

from tests.translate.vsphere.build import alone, of, reason
from vmgate.model.value import Unknown
from vmgate.vocabulary.host import Host
from vmgate.vocabulary.storage import Datastore


@pytest.mark.parametrize(
    ("mode", "locked"), [("normal", True), ("Strict", True), ("disabled", False), (None, False)]
)
def test_lockdown(mode: str | None, locked: bool) -> None:
    """Two of three modes lock, in any letter case; the default is neither."""
    assert alone(Host, of("vsphere_host.h", lockdown=mode)).locked_down.value is locked


def test_an_unknown_mode() -> None:
    """It may be either."""
    assert reason(alone(Host, of("vsphere_host.h", lockdown=Unknown("no value"))).locked_down) == "no value"


@pytest.mark.parametrize(
    "type_", ["vsphere_nas_datastore", "vsphere_vmfs_datastore", "vsphere_datastore_cluster"]
)
def test_datastores(type_: str) -> None:
    """Each kind of storage is a datastore."""
    assert alone(Datastore, of(f"{type_}.d", name="d")).resource.address == f"{type_}.d"
