module "linked" {
  source = "./backend"
  name   = "through a link"
}

module "direct" {
  source = "../real"
  name   = "directly"
}
