module "a" {
  source = "./m"
  x      = module.b.x
}
module "b" {
  source = "./m"
  x      = module.a.x
}
resource "terraform_data" "fine" { input = "fine" }
resource "terraform_data" "x" { input = module.a.x }
