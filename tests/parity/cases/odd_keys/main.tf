locals {
  keys = {
    "a.b"      = "dot"
    "say \"x\"" = "quotes"
    "$${x}"    = "dollar"
    "%%{y}"    = "percent"
    "b\\c"     = "backslash"
    "t\tn\n"   = "tab and newline"
    "ü"        = "umlaut"
    "e\u0301"  = "combining"
    ""         = "empty"
    "0"        = "zero"
    "a/b [c]"  = "more"
    "😀"       = "emoji"
  }
}

resource "terraform_data" "odd" {
  for_each = local.keys
  input    = "${each.key}|${each.value}"
}

module "m" {
  source   = "./m"
  for_each = toset(["x.y", "$${z}"])
  key      = each.key
}

resource "terraform_data" "access" {
  input = {
    (local.keys["a.b"]) = local.keys["say \"x\""]
    "with.dot"          = { "in.ner" = 1 }
    "key-${1 + 1}"      = terraform_data.odd["a.b"].input
  }
}
