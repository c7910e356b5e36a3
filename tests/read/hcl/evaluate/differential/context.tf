locals {
  template   = "Hello, $${name}!%%{ if loud } LOUD%%{ endif }"
  loop       = "%%{ for n in names ~}$${n},%%{ endfor ~}"
  number     = 12
  nothing    = null
  only       = "$${value}"
  calls      = "$${upper(file(\"hello.txt\"))}"
  recursive  = "$${templatestring(x, {})}"
  list       = tolist(["a", "b", "c"])
  set        = toset(["c", "a", "b"])
  map        = tomap({ a = "1", b = "2" })
  no_strings = toset([])
  secret     = sensitive("hunter2")
  yaml       = <<-EOT
    a: 1
    b:
      - x
      - y: [1, 2]
    c: &anchor {d: e}
    f: *anchor
    g:
      <<: *anchor
      h: i
    folded: >
      one
      two

      three
    literal: |
      one
        two
    "quoted key": 'it''s'
    empty:
    ? complex
    : value
  EOT
  csv        = "a,b,c\n1,2,3\n\"x,y\",\"q\"\"q\",\n"
  long       = "the quick brown fox jumps over the lazy dog and then the quick brown fox jumps over the lazy dog again and again"
}

resource "terraform_data" "u" {
  input = timestamp()
}
locals {
  s       = "text"
  nulls   = true ? null : "x"
  nulln   = true ? null : 1
  nulll   = true ? null : tolist(["a"])
  nullm   = true ? null : tomap({ a = "a" })
  uni     = "añb🇫🇷c\u0301"
  multi   = "one\n  two\nthree"
  o       = { a = "va", n = 4, b = true, l = [1, "2"], x = { y = "deep" } }
  m       = tomap({ a = "ma", b = "mb", x = "mx" })
  mn      = tomap({ a = 1, b = 2.5 })
  mo      = tomap({ p = { a = 1, b = "x" }, q = { a = 2, b = "y" } })
  ml      = tomap({ a = ["x", "y"], b = ["y"], x = [] })
  msecret = { a = sensitive("s"), b = "open" }
  deep    = { a = { b = [{ x = 1 }, { x = "two" }], x = null }, l = [] }
  empty_m = tomap(true ? {} : tomap({ a = "a" }))
  n       = 12
  f       = 2.75
  secretn = sensitive(7)
  b       = true
  secretb = sensitive(false)
  ls      = tolist(["b", "a", "c"])
  ln      = tolist([3, 1, 2.5, 1])
  lb      = tolist([true, false])
  t       = ["x", 1, true, null, [2]]
  ss      = toset(["z", "a", "m"])
  sn      = toset([10, 9, 1.5])
  so      = toset([{ a = 2, b = "y" }, { a = 1, b = "z" }])
  lo      = tolist([{ a = "p", b = 1 }, { a = "q", b = 2 }, { a = "p", b = 3 }])
  ll      = tolist([["a", "b"], ["c"], []])
  lsecret = tolist(["u", sensitive("v")])
  empty_l = tolist(true ? [] : tolist(["a"]))
  empty_s = toset(true ? [] : tolist(["a"]))
  tpl2    = "%%{ for n in names ~}\n  $${n}\n%%{ endfor ~}\n"
}
