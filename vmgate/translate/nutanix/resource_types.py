"""The resource types of nutanix/nutanix that are translated. Those that end in `_v2` are of the fourth API."""

from __future__ import annotations

MACHINE = "nutanix_virtual_machine"
MACHINE_V2 = "nutanix_virtual_machine_v2"
MACHINES = (MACHINE, MACHINE_V2)
CLONE = "nutanix_vm_clone_v2"
DEPLOYMENT = "nutanix_deploy_templates_v2"
NIC_MOVE = "nutanix_vm_network_device_migrate_v2"
OVA_DEPLOYMENT = "nutanix_ova_vm_deploy_v2"
TEMPLATE = "nutanix_template_v2"
OVA = "nutanix_ova_v2"
SUBNETS = ("nutanix_subnet", "nutanix_subnet_v2")
IMAGE = "nutanix_image"
IMAGE_V2 = "nutanix_images_v2"
IMAGES = (IMAGE, IMAGE_V2)
CATEGORY = "nutanix_category_v2"
VOLUME_GROUP = "nutanix_volume_group_v2"
ISCSI_CLIENT = "nutanix_volume_group_iscsi_client_v2"
CONTAINER = "nutanix_storage_containers_v2"
CERTIFICATE = "nutanix_ssl_certificate_v2"
CLUSTER = "nutanix_cluster_v2"
CLUSTER_PROFILE = "nutanix_cluster_profile_v2"

SUBNET_LOOKUPS = ("nutanix_subnet", "nutanix_subnet_v2", "nutanix_subnets_v2")
IMAGE_LOOKUPS = ("nutanix_image", "nutanix_image_v2", "nutanix_images_v2")
TEMPLATE_LOOKUPS = ("nutanix_template_v2", "nutanix_templates_v2")
MACHINE_LOOKUPS = ("nutanix_virtual_machine", "nutanix_virtual_machine_v2", "nutanix_virtual_machines_v2")
"""Data sources that find what is there already."""
