"""Random texts whose block structure is hard to see: with braces, quotes and marks where they mean nothing."""

from __future__ import annotations

import random
from dataclasses import dataclass

NAMES = ("a", "b1", "c_d", "e-f", "for_each", "resource", "true_", "null1", "dynamic", "x" * 40)
LABELS = ('"web"', '"a-b.c"', "bare", '"sp ace"', '"{"', '"}"', '"#"', '"//"', '""')
VALUES = (
    "1",
    "-2.5",
    "true",
    "null",
    '"plain"',
    '"a { b } c"',
    '"} # no comment"',
    '"// neither"',
    r'"quote \" and \\ and }"',
    '"${var.a}-{${local.b}"',
    '"$${not} %%{either}"',
    '"${{ a = "}" }["a"]}"',
    "[1, 2, 3]",
    '[\n  "}",\n  "{", # }\n]',
    "{ a = 1, b = { c = 2 } }",
    '{\n  a = 1\n  "b c" = "{"\n  (local.k) = [{}, {}]\n}',
    "{}",
    "[]",
    "<<EOT\n}\nnot = a block {\n# text\nEOT",
    "<<-EOT\n    {\n      indented ${var.x} }\n    EOT",
    'merge({ a = "}" }, var.b)',
    "max(\n  1,\n  2\n)",
    '[for k, v in var.m : "${k}={" if v != null]',
    "{ for k, v in var.m : k => v... }",
    'var.a == "}" ? "{" : "x"',
    "(1 + 2) * 3",
    "var.list[0].name",
    "module.m[*].out",
    'data.x.y["}"].id',
)
COMMENTS = ("# {", "// }", "/* { */", "/* }\n} */", '# "', "/* # */", "#")


@dataclass
class Text:
    """A text that grows line by line. `random` decides everything."""

    random: random.Random
    lines: list[str]

    def body(self, depth: int, size: int, indent: str) -> None:
        """The attributes and blocks of a body. Attributes have distinct names."""
        used: set[str] = set()
        for _ in range(self.random.randrange(size + 1)):
            what = self.random.random()
            if what < 0.15:
                self.lines.append(indent + self.random.choice(COMMENTS))
            elif what < 0.25:
                self.lines.append(self.random.choice(("", "  ", "\t")))
            elif what < 0.65:
                name = f"{self.random.choice(NAMES)}{self.random.choice(('', '', len(used)))}"
                if name not in used:
                    used.add(name)
                    self.lines.append(indent + self.attribute(name))
            else:
                self.block(depth, size, indent)

    def attribute(self, name: str) -> str:
        """An attribute with what may stand around it."""
        value = self.random.choice(VALUES)
        equals = self.random.choice((" = ", "=", "   =   ", " =\t"))
        comment = self.random.choice(("", "", "", " # }", " // {"))
        # A heredoc's end mark stands alone in its line.
        return f"{name}{equals}{value}{'' if value.startswith('<<') else comment}"

    def block(self, depth: int, size: int, indent: str) -> None:
        """A block: empty, on one line, or with a body."""
        head = " ".join(
            [self.random.choice(NAMES), *self.random.choices(LABELS, k=self.random.choice((0, 0, 1, 2)))]
        )
        shape = self.random.random()
        if shape < 0.15 or depth == 0:
            self.lines.append(f"{indent}{head} {{}}")
        elif shape < 0.3:
            self.lines.append(f"{indent}{head} {{ only = {self.random.choice(VALUES[:12])} }}")
        else:
            self.lines.append(f"{indent}{head} {{{self.random.choice(('', '', ' # {'))}")
            self.body(depth - 1, size, indent + self.random.choice(("  ", "\t", "")))
            self.lines.append(f"{indent}}}")


def text(seed: int) -> str:
    """The text of a number; every tenth is long enough to be read in pieces."""
    made = Text(random.Random(seed), [])  # noqa: S311  - it must be repeatable
    size = made.random.randrange(2, 9)
    least = 20_000 if seed % 10 == 0 else 1
    while sum(map(len, made.lines)) < least:
        if least > 1:
            made.lines.append(f'resource "r" "n{len(made.lines)}" {{')
            made.body(3, size, "  ")
            made.lines.append("}")
        else:
            made.lines.append(f"first_{seed} = 1")
            made.body(4, size, "")
    newline = "\r\n" if seed % 7 == 0 else "\n"
    return newline.join("\n".join(made.lines).split("\n")) + newline
