variable "vcenter" {
  description = "Name of the management server."
  type        = string
}

variable "vcenter_password" {
  type      = string
  sensitive = true
}

variable "esxi_password" {
  description = "Root password of the hosts: vCenter needs it once, when it takes a host in."
  type        = string
  sensitive   = true
}

variable "hosts" {
  description = "Hosts by name, with the addresses of their interfaces."
  type = map(object({
    cluster       = string
    management_ip = string
    storage_ip    = string
    vmotion_ip    = string
  }))
}

variable "port_groups" {
  description = "Port groups of the distributed switch by name: the VLAN of each."
  type        = map(object({ vlan = number }))
}

variable "web_servers" {
  description = "Web servers by name; a disk for each number, in GiB."
  type = map(object({
    ip     = string
    cpus   = optional(number, 2)
    memory = optional(number, 4096)
    disks  = optional(list(number), [40])
  }))
}
