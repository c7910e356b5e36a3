"""`yamlencode` and `yamldecode`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmgate.read.hcl.evaluate.functions.signature import Context, define, string
from vmgate.read.hcl.evaluate.functions.yamlreader import from_yaml
from vmgate.read.hcl.evaluate.functions.yamlwriter import yaml_text
from vmgate.read.hcl.evaluate.types import ANY, STRING

if TYPE_CHECKING:
    from vmgate.read.hcl.evaluate.values import Val


@define("yamlencode", ANY, nullable=True)
def _yamlencode(args: list[Val], _: Context) -> Val:
    return yaml_text(args[0])


@define("yamldecode", STRING)
def _yamldecode(args: list[Val], _: Context) -> Val:
    return from_yaml(string(args[0]))
