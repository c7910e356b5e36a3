resource terraform_data bare {
  input = "labels without quotes"
}
resource "terraform_data" "one_line" { input = "one line" }

/* a block
   comment */
resource "terraform_data" "keys" { # comment
  input = {
    if = 1, in = 2 // comment
    null  = 3
    true  = "four"
    1     = "number"
    (1+1) = "sum",
    "${"a"}b" : "template"
    dash-ed = -1
    _under  = - -2
    endif   = /* inside */ 5
  }
}

resource "terraform_data" "operators" {
  input = [
    1 + 2 * 3 - 4 / 2 % 3,
    (1 + 2) * 3,
    -2 - -3,
    !true || true && false,
    !(1 == 2) == true,
    1 < 2 == true,
    "a" == "a" ? "yes" : "no",
    1 == 1 && 2 >= 2 || false
    ? "multi" :
    "line",
    [
      "trailing",
    ],
    max(
      1,
      2,
    ),
    { a = { b = { c = 1 } } }.a.b.c,
    [10, 20][1],
    true ? null : "x",
    5 % -3,
    1.5 + 0.5,
    1e3,
    0.1 * 3,
    9007199254740993,
  ]
}
