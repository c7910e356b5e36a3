terraform {
  required_providers {
    vsphere = { source = "vmware/vsphere" }
  }
}

variable "names" {
  type    = list
  default = ["a", "b"]
}

variable "sizes" {
  type    = map
  default = { a = "10", b = 20 }
}


resource "vsphere_virtual_machine" "vm" {
  count            = "${length(var.names)}"
  name             = "${element(var.names, count.index)}"
  resource_pool_id = "${"resgroup-1"}"
  num_cpus         = "${var.sizes["${var.names[count.index]}"] / 10}"
  memory           = "${lookup(var.sizes, "c", "1024")}"
  tags             = ["${"urn:${var.names.0}"}"]
  disk {
    label = "disk.${count.index}"
    size  = "${lookup(var.sizes, element(var.names, count.index))}"
  }
}

resource "terraform_data" "legacy" {
  input = "${terraform_data.list.*.input}"
}

resource "terraform_data" "list" {
  count = "${1 + 1}"
  input = "${split(",", "x,y")}"
}
