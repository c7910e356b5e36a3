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
