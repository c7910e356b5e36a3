resource "null_resource" "a" {
  for_each = { x = 1, y = null }
  triggers = {
    key   = each.key
    value = each.value
    hash  = sha1(jsonencode({ b = [1, true], a = each.value }))
    list  = join(",", [for i in [1, 2] : i * 2])
  }
}
resource "null_resource" "b" {
  triggers = { for k, r in null_resource.a : k => r.triggers.key }
}
resource "terraform_data" "c" {
  triggers_replace = { a = null_resource.a["x"].triggers["value"], n = null_resource.a["y"].triggers.value }
}
