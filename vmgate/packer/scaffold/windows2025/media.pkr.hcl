# Microsoft hands out the media by hand: a site puts them where its builders reach them, and writes their digest here.

variable "iso_url" {
  type    = string
  default = "https://mirror.campus.example.edu/windows/windows-server-2025-26100.iso"
}

variable "iso_checksum" {
  type    = string
  default = "sha256:d0ef4502e350e3c6c53c15b1b3020d38a5ded011bf04998e950720ac8579b23d"
}

variable "virtio_iso_url" {
  description = "Drivers of KVM and Proxmox for Windows."
  type        = string
  default     = "https://mirror.campus.example.edu/virtio/virtio-win-0.1.271.iso"
}

variable "virtio_iso_checksum" {
  type    = string
  default = "sha256:bbe6166ad86a490caefad438fef8aa494926cb0a1b37fa1212925cfd81656429"
}

variable "vmware_tools_iso" {
  description = "The tools' own medium, as every host of vSphere has it."
  type        = string
  default     = "[] /vmimages/tools-isoimages/windows.iso"
}

variable "administrator_password" {
  description = "The administrator's while Windows installs itself. The last step replaces it with one that nobody knows."
  type        = string
  default     = ""
  sensitive   = true
}

variable "ssh_public_key_file" {
  description = "File with the public key of the build."
  type        = string
  default     = "build.pub"
}
