"""The functions that Packer has and Terraform has not, or that mean something else in it.

They are registered beside the others under names that no expression can write.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from vmgate.model.value import Unknown
from vmgate.read.hcl.evaluate.functions import call
from vmgate.read.hcl.evaluate.functions.hashes import NAMESPACES
from vmgate.read.hcl.evaluate.functions.signature import Context, define, mapping, string
from vmgate.read.hcl.evaluate.types import ANY, STRING
from vmgate.read.hcl.evaluate.values import EvaluationError, Lazy, computed, mark, unmark
from vmgate.read.hcl.syntax.parse import parse_template
from vmgate.read.hcl.syntax.source import SyntaxProblem
from vmgate.read.packer.dialect import OWN, understood

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val


@define(f"{OWN}abspath", STRING)
def _abspath(args: list[Val], context: Context) -> Val:
    """Only ever asked for the name of a file: the result goes no further than to the file itself."""
    path = context.files.locate(string(args[0]))
    return path if isinstance(path, Unknown) else path.as_posix()


@define(f"{OWN}replace", STRING, STRING, STRING)
def _replace(args: list[Val], _context: Context) -> Val:
    """No slashes make a regular expression of the text here."""
    return string(args[0]).replace(string(args[1]), string(args[2]))


@define(f"{OWN}regex_replace", STRING, STRING, STRING)
def _regex_replace(args: list[Val], context: Context) -> Val:
    """What Terraform's `replace` does for a pattern between slashes."""
    pattern = f"/{string(args[1])}/"
    return call("replace", [args[0], pattern, args[2]], context.files, context.render)


@define(f"{OWN}uuidv5", STRING, STRING)
def _uuidv5(args: list[Val], _context: Context) -> Val:
    namespace = NAMESPACES.get(string(args[0]))
    if namespace is None:
        try:
            namespace = uuid.UUID(string(args[0]))
        except ValueError:
            raise EvaluationError("uuidv5 is given no namespace") from None
    return str(uuid.uuid5(namespace, string(args[1])))


@define(f"{OWN}templatefile", STRING, ANY, policy="all")
def _templatefile(args: list[Val], context: Context) -> Val:
    (name, first), (names, second) = unmark(args[0]), unmark(args[1])
    if isinstance(names, Lazy):
        names = names.whole()
    for value in (name, names):
        if isinstance(value, Unknown):
            return mark(computed(value), first or second)
    text, hidden = unmark(call("file", [args[0]], context.files, context.render))
    if isinstance(text, Unknown):
        return mark(text, first or second or hidden)
    try:
        template = understood(parse_template(string(text)), "template file")
    except SyntaxProblem as problem:
        raise EvaluationError(f"the template has a {problem.message}") from None
    return mark(context.render(template, mapping(names)), first or second or hidden)
