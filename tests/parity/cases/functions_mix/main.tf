variable "cidr" { default = "10.20.0.0/16" }

locals {
  subnets = { for i, name in ["prod", "mgmt", "storage"] : name => cidrsubnet(var.cidr, 8, i + 10) }
}

resource "terraform_data" "ips" {
  for_each = local.subnets
  input = {
    gateway = cidrhost(each.value, 1)
    mask    = cidrnetmask(each.value)
    prefix  = split("/", each.value)[1]
    hosts   = [for h in range(3) : cidrhost(each.value, h + 5)]
  }
}

resource "terraform_data" "strings" {
  input = {
    format = format("%s-%03d-%v-%q", "a", 7, true, "q")
    list   = formatlist("%s.example.edu", ["a", "b"])
    regex  = regex("^(?P<name>[a-z]+)-(?P<n>\\d+)$", "web-12")
    all    = regexall("[0-9]+", "a1b22")
    repl   = replace("a-b-c", "/-([bc])/", "_$1")
    can    = can(regex("^x", "abc"))
    trim   = trimsuffix(trimprefix("vm-web.lan", "vm-"), ".lan")
    title  = title("hello world")
    sort   = sort(["b", "A", "a"])
    zip    = zipmap(["a", "b"], [1, 2])
    chunk  = chunklist([1, 2, 3], 2)
    trans  = transpose({ a = ["1", "2"], b = ["2"] })
    look   = lookup({ a = 1 }, "b", 0)
    md5    = md5("x")
    yaml   = yamlencode({ a = [1, "b", null, true] })
    json   = jsonencode({ b = "<x>", a = [1.5, null] })
    time   = formatdate("YYYY-MM-DD", timeadd("2026-01-31T00:00:00Z", "24h"))
    uuid   = uuidv5("dns", "example.edu")
    int    = parseint("ff", 16)
    try    = try(local.subnets.nope, local.subnets["also"], "fallback")
  }
}
