variable "names" { default = ["a", "b", "c"] }

resource "terraform_data" "a" {
  count = length(var.names)
  input = element(var.names, count.index + 1)
}

resource "terraform_data" "b" {
  count = length(terraform_data.a)
  input = terraform_data.a[count.index].input
}

resource "terraform_data" "c" {
  count = length([for a in terraform_data.a : a if a.input != "b"])
  input = [count.index, length(terraform_data.b[*].input), terraform_data.a.*.input]
}

resource "terraform_data" "text" {
  count = "2"
  input = "${count.index}/${length(var.names)}"
}
