c = "b.auto"
d = {
  first  = 1
  second = true
}
