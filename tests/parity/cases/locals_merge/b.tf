locals {
  full = { for name, m in local.machines : name => merge(local.defaults, m, { net = merge(local.defaults.net, try(m.net, {})) }) }
  hardening = merge(
    { "isolation.tools.copy.disable" = "TRUE", "isolation.tools.paste.disable" = "TRUE" },
    var.paste ? { "isolation.tools.paste.disable" = "FALSE" } : {},
    null,
    { for i in range(2) : "x${i}" => i },
  )
}

variable "paste" { default = true }

resource "terraform_data" "m" {
  for_each = local.full
  input    = each.value
}

resource "terraform_data" "h" {
  input = local.hardening
}
