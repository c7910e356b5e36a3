"""What no translation knows is told by name."""

from __future__ import annotations

from datetime import date

import pytest

from tests.standin.facts import provider_facts
from tests.translate.configuration import resource
from vmgate import settings
from vmgate.judge import judge
from vmgate.model.estate import Estate
from vmgate.rulebook import by_name
from vmgate.translate import things
from vmgate.translate.uncovered import creates, names_tool


@pytest.mark.parametrize(
    ("resource_type", "kind"),
    [
        ("nutanix_virtual_machine", "virtual machine"),
        ("nutanix_virtual_machine_v2", "virtual machine"),
        ("libvirt_domain", "virtual machine"),
        ("hyperv_machine_instance", "virtual machine"),
        ("xenorchestra_vm", "virtual machine"),
        ("openstack_db_instance_v1", "virtual machine"),
        ("proxmox_vm", "virtual machine"),
        ("esxi_guest", "virtual machine"),
        ("vcd_vapp_vm", "virtual machine"),
        ("aws_autoscaling_group", "virtual machine"),
        ("azurerm_windows_virtual_machine", "virtual machine"),
        ("google_compute_instance_from_template", "virtual machine"),
        ("vsphere_supervisor", "virtual machine"),
        ("incus_instance", "container"),
        ("vsphere_configuration_profile", "host"),
        ("nsxt_policy_vlan_segment", "network"),
        ("libvirt_network", "network"),
        ("hyperv_network_switch", "network"),
        ("nxos_bridge_domain", "network"),
        ("iosxe_vlan", "network"),
        ("vsphere_distributed_virtual_switch_pvlan_mapping", "network"),
        ("libvirt_pool", "storage"),
        ("libvirt_volume", "storage"),
        ("hyperv_vhd", "storage"),
        ("vsphere_virtual_disk", "storage"),
        ("openstack_blockstorage_volume_v2", "storage"),
        ("netapp-ontap_storage_volume_resource", "storage"),
        ("netapp-ontap_lun", "storage"),
        ("netapp-ontap_svm_resource", "storage"),
    ],
)
def test_a_type_that_creates_infrastructure_says_what(resource_type: str, kind: str) -> None:
    """Machines, containers, hosts, networks and storage of providers without a translation are recognised."""
    assert creates(resource_type) == kind


@pytest.mark.parametrize(
    "resource_type", ["acme_vm", "acme_virtual_machine_v3", "acme_vswitch", "acme_datastore"]
)
def test_a_type_never_heard_of_is_recognised_by_an_unmistakable_word(resource_type: str) -> None:
    """A provider that did not exist when this was written is not let through for that."""
    assert creates(resource_type) is not None


@pytest.mark.parametrize(
    "resource_type",
    [
        "vsphere_tag", "vsphere_folder", "vsphere_file", "vsphere_role", "vsphere_content_library_item",
        "vsphere_virtual_machine_snapshot", "vsphere_virtual_machine_class", "vsphere_ha_vm_override",
        "vsphere_compute_cluster_vm_group", "libvirt_cloudinit_disk", "hyperv_iso_image",
        "nsxt_policy_security_policy", "nsxt_vm_tags", "nutanix_image", "nutanix_template_v2",
        "nutanix_volume_group_vm_v2", "nutanix_user", "openstack_networking_secgroup_rule_v2",
        "openstack_networking_subnet_v2", "openstack_images_image_v2", "iosxe_snmp_server", "nxos_user_management",
        "netapp-ontap_storage_snapshot_policy_resource", "netapp-ontap_protocols_nfs_export_policy_resource",
        "xenorchestra_acl", "random_id", "null_resource", "aws_s3_bucket", "azurerm_backup_protected_vm",
    ],
)  # fmt: skip
def test_a_type_that_describes_groups_or_permits_creates_nothing(resource_type: str) -> None:
    """Rules, tags, users, files, images, templates and attachments are not infrastructure."""
    assert creates(resource_type) is None


def test_exactly_these_proxmox_types_create_something() -> None:
    """Of all types of the Proxmox provider, those and no others are infrastructure."""
    long = "proxmox_virtual_environment_"
    both = ["cloned_vm", "network_linux_bridge", "network_linux_vlan", "sdn_vnet", *(
        f"storage_{kind}" for kind in ("nfs", "cifs", "pbs", "directory", "lvm", "lvmthin", "zfspool")
    )]  # fmt: skip
    expected = {f"{prefix}{name}" for name in both for prefix in (long, "proxmox_")}
    expected |= {f"{long}vm", f"{long}vm2", "proxmox_vm", f"{long}container"}
    expected |= {"proxmox_node_disk_zfs", "proxmox_ceph_pool"}
    types = provider_facts("proxmox", "0.111.1").resource_types()
    assert {name for name in types if creates(name)} == expected


@pytest.mark.parametrize(
    ("command", "tool"),
    [
        ("govc vm.create -on=false web", "govc"),
        ("/usr/sbin/qm create 100", "qm"),
        ("ssh root@pve 'qm set 100 --args x'", "qm"),
        ("sudo pct start 101 && true", "pct"),
        ("OUT=$(pvesh get /nodes)", "pvesh"),
        ("virsh define web.xml", "virsh"),
        ("virt-install --name web", "virt-install"),
        ("esxcli network vswitch standard add -v x", "esxcli"),
        ("esxcfg-vswitch -a vSwitch9", "esxcfg-vswitch"),
        ("/bin/vim-cmd vmsvc/power.on 1", "vim-cmd"),
        ("xe vm-start uuid=1", "xe"),
        ("acli vm.create web", "acli"),
        (r'"C:\Program Files\Oracle\VirtualBox\VBoxManage.exe" createvm', "VBoxManage"),
        ("./ovftool a.ova vi://vc/dc", "ovftool"),
        ("qemu-system-x86_64 -m 4096", "qemu-system-x86_64"),
        ('pwsh -Command "Import-Module VMware.PowerCLI; Get-VM"', "VMware.PowerCLI"),
        ("Connect-VIServer vc.example.edu", "Connect-VIServer"),
        ("powershell new-vm -Name web", "new-vm"),
        ("New-VHD -Path d.vhdx", "New-VHD"),
        ("az  vm create -n web", "az vm create"),
        ("openstack server create web", "openstack server create"),
    ],
)
def test_a_command_that_builds_infrastructure_names_its_tool(command: str, tool: str) -> None:
    """The tool is found behind paths, quotes, ssh, sudo and substitutions, and in PowerShell in any case."""
    assert names_tool(command) == tool


@pytest.mark.parametrize(
    "command",
    [
        "", "/opt/qmail/bin/start", "exec ./run.sh", "cat qm.conf", "ls /etc/qm/", "curl https://example.edu/qm",
        "echo done --qm", "Get-VM web", "Set-Variable x 1", "New-Item x", "az vm list",
        "openstack server list", "# qm is run by hand\ntrue", "ansible-playbook site.yml", "echo 12pct",
    ],
)  # fmt: skip
def test_a_command_without_such_a_tool_names_none(command: str) -> None:
    """Parts of words, files, folders, URLs, comments and reading commands are no tool that builds."""
    assert names_tool(command) is None


def test_a_finding_is_a_sentence() -> None:
    """Of storage there is no number."""
    found = [resource("openstack_blockstorage_volume_v3"), resource("hcloud_server")]
    rule = by_name("VMG0301")
    assert rule is not None
    judgement = judge(things(Estate(found)), [rule], settings.default(date(2026, 11, 23)))
    assert [one.message for one in judgement.findings] == [
        "creates storage of a type that is not covered",
        "creates a virtual machine of a type that is not covered",
    ]
