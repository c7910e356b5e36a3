# comment
vms = {
  "web-1" : { cpus = "2", nics = [{ net = "a" }, { net = "b", mac = null }] }
  web2 = {
    cpus = 1.5, tags = { a = 1, "b.c" = true }
    note = <<-EOT
      two
        lines
    EOT
  },
}
untyped = [1, "two", { three = 3 }, null, [true]]
list    = [1, true, "x"]
text    = 10
