# What a site fills in. The same file stands beside every image; secrets come from the environment (PKR_VAR_…).

variable "image_version" {
  description = "Version of the image, which the template's name and its record carry."
  type        = string
  default     = "2026.11"
}

variable "output" {
  description = "Folder for the manifest and the evidence of each build."
  type        = string
  default     = "build"
}

variable "ssh_public_key" {
  description = "Key of the build account, type and key only. The last step of the build removes the account's access."
  type        = string
  default     = ""
}

variable "ssh_private_key_file" {
  description = "The private half of the build account's key; empty where an agent holds it."
  type        = string
  default     = ""
}

variable "vcenter" {
  type    = string
  default = "vcenter.campus.example.edu"
}

variable "vcenter_user" {
  type    = string
  default = "svc-packer@vsphere.local"
}

variable "vcenter_password" {
  type      = string
  default   = ""
  sensitive = true
}

variable "vsphere_datacenter" {
  type    = string
  default = "campus-dc1"
}

variable "vsphere_cluster" {
  type    = string
  default = "cl-general"
}

variable "vsphere_datastore" {
  type    = string
  default = "ds-general-01"
}

variable "vsphere_network" {
  description = "Port group that the build takes place on: it needs DHCP and a way to the package mirror."
  type        = string
  default     = "pg-build-140"
}

variable "proxmox_url" {
  type    = string
  default = "https://pve.campus.example.edu:8006/api2/json"
}

variable "proxmox_user" {
  type    = string
  default = "packer@pve!build"
}

variable "proxmox_token" {
  type      = string
  default   = ""
  sensitive = true
}

variable "proxmox_node" {
  type    = string
  default = "pve-01"
}

variable "proxmox_bridge" {
  type    = string
  default = "vmbr0"
}

variable "proxmox_vlan" {
  type    = string
  default = "140"
}

variable "proxmox_disks" {
  description = "Storage for the disks of the template."
  type        = string
  default     = "local-zfs"
}

variable "proxmox_isos" {
  description = "Storage that installation media are put on."
  type        = string
  default     = "local"
}
