resource "vsphere_host" "esx01" {
  hostname = "esx-01.example.edu"
  username = "root"
  password = var.esxi_password
  cluster  = "domain-c8"

  thumbprint = terraform_data.pin.output
}

variable "esxi_password" {
  type      = string
  sensitive = true
}

resource "terraform_data" "pin" {
  input = timestamp()
}
