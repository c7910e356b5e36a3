"""Sources of each builder that obey, and the one thing that is then changed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = """
  configuration_parameters = {
    "isolation.tools.copy.disable"         = "TRUE"
    "isolation.tools.paste.disable"        = "TRUE"
    "isolation.tools.dnd.disable"          = "TRUE"
    "isolation.tools.setGUIOptions.enable" = "FALSE"
  }
"""
BUILDERS = {
    "vsphere-iso": """
  vcenter_server      = "vcenter.example.edu"
  guest_os_type       = "debian13_64Guest"
  iso_url             = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
  iso_checksum        = "sha256:0b813535dd76f2ea96eff908c65e8521512c92a0631fd41c95756ffd7d4896dc"
  convert_to_template = true
  remove_cdrom        = true
  network_adapters {
    network      = "pg-web-110"
    network_card = "vmxnet3"
  }
"""
    + KEYS,
    "vsphere-clone": """
  vcenter_server      = "vcenter.example.edu"
  template            = "debian-13-base"
  network             = "pg-web-110"
  convert_to_template = true
"""
    + KEYS,
    "vsphere-supervisor": """
  image_name            = "debian-13-base"
  publish_location_name = "images"
""",
    "proxmox-iso": """
  proxmox_url = "https://pve1.example.edu:8006/api2/json"
  os          = "l26"
  boot_iso {
    iso_url      = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
    iso_checksum = "sha256:0b813535dd76f2ea96eff908c65e8521512c92a0631fd41c95756ffd7d4896dc"
    unmount      = true
  }
  network_adapters {
    bridge   = "vmbr1"
    vlan_tag = "110"
    firewall = true
  }
""",
    "proxmox-clone": """
  proxmox_url = "https://pve1.example.edu:8006/api2/json"
  os          = "l26"
  clone_vm    = "debian-13-base"
  vga {
    type = "std"
  }
  network_adapters {
    bridge   = "vmbr1"
    vlan_tag = "110"
    firewall = true
  }
""",
    "qemu": """
  iso_url      = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
  iso_checksum = "sha256:0b813535dd76f2ea96eff908c65e8521512c92a0631fd41c95756ffd7d4896dc"
""",
    "hyperv-iso": """
  iso_url      = "https://images.example.edu/debian-13.1.0-amd64-netinst.iso"
  iso_checksum = "sha256:0b813535dd76f2ea96eff908c65e8521512c92a0631fd41c95756ffd7d4896dc"
  switch_name  = "pg-web-110"
  vlan_id      = "110"
""",
    "hyperv-vmcx": """
  clone_from_vm_name = "debian-13-base"
  switch_name        = "pg-web-110"
  vlan_id            = "110"
""",
    "vmware-iso": """
  guest_os_type = "rhel9-64"
  iso_url       = "https://images.example.edu/rhel-9.6-x86_64-boot.iso"
  iso_checksum  = "sha256:0b813535dd76f2ea96eff908c65e8521512c92a0631fd41c95756ffd7d4896dc"
  vmx_data_post = { "ide0:0.present" = "FALSE" }
  vmx_data = {
    "isolation.tools.copy.disable"         = "TRUE"
    "isolation.tools.paste.disable"        = "TRUE"
    "isolation.tools.dnd.disable"          = "TRUE"
    "isolation.tools.setGUIOptions.enable" = "FALSE"
  }
""",
    "vmware-vmx": """
  source_path   = "debian-13-base.vmx"
  vmx_data = {
    "isolation.tools.copy.disable"         = "TRUE"
    "isolation.tools.paste.disable"        = "TRUE"
    "isolation.tools.dnd.disable"          = "TRUE"
    "isolation.tools.setGUIOptions.enable" = "FALSE"
  }
""",
}
"""A source of each builder that obeys every rule but those that a site's own policy decides on."""

REQUIRED = 'variable "secret" {}\n'


def source(builder: str, more: str = "", *, without: str = "", build: str = "") -> str:
    """A template with one source: that of the builder, with lines more, or without the lines that hold a word.

    A line that opens a block or a map goes with all of it.
    """
    body = "\n".join(_kept(BUILDERS[builder], without))
    used = f'build {{\n  sources = ["source.{builder}.debian"]\n{build}\n}}\n' if build else ""
    return f'{REQUIRED}source "{builder}" "debian" {{{body}\n{more}\n}}\n{used}'


def _kept(text: str, without: str) -> Iterator[str]:
    inside = False
    for line in text.splitlines():
        if inside or (without and without in line):
            inside = line.endswith("{") or (inside and line != "  }")
        else:
            yield line
