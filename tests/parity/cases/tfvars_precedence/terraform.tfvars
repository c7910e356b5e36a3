a = "terraform.tfvars"
b = "terraform.tfvars"
c = "terraform.tfvars"
d = { only = "tfvars" }
g = [1, "2"]
