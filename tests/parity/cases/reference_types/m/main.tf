variable "vm" { type = object({ num_cpus = string, name = number }) }
resource "terraform_data" "x" { input = var.vm }
