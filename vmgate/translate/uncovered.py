"""What no translation knows, told by name: resource types that create infrastructure, tools that do so.

Only types that no translation knows are asked about. Exact names come first; patterns are few and only for words that
mean one thing at every provider. What merely describes, groups, permits or labels (rules, tags, users, templates,
attachments) creates nothing here.
"""

from __future__ import annotations

import re

MACHINE, CONTAINER, HOST, NETWORK, STORAGE = "virtual machine", "container", "host", "network", "storage"

_NAMES = {
    MACHINE: """
        vsphere_virtual_machine vsphere_supervisor vsphere_supervisor_v2 proxmox_virtual_environment_vm
        proxmox_virtual_environment_vm2 proxmox_vm proxmox_virtual_environment_cloned_vm proxmox_cloned_vm
        libvirt_domain hyperv_machine_instance xenserver_vm esxi_guest ovirt_vm truenas_vm cloudstack_instance
        opennebula_virtual_machine harvester_virtualmachine kubevirt_virtual_machine vcd_vm vcd_vapp_vm
        vcd_cloned_vapp vcd_cse_kubernetes_cluster vra_machine vra_deployment nutanix_pc_deploy_v2
        nutanix_pc_restore_v2 nutanix_karbon_cluster nutanix_karbon_worker_nodepool nutanix_ndb_database
        nutanix_ndb_clone nutanix_ndb_dbserver_vm nutanix_recovery_point_restore_v2
        nutanix_restore_protected_resource_v2 nutanix_promote_protected_resource_v2
        nutanix_self_service_app_provision nutanix_self_service_app_restore nsxt_edge_transport_node
        nsxt_policy_edge_transport_node nsxt_manager_cluster openstack_db_instance_v1
        openstack_orchestration_stack_v1 openstack_containerinfra_cluster_v1
        openstack_containerinfra_nodegroup_v1 aws_spot_fleet_request aws_ec2_fleet aws_autoscaling_group
        aws_lightsail_instance azurerm_virtual_machine azurerm_virtual_machine_scale_set
        azurerm_orchestrated_virtual_machine_scale_set google_compute_instance_from_template
        google_compute_instance_group_manager google_compute_region_instance_group_manager oci_core_instance
        ibm_is_instance digitalocean_droplet hcloud_server linode_instance vultr_instance
        scaleway_instance_server exoscale_compute_instance multipass_instance
    """,
    CONTAINER: """
        proxmox_virtual_environment_container lxd_instance lxd_container incus_instance docker_container
        podman_container azurerm_container_group
    """,
    HOST: """
        vsphere_host vsphere_configuration_profile nsxt_policy_host_transport_node
        nsxt_policy_host_transport_node_collection nutanix_cluster_add_node_v2 nutanix_foundation_image_nodes
        nutanix_foundation_central_image_cluster nutanix_foundation_central_onboard_nodes vcf_instance
        vcf_host vcf_domain vcf_cluster maas_machine maas_vm_host intersight_server_profile
        equinix_metal_device metal_device ovirt_host aws_ec2_host azurerm_dedicated_host
        google_compute_node_group
    """,
    NETWORK: """
        vsphere_host_virtual_switch vsphere_distributed_virtual_switch vsphere_host_port_group
        vsphere_distributed_port_group vsphere_vnic vsphere_distributed_virtual_switch_pvlan_mapping
        proxmox_virtual_environment_network_linux_bridge proxmox_network_linux_bridge
        proxmox_virtual_environment_network_linux_vlan proxmox_network_linux_vlan
        proxmox_virtual_environment_sdn_vnet proxmox_sdn_vnet libvirt_network hyperv_network_switch
        xenserver_network esxi_vswitch esxi_portgroup ovirt_network opennebula_virtual_network
        harvester_network harvester_vlanconfig cloudstack_network vcf_network_pool lxd_network incus_network
        vcd_network_routed vcd_network_routed_v2 vcd_network_isolated vcd_network_isolated_v2
        vcd_network_direct vcd_nsxt_network_imported vcd_vapp_network vcd_external_network
        vcd_external_network_v2 nutanix_vpc nutanix_vpc_v2 nutanix_ndb_network nutanix_ndb_stretched_vlan
        nsxt_policy_segment nsxt_policy_vlan_segment nsxt_policy_fixed_segment nsxt_logical_switch
        nsxt_vlan_logical_switch nsxt_vpc nsxt_vpc_subnet nsxt_policy_distributed_vlan_connection
        openstack_networking_segment_v2
        iosxe_vlan iosxe_interface_vlan iosxe_bridge_domain iosxe_interface_bdi nxos_bridge_domain
        nxos_svi_interface nxos_subinterface aws_vpc aws_subnet azurerm_virtual_network azurerm_subnet
        google_compute_network google_compute_subnetwork oci_core_vcn oci_core_subnet hcloud_network
    """,
    STORAGE: """
        vsphere_nas_datastore vsphere_vmfs_datastore vsphere_virtual_disk proxmox_node_disk_zfs
        proxmox_ceph_pool proxmox_lxc_disk libvirt_pool libvirt_volume hyperv_vhd xenorchestra_vdi
        xenserver_vdi xenserver_sr_nfs xenserver_sr_smb esxi_virtual_disk ovirt_disk ovirt_storage_domain
        opennebula_datastore harvester_volume cloudstack_disk lxd_storage_pool incus_storage_pool
        vcd_independent_disk vcd_vm_internal_disk nutanix_volume_group_disk_v2 nutanix_object_store_v2
        openstack_blockstorage_volume_v1 openstack_blockstorage_volume_v2 openstack_blockstorage_volume_v3
        openstack_sharedfilesystem_share_v2 truenas_dataset truenas_zvol
        truenas_pool purestorage_volume aws_ebs_volume aws_efs_file_system aws_fsx_ontap_file_system
        aws_fsx_ontap_volume azurerm_managed_disk azurerm_netapp_volume azurerm_storage_share
        google_compute_disk google_compute_region_disk google_filestore_instance oci_core_volume hcloud_volume
    """,
}

