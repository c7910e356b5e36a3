resource "vsphere_host" "esx01" {
  hostname = "esx-01.example.edu"
  username = "root"
  password = "example"
  lockdown = terraform_data.choice.output
}

resource "terraform_data" "choice" {
  input = "normal"
}
