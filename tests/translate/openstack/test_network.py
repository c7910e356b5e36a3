"""Which network a machine of OpenStack is on, where its configuration is not whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.commands import vmgate

if TYPE_CHECKING:
    from pathlib import Path


def test_an_interface_that_names_neither_port_nor_network_is_unknown(tmp_path: Path) -> None:
    """The provider refuses it when it is applied; until then nothing is told of it, and no rule crashes."""
    (tmp_path / "main.tf").write_text(
        'resource "openstack_compute_interface_attach_v2" "web" {\n  instance_id = "a"\n  por_id = "b"\n}\n'
    )
    report = vmgate("check", tmp_path, "--no-config", "-f", "json").json
    assert report["exit_code"] in (0, 1, 4)
    reasons = {one["rule"]: one["reason"] for one in report["results"]}
    assert reasons["VMG1901"] == "it names no network"
