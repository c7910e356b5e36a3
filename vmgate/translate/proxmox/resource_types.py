"""The resource types of bpg/proxmox that are translated.

Those made with the plugin framework exist under two names: the short one since 0.100, and the long one before.
"""

from __future__ import annotations


def _both(*names: str) -> tuple[str, ...]:
    return tuple(
        f"{prefix}{name}" for name in names for prefix in ("proxmox_virtual_environment_", "proxmox_")
    )


MACHINE = "proxmox_virtual_environment_vm"
CONTAINER = "proxmox_virtual_environment_container"
FILE = "proxmox_virtual_environment_file"
FIREWALL_OPTIONS = "proxmox_virtual_environment_firewall_options"
CLUSTER_FIREWALL = "proxmox_virtual_environment_cluster_firewall"
NODE_FIREWALLS = _both("node_firewall")
CLONED_MACHINES = _both("cloned_vm")
DOWNLOADS = _both("download_file")
OCI_IMAGES = _both("oci_image")
BRIDGES = _both("network_linux_bridge")
VLAN_INTERFACES = _both("network_linux_vlan")
BONDS = ("proxmox_network_linux_bond",)
VNETS = _both("sdn_vnet")
VLAN_ZONES = _both("sdn_zone_vlan", "sdn_zone_qinq")
"""Zones whose networks are VLANs on a bridge of the nodes."""
OVERLAY_ZONES = _both("sdn_zone_simple", "sdn_zone_vxlan", "sdn_zone_evpn")
"""Zones whose networks are none."""
STORAGES = _both(
    *(f"storage_{kind}" for kind in ("nfs", "cifs", "pbs", "directory", "lvm", "lvmthin", "zfspool"))
)
FIREWALL_RULES = "proxmox_virtual_environment_firewall_rules"
IPSET = "proxmox_virtual_environment_firewall_ipset"
ALIAS = "proxmox_virtual_environment_firewall_alias"
SECURITY_GROUP = "proxmox_virtual_environment_cluster_firewall_security_group"
CLUSTER_OPTIONS = _both("cluster_options")
FILE_STORAGES = _both("storage_nfs", "storage_cifs")
NFS_STORAGES = _both("storage_nfs")
FOLDERS = _both("storage_directory")
FOLDER_MAPPINGS = _both("hardware_mapping_dir")
ACLS = _both("acl")
ROLE = "proxmox_virtual_environment_role"
USER = "proxmox_virtual_environment_user"
GROUP = "proxmox_virtual_environment_group"
TOKENS = _both("user_token")
POOL = "proxmox_virtual_environment_pool"
POOL_MEMBERS = _both("pool_membership")
HA_RESOURCES = _both("haresource")
CERTIFICATE = "proxmox_virtual_environment_certificate"
ACME_ACCOUNTS = _both("acme_account")
METRICS_SERVERS = _both("metrics_server")
LDAP_REALMS = _both("realm_ldap")
FILE_LOOKUPS = _both("file")
"""Data sources that name a file which is there already."""
