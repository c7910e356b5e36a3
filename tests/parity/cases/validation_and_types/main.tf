variable "vlan" {
  type = number
  default = 100
  validation {
    condition     = var.vlan >= 1 && var.vlan <= 4094
    error_message = "a VLAN is between 1 and 4094"
  }
}

variable "tuple" {
  type    = tuple([string, number, bool])
  default = ["1", "2", "true"]
}

variable "sets" {
  type    = set(number)
  default = [3, "1", 2, 1]
}

variable "map_any" {
  type    = map(any)
  default = { a = 1, b = "x" }
}

variable "list_any" {
  type    = list(any)
  default = [1, "x", true]
}

variable "nested" {
  type    = map(map(list(string)))
  default = { a = { b = [1, true] } }
}

resource "terraform_data" "all" {
  input = [var.vlan, var.tuple, var.sets, var.map_any, var.list_any, var.nested]
}

resource "terraform_data" "conv" {
  input = {
    list = tolist(["a", 1])
    set  = toset(["b", "a", "b"])
    map  = tomap({ a = 1, b = "x" })
    num  = tonumber("12")
    bool = tobool("true")
    str  = tostring(1.5)
    obj  = { a = tolist([]), b = tomap({}) }
  }
}
