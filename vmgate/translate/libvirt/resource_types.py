"""The resource types of dmacvicar/libvirt, which are the same in all its generations."""

from __future__ import annotations

DOMAIN = "libvirt_domain"
NETWORK = "libvirt_network"
VOLUME = "libvirt_volume"
POOL = "libvirt_pool"
CLOUDINIT = "libvirt_cloudinit_disk"
