variable "vsphere_endpoint" {
  type = string
}

variable "vsphere_username" {
  type      = string
  sensitive = true
}

variable "vsphere_password" {
  type      = string
  sensitive = true
}

variable "vsphere_insecure_connection" {
  type    = bool
  default = true
}

variable "vm_guest_os_family" {
  type    = string
  default = "linux"
}

variable "vm_guest_os_version" {
  type    = string
  default = "24.04"
}

variable "vm_cpu_count" {
  type    = number
  default = 2
}

variable "vm_network" {
  type    = string
  default = "pg-build"
}

variable "common_content_library_name" {
  type    = string
  default = null
}

variable "common_ovf_export_enabled" {
  type    = bool
  default = false
}

variable "build_username" {
  type      = string
  sensitive = true
  default   = "builder"
}

variable "storage" {
  type = list(object({
    size = number
    thin = bool
  }))
  default = [
    { size = 40960, thin = true },
    { size = 10240, thin = false },
  ]
}
