module "m" { source = "./inner/m" }

resource "terraform_data" "paths" {
  input = { module = path.module, root = path.root, cwd = basename(path.cwd) }
}

resource "terraform_data" "workspace" {
  input = [terraform.workspace, terraform.workspace == "default" ? 1 : 2]
}
