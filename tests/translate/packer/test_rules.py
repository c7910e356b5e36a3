"""Every rule on every builder that can express it: what fails, what passes, what cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.translate.packer.sources import BUILDERS, source

if TYPE_CHECKING:
    from collections.abc import Callable

    Judged = Callable[..., str]

SITE = """
[[endpoint]]
name = "vcenter.example.edu"
[[endpoint]]
name = "pve1.example.edu"
[[network]]
name = "pg-web-110"
role = "production"
[[network]]
name = "pg-nfs-310"
role = "storage"
[[network]]
bridge = "vmbr1"
role = "production"
[[network]]
bridge = "vmbr9"
role = "storage"
"""
SECRET = "var.secret"  # noqa: S105  - a variable without a value
ISO = 'iso_url = "http://images.example.edu/debian-13.iso"\n iso_checksum = %s'
SHA256 = '"sha256:0b813535dd76f2ea96eff908c65e8521512c92a0631fd41c95756ffd7d4896dc"'
ISO_BUILDERS = ("vsphere-iso", "qemu", "hyperv-iso", "vmware-iso")
VSPHERE, PROXMOX, VMWARE = ("vsphere-iso", "vsphere-clone"), ("proxmox-iso", "proxmox-clone"), (
    "vmware-iso", "vmware-vmx",
)  # fmt: skip
HYPERV = ("hyperv-iso", "hyperv-vmcx")
ALL = tuple(BUILDERS)
LIBRARY = 'content_library_destination {\n library = "l"\n %s\n}'
KEPT = 'ovf = true\n ovf_flags = ["EXTRA_CONFIG"]'
PCI = 'pci_passthrough_allowed_device {\n vendor_id = "10de"\n device_id = "2330"\n}'
STORAGE_NIC = 'network_adapters {\n network = "folder/pg-nfs-310"\n}'
TAGGED_NIC = f'network_adapters {{\n bridge = "vmbr1"\n vlan_tag = {SECRET}\n}}'
OLD = 'iso_url = "https://x/debian-10.13.0-amd64.iso"'
UNTOLD = "fail: the guest operating system cannot be told"
LEFT = "convert_to_template"
PARAMETERS = "configuration_parameters"
POST = "vmx_data_post"


def _table() -> list[tuple[str, str, str, str, str]]:
    """Rule, builder, lines to add, a word whose lines are left out, and what the verdict begins with."""
    rows: list[tuple[str, tuple[str, ...], str, str, str]] = [
        # VMG0201
        ("VMG0201", VSPHERE, 'vcenter_server = "rogue.example.edu"', "vcenter_server", "fail: "),
        ("VMG0201", VSPHERE, f"vcenter_server = {SECRET}", "vcenter_server", "unknown: required"),
        ("VMG0201", VSPHERE, "", "vcenter_server", "unknown: the server is left to the environment"),
        ("VMG0201", PROXMOX, 'proxmox_url = "https://rogue.example.edu:8006/api2/json"', "proxmox_url", "fail: "),
        ("VMG0201", PROXMOX, f"proxmox_url = {SECRET}", "proxmox_url", "unknown: required"),
        # VMG0601 and VMG3301
        ("VMG0601", VSPHERE, 'insecure_connection = "true"', "", "fail: the server's certificate is not verified"),
        ("VMG3301", VSPHERE, "insecure_connection = true", "", "fail: "),
        ("VMG0601", VSPHERE, f"insecure_connection = {SECRET}", "", "unknown: required"),
        ("VMG0601", PROXMOX, "insecure_skip_tls_verify = true", "", "fail: "),
        ("VMG3301", PROXMOX, f"insecure_skip_tls_verify = {SECRET}", "", "unknown: required"),
        ("VMG0601", ALL, 'communicator = "winrm"\n winrm_insecure = true', "", "fail: "),
        ("VMG0601", ALL, f'communicator = "winrm"\n winrm_insecure = {SECRET}', "", "unknown: "),
        ("VMG0601", ALL, "winrm_insecure = true", "", "pass"),
        # VMG0602
        ("VMG0602", ALL, 'communicator = "winrm"', "", "fail: the build works through WinRM without encryption"),
        ("VMG0602", ALL, 'communicator = "winrm"\n winrm_use_ssl = true', "", "pass"),
        ("VMG0602", ALL, f"communicator = {SECRET}", "", "unknown: required"),
        ("VMG0602", ISO_BUILDERS, ISO % '"none"', "iso_", "fail: an image is fetched over a link without"),
        ("VMG0602", ISO_BUILDERS, ISO % '"md5:d41d8cd98f00b204e9800998ecf8427e"', "iso_", "fail: an image"),
        ("VMG0602", ISO_BUILDERS, ISO % '"file:http://images.example.edu/SHA256SUMS"', "iso_", "fail: "),
        ("VMG0602", ISO_BUILDERS, ISO % '"file:https://images.example.edu/SHA256SUMS"', "iso_", "pass"),
        ("VMG0602", ISO_BUILDERS, ISO % SHA256, "iso_", "pass"),
        ("VMG0602", ISO_BUILDERS, ISO % SECRET, "iso_", "unknown: required"),
        ("VMG0602", PROXMOX, 'proxmox_url = "http://pve1.example.edu:8006"', "proxmox_url", "fail: the API"),
        ("VMG0602", ("qemu", *VMWARE), 'vnc_bind_address = "0.0.0.0"', "", "fail: the console is offered"),
        ("VMG0602", ("qemu", *VMWARE), 'vnc_bind_address = "127.0.0.1"', "", "pass"),
        ("VMG0602", ("qemu", *VMWARE), f"vnc_bind_address = {SECRET}", "", "unknown: required"),
        ("VMG0602", ("qemu", *VMWARE), 'vnc_bind_address = "0.0.0.0"\n disable_vnc = true', "", "pass"),
        ("VMG0602", ("qemu",), 'qemuargs = [["-vnc", "0.0.0.0:1"]]', "", "fail: the console"),
        ("VMG0602", ("qemu",), 'qemuargs = [["-spice", "port=5930,disable-ticketing"]]', "", "fail: the console"),
        # VMG0701
        ("VMG0701", ALL, 'communicator = "winrm"\n winrm_insecure = true', "", "fail: whatever certificate"),
        ("VMG0701", ALL, f'communicator = "winrm"\n winrm_insecure = {SECRET}', "", "unknown: "),
        ("VMG0602", ("vsphere-supervisor",), 'import_source_url = "http://x/a.ova"', "", "fail: an image is imported"),
        # VMG0904
        ("VMG0904", PROXMOX, "", "firewall", "fail: the firewall is off for the interface"),
        ("VMG0904", PROXMOX, TAGGED_NIC.replace("vlan_tag", "firewall"), "network_adapters", "unknown: required"),
        ("VMG0904", HYPERV, "enable_mac_spoofing = true", "", "fail: the machine may take any MAC address"),
        ("VMG0904", HYPERV, f"enable_mac_spoofing = {SECRET}", "", "unknown: required"),
        # VMG1601
        ("VMG1601", VSPHERE, 'configuration_parameters = { "logging" = "FALSE" }', PARAMETERS, "fail: logging"),
        ("VMG1601", VMWARE, 'vmx_data_post = { "logging" = "FALSE" }', POST, "fail: logging"),
        ("VMG1601", VSPHERE, f"configuration_parameters = {SECRET}", PARAMETERS, "unknown: required"),
        # VMG1901
        ("VMG1901", ("vsphere-iso", ), STORAGE_NIC, "network_adapters", "fail: "),
        ("VMG1901", ("vsphere-clone",), 'network = "pg-nfs-310"', "network", "fail: "),
        ("VMG1901", ("vsphere-clone",), "", "network", "unknown: it is inherited from the template"),
        ("VMG1901", PROXMOX, 'network_adapters {\n bridge = "vmbr9"\n}', "", "fail: vmbr9 has the role storage"),
        ("VMG1901", PROXMOX, f"network_adapters {{\n bridge = {SECRET}\n}}", "", "unknown: required"),
        ("VMG1901", ("qemu",), 'net_bridge = "vmbr9"', "", "fail: vmbr9 has the role storage"),
        ("VMG1901", ("qemu",), f"net_bridge = {SECRET}", "", "unknown: required"),
        ("VMG1901", HYPERV, 'switch_name = "pg-nfs-310"', "switch_name", "fail: "),
        ("VMG1901", ("hyperv-iso",), "", "switch_name", "unknown: the builder takes whatever switch it finds"),
        ("VMG1901", ("vmware-iso",), 'network_name = "pg-nfs-310"', "", "fail: "),
        ("VMG1901", ("vmware-iso",), f"network_name = {SECRET}", "", "unknown: required"),
        ("VMG1901", ("vmware-iso",), 'network = "bridged"', "", "unknown: network is not in the site inventory"),
        ("VMG1901", ("vmware-vmx",), "", "", "unknown: it is inherited"),
        # VMG2101
        ("VMG2101", VSPHERE, "NestedHV = true", "", "fail: the guest can see the host: nested virtualization"),
        ("VMG2101", VSPHERE, "NestedHV = true\n vbs_enabled = true", "", "pass"),
        ("VMG2101", VSPHERE, f"NestedHV = {SECRET}", "", "unknown: required"),
        ("VMG2101", PROXMOX, 'cpu_type = "host"', "", "fail: the guest can see the host: host CPU passthrough"),
        ("VMG2101", PROXMOX, 'qemu_additional_args = "-virtfs x"', "", "fail: "),
        ("VMG2101", PROXMOX, f"cpu_type = {SECRET}", "", "unknown: required"),
        ("VMG2101", ("qemu",), 'cpu_model = "host"', "", "fail: "),
        ("VMG2101", ("qemu",), 'qemuargs = [["-virtfs", "local,path=/srv"]]', "", "fail: "),
        ("VMG2101", ("qemu",), f'qemuargs = [["-cpu", {SECRET}]]', "", "unknown: required"),
        ("VMG2101", ("qemu",), f"qemuargs = {SECRET}", "", "unknown: required"),
        ("VMG2101", HYPERV, "enable_virtualization_extensions = true", "", "fail: "),
        ("VMG2101", ("hyperv-iso",), f"enable_virtualization_extensions = {SECRET}", "", "unknown: required"),
        ("VMG2101", ("vmware-iso",), "vhv_enabled = true", "", "fail: "),
        ("VMG2101", ("vmware-vmx",), 'vmx_data_post = { "vhv.enable" = "TRUE" }', "", "fail: "),
        ("VMG2101", VMWARE, f"vmx_data = {SECRET}", "vmx_data =", "unknown: required"),
        # VMG2401
        ("VMG2401", ("vsphere-iso",), "", "remove_cdrom", "fail: the machine keeps a CD drive"),
        ("VMG2401", ("vsphere-iso",), "reattach_cdroms = 1", "", "fail: the machine keeps a CD drive that"),
        ("VMG2401", ("vsphere-iso",), f"remove_cdrom = {SECRET}", "remove_cdrom", "unknown: required"),
        ("VMG2401", ("vsphere-iso",), 'usb_controller = ["xhci"]', "", "fail: the machine keeps a USB controller"),
        ("VMG2401", ("vsphere-clone",), 'cd_files = ["x"]', "", "fail: the machine keeps a CD drive"),
        ("VMG2401", ("vsphere-clone",), f'cd_files = ["x"]\n remove_cdrom = {SECRET}', "", "unknown: required"),
        ("VMG2401", VSPHERE, 'configuration_parameters = { "floppy0.present" = "TRUE" }', PARAMETERS, "fail: "),
        ("VMG2401", ("proxmox-iso",), "", "unmount", "fail: the machine keeps a CD-ROM drive"),
        ("VMG2401", ("proxmox-iso",), "additional_iso_files {\n unmount = false\n}", "", "fail: "),
        ("VMG2401", PROXMOX, 'serials = ["socket"]', "", "fail: the machine keeps a serial port"),
        ("VMG2401", PROXMOX, f"serials = {SECRET}", "", "unknown: required"),
        ("VMG2401", ("vmware-iso",), "", "vmx_data_post", "fail: the machine keeps a CD-ROM drive"),
        ("VMG2401", ("vmware-iso",), 'serial = "FILE:/tmp/x"', "", "fail: the machine keeps a serial port"),
        ("VMG2401", ("vmware-iso",), f"usb = {SECRET}", "", "unknown: required"),
        ("VMG2401", ("vmware-vmx",), 'vmx_data_post = { "usb.present" = "TRUE" }', "", "fail: "),
        # VMG2501
        ("VMG2501", VSPHERE, PCI, "", "fail: "),
        ("VMG2501", VSPHERE, 'vgpu_profile = "grid_p4-8q"', "", "fail: virtual GPU is not approved"),
        ("VMG2501", VSPHERE, f"vgpu_profile = {SECRET}", "", "unknown: required"),
        ("VMG2501", PROXMOX, 'pci_devices {\n host = "3b:00.0"\n}', "", "fail: PCI device is not approved"),
        ("VMG2501", PROXMOX, 'serials = ["/dev/ttyS0"]', "", "fail: serial port of the host"),
        ("VMG2501", PROXMOX, f"serials = {SECRET}", "", "unknown: required"),
        ("VMG2501", ("qemu",), 'qemuargs = [["-device", "vfio-pci,host=3b:00.0"]]', "", "fail: a PCI device"),
        ("VMG2501", ("qemu",), 'qemuargs = [["-drive", "file=/dev/sdb"]]', "", "fail: a disk of the host"),
        ("VMG2501", ("qemu",), f"qemuargs = {SECRET}", "", "unknown: required"),
        ("VMG2501", PROXMOX, 'qemu_additional_args = "-device usb-host,hostbus=1"', "", "fail: a USB device"),
        ("VMG2501", PROXMOX, f"qemu_additional_args = {SECRET}", "", "unknown: required"),
        ("VMG2501", VMWARE, 'vmx_data_post = { "pciPassthru0.present" = "TRUE" }', "vmx_data_post", "fail: "),
        ("VMG2501", VMWARE, f"vmx_data = {SECRET}", "vmx_data =", "unknown: required"),
        # VMG2601
        ("VMG2601", PROXMOX, 'network_adapters {\n bridge = "vmbr1"\n}', "", "fail: the interface is untagged"),
        ("VMG2601", PROXMOX, TAGGED_NIC, "", "unknown: required"),
        ("VMG2601", HYPERV, "", "vlan_id", "fail: the interface is untagged"),
        # VMG3001
        ("VMG3001", ("vsphere-iso",), "", LEFT, "fail: the machine is created from nothing"),
        ("VMG3001", ("vsphere-iso",), f"convert_to_template = {SECRET}", LEFT, "unknown: required"),
        ("VMG3001", ("vsphere-iso",), LIBRARY % "", LEFT, "not judged"),
        ("VMG3001", ("proxmox-iso",), "skip_convert_to_template = true", "", "fail: "),
        ("VMG3001", ("proxmox-iso",), f"skip_convert_to_template = {SECRET}", "", "unknown: required"),
        ("VMG3002", ("vsphere-clone", "proxmox-clone", "vsphere-supervisor"), "", "", "unknown: no template registry"),
        # VMG3004
        ("VMG3004", ISO_BUILDERS, 'iso_checksum = "none"', "iso_checksum", "fail: the content of the medium is not"),
        ("VMG3004", ISO_BUILDERS, "", "iso_checksum", "fail: the content of the medium is not"),
        ("VMG3004", ISO_BUILDERS, 'iso_checksum = "sha1:aa"', "iso_checksum", "fail: the content of the medium is"),
        ("VMG3004", ISO_BUILDERS, f"iso_checksum = {SECRET}", "iso_checksum", "unknown: required"),
        ("VMG3004", ("proxmox-iso",), "", "iso_checksum", "fail: "),
        # VMG3201 and VMG3202
        ("VMG3201", VSPHERE, "", "tools.copy", "fail: copy from the guest is not disabled: the key is not set"),
        ("VMG3201", VSPHERE, LIBRARY % "ovf = true", "", "fail: copy from the guest in the library's OVF"),
        ("VMG3201", VSPHERE, LIBRARY % KEPT, "", "pass"),
        ("VMG3201", VSPHERE, LIBRARY % f"ovf = {SECRET}", "", "unknown: required"),
        ("VMG3202", VSPHERE, "export {\n output_directory = \"x\"\n}", "", "fail: drag and drop in the exported OVF"),
        ("VMG3202", VSPHERE, 'export {\n options = ["extraconfig"]\n}', "", "pass"),
        ("VMG3201", VSPHERE, f"configuration_parameters = {SECRET}", PARAMETERS, "unknown: required"),
        ("VMG3202", VSPHERE, "", "tools.dnd", "fail: drag and drop is not disabled"),
        ("VMG3201", VMWARE, "", "tools.paste", "fail: paste into the guest is not disabled"),
        ("VMG3202", VMWARE, 'vmx_data_post = { "isolation.tools.dnd.disable" = "FALSE" }', POST, "fail: drag"),
        ("VMG3202", VMWARE, f"vmx_data = {SECRET}", "vmx_data =", "unknown: required"),
        ("VMG3201", PROXMOX, 'vga {\n type = "qxl"\n}', "vga", "fail: SPICE clipboard is not disabled"),
        # VMG3501 and VMG3502
        ("VMG3501", ("vsphere-iso",), 'guest_os_type = "debian10_64Guest"', "guest_os_type", "fail: debian 10 is out"),
        ("VMG3502", ("vsphere-iso",), "", "guest_os_type", UNTOLD),
        ("VMG3502", ("vsphere-iso",), f"guest_os_type = {SECRET}", "guest_os_type", "unknown: required"),
        ("VMG3501", ("vsphere-iso",), f"guest_os_type = {SECRET}", "guest_os_type", "unknown: required"),
        ("VMG3501", ("vsphere-clone",), 'template = "debian-10"', "template ", "fail: debian 10 is out"),
        ("VMG3502", ("vsphere-clone",), 'template = "base"', "template ", "unknown: no template registry"),
        ("VMG3502", ("vsphere-clone",), f"template = {SECRET}", "template ", "unknown: required"),
        ("VMG3501", ("proxmox-iso",), 'iso_file = "local:iso/debian-10.13.0-amd64.iso"', "iso_url", "fail: debian 10"),
        ("VMG3502", ("proxmox-iso",), 'iso_file = "local:iso/installer.iso"', "iso_url", "fail: "),
        ("VMG3502", ("proxmox-iso",), f"iso_file = {SECRET}", "iso_url", "unknown: required"),
        ("VMG3501", ("qemu", "hyperv-iso"), OLD, "iso_url", "fail: debian 10"),
        ("VMG3502", ("qemu", "hyperv-iso"), 'iso_url = "https://x/installer.iso"', "iso_url", "fail: "),
        ("VMG3502", ("qemu", "hyperv-iso"), f"iso_url = {SECRET}", "iso_url", "unknown: required"),
        ("VMG3501", ("vmware-iso",), 'guest_os_type = "centos7-64"', "guest_os_type", "fail: centos 7 is out"),
        ("VMG3502", ("vmware-iso",), "", "guest_os_type", UNTOLD),
        ("VMG3501", ("vmware-iso",), f"guest_os_type = {SECRET}", "guest_os_type", "unknown: required"),
    ]  # fmt: skip
    return [(rule, one, more, without, told) for rule, of, more, without, told in rows for one in of]


TABLE = _table()


@pytest.mark.parametrize(
    ("rule", "builder", "more", "without", "verdict"),
    TABLE,
    ids=[f"{rule}-{builder}-{number}" for number, (rule, builder, *_) in enumerate(TABLE)],
)
def test_a_change_of_one_thing_has_its_verdict(
    judged: Judged, rule: str, builder: str, more: str, without: str, verdict: str
) -> None:
    """Everything else in the source obeys."""
    told = judged(rule, source(builder, more, without=without), vmgate_dot_toml=SITE)
    assert told.startswith(verdict), told


@pytest.mark.parametrize(("rule", "builder"), sorted({(rule, builder) for rule, builder, *_ in TABLE}))
def test_what_obeys_passes(judged: Judged, rule: str, builder: str) -> None:
    """The source that the table changes, unchanged; where a table says that it is not known, that it obeys."""
    told = judged(rule, source(builder), vmgate_dot_toml=SITE)
    inherited = told.startswith(("unknown: it is inherited", "unknown: no template registry"))
    assert told in ("pass", "not judged") or inherited, told
