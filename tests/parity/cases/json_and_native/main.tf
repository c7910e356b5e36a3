variable "x" { default = 1 }
module "m" {
  source = "./m"
  text   = "from native"
}