_NOTHING = """
    nutanix_volume_group_vm_v2 azurerm_backup_protected_vm azurerm_site_recovery_replicated_vm
    azurerm_mssql_virtual_machine
"""

_KINDS: dict[str, str | None] = {
    **{name: kind for kind, names in _NAMES.items() for name in names.split()},
    **dict.fromkeys(_NOTHING.split()),
}

# Proxmox storages exist under two names each; ONTAP's types lost "storage_" and "_resource" over time.
_PATTERNS = (
    (re.compile(r"\w+_(vm|virtual_machine|virtualmachine)(_v\d+)?"), MACHINE),
    (re.compile(r"\w+_(virtual_switch|vswitch|port_?group)(_v\d+)?"), NETWORK),
    (re.compile(r"\w+_datastore(_v\d+)?"), STORAGE),
    (
        re.compile(r"proxmox_(virtual_environment_)?storage_(nfs|cifs|pbs|directory|lvm|lvmthin|zfspool)"),
        STORAGE,
    ),
    (re.compile(r"netapp-ontap_(storage_)?(volume|lun|aggregate|flexcache|svm)(_resource)?"), STORAGE),
)


def creates(resource_type: str) -> str | None:
    """What a resource of this type creates that the procedure speaks of.

    "virtual machine", "container", "host", "network" or "storage"; None when it creates none of these.
    """
    if resource_type in _KINDS:
        return _KINDS[resource_type]
    for pattern, kind in _PATTERNS:
        if pattern.fullmatch(resource_type):
            return kind
    return None


_TOOL_NAMES = """
    govc esxcli vim-cmd vmkfstools ovftool vmrun vmcli dcli qm qmrestore pct pvesh pvesm pvecm
    virsh virt-install virt-clone virt-xml xe acli ncli VBoxManage vboxmanage multipass
"""
_TOOLS = frozenset(_TOOL_NAMES.split())
_TOOL_FAMILY = re.compile(
    r"(?:esxcfg|vicfg)-[a-z]+|qemu-system-\w+|vmware\.vimautomation[\w.]*|(?:vmware|vcf)\.powercli"
)

# PowerShell pays no heed to case. Reading (Get-, Test-) changes nothing; connecting precedes a change.
_CMDLET = re.compile(
    r"(?:new|set|add|remove|start|stop|restart|suspend|move|copy|import|connect|mount|convert|resize|checkpoint"
    r"|restore|enable|disable|rename|invoke)-"
    r"(?:vi|vm|vd|vhd|virtual|datastore|harddisk|networkadapter|vapp|hvserver|cdrom|usbdevice|passthroughdevice"
    r"|scsilun|ovf)[a-z]*",
    re.IGNORECASE,
)

# Tools for everything, which build infrastructure with some of their words only.
_PHRASES = re.compile(
    r"(?<![\w./-])(aws\s+ec2\s+run-instances|az\s+vm\s+create|gcloud\s+compute\s+instances\s+create"
    r"|openstack\s+(?:server|network|subnet|volume)\s+create)(?![\w-])"
)
_BETWEEN = re.compile(r"[\s;|&()`\"'$={}<>,\[\]]+")
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


def names_tool(text: str) -> str | None:
    """The first tool in a command line or script that builds or changes virtual infrastructure; None if none.

    Whole words count, with or without a path in front ("/usr/sbin/qm" is `qm`; "/opt/qmail", "exec", the end
    of a URL are no tools). The answer is the tool's own name and quotes nothing else of the text.
    """
    text = _COMMENT.sub("", text)
    for word in _BETWEEN.split(text):
        if "://" in word:
            continue
        name = re.split(r"[/\\]", word)[-1].removesuffix(".exe")
        if name in _TOOLS or _TOOL_FAMILY.fullmatch(name.lower()) or _CMDLET.fullmatch(name):
            return name
    phrase = _PHRASES.search(text)
    return " ".join(phrase.group(1).split()) if phrase else None
