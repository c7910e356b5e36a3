resource "terraform_data" "order" {
  input = {
    strings = [for s in toset(["b", "a", "B", "ü", "10", "9"]) : s]
    numbers = [for n in toset([10, 9, -1, 1.5]) : n]
    bools   = [for b in toset([true, false]) : b]
    tolist  = tolist(toset(["z", "y"]))
    union   = setunion(["c"], ["a"], ["b"])
    keys    = keys({ b = 1, a = 2, B = 3, "10" = 4, "9" = 5 })
    product = setproduct(["b", "a"], ["y", "x"])
  }
}
