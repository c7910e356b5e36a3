"""What we make of expressions, in the form in which Terraform's answers are recorded, and how the two differ."""

from __future__ import annotations

import pathlib
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from vmgate.model.value import Unknown
from vmgate.read.hcl import load
from vmgate.read.hcl.evaluate.expressions import attempt_typed
from vmgate.read.hcl.evaluate.types import Collection, ObjectOf, Primitive, TupleOf
from vmgate.read.hcl.evaluate.unification import type_of
from vmgate.read.hcl.evaluate.values import Null, Sensitive
from vmgate.read.hcl.resource import SourceResource
from vmgate.read.hcl.syntax.parse import parse_expression
from vmgate.read.hcl.syntax.source import SyntaxProblem

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.types import Type
    from vmgate.read.hcl.evaluate.values import Val

RECORD = pathlib.Path(__file__).parent / "oracle.json"

MODULE = """\
variable "s" { type = string }
variable "n" { type = number }
variable "b" { type = bool }
variable "ls" { type = list(string) }
variable "ln" { type = list(number) }
variable "ss" { type = set(string) }
variable "ms" { type = map(string) }
variable "mn" { type = map(number) }
variable "o" { type = object({ a = string, n = number, l = list(string) }) }
variable "t" { type = tuple([string, number]) }
variable "lo" { type = list(object({ a = string, n = optional(number, 7) })) }
output "all" {
  value = {
    s = var.s, n = var.n, b = var.b, ls = var.ls, ln = var.ln, ss = var.ss, ms = var.ms, mn = var.mn, o = var.o
    t = var.t, lo = var.lo
  }
}
"""

CONTEXT = """\
resource "terraform_data" "u" {
  input = timestamp()
}
resource "terraform_data" "d" {
  input = jsondecode(timestamp())
}
module "unknown" {
  source = "./typed"
  s      = terraform_data.d.output
  n      = terraform_data.d.output
  b      = terraform_data.d.output
  ls     = terraform_data.d.output
  ln     = terraform_data.d.output
  ss     = terraform_data.d.output
  ms     = terraform_data.d.output
  mn     = terraform_data.d.output
  o      = terraform_data.d.output
  t      = terraform_data.d.output
  lo     = terraform_data.d.output
}
module "null" {
  source = "./typed"
  s      = null
  n      = null
  b      = null
  ls     = null
  ln     = null
  ss     = null
  ms     = null
  mn     = null
  o      = null
  t      = null
  lo     = null
}
module "known" {
  source = "./typed"
  s      = "text"
  n      = "12"
  b      = "true"
  ls     = ["b", "a", 3]
  ln     = ["1", 2.5]
  ss     = ["b", "a", "b"]
  ms     = { x = "y", z = true }
  mn     = {}
  o      = { a = 1, n = "2", l = [true], extra = "dropped" }
  t      = [1, "2"]
  lo     = [{ a = "p" }, { a = "q", n = null }, { a = "r", n = 1 }]
}
locals {
  ud = jsondecode(timestamp())
  ut = timestamp()
  mu = module.unknown.all
  mz = module.null.all
  mk = module.known.all
  k = {
    s  = "text"
    n  = 12
    b  = true
    ls = tolist(["b", "a", 3])
    ln = tolist([1, 2.5])
    ss = toset(["b", "a", "b"])
    ms = tomap({ x = "y", z = true })
    mn = tomap(true ? {} : tomap({ x = 1 }))
    o  = { a = "1", n = 2, l = tolist(["true"]) }
    t  = ["1", 2]
    lo = tolist([{ a = "p", n = 7 }, { a = "q", n = 7 }, { a = "r", n = 1 }])
  }
  u = {
    s  = tobool(local.ud) ? null : local.k.s
    n  = tobool(local.ud) ? null : local.k.n
    b  = tobool(local.ud) ? null : local.k.b
    ls = tobool(local.ud) ? null : local.k.ls
    ln = tobool(local.ud) ? null : local.k.ln
    ss = tobool(local.ud) ? null : local.k.ss
    ms = tobool(local.ud) ? null : local.k.ms
    mn = tobool(local.ud) ? null : local.k.mn
    o  = tobool(local.ud) ? null : local.k.o
    t  = tobool(local.ud) ? null : local.k.t
    lo = tobool(local.ud) ? null : local.k.lo
  }
  z = {
    s  = true ? null : local.k.s
    n  = true ? null : local.k.n
    b  = true ? null : local.k.b
    ls = true ? null : local.k.ls
    ln = true ? null : local.k.ln
    ss = true ? null : local.k.ss
    ms = true ? null : local.k.ms
    mn = true ? null : local.k.mn
    o  = true ? null : local.k.o
    t  = true ? null : local.k.t
    lo = true ? null : local.k.lo
  }
  sec = sensitive("hush")
  one = [for x in [1, 2] : { id = x, tags = { n = "t${x}" } }]
  e   = {}
}
"""


