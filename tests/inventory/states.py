"""States as files, as small as they may be, and the command run on them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

PROVIDERS = {
    "vsphere_virtual_machine": "registry.terraform.io/vmware/vsphere",
    "proxmox_virtual_environment_vm": "registry.terraform.io/bpg/proxmox",
    "proxmox_cloned_vm": "registry.terraform.io/bpg/proxmox",
}


def machine(label: str, type_: str = "vsphere_virtual_machine", /, **values: Any) -> dict[str, Any]:
    """A machine as `terraform show -json` prints it: called as its label, running, unless values say otherwise."""
    usual: dict[str, Any] = {"name": label}
    if type_ == "vsphere_virtual_machine":
        usual |= {"uuid": f"4222-{label}", "power_state": "on", "folder": "web", "resource_pool_id": "pool"}
    secret = dict.fromkeys(values.pop("sensitive", ()), True)
    return {
        "address": f"{type_}.{label}", "mode": "managed", "type": type_, "name": label,
        "provider_name": PROVIDERS[type_], "schema_version": 0, "values": usual | values, "sensitive_values": secret,
    }  # fmt: skip


def state(folder: Path, name: str, *machines: dict[str, Any]) -> str:
    """A state as JSON with these machines; its path."""
    document = {
        "format_version": "1.0", "terraform_version": "1.11.4",
        "values": {"root_module": {"resources": list(machines)}},
    }  # fmt: skip
    (folder / name).write_text(json.dumps(document))
    return str(folder / name)
