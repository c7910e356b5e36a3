"""Packer's dialect of the language, written in terms of the one that is evaluated.

The syntax is the same; functions and what they may be given are not. An expression is rewritten once, after it is
parsed: functions of Packer's own get a name under which they are registered, what only a run of Packer can tell becomes
unknown with its reason, and the name of a file is evaluated as seen from the template's own directory.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from vmgate.read.hcl.syntax import nodes

if TYPE_CHECKING:
    from vmgate.read.hcl.syntax.nodes import Expression

Place: TypeAlias = Literal["template", "file name", "template file", "default", "value"]
"""Where an expression stands: anywhere, as the name of a file, in the text that `templatefile` renders, as a variable's
default (only `env` may be called), in a file of values (nothing may be called).
"""

LOCATED = "::located"
"""What is added to the name of a reference inside the name of a file."""

OWN = "packer::"
_OWN = frozenset({"regex_replace", "replace", "templatefile", "uuidv5"})
_FILES = frozenset({"file", "fileexists", "filebase64", "fileset", "templatefile"})
_EVERY_RUN = frozenset({"timestamp", "legacy_isotime", "legacy_strftime", "uuidv4", "bcrypt"})
_ELSEWHERE = {
    "aws_secretsmanager": "AWS Secrets Manager is asked when Packer runs",
    "aws_secretsmanager_raw": "AWS Secrets Manager is asked when Packer runs",
    "consul_key": "Consul is asked when Packer runs",
    "vault": "Vault is asked when Packer runs",
    "abspath": "an absolute path depends on where Packer runs",
    "pathexpand": "the home directory depends on who runs Packer",
}
# Fact: the functions of Packer 1.16.0 that mean the same in Terraform, each run in both.
_SHARED = frozenset(
    {
        "abs", "alltrue", "anytrue", "base64decode", "base64encode", "base64gzip", "basename", "can", "ceil", "chomp",
        "chunklist", "cidrhost", "cidrnetmask", "cidrsubnet", "cidrsubnets", "coalesce", "coalescelist", "compact",
        "concat", "contains", "csvdecode", "dirname", "distinct", "element", "endswith", "file", "filebase64",
        "fileexists", "fileset", "flatten", "floor", "format", "formatdate", "formatlist", "indent", "index", "join",
        "jsondecode", "jsonencode", "keys", "length", "log", "lookup", "lower", "max", "md5", "merge", "min",
        "parseint", "pow", "range", "regex", "regexall", "reverse", "rfc3339_parse", "rsadecrypt", "setintersection",
        "setproduct", "setunion", "sha1", "sha256", "sha512", "signum", "slice", "sort", "split", "startswith",
        "strcontains", "strrev", "substr", "sum", "textdecodebase64", "textencodebase64", "timeadd", "title", "trim",
        "trimprefix", "trimspace", "trimsuffix", "try", "unix_timestamp_parse", "upper", "urlencode", "values",
        "yamldecode", "yamlencode", "zipmap",
    }
)  # fmt: skip
_CONVERSIONS = {"string": "tostring", "number": "tonumber", "bool": "tobool"}


def understood(node: Expression, place: Place = "template") -> Expression:
    """The expression as the evaluator understands it."""
    return _Reader(place).read(node)


def understood_block(block: nodes.Block) -> nodes.Block:
    """A block with all its expressions as the evaluator understands them."""
    return replace(block, body=understood_body(block.body))


def understood_body(body: nodes.Body) -> nodes.Body:
    """What stands in a block, with all expressions as the evaluator understands them."""
    attributes = {n: replace(a, value=understood(a.value)) for n, a in body.attributes.items()}
    return nodes.Body(attributes, [understood_block(block) for block in body.blocks])


class _Reader:
    """Rewrites expressions that stand at one kind of place."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def read(self, node: Expression) -> Expression:
        match node:
            case nodes.Call():
                return self._call(node)
            case nodes.Name(name=name):
                return replace(node, name=self._reference(name))
            case nodes.Traversal():
                return replace(node, head=self.read(node.head), steps=self._steps(node.steps))
            case nodes.Template() | nodes.Tuple() | nodes.Object():
                return self._whole(node)
            case nodes.ForExpression():
                return self._for(node)
            case nodes.Unary():
                return replace(node, operand=self.read(node.operand))
            case nodes.Binary():
                return replace(node, left=self.read(node.left), right=self.read(node.right))
            case nodes.Conditional():
                condition, then = self.read(node.condition), self.read(node.then)
                return replace(node, condition=condition, then=then, otherwise=self.read(node.otherwise))
        return node

    def _whole(self, node: nodes.Template | nodes.Tuple | nodes.Object) -> Expression:
        if isinstance(node, nodes.Template):
            return replace(node, parts=self._parts(node.parts))
        if isinstance(node, nodes.Tuple):
            return replace(node, items=self._all(node.items))
        items = [replace(item, key=self.read(item.key), value=self.read(item.value)) for item in node.items]
        return replace(node, items=tuple(items))

    def _all(self, items: tuple[Expression, ...]) -> tuple[Expression, ...]:
        return tuple([self.read(item) for item in items])

    def _steps(self, steps: tuple[nodes.Step, ...]) -> tuple[nodes.Step, ...]:
        return tuple([self._step(step) for step in steps])

    def _step(self, step: nodes.Step) -> nodes.Step:
        if isinstance(step, nodes.Index):
            return nodes.Index(self.read(step.key))
        return nodes.Splat(self._steps(step.steps)) if isinstance(step, nodes.Splat) else step

    def _parts(self, parts: tuple[nodes.Part, ...]) -> tuple[nodes.Part, ...]:
        return tuple([self._part(part) for part in parts])

    def _part(self, part: nodes.Part) -> nodes.Part:
        if isinstance(part, str):
            return part
        if isinstance(part, nodes.If):
            then, otherwise = self._parts(part.then), self._parts(part.otherwise)
            return nodes.If(self.read(part.condition), then, otherwise)
        if isinstance(part, nodes.For):
            return replace(part, collection=self.read(part.collection), body=self._parts(part.body))
        return self.read(part)

    def _for(self, node: nodes.ForExpression) -> nodes.ForExpression:
        return replace(
            node,
            collection=self.read(node.collection),
            result_key=None if node.result_key is None else self.read(node.result_key),
            result=self.read(node.result),
            condition=None if node.condition is None else self.read(node.condition),
        )

    def _reference(self, name: str) -> str:
        return name + LOCATED if self._place == "file name" and name in {"path", "local"} else name

    def _call(self, node: nodes.Call) -> Expression:
        name, arguments = node.name, node.arguments
        reason = self._unknown(name, arguments)
        if reason is not None:
            return nodes.Unclear(node.start, node.end, reason)
        if name == "convert":
            return self._conversion(node)
        if name == "abspath":
            return replace(node, name=OWN + name, arguments=self._all(arguments))
        read = self._all(arguments)
        if name in _FILES and arguments:
            read = (_Reader("file name").read(arguments[0]), *read[1:])
        return replace(node, name=OWN + name if name in _OWN else name, arguments=read)

    def _unknown(self, name: str, arguments: tuple[Expression, ...]) -> str | None:
        """Why the result of a call cannot be known; None if it can."""
        if self._place == "value" or (self._place == "default" and name != "env"):
            return f"function {name} may not be called here"
        if name == "env":
            first = arguments[0] if arguments else None
            variable = f" {first.value}" if isinstance(first, nodes.Literal) else ""
            return f"the environment variable{variable} is read when Packer runs"
        if name in _EVERY_RUN:
            return f"the result of {name} differs with every run"
        if name == "templatefile" and self._place == "template file":
            return "templatefile may not be called inside a template file"
        if name == "abspath" and self._place == "file name":
            return None
        if name in _ELSEWHERE:
            return _ELSEWHERE[name]
        if name == "lookup" and len(arguments) != 3:
            return "Packer's lookup takes three arguments"
        known = name in _SHARED or name in _OWN or name == "convert"
        return None if known else f"Packer has no function {name}"

    def _conversion(self, node: nodes.Call) -> Expression:
        """`convert(value, type)`: the second argument is a type and no value."""
        type_ = node.arguments[1] if len(node.arguments) == 2 else None
        if isinstance(type_, nodes.Name) and type_.name in _CONVERSIONS:
            value = self.read(node.arguments[0])
            return nodes.Call(node.start, node.end, _CONVERSIONS[type_.name], (value,), expand=False)
        return nodes.Unclear(node.start, node.end, "a conversion to this type is not evaluated")