def lay_out(directory: pathlib.Path, extra: str = "") -> None:
    """Writes the configuration around the expressions."""
    (directory / "typed").mkdir(exist_ok=True)
    one_line = MODULE.replace("{ type =", "{\n  type =").replace(" }\nvariable", "\n}\nvariable")
    (directory / "typed" / "main.tf").write_text(one_line.replace(" }\noutput", "\n}\noutput"), "utf-8")
    (directory / "main.tf").write_text(CONTEXT + extra, "utf-8")


def any_flag(flags: Any) -> bool:
    """Whether anything is flagged, at any depth."""
    if isinstance(flags, dict | list):
        return any(any_flag(each) for each in (flags.values() if isinstance(flags, dict) else flags))
    return bool(flags)


class Ours:
    """Our answers in the same form."""

    def __init__(self, directory: pathlib.Path) -> None:
        lay_out(directory, 'resource "probe" "p" {}\n')
        probe = load(directory).of_type("probe")[0]
        if not isinstance(probe, SourceResource):
            raise TypeError(probe)
        self._scope = probe._instance.scope

    def value(self, text: str) -> Val:
        """The value of an expression. Raises `SyntaxProblem`."""
        return attempt_typed(parse_expression(text), self._scope)

    def answer(self, text: str) -> dict[str, Any]:
        """The value in the form of the record."""
        try:
            value = self.value(text)
        except SyntaxProblem:
            return {"error": True}
        if isinstance(value, Unknown) and value.reason.startswith("cannot be evaluated"):
            return {"error": True, "reason": value.reason}
        answer: dict[str, Any] = {"value": _shown(value), "unknown": _flags(value, Unknown)}
        answer["secret"] = _flags(value, Sensitive)
        if not any_flag(answer["unknown"]):
            answer["type"] = _type_shown(type_of(value))
        return answer


def differences(text: str, theirs: dict[str, Any], ours: dict[str, Any]) -> str | None:
    """How our answer differs from Terraform's; None if it does not.

    We may hide more than Terraform does, never less. Of types only those of values known throughout are compared.
    """
    if "error" in theirs or "error" in ours:
        same = "error" in theirs and "error" in ours
        return None if same else f"{text}\n  terraform: {theirs}\n  ours: {ours}"
    unknown = theirs.get("unknown", False)
    if not _alike(theirs["value"], ours["value"], unknown, ours["unknown"]):
        return f"{text}\n  terraform: {theirs}\n  ours: {ours}"
    if ours["unknown"] is not True and not _hides(ours["secret"], theirs.get("secret", False)):
        return f"{text}\n  shows a secret: {ours}\n  terraform: {theirs}"
    if "type" in theirs and theirs["value"] is not None and theirs["type"] != ours["type"]:
        return f"{text}\n  terraform's type: {theirs['type']}\n  ours: {ours['type']}"
    return None


def _alike(value: Any, own: Any, hidden: Any, own_hidden: Any) -> bool:
    if hidden is True or own_hidden is True:
        return hidden is True and own_hidden is True
    if isinstance(own, dict):
        flags = hidden if isinstance(hidden, dict) else {}
        theirs = value if isinstance(value, dict) else None
        if theirs is None or {*theirs, *(name for name, flag in flags.items() if flag is True)} != own.keys():
            return False
        return all(_alike(theirs.get(n), own[n], flags.get(n, False), own_hidden[n]) for n in own)
    if isinstance(own, list):
        if not isinstance(value, list) or len(value) != len(own):
            return False
        marks = hidden if isinstance(hidden, list) else [False] * len(own)
        return all(_alike(*each) for each in zip(value, own, marks, own_hidden, strict=True))
    if isinstance(own, float) or isinstance(value, float):
        return not isinstance(own, bool | str) and own is not None and float(own) == float(value)
    return type(own) is type(value) and own == value


def _hides(own: Any, theirs: Any) -> bool:
    if own is True or not any_flag(theirs):
        return True
    if theirs is True or type(own) is not type(theirs):
        return False
    pairs = [(own[n], theirs[n]) for n in theirs] if isinstance(own, dict) else zip(own, theirs, strict=False)
    return all(_hides(a, b) for a, b in pairs)


def _shown(value: Val) -> Any:
    match value:
        case Sensitive():
            return _shown(value.value)
        case Unknown() | Null():
            return None
        case dict():
            return {name: _shown(item) for name, item in value.items()}
        case tuple():
            return [_shown(item) for item in value]
        case Fraction():
            return float(value)
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _flags(value: Val, kind: type) -> Any:
    if isinstance(value, kind):
        return True
    if isinstance(value, Sensitive):
        return _flags(value.value, kind)
    if isinstance(value, dict):
        return {name: _flags(item, kind) for name, item in value.items()}
    return [_flags(item, kind) for item in value] if isinstance(value, tuple) else False


def _type_shown(type_: Type) -> Any:
    match type_:
        case Primitive(name):
            return "dynamic" if name == "any" else name
        case Collection(name, element):
            return [name, _type_shown(element)]
        case TupleOf(elements):
            return ["tuple", [_type_shown(each) for each in elements]]
        case ObjectOf(attributes):
            return ["object", {name: _type_shown(each) for name, each in attributes.items()}]
