provider "vsphere" {
  vsphere_server       = "vcenter.example.edu"
  user                 = "terraform@vsphere.local"
  password             = "example"
  allow_unverified_ssl = terraform_data.choice.output
}

data "vsphere_datacenter" "campus" {
  name = "campus-dc1"
}

resource "terraform_data" "choice" {
  input = false
}
