variable "name" {
  type = string
}

variable "folder" {
  type = string
}

variable "resource_pool_id" {
  type = string
}

variable "datastore_id" {
  type = string
}

variable "template_uuid" {
  type = string
}

variable "guest_id" {
  type = string
}

variable "cpus" {
  type = number
}

variable "memory" {
  description = "In MiB."
  type        = number
}

variable "disks" {
  description = "A disk for each number, in GiB."
  type        = list(number)
}

variable "network_ids" {
  description = "A network interface for each."
  type        = list(string)
}

variable "ip" {
  description = "Address on the first network."
  type        = string
}

variable "gateway" {
  type = string
}

variable "extra_config" {
  description = "Advanced settings beside the hardening ones."
  type        = map(string)
  default     = {}
}
